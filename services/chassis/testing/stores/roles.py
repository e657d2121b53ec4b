"""What another process does with a store, and says once it was told that it is kept.

python -m chassis.testing.stores.roles OPENER URL ROLE …
"""

import sys
import time
from collections.abc import Callable, Sequence
from itertools import count

from chassis.stores import Store, Write
from chassis.testing.stores.acts import opened, step, taken
from chassis.testing.stores.samples import fact


def keep(store: Store, name: str, times: str) -> None:
    """Keep so many notes."""
    for number in range(int(times)):
        store.save(Write("note", f"{name}{number}", {}, 0))
        _say(number)


def count_up(store: Store, id: str, times: str) -> None:
    """Count up a number that others count up too, and tell a fact of each step."""
    _wait_for_go(store)
    for _ in range(int(times)):
        _say(step(store, id))


def claim(store: Store, name: str, places: str) -> None:
    """Take what nobody has yet, out of so many."""
    _wait_for_go(store)
    for number in taken(store, name, int(places)):
        _say(number)


def stream(store: Store, name: str) -> None:
    """Write without end: a new idea with two facts, and a number that counts them."""
    store.save(Write("idea", name, {"n": 0}, 0))
    for number in count(1):
        id = f"{name}-{number}"
        body = {"n": number, "tags": [name], "title": f"{name} {number}", "pad": "x" * 2000}
        store.save(Write("idea", id, body, 0, (fact(id, 1), fact(id, 2))))
        step(store, name)
        _say(number)


def _wait_for_go(store: Store) -> None:
    """Say that all is ready, and begin at the same moment as the others."""
    _say("ready")
    while not store.get_many("note", ["go"]):
        time.sleep(0.001)


def _say(line: object) -> None:
    print(line, flush=True)


ROLES: dict[str, Callable[..., None]] = {
    "keep": keep,
    "count_up": count_up,
    "claim": claim,
    "stream": stream,
}


def main(arguments: Sequence[str]) -> None:
    """Play the role that was asked for."""
    opener, url, role, *rest = arguments
    ROLES[role](opened(opener, url), *rest)


if __name__ == "__main__":
    main(sys.argv[1:])
