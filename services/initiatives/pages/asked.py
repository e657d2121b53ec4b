"""Which forms there are, and what each does."""

from collections.abc import Mapping
from typing import Any

from chassis.pages.showing import best
from chassis.web import caller, language
from chassis.words import _
from initiatives.domain.indicators import Value
from initiatives.domain.initiatives import Initiative
from initiatives.domain.milestones import NewMilestone
from initiatives.domain.parts import part
from initiatives.domain.proposals import InitiativeEdit
from initiatives.events.initiatives import Status
from initiatives.events.parts import Texts
from initiatives.pages.forms import (
    Asking,
    Field,
    MeasureForm,
    MilestoneForm,
    OperateForm,
    StopForm,
    UseForm,
    WordsForm,
)
from initiatives.pages.initiatives import seen_cause
from initiatives.pages.parts import May, Parts
from initiatives.pages.words import UNITS
from initiatives.schemas.common import REASON, TITLE, WORDS

Given = dict[str, Any]


def askings(parts: Parts) -> list[Asking]:
    """Return all forms."""
    return [*_deciding(parts), _declining(parts), *_carrying_out(parts)]


def _deciding(parts: Parts) -> list[Asking]:
    def stop(id: str, given: Given) -> None:
        status, why = Status.STOPPED, given["reason"]
        parts.initiatives.advance(caller(), seen_cause(given), id, status, why)

    def operate(id: str, given: Given) -> None:
        by, on = given["operated_by"], given["review_on"]
        parts.initiatives.operate(caller(), seen_cause(given), id, by, on)

    def change(id: str, given: Given) -> None:
        now = _words_now(parts.initiatives.get(caller(), id))
        said = {name: given.get(name, ()) for name in now}
        new = {name: texts for name, texts in said.items() if _first(texts) != now[name]}
        parts.initiatives.change(caller(), seen_cause(given), id, InitiativeEdit(**new))

    reason = Field("reason", _("The reason"), "area", most=REASON)
    return [
        Asking(
            "/stop",
            StopForm,
            _("Stop the initiative"),
            _("Stop it"),
            (reason,),
            lambda may, _part: may.stop,
            stop,
            _("Everyone who took part reads your reason, and help that was asked for is free."),
        ),
        Asking(
            "/operate",
            OperateForm,
            _("Put it into operation"),
            _("Put it into operation"),
            (
                Field("operatedBy", _("Which function runs it from now on"), most=TITLE),
                Field("reviewOn", _("When it is looked at again"), type="date"),
            ),
            lambda may, _part: may.operate,
            operate,
        ),
        Asking(
            "/edit",
            WordsForm,
            _("Change the words"),
            _("Keep the words"),
            _words_fields(),
            lambda may, _part: may.steer and may.initiative.status is not Status.STOPPED,
            change,
            usual=_words_now,
        ),
    ]


def _words_fields() -> tuple[Field, ...]:
    return (
        Field("title", _("Title"), most=TITLE),
        Field("problem", _("The problem"), "area", optional=True, most=WORDS),
        Field("solution", _("What we do about it"), "area", optional=True, most=WORDS),
        Field(
            "contact",
            _("Whom to ask"),
            "area",
            hint=_("An office or a function, never a private person. Givers of help are told it."),
            optional=True,
            most=REASON,
        ),
    )


def _words_now(initiative: Initiative) -> Mapping[str, Any]:
    """Return the words as they are; those left as they are keep their translations."""
    lang = language()
    names = ("title", "problem", "solution", "contact")
    return {name: best(getattr(initiative, name), lang).text for name in names}


def _first(texts: Texts) -> str:
    return texts[0].text if texts else ""


def _declining(parts: Parts) -> Asking:
    def decline(id: str, given: Given) -> None:
        asked, why = given["part_id"], given["reason"]
        parts.commitments.decline(caller(), seen_cause(given), id, asked, why)

    return Asking(
        "/commitments/<part_id>/decline",
        StopForm,
        _("Say no for your department"),
        _("Decline"),
        (Field("reason", _("The reason"), "area", most=REASON),),
        lambda may, asked: may.answer(part(may.initiative.commitments, asked)),
        decline,
        _("The department that asked reads your reason, and everyone once it is public."),
        "commitments",
    )


def _carrying_out(parts: Parts) -> list[Asking]:
    def measure(id: str, given: Given) -> None:
        names = ("on", "value", "n", "note")
        taken = Value(**{name: given[name] for name in names if name in given})
        parts.indicators.measure(caller(), seen_cause(given), id, given["part_id"], taken)

    def use(id: str, given: Given) -> None:
        help = given["part_id"], given["amount"], given["unit"], given.get("thanks", ())
        parts.matches.use(caller(), seen_cause(given), id, *help)

    def set_milestone(id: str, given: Given) -> None:
        new = NewMilestone(title=given["title"], due=given["due"])
        parts.milestones.set(caller(), seen_cause(given), id, new)

    def carries(may: May, _part: str) -> bool:
        return may.carry_out

    few = _("Leave it out where no people are counted. Under five, others see the day alone.")
    return [
        Asking(
            "/indicators/<part_id>/measure",
            MeasureForm,
            _("Write down a measurement"),
            _("Keep the measurement"),
            (
                Field("on", _("Day"), type="date"),
                Field("value", _("Value"), type="decimal"),
                Field(
                    "n", _("How many people are behind it"), type="numeric", hint=few, optional=True
                ),
                Field("note", _("Note"), "area", optional=True, most=REASON),
            ),
            carries,
            measure,
            anchor="indicators",
        ),
        Asking(
            "/matches/<part_id>/use",
            UseForm,
            _("Thank for help"),
            _("Count it and say thank you"),
            (
                Field("amount", _("How much was given this time"), type="decimal"),
                Field("unit", _("Counted in"), "select", choices=lambda: list(UNITS.items())),
                Field("thanks", _("Thanks to the giver"), "area", optional=True, most=REASON),
            ),
            carries,
            use,
            _("The giver reads your thanks, and so does everyone else."),
            "needs",
        ),
        Asking(
            "/milestones/new",
            MilestoneForm,
            _("Set a milestone"),
            _("Set it"),
            (
                Field("title", _("What is to be reached"), most=TITLE),
                Field("due", _("By when"), type="date"),
            ),
            carries,
            set_milestone,
            anchor="milestones",
        ),
    ]
