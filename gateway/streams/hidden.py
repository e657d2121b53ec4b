"""What was public and is hidden now: what the log still has of it is told to nobody any more."""

import threading
from collections.abc import Iterable, Mapping

from chassis.errors import Busy
from chassis.logs import Log, Place, Record, Tail
from gateway.streams.messages import Message

AT_ONCE = 1000


class Hidden:
    """Knows by the headers of the log up to which revision each aggregate is not to be told."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.until: dict[tuple[str, str], int] = {}
        self.ids: Mapping[str, str] = {}
        self.after: dict[Place, int] = {}
        self.tail: Tail | None = None
        self.closed = False
        self.turn = threading.Lock()

    def look(self, ids: Mapping[str, str]) -> None:
        """Read on to the end of these topics, each under the id that it was made with."""
        with self.turn:
            if ids != self.ids:
                self._let_go()
                self.ids, self.after = dict(ids), {}
            try:
                self.tail = self.tail or self.log.tail(list(ids), self.after)
                while records := self.tail.poll(AT_ONCE, 0.0):
                    self.note(records)
                    self.after |= {(r.topic, r.partition): r.offset for r in records}
            except Busy:
                self._let_go()
                raise
            if self.closed:  # a stream that is just ending
                self._let_go()

    def note(self, records: Iterable[Record]) -> None:
        """Learn what these records hide: all that was told of the same aggregate before."""
        for record in records:
            revision = record.headers.get("ce_revision", "")
            open_ = record.headers.get("ce_dataclassification") != "restricted"
            if open_ or not revision.isdigit() or int(revision) < 2:
                continue
            name = record.topic, record.headers.get("ce_subject", "")
            self.until[name] = max(int(revision), self.until.get(name, 0))

    def hides(self, message: Message) -> bool:
        """Tell whether a message was public once and is not to be told any more."""
        return message.revision < self.until.get((message.place[0], message.about), 0)

    def close(self) -> None:
        """Stop reading."""
        with self.turn:
            self.closed = True
            self._let_go()

    def _let_go(self) -> None:
        tail, self.tail = self.tail, None
        if tail:
            tail.close()
