"""One stream to one who listens: what was missed, then what comes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from chassis.logs import Tail
from gateway.places import written_place
from gateway.streams.messages import Listener, Message, shown

if TYPE_CHECKING:
    from gateway.streams.reading import Streams

HEARTBEAT = 15.0


class Stream:
    """A stream to one listener, as server-sent events."""

    def __init__(self, streams: "Streams", listener: Listener) -> None:
        self.streams, self.listener, self.closed = streams, listener, False
        streams.open[listener.who] += 1

    def __iter__(self) -> Iterator[bytes]:
        yield b"retry: 2000\n\n"
        tail = self.streams.behind(self.listener.after)
        try:
            yield from self._missed(tail)
            self.streams.join(self.listener)
            yield from self._missed(tail)  # what came between the two
        finally:
            tail.close()
        yield self._beat()
        yield from self._live()

    def close(self) -> None:
        """Listen no more."""
        if self.closed:
            return
        self.closed = True
        self.streams.leave(self.listener)
        self.streams.open[self.listener.who] -= 1
        if self.streams.open[self.listener.who] <= 0:
            del self.streams.open[self.listener.who]

    def _missed(self, tail: Tail) -> Iterator[bytes]:
        after = self.listener.after
        while batch := self.streams.missed(tail):
            for message in shown(batch):
                yield from self._sent(message)
            after |= {(r.topic, r.partition): r.offset for r in batch}
            if self.streams.stopping.is_set():
                return

    def _live(self) -> Iterator[bytes]:
        listener = self.listener
        while not self.streams.stopping.is_set():
            while listener.waiting:
                yield from self._sent(listener.waiting.popleft())
            if listener.left_behind:
                return
            listener.news.clear()
            if not listener.waiting and not listener.news.wait(HEARTBEAT):
                yield self._beat()

    def _sent(self, message: Message) -> Iterator[bytes]:
        if self.listener.take(message) and not self.streams.hidden.hides(message):
            yield b"id: %b\ndata: %b\n\n" % (self._place(), message.data)

    def _beat(self) -> bytes:
        """Return a sign of life; it moves the place on, too."""
        return b": still here\nid: %b\n\n" % self._place()

    def _place(self) -> bytes:
        return written_place(self.listener.after, self.streams.ids).encode()
