"""A member of a consumer group."""

from collections.abc import Sequence
from uuid import uuid4

from chassis.errors import Fenced
from chassis.logs import Record
from chassis.logs.sqlite import leases
from chassis.logs.sqlite.reading import in_turn, wait_for
from chassis.logs.sqlite.tables import PLACE, records_after
from chassis.logs.sqlite.teams import Agreement, Seat, agree, commit, leave
from chassis.sqlite import File
from chassis.waking import Bell


class Member:
    """Reads its part of some topics, and joins the group when it is first polled."""

    def __init__(
        self, file: File, bell: Bell, group: str, topics: Sequence[str], lease: float
    ) -> None:
        self.file, self.bell = file, bell
        self.seat = Seat(group, uuid4().hex, list(topics), lease)
        self.now = Agreement()
        self.watch = bell.watch()
        self.turn = 0

    def poll(self, limit: int = 500, seconds: float = 1.0) -> list[Record]:
        """Return records of the places owned. A handler slower than the lease loses them."""
        return wait_for(lambda: self._look(limit), self._wait, seconds)

    def commit(self) -> None:
        """Note as done all that was returned; what is still owned is noted even if `Fenced`."""
        lost = self.now.lost
        if any(hold.read != hold.done for hold in self.now.held.values()):
            with self.file.write() as connection:
                after = commit(connection, self.seat, self.now)
            lost, self.now = lost or after.lost, after
        self.now.lost = False
        if lost:
            raise Fenced("Another member has taken over; what was read comes again there.")

    def lag(self) -> int:
        """Return how many records of the places owned were not returned yet."""
        sql = f"SELECT count(*) FROM record WHERE {PLACE} AND offset>?"
        with self.file.read() as connection:
            return sum(
                connection.execute(sql, (hold.topic_id, partition, hold.read)).fetchone()[0]
                for (_, partition), hold in self.now.held.items()
            )

    def close(self) -> None:
        """Leave the group; if the file is busy, the lease runs out instead."""
        self.watch.close()
        if self.now.sight is not None:
            held, self.now = self.now.held, Agreement()
            with self.file.write() as connection:
                leave(connection, self.seat, held)
            self.bell.ring()

    def _look(self, limit: int) -> list[Record]:
        if leases.now() >= self.now.ask_again or self._unsettled() or self._differs():
            self._agree()
        return self._read(limit)

    def _differs(self) -> bool:
        """Tell whether the group or its topics are not what they were when it was agreed."""
        with self.file.read() as connection:
            return self.seat.sight(connection) != self.now.sight

    def _unsettled(self) -> bool:
        """Tell whether a place is ready to be handed over."""
        return any(not h.stays and h.read == h.done for h in self.now.held.values())

    def _agree(self) -> None:
        with self.file.write() as connection:
            after = agree(connection, self.seat, self.now)
        before, self.now = self.now, after
        if before.sight != after.sight:
            self.bell.ring()

    def _read(self, limit: int) -> list[Record]:
        records: list[Record] = []
        staying = [(place, hold) for place, hold in self.now.held.items() if hold.stays]
        with self.file.read() as connection:
            for place, hold in in_turn(staying, self.turn):
                left = limit - len(records)
                records += records_after(connection, place, hold.topic_id, hold.read, left)
        self.turn += 1
        for record in records:
            place = (record.topic, record.partition)
            self.now.held[place] = self.now.held[place]._replace(read=record.offset)
        return records

    def _wait(self, seconds: float) -> None:
        self.watch.wait(max(0.0, min(seconds, self.now.ask_again - leases.now())))
