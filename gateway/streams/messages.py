"""Public events on their way to those who listen."""

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from chassis.events import Event, for_everyone, from_record, written
from chassis.logs import Place, Record

BUFFERED = 2000


@dataclass(frozen=True)
class Message:
    """A public event as it is sent: what it is about, its type, and where it stood."""

    place: Place
    offset: int
    about: str
    revision: int
    type: str
    data: bytes


def shown(records: Iterable[Record]) -> Iterator[Message]:
    """Give what anybody may see of these records; what is no fact of ours is left out."""
    for record in records:
        with suppress(ValueError, KeyError, TypeError, AttributeError):
            if event := for_everyone(from_record(record)):
                place, data = (record.topic, record.partition), written(event.structured())
                about, revision = event.attributes.get("subject", ""), _revision(event)
                yield Message(place, record.offset, about, revision, event.type, data)


def _revision(event: Event) -> int:
    return int(event.attributes.get("revision", "0"))


@dataclass(eq=False)
class Listener:
    """One who listens, how far they are, and what waits to be sent to them."""

    who: str
    types: frozenset[str]
    after: dict[Place, int]
    waiting: deque[Message] = field(default_factory=deque)
    news: threading.Event = field(default_factory=threading.Event)
    left_behind: bool = False

    def give(self, message: Message) -> None:
        """Put a message in line; who takes too little is let go of, and comes back."""
        if len(self.waiting) < BUFFERED:
            self.waiting.append(message)
        else:
            self.left_behind = True
        self.news.set()

    def take(self, message: Message) -> bool:
        """Note how far the listener is now; True where the message is new, and of interest."""
        if message.offset <= self.after.get(message.place, -1):
            return False
        self.after[message.place] = message.offset
        return not self.types or message.type in self.types
