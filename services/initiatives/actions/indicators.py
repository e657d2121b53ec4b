"""Indicators and measurements, by the departments that carry an initiative out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chassis.changes import Cause
from chassis.identity import Caller
from initiatives.actions.initiatives import Initiatives
from initiatives.domain import indicators as domain
from initiatives.domain.indicators import NewIndicator, Value
from initiatives.domain.initiatives import Initiative


@dataclass(frozen=True)
class Indicators:
    """The indicators of all initiatives."""

    initiatives: Initiatives
    now: Callable[[], datetime]

    def set(
        self, caller: Caller, cause: Cause, id: str, new: NewIndicator
    ) -> tuple[Initiative, str]:
        """Say how an effect will show; gives the indicator's id."""
        made = cause.new_id("indicator")
        return self.initiatives.carry_out(
            caller, cause, id, lambda i: domain.set_indicator(i, new, made, self.now())
        ), made

    def measure(
        self, caller: Caller, cause: Cause, id: str, indicator_id: str, taken: Value
    ) -> tuple[Initiative, str]:
        """Keep what was measured; gives the measurement's id."""
        made = cause.new_id("measurement")
        return self.initiatives.carry_out(
            caller, cause, id, lambda i: domain.measure(i, indicator_id, taken, made, self.now())
        ), made
