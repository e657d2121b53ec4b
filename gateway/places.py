"""A place in the stream of events: opaque outside, inside how far each partition was read.

It stands under each topic's own id: a topic that was made anew is read from its start.
"""

import base64
import json
from collections.abc import Mapping
from typing import Any

from chassis.errors import Unreadable
from chassis.logs import Place

START = "start"
LONGEST = 4000
LARGEST = 2**63


def written_place(after: Mapping[Place, int], ids: Mapping[str, str]) -> str:
    """Return the place as those who listen get it."""
    told: dict[str, list[Any]] = {}
    for (topic, partition), offset in after.items():
        if offset >= 0 and topic in ids:
            told.setdefault(topic, [ids[topic][:8], {}])[1][str(partition)] = offset
    raw = json.dumps(told, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def read_place(place: str, ids: Mapping[str, str]) -> dict[Place, int]:
    """Return how far each partition was read; raises `Unreadable` for what is no place."""
    try:
        if len(place) > LONGEST or not place.isascii():
            raise ValueError
        told = json.loads(base64.urlsafe_b64decode(place + "=" * (-len(place) % 4)))
        after = {
            (topic, int(partition)): _offset(offset)
            for topic, (id, partitions) in told.items()
            for partition, offset in partitions.items()
            if topic in ids and ids[topic][:8] == id
        }
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise Unreadable("This is not a place in the stream: send the last `id` you got.") from None
    return after


def _offset(offset: Any) -> int:
    if type(offset) is not int or not 0 <= offset < LARGEST:
        raise ValueError
    return offset
