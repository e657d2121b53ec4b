"""The forms of those who carry an initiative out: what is reached, measured and thanked for."""

from collections.abc import Iterator
from typing import Any

from chassis.errors import Unfit
from chassis.pages.showing import best
from chassis.web import caller, language
from chassis.words import _
from initiatives.domain.commitments import standing
from initiatives.domain.indicators import NewIndicator, Value
from initiatives.domain.initiatives import Initiative
from initiatives.domain.milestones import NewMilestone
from initiatives.events.parts import Answer
from initiatives.pages.asked.linking import goal_choices, tied
from initiatives.pages.fields import Field, head
from initiatives.pages.forms import Asking, these
from initiatives.pages.parts import May, Parts
from initiatives.pages.pressing import seen_cause
from initiatives.pages.taken import IndicatorForm, MeasureForm, MilestoneForm, UseForm
from initiatives.pages.words import DIRECTIONS, LEVELS, UNITS
from initiatives.schemas.common import REASON, TITLE

Given = dict[str, Any]
FEW = _("Leave it out where no people are counted. Under five, others see the day alone.")
PEOPLE = _("How many people are behind it")


def carrying_out(parts: Parts) -> list[Asking]:
    """Return the forms."""
    return [_measuring(parts), _using(parts), _setting(parts), _showing(parts)]


def _carries(may: May, _part: str) -> bool:
    return may.carry_out


def _measuring(parts: Parts) -> Asking:
    def measure(id: str, given: Given) -> None:
        names = ("on", "value", "n", "note")
        taken = Value(**{name: given[name] for name in names if name in given})
        parts.indicators.measure(caller(), seen_cause(given), id, given["part_id"], taken)

    return Asking(
        "/indicators/<part_id>/measure",
        MeasureForm,
        _("Write down a measurement"),
        _("Keep the measurement"),
        these(
            Field("on", _("Day"), type="date"),
            Field("value", _("Value"), type="decimal"),
            Field("n", PEOPLE, type="numeric", hint=FEW, optional=True),
            Field("note", _("Note"), "area", optional=True, most=REASON),
        ),
        _carries,
        measure,
        anchor="indicators",
    )


def _using(parts: Parts) -> Asking:
    def use(id: str, given: Given) -> None:
        help = given["part_id"], given["amount"], given["unit"], given.get("thanks", ())
        parts.matches.use(caller(), seen_cause(given), id, *help)

    return Asking(
        "/matches/<part_id>/use",
        UseForm,
        _("Thank for help"),
        _("Count it and say thank you"),
        these(
            Field("amount", _("How much was given this time"), type="decimal"),
            Field("unit", _("Counted in"), "select", choices=list(UNITS.items())),
            Field("thanks", _("Thanks to the giver"), "area", optional=True, most=REASON),
        ),
        _carries,
        use,
        _("The giver reads your thanks, and so does everyone else."),
        "needs",
    )


def _setting(parts: Parts) -> Asking:
    def set_milestone(id: str, given: Given) -> None:
        names = ("title", "due", "department_id")
        new = NewMilestone(**{name: given[name] for name in names if name in given})
        parts.milestones.set(caller(), seen_cause(given), id, new)

    def asked(initiative: Initiative) -> tuple[Field, ...]:
        ids = [id for id, c in standing(initiative).items() if c.status is not Answer.DECLINED]
        names = parts.departments.names(ids)
        carriers = [(id, best(names[id], language()).text) for id in ids]
        owner = initiative.owner_department_id
        return (
            Field("title", _("What is to be reached"), most=TITLE),
            Field("due", _("By when"), type="date"),
            Field("departmentId", _("By whom"), "select", choices=carriers, usual=owner),
        )

    return Asking(
        "/milestones/new",
        MilestoneForm,
        _("Set a milestone"),
        _("Set it"),
        asked,
        _carries,
        set_milestone,
        anchor="milestones",
    )


def _showing(parts: Parts) -> Asking:
    def set_indicator(id: str, given: Given) -> None:
        try:
            parts.indicators.set(caller(), seen_cause(given), id, _indicator(given))
        except Unfit as no:  # on the form a point is no thing of its own
            thing, _slash, field = no.pointer.strip("/").partition("/")
            pointer = f"/{thing}{field.title()}" if field else no.pointer
            raise Unfit(no.detail, pointer=pointer, **no.facts) from no

    return Asking(
        "/indicators/new",
        IndicatorForm,
        _("Say how it will show"),
        _("Keep it"),
        lambda initiative: tuple(_points(initiative, parts)),
        _carries,
        set_indicator,
        _("One number that tells whether it becomes better: where it is, and where it is to be."),
        "indicators",
    )


def _indicator(given: Given) -> NewIndicator:
    names = ("name", "unit", "level", "direction", "source", "goal_id")
    said = {name: given[name] for name in names if name in given}
    return NewIndicator(
        baseline=Value(
            on=given["baseline_on"], value=given["baseline_value"], n=given.get("baseline_n")
        ),
        target=Value(on=given["target_on"], value=given["target_value"]),
        step_ids=tuple(given.get("step_ids", ())),
        idea_ids=tuple(given.get("idea_ids", ())),
        **said,
    )


def _points(initiative: Initiative, parts: Parts) -> Iterator[Field]:
    yield Field("name", _("What is counted or asked about"), most=TITLE)
    yield Field("unit", _("The unit, such as “calls a week”"), most=TITLE)
    levels = [(each.value, told) for each, told in LEVELS.items()]
    yield Field("level", _("What it tells about"), "select", choices=levels, usual="outcome")
    ways = [(each.value, told) for each, told in DIRECTIONS.items()]
    yield Field("direction", _("Which way is better"), "select", choices=ways)
    yield head(_("Where it began"))
    yield Field("baselineOn", _("Day on which it was so"), type="date")
    yield Field("baselineValue", _("Value on that day"), type="decimal")
    yield Field("baselineN", PEOPLE, type="numeric", hint=FEW, optional=True)
    yield head(_("The goal to reach"))
    yield Field("targetOn", _("Day by which it is to be so"), type="date")
    yield Field("targetValue", _("Value to reach"), type="decimal")
    yield Field("source", _("Where the number comes from"), "area", optional=True, most=REASON)
    if goals := goal_choices(parts, initiative):
        none = ("", _("None of them"))
        label = _("Goal of the process that it belongs to")
        yield Field("goalId", label, "select", choices=[none, *goals], optional=True)
    if initiative.step_ids:
        steps = tied(parts, "step", initiative.step_ids)
        yield Field("stepIds", _("Steps where it shows"), "ticks", choices=steps)
    if initiative.idea_ids:
        ideas = tied(parts, "idea", initiative.idea_ids)
        yield Field("ideaIds", _("Contributions that it is an answer to"), "ticks", choices=ideas)
