"""A command that leaves no fact, done once for its key."""

from collections.abc import Callable

from chassis.changes import Cause, derived
from chassis.errors import Unfit
from chassis.stores import Store, Write


def once(store: Store, cause: Cause, act: Callable[[], None]) -> None:
    """Do it, unless it was done for this key; refuse a key that was used for something else.

    A crash between the deed and its mark does it again, so the deed must bear that.
    """
    id = derived("done", cause.id)
    there = store.get_many("done", [id]) if cause.keyed else {}
    if there:
        if there[id].body["hash"] != cause.hash:
            raise Unfit("This Idempotency-Key was used before, for something else.")
        return
    act()
    if cause.keyed:
        store.save_many([Write("done", id, {"hash": cause.hash}, 0)])
