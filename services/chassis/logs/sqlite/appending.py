"""Appending: threads that append at the same time share one commit, and need no thread for it."""

import json
import sqlite3
import time
from collections import deque
from collections.abc import Sequence
from zlib import crc32

from chassis.errors import NotThere
from chassis.logs import Outgoing
from chassis.logs.sqlite.tables import Kept, topics_there
from chassis.sqlite import File, anew_in_children, busy
from chassis.threads import native
from chassis.waking import Bell

MOST_SHARED = 1000
INSERT = "INSERT INTO record(topic, partition, at, key, headers, value) VALUES(?, ?, ?, ?, ?, ?)"


class Order:
    """What one caller wants appended, and what has become of it."""

    def __init__(self, records: Sequence[Outgoing]) -> None:
        self.topics = {record.topic for record in records}
        self.rows = [
            (r.topic, crc32(r.key.encode()), r.key, json.dumps(dict(r.headers)), bytes(r.value))
            for r in records
        ]
        self.places: list[tuple[int, int]] = []
        self.error: BaseException | None = None
        self.leads = self.over = False
        self.news = native("Event")()

    def carry_out(self, connection: sqlite3.Connection, at: int) -> None:
        """Insert the rows, or none when a topic is not there."""
        topics = topics_there(connection, self.topics)
        for name in self.topics:
            if name not in topics:
                self.error = NotThere("There is no topic {topic}.", topic=name)
                return
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
    """The orders waiting in this process: the first in line carries out all that are there."""

    def __init__(self, file: File, bell: Bell) -> None:
        self.file, self.bell = file, bell
        anew_in_children(self)
        self.start()

    def start(self) -> None:
        """Start with an empty line."""
        self._line: deque[Order] = deque()
        self._led, self._lock = False, native("Lock")()

    def append(self, records: Sequence[Outgoing]) -> list[tuple[int, int]]:
        """Append, durable when it returns."""
        order = Order(records)
        try:
            self._line_up(order)
            while order.leads and not order.over:
                self._carry_out_all()
        finally:
            self._step_aside(order)
        if order.leads:
            self.bell.ring()
        if not order.over:
            raise busy()
        if order.error:
            raise order.error
        return order.places

    def _line_up(self, order: Order) -> None:
        with self._lock:
            self._line.append(order)
            order.leads, self._led = not self._led, True
        if not order.leads:
            order.news.wait(self.file.patience)

    def _carry_out_all(self) -> None:
        taken: list[Order] = []
        try:
            with self.file.write() as connection:
                at, room = time.time_ns() // 10**6, MOST_SHARED
                while self._line and room > 0:
                    taken.append(self._line.popleft())
                    room -= len(taken[-1].rows)
                    taken[-1].carry_out(connection, at)
        except BaseException:
            for order in taken:
                order.error = busy()  # for those who wait; whoever leads raises what it met
            raise
        finally:
            for order in taken:
                order.over = True
                order.news.set()

    def _step_aside(self, order: Order) -> None:
        """Let the next one lead; what its caller is told was not appended must not be later."""
        with self._lock:
            if order in self._line:
                self._line.remove(order)
            if order.leads:
                self._led = bool(self._line)
                if self._led:
                    self._line[0].leads = True
                    self._line[0].news.set()
