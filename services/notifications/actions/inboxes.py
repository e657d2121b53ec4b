"""Whose inboxes are asked for: by tracking code, or those of whoever is signed in."""

from chassis import tracking
from chassis.errors import Unknown
from chassis.identity import Caller
from notifications.domain.messages import author, department, participant


def inboxes_of(caller: Caller, code: str | None = None) -> tuple[str, ...]:
    """Return the inboxes that are open: the code's, else the caller's own; raises `Unknown`."""
    if code is not None:
        return (author(tracking.digest(code)),)
    if found := own_inboxes(caller):
        return found
    raise Unknown("Send your tracking code, or sign in.")


def own_inboxes(caller: Caller) -> tuple[str, ...]:
    """Return the inboxes that need no code: a person's, and of departments where one may read."""
    own = caller.participant and caller.kind == "person"
    shared = caller.departments if caller.may("read") else ()
    return (*((participant(caller.participant),) if own else ()), *map(department, shared))
