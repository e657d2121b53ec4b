"""Getting facts from the history to the service's topic: each at least once, none for ever missing.

The relay publishes only from the history and reads its own topic back. A fact is marked with the
place where it was found, not when it was sent: so a crash between the two, a second relay that
was paused, or a broker that lost everything are all mended by the same loop.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from chassis import telemetry
from chassis.codec import instant, moment
from chassis.errors import Conflict, NotThere
from chassis.events import from_structured, withhold
from chassis.logs import Log, Outgoing, Place, Record, Tail, Topic
from chassis.stores import Body, Entry, Kind, Mark, Store, Watch, Write

KIND = Kind("relay")
AGAIN = timedelta(days=7)
KEPT_EVERY = 500
MOST_KNOWN = 100_000
Name = tuple[str, str]


@dataclass
class Relay:
    """A chore: one service's facts to its topic."""

    store: Store
    log: Log
    topic: Topic
    now: Callable[[], datetime]
    rest: float = 1.0
    """How long it waits for something to do, in seconds."""
    topic_id: str = ""
    tail: Tail | None = None
    watch: Watch | None = None
    after: dict[Place, int] = field(default_factory=dict)
    newest: dict[Name, int] = field(default_factory=dict)
    """The highest revision of each aggregate known to stand last on the topic."""
    owed: set[Name] = field(default_factory=set)
    """Aggregates whose last fact has an older one behind it, and is to be sent again."""
    unkept: int = 0

    @property
    def name(self) -> str:
        """What logs and `/readyz` call it."""
        return f"{self.topic.name}.relay"

    def step(self) -> bool:
        """Read the topic back, send what is due; True if there was anything."""
        try:
            return self._step()
        except Exception:
            self._let_go()  # what was read and could not be noted is to be read again
            raise

    def _step(self) -> bool:
        self._begin()
        found = False
        while self._read_back(0.0):
            found = True
        due = self._due()
        self._tell(due)
        if due:
            self._find(self._send(due))
            return True
        if not found and self.watch:
            self._keep_place()
            self.watch.wait(self.rest)
        return found

    def _begin(self) -> None:
        if self.watch is None:
            self.watch = self.store.watch()
        if self.tail is None:
            self.log.create(self.topic)
        id = self._id_of_topic()
        if self.tail is None or id != self.topic_id:
            self._let_go()
            self.topic_id, self.newest, self.owed = id, {}, set()
            self.after = self._place()
            self.tail = self.log.tail([self.topic.name], self.after)

    def _id_of_topic(self) -> str:
        """Return the id that the topic has now; one that was lost under us is made anew."""
        try:
            return self.log.topic_id(self.topic.name)
        except NotThere:
            self.log.create(self.topic)
            return self.log.topic_id(self.topic.name)

    def _place(self) -> dict[Place, int]:
        """Return where to read on from: nowhere on a topic that is not the one remembered."""
        try:
            body = self.store.get("relay", self.topic.name).body
        except NotThere:
            return {}
        if body["topicId"] != self.topic_id:
            return {}
        return {(self.topic.name, int(part)): at for part, at in body["after"].items()}

    def _read_back(self, seconds: float) -> bool:
        if self.tail is None:
            return False
        records = self.tail.poll(KEPT_EVERY, seconds)
        if not records:
            return False
        marks = {name: Mark(self.topic_id, r.offset) for r in records if (name := _named(r))}
        self.store.mark_sent(marks)
        self._look_behind([name for r in records if (name := _named(r))])
        for record in records:
            self.after[record.topic, record.partition] = record.offset
        self.unkept += len(records)
        if self.unkept >= KEPT_EVERY:
            self._keep_place()
        return True

    def _look_behind(self, found: list[tuple[str, str, int]]) -> None:
        """Note where an older fact was found behind the last one."""
        if len(self.newest) > MOST_KNOWN:
            self.newest.clear()
        strange = {(kind, id) for kind, id, _ in found if (kind, id) not in self.newest}
        lasts = self._lasts(strange)
        for kind, id, revision in found:
            name = (kind, id)
            if name not in self.newest:
                last = lasts.get(name)
                ahead = last and last.sent and last.sent.topic == self.topic_id
                self.newest[name] = last.revision if last and ahead else revision
            if revision < self.newest[name]:
                self.owed.add(name)
            else:
                self.newest[name] = revision
                self.owed.discard(name)

    def _lasts(self, names: set[Name]) -> dict[Name, Entry]:
        out: dict[Name, Entry] = {}
        for kind in {kind for kind, _ in names}:
            ids = [id for k, id in names if k == kind]
            out |= {(kind, id): last for id, last in self.store.lasts(kind, ids).items()}
        return out

    def _due(self) -> dict[Name, Entry]:
        since = instant(self.now() - AGAIN)
        due = {(e.kind, e.id): e for e in self.store.unsent(self.topic_id, since)}
        again = self._lasts({name for name in self.owed if name not in due})
        # behind our last nothing of ours is missing, whatever a store lost meanwhile had sent
        self.newest |= {name: last.revision for name, last in again.items()}
        return again | due

    def _send(self, due: dict[Name, Entry]) -> list[tuple[int, int]]:
        lasts = self._lasts(set(due))
        return self.log.append([self._outgoing(e, lasts.get(name)) for name, e in due.items()])

    def _tell(self, due: dict[Name, Entry]) -> None:
        oldest = min((entry.at for entry in due.values()), default=None)
        age = (self.now() - moment(oldest)).total_seconds() if oldest else 0.0
        telemetry.OUTBOX_AGE.set(max(0.0, age))
        telemetry.FACTS_SENT.labels(self.topic.name).inc(len(due))

    def _find(self, sent: list[tuple[int, int]]) -> None:
        """Read on until what was sent has been found, so that it is not sent again at once."""
        while any(self.after.get((self.topic.name, part), -1) < at for part, at in sent):
            if not self._read_back(1.0):
                return

    def _outgoing(self, entry: Entry, last: Entry | None) -> Outgoing:
        event = from_structured(entry.fact)
        if last and last.revision > entry.revision and last.fact["data"]["state"].get("withheld"):
            event = withhold(event)
        return event.outgoing(self.topic.name, entry.id)

    def _keep_place(self) -> None:
        """Remember where the topic was read to, once nothing is owed from before it."""
        if not self.unkept or self.owed:
            return
        after = {str(part): at for (_, part), at in self.after.items()}
        body: Body = {"topicId": self.topic_id, "after": after}
        try:
            doc = self.store.get("relay", self.topic.name)
            self.store.save(Write("relay", self.topic.name, body, doc.version))
        except NotThere:
            self.store.save_many([Write("relay", self.topic.name, body, 0)])
        except Conflict:
            return  # another relay has just remembered its own place
        self.unkept = 0

    def close(self) -> None:
        """Remember the place and let go."""
        self._keep_place()
        self._let_go()
        if self.watch:
            self.watch.close()
            self.watch = None

    def _let_go(self) -> None:
        """Stop reading; who begins again begins at the place that was kept."""
        tail, self.tail, self.unkept = self.tail, None, 0
        if tail:
            tail.close()


def _named(record: Record) -> tuple[str, str, int] | None:
    """Return kind, id and revision of a fact found; None for anything else on the topic."""
    kind, _, id = record.headers.get("ce_subject", "").partition("/")
    revision = record.headers.get("ce_revision", "")
    return (kind, id, int(revision)) if kind and id and revision.isdecimal() else None
