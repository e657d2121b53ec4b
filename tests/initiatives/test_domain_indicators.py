"""The rules of indicators: what is measured, and what few are behind."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from chassis.changes import Text
from chassis.errors import NotThere, Unfit
from initiatives.domain import indicators
from initiatives.domain.indicators import NewIndicator, Value, progress
from initiatives.events.parts import Direction

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def da(text):
    return (Text("da", text),)


def indicator(**more):
    usual = {
        "name": da("Ventetid"),
        "unit": da("dage"),
        "baseline": Value(on=date(2026, 1, 1), value=60.0),
        "target": Value(on=date(2026, 12, 1), value=30.0),
    }
    return NewIndicator(**usual | more)


def test_what_few_are_behind_is_in_no_public_part(proposed):
    few = indicator(baseline=Value(on=date(2026, 1, 1), value=60.0, n=4))
    made = indicators.set_indicator(proposed(), few, "n", NOON).state
    taken = Value(on=date(2026, 2, 1), value=45.0, n=3, note=da("To af tre."))
    made = indicators.measure(made, "n", taken, "x", NOON).state
    made = indicators.measure(made, "n", replace(taken, n=5), "y", NOON).state
    (shown,) = made.indicators
    hidden, told = shown.measurements
    assert (shown.baseline.value, shown.baseline.n) == (None, None)
    assert (hidden.on, hidden.value, hidden.n, hidden.note) == (taken.on, None, None, ())
    assert (told.value, told.n) == (45.0, 5)
    (open_,) = indicators.opened(made).indicators
    assert (open_.baseline.value, open_.baseline.n) == (60.0, 4)
    assert (open_.measurements[0].value, open_.measurements[0].n) == (45.0, 3)
    assert open_.measurements[0].note == taken.note
    assert progress(shown) is None
    assert progress(open_) == 0.5


def test_a_measurement_is_neither_before_the_baseline_nor_in_the_future(proposed):
    made = indicators.set_indicator(proposed(), indicator(), "n", NOON).state
    for day in (date(2025, 12, 31), date(2026, 3, 3)):
        with pytest.raises(Unfit):
            indicators.measure(made, "n", Value(on=day, value=1.0), "x", NOON)
    with pytest.raises(NotThere):
        indicators.measure(made, "nothing", Value(on=date(2026, 2, 1), value=1.0), "x", NOON)
    early = indicator(target=Value(on=date(2025, 1, 1), value=1.0))
    with pytest.raises(Unfit):
        indicators.set_indicator(proposed(), early, "n", NOON)


def test_progress_is_measured_from_where_it_began_whichever_way_is_better(proposed):
    made = indicators.set_indicator(proposed(), indicator(direction=Direction.DOWN), "n", NOON)
    worse = Value(on=date(2026, 2, 1), value=66.0)
    better = Value(on=date(2026, 3, 1), value=45.0)
    for late, early in ((worse, better), (better, worse)):  # in whichever order they are told
        state = indicators.measure(made.state, "n", late, "x", NOON).state
        state = indicators.measure(state, "n", early, "y", NOON).state
        assert progress(state.indicators[0]) == 0.5
    assert progress(made.state.indicators[0]) is None
