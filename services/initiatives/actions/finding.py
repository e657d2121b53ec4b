"""Which initiatives somebody looks for, and in which order they are shown."""

from dataclasses import dataclass

from chassis.stores import Condition, Order
from initiatives.domain.filing import party
from initiatives.events.initiatives import Status
from initiatives.events.parts import Answer, CommitmentRole

NEWEST: Order = (("createdAt", -1),)
DUE: Order = (("nextDue", 1),)
"""What is due is earlier than today where it is overdue, so that this comes first."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is looked for; everything said must hold."""

    department: str | None = None
    roles: tuple[CommitmentRole, ...] = ()
    """Only those in which the department has one of these roles."""
    answer: Answer | None = None
    """Only those to which the department has said so."""
    statuses: tuple[Status, ...] = ()
    process: str | None = None
    opportunity: str | None = None
    idea: str | None = None
    """Only those that grew from it, ask for its help or measure its effect."""
    step: str | None = None
    words: str | None = None

    def where(self) -> list[Condition]:
        """Return it as conditions."""
        found = [*self._of_department()]
        if len(self.statuses) == 1:
            found.append(("status", "eq", self.statuses[0].value))
        elif self.statuses:
            found.append(("status", "in", [each.value for each in self.statuses]))
        if self.process:
            found.append(("processId", "eq", self.process))
        several = (
            ("opportunityIds", self.opportunity),
            ("linkedIdeas", self.idea),
            ("linkedSteps", self.step),
        )
        found += [(field, "has", id) for field, id in several if id]
        return [*found, ("*", "text", self.words)] if self.words else found

    def _of_department(self) -> list[Condition]:
        if not self.department:
            return []
        found: list[Condition] = []
        if self.roles:
            words = [party(self.department, role) for role in self.roles]
            found.append(("parties", "any", words))
        if self.answer:
            found.append(("parties", "has", party(self.department, self.answer)))
        return found or [("parties", "has", party(self.department))]

    def order(self) -> Order:
        """Return the order: overdue first where a department looks at its own."""
        return DUE if self.department else NEWEST
