"""Real threads' own tools, also in a process where gevent has put its own in their place.

There SQLite is called from gevent's pool of real threads (`chassis.apart`). A patched lock would
belong to a greenlet, a patched `local` to a hub: both hang or mix up what must stay apart.
"""

import importlib
import importlib.util
import sys
from functools import cache
from types import ModuleType
from typing import Any


def native(name: str, module: str = "threading") -> Any:
    """Return what this name stands for where gevent has not patched the module."""
    monkey = sys.modules.get("gevent.monkey")
    if monkey is None or not monkey.is_module_patched(module):
        return getattr(importlib.import_module(module), name)
    return getattr(_pristine(), name) if module == "threading" else _original(module, name)


def _original(module: str, name: str) -> Any:
    return sys.modules["gevent.monkey"].get_original(module, name)


@cache
def _pristine() -> ModuleType:
    """Return a second `threading`, run from its source on top of the unpatched `_thread`.

    gevent changes names inside the module, so that even the `Thread` and `Event` of before the
    patch are its own now; only a copy that never saw the patch is free of it.
    """
    spec = importlib.util.find_spec("threading")
    if spec is None or spec.loader is None:
        raise ImportError("Python's own threading module cannot be found.")
    copy, patched = importlib.util.module_from_spec(spec), sys.modules["_thread"]
    below = ModuleType("_thread")
    vars(below).update({name: _original("_thread", name) for name in dir(patched)})
    sentinel = vars(below).get("_set_sentinel")
    if sentinel:  # the copy must not take the end of this thread away from the first `threading`
        vars(below)["_set_sentinel"] = vars(below)["allocate_lock"]
    sys.modules["_thread"] = below
    try:
        spec.loader.exec_module(copy)
    finally:
        sys.modules["_thread"] = patched
    if sentinel:
        vars(copy)["_set_sentinel"] = sentinel
    return copy
