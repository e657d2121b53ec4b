"""The form in which an initiative is tied to what it grew from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chassis.errors import NotThere
from chassis.pages.showing import best
from chassis.web import caller, language
from chassis.words import Sentence, _
from initiatives.actions.neighbours import Called
from initiatives.domain.initiatives import Initiative
from initiatives.domain.proposals import InitiativeEdit
from initiatives.events.processes import Goal
from initiatives.pages.fields import Choices, Field
from initiatives.pages.forms import Asking
from initiatives.pages.parts import Parts
from initiatives.pages.pressing import seen_cause
from initiatives.pages.taken import LinksForm

Given = dict[str, Any]
HOW = _("Copy the address from the top of your browser. One on each line.")


@dataclass(frozen=True)
class Tie:
    """A kind of thing that an initiative is tied to: where it is kept, and what it is called."""

    ids: str
    kept: str
    tied: Sentence
    more: Sentence


KINDS = {
    "opportunity": Tie(
        "opportunity_ids",
        "opportunityIds",
        _("Questions that it answers"),
        _("Addresses or ids of questions"),
    ),
    "idea": Tie(
        "idea_ids",
        "ideaIds",
        _("Contributions that it grew from"),
        _("Addresses or ids of contributions"),
    ),
    "step": Tie(
        "step_ids",
        "stepIds",
        _("Steps of journeys that it makes better"),
        _("Addresses or ids of steps"),
    ),
}


def linking(parts: Parts) -> Asking:
    """Return the form."""

    def link(id: str, given: Given) -> None:
        said: dict[str, Any] = {
            each.ids: (*given.get(each.ids, ()), *given.get(kind, ()))
            for kind, each in KINDS.items()
        }
        said["goal_ids"] = tuple(given.get("goal_ids", ()))
        parts.initiatives.change(caller(), seen_cause(given), id, InitiativeEdit(**said))

    return Asking(
        "/links",
        LinksForm,
        _("What it grew from"),
        _("Keep it so"),
        lambda initiative: tuple(_fields(initiative, parts)),
        lambda may, _part: may.plan,
        link,
        _("This is the red thread. Those who gave something are told, once it is public."),
        usual=_now,
    )


def naming(kind: str) -> Field:
    """Return the field in which things of a kind are named."""
    return Field(kind, KINDS[kind].more, "area", hint=HOW, optional=True, rows=2)


def tied(parts: Parts, kind: str, ids: tuple[str, ...]) -> Choices:
    """Return things that it is tied to, each with what it is called."""
    return [(each.id, called(each)) for each in parts.others.called(kind, ids)]


def called(each: Called) -> Sentence | str:
    """Return the name of a thing; its id where it is not public."""
    name = best(each.title, language()).text
    return name or _("Not public ({id})", id=each.id)


def goals_of(parts: Parts, initiative: Initiative) -> tuple[Goal, ...]:
    """Return the goals of the process that it belongs to."""
    try:
        return parts.processes.get(caller(), initiative.process_id).goals
    except NotThere:
        return ()


def goal_choices(parts: Parts, initiative: Initiative) -> Choices:
    """Return these goals, to choose from."""
    return [(g.id, best(g.title, language()).text) for g in goals_of(parts, initiative)]


def _fields(initiative: Initiative, parts: Parts) -> Iterator[Field]:
    for kind, each in KINDS.items():
        if now := getattr(initiative, each.ids):
            told = tied(parts, kind, now)
            hint = _("Take the tick away from what is to be tied to it no more.")
            yield Field(each.kept, each.tied, "ticks", hint=hint, choices=told)
        yield naming(kind)
    if goals := goal_choices(parts, initiative):
        yield Field("goalIds", _("Goals of the process that it serves"), "ticks", choices=goals)


def _now(initiative: Initiative) -> Mapping[str, Any]:
    kept = {each.kept: list(getattr(initiative, each.ids)) for each in KINDS.values()}
    return kept | {"goalIds": list(initiative.goal_ids)}
