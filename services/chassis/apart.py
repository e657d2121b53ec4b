"""Calls that would hold up everybody: in a real thread, while other greenlets go on.

SQLite locks files and waits for disks, and gevent cannot see that. So in a process that gevent has
patched each call to it runs in gevent's pool of real threads. Clients of a database or broker need
no such thing: their sockets and locks are gevent's then, and a real thread must not touch them.
"""

import sys
from collections.abc import Callable
from functools import partial
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")
OPENS = frozenset(("consumer", "tail", "watch"))
"""What is called like this gives something that is to be called apart, too."""


def patched() -> bool:
    """Tell whether gevent has patched this process, so that requests are greenlets."""
    monkey: Any = sys.modules.get("gevent.monkey")
    return monkey is not None and bool(monkey.is_module_patched("socket"))


def apart(call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Return what the call returns, or raise what it raises; nobody else waits for it."""
    if not patched():
        return call(*args, **kwargs)
    import gevent

    answer, trouble = gevent.get_hub().threadpool.apply(_tried, (call, args, kwargs))
    if trouble is not None:
        raise trouble
    return cast(R, answer)


def _tried(call: Callable[..., R], args: Any, kwargs: Any) -> tuple[R | None, Exception | None]:
    """A refusal is an answer, too: gevent would print what is raised in its threads."""
    try:
        return call(*args, **kwargs), None
    except Exception as trouble:
        return None, trouble


class Apart:
    """A store, a log or what they have opened, whose every call is made apart."""

    def __init__(self, port: Any) -> None:
        self._port = port

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._port, name)
        if not callable(found):
            return found
        return partial(_opened if name in OPENS else apart, found)


def kept_apart(port: R) -> R:
    """Return what does the same and holds up nobody, in whichever process it is used."""
    return cast(R, Apart(port)) if patched() else port


def _opened(call: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    return kept_apart(apart(call, *args, **kwargs))
