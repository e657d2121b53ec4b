"""Whether the tallies here are those that the votes give."""

import time
from collections.abc import Callable, Mapping

from samskab.client import Client
from samskab.imports.progress import Progress

Tally = Mapping[str, int]
PAUSE = 1.0


def right(client: Client, call_id: str, expected: Mapping[str, Tally]) -> set[str]:
    """Return the ideas of a call, of those this client may see, whose tally is as expected."""
    seen = client.pages("/api/ideas", call=call_id, limit=100)
    return {each["id"] for each in seen if _same(each["tally"], expected.get(each["id"]))}


def _same(tally: Tally, expected: Tally | None) -> bool:
    return expected is not None and all(tally[name] == n for name, n in expected.items())


def wait_until_right(
    client: Client,
    call_id: str,
    expected: Mapping[str, Tally],
    progress: Progress,
    patience: float,
    sleep: Callable[[float], None] = time.sleep,
) -> set[str]:
    """Return the ideas whose tally is right; without any more it waits for `patience`."""
    found, last = set[str](), time.monotonic()
    while len(found) < len(expected):
        now = right(client, call_id, expected)
        if len(now) > len(found):
            progress.step(len(now) - len(found))
            found, last = now, time.monotonic()
        elif time.monotonic() - last >= patience:
            break
        else:
            sleep(PAUSE)
    return found
