"""`/initiatives/<id>/thread` and `/ideas/<id>/thread`: one page from a sentence to an effect."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint
from markupsafe import Markup

from chassis.pages import render
from chassis.web import caller
from chassis.words import _
from initiatives.actions.threads import Thing, Thread, Threads
from initiatives.drawing import draw
from initiatives.pages.did import amount_said, indicator_card
from initiatives.pages.picture import TITLES, Telling, said_in_order
from initiatives.pages.telling import Teller, _n, teller
from initiatives.pages.words import NOT_PUBLIC

PLACES = {
    "idea": "/ideas/{}",
    "evidence": "/evidence/{}",
    "insight": "/insights/{}",
    "opportunity": "/opportunities/{}",
    "persona": "/personas/{}",
    "journey": "/journeys/{}",
    "initiative": "/initiatives/{}",
}
"""Where people look at things; what has no page of its own is asked for where its owner answers."""


def thread_pages(threads: Threads) -> Blueprint:
    """Return the pages of the red thread."""
    door = Blueprint("thread_pages", __name__, template_folder="../templates")

    @door.get("/initiatives/<initiative_id>/thread")
    def of_initiative(initiative_id: str) -> Any:
        """Show what an initiative came from and what it led to."""
        thread = threads.of_initiative(caller(), initiative_id)
        return page(thread)

    @door.get("/ideas/<idea_id>/thread")
    def of_idea(idea_id: str) -> Any:
        """Show what a contribution led to."""
        thread = threads.of_idea(caller(), idea_id)
        return page(thread)

    return door


def page(thread: Thread) -> Any:
    """Return the page of a thread: the picture, and the same in words."""
    tell, about = teller(), thread.one(thread.about)
    assert about is not None
    name = tell.words(about.of("title")).text or tell.text(NOT_PUBLIC)
    told = " ".join(summary(thread, tell))
    picture = Telling(thread, tell).picture(tell.text(_("The red thread: {name}"), name=name), told)
    return render(
        "initiatives/thread.html",
        thread=thread,
        about=about,
        told=told,
        picture=Markup(draw(picture)),
        heads=TITLES,
        said=said_in_order(thread),
        place=place,
        tell=tell,
        help_said=amount_said,
        figures={i.id: indicator_card(thread, tell, i) for i in thread.all("indicator")},
    )


def place(thing: Thing) -> str:
    """Return the address at which people look at a thing, or at which its owner answers for it."""
    if thing.kind == "step" and thing.seen:
        return f"/journeys/{thing.of('journeyId')}/steps/{thing.id}"
    return PLACES.get(thing.kind, thing.href).format(thing.id)


def summary(thread: Thread, tell: Teller) -> Iterator[str]:
    """Tell a thread in a few short sentences."""
    said = len(thread.all("idea"))
    if thread.about[0] == "initiative" and said:
        yield tell.many(
            _n("It began with one contribution.", "It began with {n} contributions."), said
        )
    found = len(thread.all("initiative"))
    if thread.about[0] == "idea" and found:
        yield tell.many(_n("One initiative came of it.", "{n} initiatives came of it."), found)
    yes = {c.of("departmentId") for c in thread.all("commitment") if c.of("status") == "accepted"}
    if yes:
        yield tell.many(
            _n("One department has said yes.", "{n} departments have said yes."), len(yes)
        )
    hours = sum(m.of("amount", 0.0) for m in thread.all("match") if m.of("unit") == "hours")
    if hours:
        n = int(hours) if hours == int(hours) else 2
        told = tell.number(hours)
        forms = _n("One hour of help was given.", "{hours} hours of help were given.")
        yield tell.many(forms, n, hours=told)
    yield from _effects(thread, tell)


def _effects(thread: Thread, tell: Teller) -> Iterator[str]:
    for indicator in thread.all("indicator"):
        card = indicator_card(thread, tell, indicator)
        if card.chart and card.chart.began and card.chart.measured:
            yield tell.text(
                _("{name}: from {before} to {now} {unit}."),
                name=card.words.text,
                before=tell.number(card.chart.began.value),
                now=tell.number(card.chart.measured[-1].value),
                unit=tell.words(indicator.of("unit")).text,
            )
