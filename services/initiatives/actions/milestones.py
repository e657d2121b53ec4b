"""Milestones: set and reached by the departments that carry an initiative out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chassis.changes import Cause
from chassis.identity import Caller
from initiatives.actions.initiatives import Initiatives
from initiatives.actions.processes import part_ids
from initiatives.domain import milestones as domain
from initiatives.domain.initiatives import Initiative
from initiatives.domain.milestones import NewMilestone


@dataclass(frozen=True)
class Milestones:
    """The milestones of all initiatives."""

    initiatives: Initiatives
    now: Callable[[], datetime]

    def set(
        self, caller: Caller, cause: Cause, id: str, new: NewMilestone
    ) -> tuple[Initiative, str]:
        """Say what is to be reached by when; gives the milestone's id."""
        made = part_ids(cause, "milestone", id)()
        return self.initiatives.carry_out(
            caller, cause, id, lambda i: domain.set_milestone(i, new, made, self.now())
        ), made

    def reach(self, caller: Caller, cause: Cause, id: str, milestone_id: str) -> Initiative:
        """Say that it was reached."""
        return self.initiatives.carry_out(
            caller, cause, id, lambda i: domain.reach(i, milestone_id, self.now())
        )
