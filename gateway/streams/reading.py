"""Reading the log once for all who listen, each at their own pace."""

import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from chassis.errors import Busy, NotThere, TooMany
from chassis.logs import Log, Place, Record, Tail
from gateway.places import START, read_place
from gateway.streams.hidden import Hidden
from gateway.streams.messages import Listener, shown
from gateway.streams.stream import Stream

AT_ONCE = 200
PAUSE = 1.0


class Streams:
    """All streams of this gateway."""

    def __init__(self, log: Log, topics: Callable[[], Sequence[str]], most: int, each: int) -> None:
        self.log, self.topics, self.most, self.each = log, topics, most, each
        self.hidden = Hidden(log)
        self.listeners: list[Listener] = []
        self.open: Counter[str] = Counter()
        self.ids: dict[str, str] = {}
        self.turn = threading.Lock()
        self.reader: threading.Thread | None = None
        self.stopping = threading.Event()

    def listen(self, who: str, types: Sequence[str], place: str | None) -> "Stream":
        """Return a stream from a place on; from now on where there is none.

        Raises `TooMany`, `Unreadable` for a place that is none, and `Busy`.
        """
        if self.open[who] >= self.each or self.open.total() >= self.most:
            raise TooMany("Too many streams are open. Please close one first.", seconds=30)
        stream = Stream(self, Listener(who, frozenset(types), {}))  # counted before anyone waits
        try:
            stream.listener.after = self._after(place)
        except BaseException:
            stream.close()
            raise
        return stream

    def _after(self, place: str | None) -> dict[Place, int]:
        self._look_for_topics()
        if place is None:
            return self.log.ends(list(self.ids))
        return {} if place == START else read_place(place, self.ids)

    def behind(self, after: Mapping[Place, int]) -> Tail:
        """Return a reader of what stands after a place."""
        return self.log.tail(list(self.ids), after)

    def missed(self, tail: Tail) -> list[Record]:
        """Return some of what stands there, after learning what of it is hidden now."""
        self.hidden.look(self.ids)
        return tail.poll(AT_ONCE, 0.0)

    def join(self, listener: Listener) -> None:
        """Let a listener have what comes from now on; what came before they read themselves."""
        with self.turn:
            self.listeners.append(listener)
            if self.reader is None and not self.stopping.is_set():
                after = self.log.ends(list(self.ids))
                self.reader = threading.Thread(target=self._read, args=(after,), daemon=True)
                self.reader.start()

    def leave(self, listener: Listener) -> None:
        """Take out somebody who listens no more."""
        with self.turn:
            if listener in self.listeners:
                self.listeners.remove(listener)

    def close(self) -> None:
        """End all streams; whoever listens comes back to where they were."""
        self.stopping.set()
        for listener in list(self.listeners):
            listener.news.set()
        self.hidden.close()

    def _read(self, after: dict[Place, int]) -> None:
        """Read the log for all who listen, as long as anybody does."""
        tail: Tail | None = None
        while not self._nobody():
            try:
                if tail is None:
                    tail = self.behind(after)
                batch = tail.poll(AT_ONCE, PAUSE)
                self._spread(batch)
                after |= {(r.topic, r.partition): r.offset for r in batch}
                if not batch and self._look_for_topics():
                    tail.close()
                    tail = None
            except Busy:
                broken, tail = tail, None
                if broken:
                    broken.close()
                self.stopping.wait(PAUSE)
        if tail:
            tail.close()

    def _nobody(self) -> bool:
        with self.turn:
            if self.listeners and not self.stopping.is_set():
                return False
            self.reader = None
            return True

    def _look_for_topics(self) -> bool:
        """Learn the ids of the topics; True if there is another than before."""
        found = {}
        for topic in self.topics():
            with suppress(NotThere):  # a service that never ran
                found[topic] = self.log.topic_id(topic)
        before, self.ids = self.ids, found
        return before != found

    def _spread(self, batch: Sequence[Record]) -> None:
        self.hidden.note(batch)
        for message in shown(batch):
            for listener in list(self.listeners):
                listener.give(message)
