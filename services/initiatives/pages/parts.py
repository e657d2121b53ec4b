"""What pages are made from, and what one caller may do with one initiative."""

from dataclasses import dataclass

from chassis.identity import Caller
from initiatives.actions import (
    Commitments,
    Departments,
    Indicators,
    Initiatives,
    Matches,
    Milestones,
    Needs,
    Processes,
    Threads,
)
from initiatives.domain.commitments import carries_out, standing
from initiatives.domain.initiatives import Initiative
from initiatives.events.initiatives import Status
from initiatives.events.parts import Answer, Commitment


@dataclass(frozen=True)
class Parts:
    """All that can be done."""

    processes: Processes
    initiatives: Initiatives
    commitments: Commitments
    milestones: Milestones
    needs: Needs
    matches: Matches
    indicators: Indicators
    departments: Departments
    threads: Threads


NEXT = {
    Status.PROPOSED: ("prioritise",),
    Status.APPROVED: ("test", "implement"),
    Status.TESTING: ("implement",),
    Status.IN_OPERATION: ("evaluate",),
    Status.EVALUATED: ("spread",),
}
"""What can be decided at the press of a button; going into operation asks for more."""


@dataclass(frozen=True)
class May:
    """What a caller may do with an initiative, so that no button is shown in vain."""

    caller: Caller
    initiative: Initiative

    @property
    def steer(self) -> bool:
        """Whether they decide for the department that owns it."""
        return self.caller.may("steer", self.initiative.owner_department_id)

    @property
    def carry_out(self) -> bool:
        """Whether they work in a department that carries it out."""
        if self.initiative.status is Status.STOPPED:
            return False
        promised = carries_out(self.initiative, self.caller.departments)
        return self.steer or (self.caller.may("commit") and bool(promised))

    @property
    def publish(self) -> bool:
        """Whether they may let everyone see it."""
        return self.steer and not self.initiative.public and not self.initiative.ended

    @property
    def advance(self) -> tuple[str, ...]:
        """The decisions that they may take now."""
        return NEXT.get(self.initiative.status, ()) if self.steer else ()

    @property
    def operate(self) -> bool:
        """Whether they may hand it to those who run it."""
        return self.steer and self.initiative.status is Status.IMPLEMENTING

    @property
    def stop(self) -> bool:
        """Whether they may end it."""
        return self.steer and not self.initiative.ended

    def answer(self, commitment: Commitment) -> bool:
        """Whether they may answer for the department that was asked."""
        newest = standing(self.initiative).get(commitment.department_id)
        waits = newest == commitment and commitment.status is Answer.ASKED
        going = self.initiative.status is not Status.STOPPED
        return waits and going and self.caller.may("commit", commitment.department_id)
