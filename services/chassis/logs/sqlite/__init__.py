"""The event log of a single machine: one SQLite file, durable at each append, safe to kill."""

import os
from collections.abc import Mapping, Sequence

from chassis.errors import NotThere
from chassis.logs import Consumer, Outgoing, Place, Tail, Topic
from chassis.logs.sqlite.appending import Appends
from chassis.logs.sqlite.member import Member
from chassis.logs.sqlite.reading import Reader
from chassis.logs.sqlite.sweeping import sweep
from chassis.logs.sqlite.tables import SCHEMA, make_topic, topics_there
from chassis.sqlite import PATIENCE, File
from chassis.waking import Bell


class SqliteLog:
    """Keeps the port's promises for the processes of one machine."""

    def __init__(self, path: str, patience: float = PATIENCE) -> None:
        self.path = os.path.abspath(path)
        self.file, self.bell = File(self.path, SCHEMA, patience), Bell(self.path)
        self.appends = Appends(self.file, self.bell)

    def create(self, topic: Topic) -> None:
        """Make a topic if it is not there; what is to stay may change, its partitions may not."""
        with self.file.read() as connection:
            there = topics_there(connection, [topic.name]).get(topic.name)
        if there and there.as_made(topic):
            return
        with self.file.write() as connection:
            make_topic(connection, topic)
        self.bell.ring()

    def topic_id(self, name: str) -> str:
        """Return the random id that this topic got when it was made."""
        with self.file.read() as connection:
            there = topics_there(connection, [name])
        if name not in there:
            raise NotThere("There is no topic {topic}.", topic=name)
        return there[name].id

    def append(self, records: Sequence[Outgoing]) -> list[tuple[int, int]]:
        """Append all or none; threads that append at the same time share a commit."""
        return self.appends.append(records) if records else []

    def consumer(self, group: str, topics: Sequence[str], lease: float = 10.0) -> Consumer:
        """Join a group at the first poll."""
        return Member(self.file, self.bell, group, topics, lease)

    def tail(self, topics: Sequence[str], after: Mapping[Place, int] | None = None) -> Tail:
        """Read without a group; a topic made anew meanwhile is read from its start."""
        return Reader(self.file, self.bell, topics, after or {})

    def ends(self, topics: Sequence[str]) -> dict[Place, int]:
        """Return the offset of the last record kept; topics that are not there are left out."""
        with self.file.read() as connection:
            return {
                (topic.name, partition): topic.end(connection, partition)
                for topic in topics_there(connection, topics).values()
                for partition in range(topic.partitions)
            }

    def sweep(self, topics: Sequence[str]) -> int:
        """Let go of what need not stay, a little at a time: writers wait a few milliseconds."""
        return sweep(self.file, topics)

    def close(self) -> None:
        """Close this thread's connection."""
        self.file.close()
