"""The port to events: topics with partitions by key, read in groups or from any place.

Delivery is at least once. Offsets are opaque, but those of one partition can be compared.
On a compacted topic the last record of each key stays for ever, older ones for a set time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

Place = tuple[str, int]
"""A topic and one of its partitions."""


@dataclass(frozen=True)
class Topic:
    """A topic as it is made on purpose: how many partitions, what stays and for how long."""

    name: str
    partitions: int = 4
    compacted: bool = True
    keep_days: float = 7.0
    """Every record stays this long; on a compacted topic the last of each key for ever."""


@dataclass(frozen=True)
class Outgoing:
    """A record to append."""

    topic: str
    key: str
    value: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Record:
    """A record as it was read. `at` is when the log took it, in milliseconds since 1970."""

    topic: str
    partition: int
    offset: int
    at: int
    key: str
    value: bytes
    headers: Mapping[str, str]


class Consumer(Protocol):
    """One member of a group. Not for several threads at once."""

    def poll(self, limit: int = 500, seconds: float = 1.0) -> list[Record]:
        """Return records of the partitions this member owns, in order for each partition.

        Must be called again within the lease, or another member takes over. A group that is
        new, whose place is gone, or whose topic has another id than it had, starts at 0.
        """

    def commit(self) -> None:
        """Note as done all that `poll` returned. Raises `Fenced` when a partition was lost."""

    def lag(self) -> int:
        """Return how many records of the owned partitions are still to come, at most."""

    def close(self) -> None:
        """Leave the group and hand over at once; what is not committed comes again."""


class Tail(Protocol):
    """A reader without a group, from any place."""

    def poll(self, limit: int = 500, seconds: float = 1.0) -> list[Record]:
        """Return the records after those returned before, in order for each partition.

        Returns nothing only where nothing more was there when it was asked.
        """

    def close(self) -> None:
        """Stop reading."""


class Log(Protocol):
    """An event log. Every method may raise `Busy` when the engine is away."""

    def create(self, topic: Topic) -> None:
        """Make a topic if it is not there. One that is there keeps its partitions."""

    def topic_id(self, name: str) -> str:
        """Return the id that this topic got when it was made; raises `NotThere`."""

    def append(self, records: Sequence[Outgoing]) -> list[tuple[int, int]]:
        """Append, durable when it returns; gives (partition, offset) of each, in order.

        When it raises, some, all or none may have been appended. Records of one key in one
        call keep their order. Raises `NotThere` for a topic that was never made.
        """

    def consumer(self, group: str, topics: Sequence[str], lease: float = 10.0) -> Consumer:
        """Join a group. Topics that are not there yet are read from when they come."""

    def tail(self, topics: Sequence[str], after: Mapping[Place, int] | None = None) -> Tail:
        """Read without a group, after these offsets; from the start where none is given."""

    def ends(self, topics: Sequence[str]) -> dict[Place, int]:
        """Return the offset of the last record of each partition, -1 where there is none."""

    def sweep(self, topics: Sequence[str]) -> int:
        """Let go of what need not stay on these; return how many records went. Safe at any time.

        Only for those who own them: it may append what nobody is given, so that old records go.
        """

    def close(self) -> None:
        """Let go of what this thread holds open."""
