"""Calls that would hold up everybody: in a real thread, while other greenlets go on.

Stores and logs lock files and wait for disks, and gevent cannot see that. So under gevent each
call to them runs in its pool of real threads; anywhere else it is an ordinary call.
"""

import sys
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def patched() -> bool:
    """Tell whether gevent has patched this process, so that requests are greenlets."""
    monkey: Any = sys.modules.get("gevent.monkey")
    return monkey is not None and bool(monkey.is_module_patched("socket"))


def apart(call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Return what the call returns, or raise what it raises; nobody else waits for it."""
    if not patched():
        return call(*args, **kwargs)
    import gevent

    answer: R = gevent.get_hub().threadpool.apply(call, args, kwargs)
    return answer
