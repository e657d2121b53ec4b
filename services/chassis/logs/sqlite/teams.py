"""Who reads what in a group: members and their leases, agreed on in one transaction at a time.

A place (a partition of a topic) has one owner, until a time. Each new owner raises the epoch, and
only the owner of that epoch can commit: whoever slept through its lease is fenced. A place is
handed over only when all that was read of it is done.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from zlib import crc32

from chassis.logs import Place
from chassis.logs.sqlite import leases
from chassis.logs.sqlite.tables import START, Kept, topics_there

OWNED = "team=? AND topic=? AND partition=? AND owner=? AND epoch=?"
KEEP = f"UPDATE cursor SET until=? WHERE {OWNED}"
GIVE_UP = f"UPDATE cursor SET owner=NULL WHERE {OWNED}"
COMMIT = f"UPDATE cursor SET done=?, topic_id=?, until=max(until, ?) WHERE {OWNED}"
OFFER = "INSERT OR IGNORE INTO cursor VALUES(?, ?, ?, '', ?, NULL, 0, '', 0)"
TAKE = """UPDATE cursor SET owner=?, epoch=epoch+1, boot=?, until=?
    WHERE team=? AND topic=? AND partition=?
    AND (owner IS NULL OR owner=? OR boot<>? OR until<?) RETURNING epoch, topic_id, done"""
FORGET = "DELETE FROM member WHERE team=? AND (until<? OR boot<>?)"
COME = "INSERT OR IGNORE INTO member VALUES(?, ?, ?, ?, ?)"
STAY = "UPDATE member SET until=? WHERE team=? AND id=?"
LEAVE = "DELETE FROM member WHERE team=? AND id=?"
NEXT_ROUND = "INSERT INTO team VALUES(?, 1) ON CONFLICT DO UPDATE SET round=round+1"
SIGHT = """SELECT (SELECT round FROM team WHERE name=?),
    (SELECT group_concat(id) FROM topic WHERE name IN (SELECT value FROM json_each(?)))"""
FIRST_END = """SELECT min(until) FROM (
    SELECT until FROM member WHERE team=? UNION ALL
    SELECT until FROM cursor WHERE team=? AND owner<>? AND until>=?)"""


class Hold(NamedTuple):
    """A place owned: since which epoch, of which topic, how far it is read and how far done."""

    epoch: int
    topic_id: str
    read: int
    done: int
    stays: bool = True
    """False for what another is waiting for."""


@dataclass(frozen=True)
class Seat:
    """A member's seat in its group."""

    team: str
    id: str
    topics: Sequence[str]
    lease: float

    def owned(self, place: Place, hold: Hold) -> tuple[str, str, int, str, int]:
        """Return what finds the place as long as it is owned."""
        return (self.team, *place, self.id, hold.epoch)

    def sight(self, connection: sqlite3.Connection) -> object:
        """Return something that changes when there is anything new to agree on."""
        return connection.execute(SIGHT, (self.team, json.dumps(self.topics))).fetchone()


@dataclass
class Agreement:
    """What a member holds, when it must ask again, and whether it lost work not yet done."""

    held: dict[Place, Hold] = field(default_factory=dict)
    ask_again: float = 0.0
    sight: object = None
    lost: bool = False


def agree(connection: sqlite3.Connection, seat: Seat, before: Agreement) -> Agreement:
    """Renew the member's leases, hand over what another is to read, take what is free."""
    now = leases.now()
    changed = _come(connection, seat, now)
    topics = topics_there(connection, seat.topics)
    mine = _share(connection, seat, topics)
    after = Agreement(lost=before.lost)
    for place, old in before.held.items():
        hold = _of_topic_now(old, topics.get(place[0]))._replace(stays=place in mine)
        keep = hold.stays or hold.read != hold.done
        sql, first = (KEEP, (now + seat.lease,)) if keep else (GIVE_UP, ())
        if not connection.execute(sql, (*first, *seat.owned(place, hold))).rowcount:
            after.lost |= hold.read != hold.done
        elif keep:
            after.held[place] = hold
        else:
            changed = True
    for place in mine - after.held.keys():
        after.held |= _take(connection, seat, place, topics[place[0]], now)
    if changed:
        connection.execute(NEXT_ROUND, (seat.team,))
    after.ask_again, after.sight = _ask_again(connection, seat, now), seat.sight(connection)
    return after


def commit(connection: sqlite3.Connection, seat: Seat, before: Agreement) -> Agreement:
    """Note all that was read as done, where it is still owned."""
    after = Agreement({}, before.ask_again, before.sight)
    until = leases.now() + seat.lease
    for place, hold in before.held.items():
        if hold.read != hold.done:
            values = (hold.read, hold.topic_id, until, *seat.owned(place, hold))
            if not connection.execute(COMMIT, values).rowcount:
                after.lost = True
                continue
        after.held[place] = hold._replace(done=hold.read)
    return after


def leave(connection: sqlite3.Connection, seat: Seat, held: dict[Place, Hold]) -> None:
    """Let the others have all at once."""
    connection.execute(LEAVE, (seat.team, seat.id))
    for place, hold in held.items():
        connection.execute(GIVE_UP, seat.owned(place, hold))
    connection.execute(NEXT_ROUND, (seat.team,))


def _come(connection: sqlite3.Connection, seat: Seat, now: float) -> bool:
    """Renew the member's place among the others; True if any came or went."""
    boot, until = leases.boot(), now + seat.lease
    gone = connection.execute(FORGET, (seat.team, now, boot)).rowcount
    row = (seat.team, seat.id, json.dumps(seat.topics), boot, until)
    come = connection.execute(COME, row).rowcount
    connection.execute(STAY, (until, seat.team, seat.id))
    return gone + come > 0


def _share(connection: sqlite3.Connection, seat: Seat, topics: dict[str, Kept]) -> set[Place]:
    """Return the member's part; all members come to the same division."""
    sql = "SELECT id, topics FROM member WHERE team=? ORDER BY id"
    members = connection.execute(sql, (seat.team,)).fetchall()
    mine: set[Place] = set()
    for topic in topics.values():
        takers = [id for id, wants in members if topic.name in json.loads(wants)]
        first = crc32(topic.name.encode())
        for partition in range(topic.partitions):
            if takers[(first + partition) % len(takers)] == seat.id:
                mine.add((topic.name, partition))
    return mine


def _of_topic_now(hold: Hold, topic: Kept | None) -> Hold:
    """Return the hold, at the start if the topic was made anew under it."""
    if topic is None or topic.id == hold.topic_id:
        return hold
    return Hold(hold.epoch, topic.id, START, START)


def _take(
    connection: sqlite3.Connection, seat: Seat, place: Place, topic: Kept, now: float
) -> dict[Place, Hold]:
    """Take the place if nobody has it, going on where the group was with this very topic."""
    connection.execute(OFFER, (seat.team, *place, START))
    boot, until = leases.boot(), now + seat.lease
    values = (seat.id, boot, until, seat.team, *place, seat.id, boot, now)
    for epoch, topic_id, done in connection.execute(TAKE, values).fetchall():
        after = done if topic_id == topic.id else START
        return {place: Hold(epoch, topic.id, after, after)}
    return {}


def _ask_again(connection: sqlite3.Connection, seat: Seat, now: float) -> float:
    """Return when a lease is to be renewed, or the first of another may have run out."""
    values = (seat.team, seat.team, seat.id, now)
    first_end: float = connection.execute(FIRST_END, values).fetchone()[0]
    return min(now + seat.lease / 3, first_end + 0.01)
