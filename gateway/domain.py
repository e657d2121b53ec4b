"""Departments: those who own things and answer for them."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from chassis.changes import Aggregate, Change, Text, Visibility
from chassis.errors import NotOpen
from gateway.events import DepartmentClosed, DepartmentRegistered, DepartmentRenamed


class Status(StrEnum):
    """Whether a department takes part."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class Department(Aggregate):
    """A department of the municipality, or the municipality itself."""

    status: Status = Status.OPEN
    names: tuple[Text, ...]


def register(id: str, names: tuple[Text, ...], process_id: str, at: datetime) -> Change[Department]:
    """Let a department take part that never did."""
    department = Department(
        id=id,
        process_id=process_id,
        owner_department_id=id,
        visibility=Visibility.PUBLIC,
        created_at=at,
        updated_at=at,
        names=names,
    )
    return Change(department, (DepartmentRegistered(names),))


def keep_up(department: Department, names: tuple[Text, ...]) -> Change[Department]:
    """Bring a department in line with its manifest: opened again, renamed, or as it is."""
    if department.status is Status.CLOSED:
        again = replace(department, status=Status.OPEN, names=names)
        return Change(again, (DepartmentRegistered(names),))
    if department.names != names:
        renamed = replace(department, names=names)
        return Change(renamed, (DepartmentRenamed(names, before=department.names),))
    return Change(department, ())


def close(department: Department) -> Change[Department]:
    """Let a department take part no more; what it owned stays its own."""
    if department.status is Status.CLOSED:
        raise NotOpen("This department is closed already.")
    return Change(replace(department, status=Status.CLOSED), (DepartmentClosed(),))
