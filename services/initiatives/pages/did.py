"""What was done and what changed, as cards."""

from collections.abc import Iterator
from datetime import date

from chassis.words import _
from initiatives.actions.threads import Thing, Thread
from initiatives.drawing import Card, Chart, Row, Spot, Words
from initiatives.drawing.picture import Sign
from initiatives.events.initiatives import Status
from initiatives.events.parts import CommitmentRole
from initiatives.pages.telling import Teller, _n
from initiatives.pages.words import ROLES, STATUSES

SIGNS: dict[str, Sign] = {"accepted": "yes", "asked": "waits", "declined": "no"}
ORDER = [role.value for role in CommitmentRole]


def initiative_card(thread: Thread, teller: Teller, initiative: Thing) -> Card:
    """Return an initiative with who committed, whose help was used, and what was reached."""
    rows = [*_commitments(thread, teller, initiative), *_helps(thread, teller, initiative)]
    rows += _milestones(thread, teller, initiative)
    besides = teller.words(initiative.of("solution")) if initiative.of("solution") else None
    return Card(
        ":".join(initiative.key),
        "strong",
        teller.words(initiative.of("title")),
        teller.say(STATUSES[Status(initiative.of("status"))]),
        besides=besides,
        rows=tuple(rows),
    )


def _commitments(thread: Thread, teller: Teller, initiative: Thing) -> Iterator[Row]:
    found = thread.ends(initiative.key, "commitment")
    for each in sorted(found, key=lambda c: ORDER.index(c.of("role"))):
        if each.of("role") == "informed":
            continue
        name = teller.words(each.of("department")).text or each.of("departmentId")
        role = teller.text(ROLES[CommitmentRole(each.of("role"))])
        sign = SIGNS[each.of("status", "asked")]
        yield Row(sign, Words(f"{name} {role}", teller.lang))


def _helps(thread: Thread, teller: Teller, initiative: Thing) -> Iterator[Row]:
    for match in thread.starts(initiative.key, "match"):
        if match.of("status") != "freed":
            sign: Sign = "help" if match.of("status") == "used" else "waits"
            yield Row(sign, Words(help_said(teller, match), teller.lang), ":".join(match.key))


def help_said(teller: Teller, match: Thing) -> str:
    """Return what help was given or asked for, in short."""
    need = teller.words(match.of("need")).text
    if match.of("status") == "used":
        amount = amount_said(teller, match.of("amount", 0.0), match.of("unit", "hours"))
        return f"{amount} · {need}" if need else amount
    return teller.text(_("Asked for: {need}"), need=need)


def amount_said(teller: Teller, amount: float, unit: str) -> str:
    """Return how much help was used."""
    n, told = int(amount) if amount == int(amount) else 2, teller.number(amount)
    if unit == "things":
        return teller.many(_n("One thing", "{amount} things"), n, amount=told)
    return teller.many(_n("One hour of help", "{amount} hours of help"), n, amount=told)


def _milestones(thread: Thread, teller: Teller, initiative: Thing) -> Iterator[Row]:
    found = thread.ends(initiative.key, "milestone")
    done = sum(bool(each.of("doneAt")) for each in found)
    if found:
        said = _("{done} of {all} milestones reached")
        yield Row("reached", teller.say(said, done=done, all=len(found)))


def indicator_card(thread: Thread, teller: Teller, indicator: Thing) -> Card:
    """Return an indicator with where it began, what was measured and where it is to be."""
    measured = thread.ends(indicator.key, "measurement")
    spots = tuple(sorted(filter(None, map(_spot, measured)), key=lambda spot: spot.on))
    began, target = _point(indicator.of("baseline", None)), _point(indicator.of("target", None))
    unit = teller.words(indicator.of("unit")).text
    figures = [teller.number(began.value)] if began else []
    figures += [teller.number(spots[-1].value)] if spots else []
    rows: list[Row] = []
    if target:
        value, by = teller.number(target.value), teller.day(target.on)
        rows.append(Row("reached", teller.say(_("Goal: {value} by {day}"), value=value, day=by)))
    if not measured:
        rows.append(Row("waits", teller.say(_("Not measured yet"))))
    elif not spots:
        rows.append(Row("waits", teller.say(_("Fewer than five people: not shown"))))
    return Card(
        ":".join(indicator.key),
        "plain",
        teller.words(indicator.of("name")),
        rows=tuple(rows),
        chart=Chart(began, spots, target) if began or spots else None,
        figure=Words(f"{' → '.join(figures)} {unit}", teller.lang) if figures else None,
    )


def _spot(measurement: Thing) -> Spot | None:
    return _point(measurement.contents)


def _point(point: object) -> Spot | None:
    """Return a value on a day, or None where it is not shown."""
    if not isinstance(point, dict) or point.get("value") is None or not point.get("on"):
        return None
    return Spot(date.fromisoformat(point["on"]), float(point["value"]))
