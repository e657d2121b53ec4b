"""Reading without a group, and how a reader waits for what is not there yet."""

from collections.abc import Callable, Mapping, Sequence
from time import monotonic
from typing import TypeVar

from chassis.logs import Place, Record
from chassis.logs.sqlite.tables import START, records_after, topics_there
from chassis.sqlite import File
from chassis.waking import Bell

T = TypeVar("T")
LONGEST_SLEEP = 1.0
"""A writer killed between its commit and the bell wakes nobody: so look from time to time."""


def wait_for(
    look: Callable[[], list[Record]], wait: Callable[[float], object], seconds: float
) -> list[Record]:
    """Look at once and each time the bell rings, until there is something or the time is up."""
    end = monotonic() + seconds
    while True:
        records, left = look(), end - monotonic()
        if records or left <= 0:
            return records
        wait(min(left, LONGEST_SLEEP))


class Reader:
    """A tail of some topics."""

    def __init__(
        self, file: File, bell: Bell, topics: Sequence[str], after: Mapping[Place, int]
    ) -> None:
        self.file, self.topics, self.after = file, list(topics), dict(after)
        self.ids: dict[str, str] = {}
        self.watch = bell.watch()
        self.turn = 0

    def poll(self, limit: int = 500, seconds: float = 1.0) -> list[Record]:
        """Return the records after those returned before."""
        return wait_for(lambda: self._read(limit), self.watch.wait, seconds)

    def close(self) -> None:
        """Stop watching."""
        self.watch.close()

    def _read(self, limit: int) -> list[Record]:
        records: list[Record] = []
        places = in_turn(self._places(), self.turn)
        with self.file.read() as connection:
            for place, topic_id in places:
                after, left = self.after.get(place, START), limit - len(records)
                records += records_after(connection, place, topic_id, after, left)
        self.turn += 1
        for record in records:
            self.after[record.topic, record.partition] = record.offset
        return records

    def _places(self) -> list[tuple[Place, str]]:
        with self.file.read() as connection:
            topics = topics_there(connection, self.topics)
        for topic in topics.values():
            if self.ids.setdefault(topic.name, topic.id) != topic.id:
                self.ids[topic.name] = topic.id
                self.after = {at: o for at, o in self.after.items() if at[0] != topic.name}
        return [((t.name, n), t.id) for t in topics.values() for n in range(t.partitions)]


def in_turn(things: list[T], turn: int) -> list[T]:
    """Return them with another one first each time, so that a full one does not hide the rest."""
    first = turn % len(things) if things else 0
    return things[first:] + things[:first]
