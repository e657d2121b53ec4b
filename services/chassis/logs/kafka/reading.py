"""Records between the broker and the reader: fetched in bulk, given out in fair shares.

kafka-python empties one partition after the other; a full one would hide the rest.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kafka import TopicPartition

from chassis.logs import Place, Record

BUFFER = 2000
BEAT = "samskab-beat"
"""The header of a record that only keeps segments rolling; nobody is given it."""


def record(raw: Any) -> Record:
    """Return a record as it was read; what is no text in it is made one."""
    headers = {name: _text(value) for name, value in raw.headers or ()}
    return Record(
        raw.topic,
        raw.partition,
        raw.offset,
        raw.timestamp or 0,
        _text(raw.key),
        raw.value or b"",
        headers,
    )


def _text(value: bytes | None) -> str:
    return (value or b"").decode(errors="replace")


def partition(place: Place) -> TopicPartition:
    """Return a place as kafka-python calls it."""
    return TopicPartition(*place)


class Buffer:
    """Records that were fetched and not given out yet, by partition; and the next of each."""

    def __init__(self) -> None:
        self.queues: dict[Place, deque[Record]] = {}
        self.next: dict[Place, int] = {}
        """The offset that comes next, for every partition that is read."""

    @property
    def size(self) -> int:
        """How many are waiting."""
        return sum(map(len, self.queues.values()))

    @property
    def wanted(self) -> int:
        """How many to fetch: when enough are waiting, only a sign of life."""
        return 1 if self.size >= BUFFER else BUFFER

    def start(self, places: Mapping[Place, int]) -> None:
        """Begin these partitions at these offsets; what was fetched of them before is dropped."""
        for place, offset in places.items():
            self.queues[place], self.next[place] = deque(), offset

    def keep(self, places: Iterable[Place]) -> None:
        """Forget all partitions but these."""
        kept = set(places)
        for place in self.next.keys() - kept:
            del self.queues[place], self.next[place]

    def add(self, fetched: Mapping[Any, Sequence[Any]]) -> None:
        """Take in what a poll of kafka-python has returned."""
        for (topic, number), raws in fetched.items():
            queue = self.queues.setdefault((topic, number), deque())
            queue.extend(record(raw) for raw in raws)

    def take(self, limit: int) -> list[Record]:
        """Return so many at most, of each partition its share, in order."""
        out: list[Record] = []
        while len(out) < limit and (full := [p for p, queue in self.queues.items() if queue]):
            share = max(1, (limit - len(out)) // len(full))
            for place in full:
                out += self._of(place, min(share, limit - len(out)))
            self._turn(full[0])
        return out

    def _of(self, place: Place, count: int) -> list[Record]:
        queue, out = self.queues[place], list[Record]()
        while queue and len(out) < count:
            taken = queue.popleft()
            self.next[place] = taken.offset + 1
            if BEAT not in taken.headers:
                out.append(taken)
        return out

    def _turn(self, place: Place) -> None:
        """Let another partition be the first next time."""
        self.queues[place] = self.queues.pop(place)
