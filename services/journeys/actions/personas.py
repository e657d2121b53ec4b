"""Personas: invented people who stand for many."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chassis.changes import Cause
from chassis.identity import Caller
from journeys.actions.owned import Owned
from journeys.domain import personas as domain
from journeys.domain.personas import NewPersona, Persona


@dataclass(frozen=True)
class Personas(Owned[Persona]):
    """All personas of this instance."""

    def draft(self, caller: Caller, cause: Cause, new: NewPersona) -> Persona:
        """Describe a persona."""
        return self._make(
            caller,
            cause,
            new.process_id,
            lambda id, process, owner: domain.draft(
                new, id=id, process_id=process, owner_department_id=owner, at=self.now()
            ),
        )

    def change(self, caller: Caller, cause: Cause, id: str, given: Mapping[str, Any]) -> Persona:
        """Change its description; only the fields that were given."""
        return self.edit(caller, cause, id, lambda p: domain.change(p, given, self.now()))

    def publish(self, caller: Caller, cause: Cause, id: str) -> Persona:
        """Let everyone see it."""
        return self.edit(caller, cause, id, lambda p: domain.publish(p, self.now()))
