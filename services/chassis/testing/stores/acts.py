"""What tests and other processes do with a store alike."""

from importlib import import_module
from itertools import count

from chassis.errors import Conflict
from chassis.stores import Store, Write
from chassis.testing.stores.samples import fact


def opened(opener: str, url: str) -> Store:
    """Return the store that `module:function` opens at a URL."""
    module, _, function = opener.partition(":")
    store: Store = getattr(import_module(module), function)(url)
    return store


def step(store: Store, id: str) -> int:
    """Count up a number once; return how often another came first."""
    for tries in count():
        doc = store.get("idea", id)
        number = doc.body["n"] + 1
        try:
            store.save(Write("idea", id, {"n": number}, doc.version, (fact(id, number),)))
            return tries
        except Conflict:
            continue
    raise AssertionError


def taken(store: Store, name: str, places: int) -> list[int]:
    """Return what could be taken."""
    won = []
    for number in range(places):
        try:
            told = (fact(f"place{number}", 1, name),)
            store.save(Write("idea", f"place{number}", {"by": name}, 0, told))
            won.append(number)
        except Conflict:
            continue
    return won
