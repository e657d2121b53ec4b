"""What happens to departments."""

from dataclasses import dataclass

from chassis.changes import Text
from chassis.events import event


@dataclass(frozen=True)
class DepartmentState:
    """A department as everyone may see it."""

    id: str
    revision: int
    edition: int
    process_id: str
    owner_department_id: str
    visibility: str
    status: str
    since: int
    names: tuple[Text, ...]


@event("dk.samskab.department.registered.v1", DepartmentState)
@dataclass(frozen=True)
class DepartmentRegistered:
    """A department takes part from now on: there is a manifest for it."""

    names: tuple[Text, ...]


@event("dk.samskab.department.renamed.v1", DepartmentState)
@dataclass(frozen=True)
class DepartmentRenamed:
    """A department is called something else from now on."""

    names: tuple[Text, ...]
    before: tuple[Text, ...]


@event("dk.samskab.department.closed.v1", DepartmentState)
@dataclass(frozen=True)
class DepartmentClosed:
    """A department takes part no more: its manifest is gone. What it owned stays."""
