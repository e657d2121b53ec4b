"""What pages are made from, and what one caller may do with one initiative."""

from dataclasses import dataclass

from chassis.identity import Caller
from chassis.pages.showing import best
from chassis.web import language
from initiatives.actions import (
    Commitments,
    Departments,
    Indicators,
    Initiatives,
    Matches,
    Milestones,
    Needs,
    Neighbours,
    Processes,
    Threads,
)
from initiatives.domain.commitments import can_go_on, carries_out, standing
from initiatives.domain.initiatives import Initiative
from initiatives.domain.processes import Process, ProcessStatus
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
    others: Neighbours
    threads: Threads

    @property
    def known(self) -> dict[str, str]:
        """The names of all departments in the reader's language, by id."""
        return {id: best(name, language()).text for id, name in self.departments.all().items()}


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
        if not self.steer:
            return ()
        without = ("approve",) if can_go_on(self.initiative) else ()
        return without + NEXT.get(self.initiative.status, ())

    @property
    def plan(self) -> bool:
        """Whether they say what it lacks, whom it asks and what it grew from."""
        return self.steer and self.initiative.status is not Status.STOPPED

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


def steers(caller: Caller, process: Process) -> bool:
    """Tell whether a caller may change a process that is not over."""
    open_ = process.status is ProcessStatus.OPEN
    return open_ and caller.may("steer", process.owner_department_id)
