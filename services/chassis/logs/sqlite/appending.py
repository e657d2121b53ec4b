"""Appending records, durable at each call; calls that come at the same time share a commit."""

import json
import sqlite3
import time
from collections.abc import Sequence
from zlib import crc32

from chassis.errors import NotThere
from chassis.line import Line, Wish
from chassis.logs import Outgoing
from chassis.logs.sqlite.tables import Kept, topics_there
from chassis.sqlite import File
from chassis.waking import Bell

INSERT = "INSERT INTO record(topic, partition, at, key, headers, value) VALUES(?, ?, ?, ?, ?, ?)"


class Order(Wish):
    """What one caller wants appended, and where it was put."""

    def __init__(self, records: Sequence[Outgoing]) -> None:
        super().__init__()
        self.topics = {record.topic for record in records}
        self.rows = [
            (r.topic, crc32(r.key.encode()), r.key, json.dumps(dict(r.headers)), bytes(r.value))
            for r in records
        ]
        self.size = len(self.rows)
        self.places: list[tuple[int, int]] = []

    def carry_out(self, connection: sqlite3.Connection) -> None:
        """Insert the rows; raises `NotThere` when a topic is not there."""
        at = time.time_ns() // 10**6
        topics = topics_there(connection, self.topics)
        for name in self.topics:
            if name not in topics:
                raise NotThere("There is no topic {topic}.", topic=name)
        self.places = [self._insert(connection, topics[row[0]], row, at) for row in self.rows]

    def _insert(
        self,
        connection: sqlite3.Connection,
        topic: Kept,
        row: tuple[str, int, str, str, bytes],
        at: int,
    ) -> tuple[int, int]:
        _, hash_, *rest = row
        partition = hash_ % topic.partitions
        cursor = connection.execute(INSERT, (topic.number, partition, at, *rest))
        return partition, cursor.lastrowid or 0


class Appends:
    """The orders of this process."""

    def __init__(self, file: File, bell: Bell) -> None:
        self.line = Line(file, bell.ring)

    def append(self, records: Sequence[Outgoing]) -> list[tuple[int, int]]:
        """Append, durable when it returns."""
        order = Order(records)
        self.line.write(order)
        return order.places
