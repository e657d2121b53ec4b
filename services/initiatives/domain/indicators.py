"""How it shows that something has become better. What few people are behind stays inside."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from chassis.changes import Change
from chassis.clock import day
from chassis.errors import Unfit
from initiatives.domain.initiatives import Few, Initiative, must_go_on, once
from initiatives.domain.parts import added, exchanged, part
from initiatives.events.initiatives import IndicatorSet, MeasurementTaken
from initiatives.events.parts import Direction, Indicator, Level, Measurement, Point, Texts

MOST, MOST_MEASURED = 30, 200
ENOUGH = 5
"""So many people must be behind a number before others may see it."""


@dataclass(frozen=True, kw_only=True)
class Value:
    """A value on a day; `n` is how many people are behind it, where it is about people."""

    on: date
    value: float
    n: int | None = None
    note: Texts = ()


@dataclass(frozen=True, kw_only=True)
class NewIndicator:
    """How an effect is to show."""

    name: Texts
    unit: Texts
    baseline: Value
    target: Value
    level: Level = Level.OUTCOME
    direction: Direction = Direction.UP
    source: Texts = ()
    goal_id: str | None = None
    step_ids: tuple[str, ...] = ()
    idea_ids: tuple[str, ...] = ()


def few(n: int | None) -> bool:
    """Tell whether so few people are behind a number that others could know who they are."""
    return n is not None and n < ENOUGH


def set_indicator(
    initiative: Initiative, new: NewIndicator, id: str, at: datetime
) -> Change[Initiative]:
    """Say how an effect will show, from where to where."""
    must_go_on(initiative)
    base, target = new.baseline, new.target
    if target.on < base.on:
        raise Unfit("The target's day is before that of the baseline.", pointer="/target/on")
    _not_to_come(base.on, at, "/baseline/on")
    indicator = Indicator(
        id=id,
        name=new.name,
        level=new.level,
        unit=new.unit,
        direction=new.direction,
        baseline=Point(on=base.on)
        if few(base.n)
        else Point(on=base.on, value=base.value, n=base.n),
        target=Point(on=target.on, value=target.value),
        source=new.source,
        goal_id=new.goal_id,
        step_ids=once(new.step_ids),
        idea_ids=once(new.idea_ids),
    )
    indicators = added(initiative.indicators, indicator, MOST)
    state = replace(initiative, indicators=indicators, few=_kept(initiative, id, base))
    return Change(state, (IndicatorSet(id, at),))


def measure(
    initiative: Initiative, indicator_id: str, taken: Value, id: str, at: datetime
) -> Change[Initiative]:
    """Keep what was measured; the day alone is told where fewer than five are behind it."""
    indicator = part(initiative.indicators, indicator_id)
    must_go_on(initiative)
    if taken.on < indicator.baseline.on:
        raise Unfit("This day is before that of the baseline.", pointer="/on")
    _not_to_come(taken.on, at, "/on")
    told = (
        Measurement(id=id, on=taken.on)
        if few(taken.n)
        else Measurement(id=id, on=taken.on, value=taken.value, n=taken.n, note=taken.note)
    )
    several = added(indicator.measurements, told, MOST_MEASURED)
    measured = replace(indicator, measurements=tuple(sorted(several, key=lambda each: each.on)))
    state = replace(
        initiative,
        indicators=exchanged(initiative.indicators, measured),
        few=_kept(initiative, id, taken),
    )
    return Change(state, (MeasurementTaken(indicator_id, id, at),))


def opened(initiative: Initiative) -> Initiative:
    """Return it with the values that few are behind, for those who work with it."""
    kept = {each.id: each for each in initiative.few}
    indicators = []
    for each in initiative.indicators:
        base, hidden = each.baseline, kept.get(each.id)
        if hidden:
            base = replace(base, value=hidden.value, n=hidden.n)
        measured = tuple(_opened(m, kept.get(m.id)) for m in each.measurements)
        indicators.append(replace(each, baseline=base, measurements=measured))
    return replace(initiative, indicators=tuple(indicators))


def measured_since(indicator: Indicator) -> bool:
    """Tell whether it was measured on a day after its baseline."""
    return any(each.on > indicator.baseline.on for each in indicator.measurements)


def progress(indicator: Indicator) -> float | None:
    """Return how much of the way from baseline to target is done: 0 at the start, 1 at the end.

    Below 0 it has become worse. None where it cannot be told.
    """
    values = [each.value for each in indicator.measurements if each.value is not None]
    start, end = indicator.baseline.value, indicator.target.value
    if not values or start is None or end is None or start == end:
        return None
    return round((values[-1] - start) / (end - start), 3)


def _opened(measurement: Measurement, hidden: Few | None) -> Measurement:
    if hidden is None:
        return measurement
    return replace(measurement, value=hidden.value, n=hidden.n, note=hidden.note)


def _kept(initiative: Initiative, id: str, value: Value) -> tuple[Few, ...]:
    if value.n is None or not few(value.n):
        return initiative.few
    return (*initiative.few, Few(id=id, value=value.value, n=value.n, note=value.note))


def _not_to_come(on: date, at: datetime, pointer: str) -> None:
    if on > day(at):
        raise Unfit("This day is still to come.", pointer=pointer)
