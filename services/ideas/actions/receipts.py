"""Receipts: what has become of something that was handed in as an event."""

from dataclasses import dataclass

from chassis import tracking
from chassis.aggregates import Aggregates
from chassis.changes import Text
from chassis.errors import Conflict, NotThere
from chassis.identity import Caller
from chassis.stores import Write
from ideas.domain.ideas import Idea
from ideas.events import Texts

REFUSED = "refused"
NOT_ARRIVED = "not_arrived"


@dataclass(frozen=True)
class Receipt:
    """What has become of something handed in as an event."""

    idea_id: str
    status: str
    reason: Texts = ()
    since: int = 0
    process_id: str | None = None


@dataclass(frozen=True)
class Receipts:
    """What portals and givers ask about what they handed in."""

    kept: Aggregates[Idea]

    def refuse(self, id: str, source: str, tracking_hash: str, reason: str) -> None:
        """Note why an event could not be taken in, for its receipt; no text is kept."""
        body = {"source": source, "trackingHash": tracking_hash, "reason": reason}
        try:
            self.kept.store.save(Write("refusal", id, body, 0))
        except Conflict:
            return  # it was refused before

    def show(self, caller: Caller, id: str, code: str | None) -> Receipt:
        """Return what has become of something, to the portal it came from or its giver."""
        try:
            idea = self.kept.get(id)
        except NotThere:
            return self._refused(caller, id, code)
        if not _own(caller, code, idea.source, idea.tracking_hash):
            return Receipt(id, NOT_ARRIVED)
        return Receipt(id, idea.status.value, idea.reason, idea.since, idea.process_id)

    def _refused(self, caller: Caller, id: str, code: str | None) -> Receipt:
        try:
            body = self.kept.store.get("refusal", id).body
        except NotThere:
            return Receipt(id, NOT_ARRIVED)
        if not _own(caller, code, body["source"], body["trackingHash"]):
            return Receipt(id, NOT_ARRIVED)
        return Receipt(id, REFUSED, (Text("en", body["reason"]),))


def _own(caller: Caller, code: str | None, source: str, tracking_hash: str) -> bool:
    if code:
        return tracking.digest(code) == tracking_hash
    return bool(source) and caller.source == source
