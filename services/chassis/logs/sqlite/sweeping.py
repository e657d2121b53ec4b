"""Letting go of old records, a few at a time so that nobody waits long for it."""

import time
from collections.abc import Iterable, Iterator

from chassis.logs.sqlite.tables import Kept
from chassis.sqlite import File

LOOKED_AT = 500
STEP = 10
DAY = 86_400_000
TOPICS = "SELECT number, name, id, partitions, compacted, keep_days FROM topic"
FROM_THE_END = """SELECT offset, at, key FROM record
    WHERE topic=? AND partition=? AND offset<? ORDER BY offset DESC LIMIT ?"""


def sweep(file: File, names: Iterable[str]) -> int:
    """Remove what these topics need not keep any longer; return how many records went."""
    wanted = set(names)
    with file.read() as connection:
        topics = [kept for row in connection.execute(TOPICS) if (kept := Kept(*row)).name in wanted]
    return sum(
        _remove(file, list(_old(file, topic, partition)))
        for topic in topics
        for partition in range(topic.partitions)
    )


def _old(file: File, topic: Kept, partition: int) -> Iterator[int]:
    """Give the offsets that can go: of a compacted topic those with a newer record of their key.

    Going from the end, those are the ones whose key was met before. What is appended meanwhile
    only makes more of them.
    """
    before = time.time_ns() // 10**6 - int(topic.keep_days * DAY)
    met: set[str] = set()
    place = 2**63 - 1
    while True:
        with file.read() as connection:
            values = (topic.number, partition, place, LOOKED_AT)
            rows = connection.execute(FROM_THE_END, values).fetchall()
        for place, at, key in rows:
            if at < before and (key in met or not topic.compacted):
                yield place
            met.add(key)
        if not rows:
            return


def _remove(file: File, offsets: list[int]) -> int:
    gone = 0
    for first in range(0, len(offsets), STEP):
        rows = [(offset,) for offset in offsets[first : first + STEP]]
        with file.write() as connection:
            gone += connection.executemany("DELETE FROM record WHERE offset=?", rows).rowcount
    return gone
