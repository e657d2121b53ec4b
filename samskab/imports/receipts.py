"""What has become of ideas that were handed in: asked for until the last has arrived."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from samskab.client import Client
from samskab.imports.progress import Progress
from samskab.imports.together import together

NOT_ARRIVED, REFUSED = "not_arrived", "refused"
WINDOW = 64
PAUSE = 0.3


@dataclass(frozen=True)
class Receipt:
    """How an idea stands, and why where it was not taken."""

    status: str
    reason: str = ""

    @property
    def arrived(self) -> bool:
        """Tell whether the idea is known at all."""
        return self.status != NOT_ARRIVED

    @property
    def taken(self) -> bool:
        """Tell whether the idea is there."""
        return self.status not in (NOT_ARRIVED, REFUSED)


NOTHING_YET = Receipt(NOT_ARRIVED)


def receipt(client: Client, idea_id: str) -> Receipt:
    """Return the receipt of one idea."""
    told = client.get(f"/api/receipts/{idea_id}").body
    return Receipt(told["status"], " ".join(text["text"] for text in told.get("reason") or ()))


def receipts(client: Client, ids: Sequence[str], progress: Progress) -> dict[str, Receipt]:
    """Return the receipt of each idea as it is now."""

    def one(id: str) -> Receipt:
        found = receipt(client, id)
        progress.step()
        return found

    return dict(zip(ids, together(client, one, ids), strict=True))


def arrivals(
    client: Client,
    ids: Sequence[str],
    progress: Progress,
    patience: float,
    sleep: Callable[[float], None] = time.sleep,
) -> dict[str, Receipt]:
    """Return the receipts of those that arrive; without any more it waits for `patience`."""
    missing, found, last = list(ids), dict[str, Receipt](), time.monotonic()
    while missing and time.monotonic() - last < patience:
        window, missing = missing[:WINDOW], missing[WINDOW:]
        told = zip(window, together(client, lambda id: receipt(client, id), window), strict=True)
        here = {id: each for id, each in told if each.arrived}
        found |= here
        missing += [id for id in window if id not in here]
        progress.step(len(here))
        if here:
            last = time.monotonic()
        else:
            sleep(PAUSE)
    return found
