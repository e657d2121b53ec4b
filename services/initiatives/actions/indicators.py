"""Indicators and measurements, by the departments that carry an initiative out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chassis.changes import Cause, Change
from chassis.identity import Caller
from initiatives.actions.initiatives import Initiatives
from initiatives.actions.processes import part_ids
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
        made = part_ids(cause, "indicator", id)()

        def decide(initiative: Initiative) -> Change[Initiative]:
            goals = [new.goal_id] if new.goal_id else []
            self.initiatives.processes.check_goals(initiative.process_id, goals, "/goalId")
            return domain.set_indicator(initiative, new, made, self.now())

        return self.initiatives.carry_out(caller, cause, id, decide), made

    def measure(
        self, caller: Caller, cause: Cause, id: str, indicator_id: str, taken: Value
    ) -> tuple[Initiative, str]:
        """Keep what was measured; gives the measurement's id."""
        made = part_ids(cause, "measurement", id)()
        return self.initiatives.carry_out(
            caller, cause, id, lambda i: domain.measure(i, indicator_id, taken, made, self.now())
        ), made
