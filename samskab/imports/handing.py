"""Handing in events as a portal does: in batches, over several connections, each in its order."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from samskab.client import Answer, Client, Refused, sentence
from samskab.imports.progress import Progress
from samskab.imports.rejects import Reject
from samskab.imports.together import Stopped, together

AT_ONCE = 300
MOST_BYTES = 300_000
ONE = "application/cloudevents+json"
BATCH = "application/cloudevents-batch+json"
IDEA = "dk.samskab.intake.idea.v1"
SAID = re.compile(r"of the source (\S+) only")


@dataclass(frozen=True)
class Piece:
    """One event to hand in, and the row that it stands for."""

    file: str
    line: int
    event: dict[str, Any]


def hand_in(client: Client, shards: Sequence[Sequence[Piece]], progress: Progress) -> list[Reject]:
    """Hand in every piece, those of one shard in their order; return those that were refused.

    What was handed in before is the same event again and does nothing.
    """

    def one(shard: Sequence[Piece]) -> list[Reject]:
        refused = []
        for batch in batches(shard):
            if client.stopping.is_set():
                raise Stopped
            refused += _handed(client, batch)
            progress.step(len(batch))
        return refused

    return [reject for refused in together(client, one, shards) for reject in refused]


def source_of(client: Client) -> str:
    """Return the source that a key hands in under, as the door says when asked with another one."""
    event = {"specversion": "1.0", "id": "whose", "source": "urn:whose-key-is-this", "type": IDEA}
    try:
        client.post("/events", event, kind=ONE)
    except Refused as no:
        if found := SAID.search(no.answer.body.get("detail", "")):
            return found[1]
        raise
    raise ValueError("Say with --source under which source this key hands in.")


def batches(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Give the pieces in batches that the door takes."""
    batch, size = list[Piece](), 0
    for piece in pieces:
        length = len(json.dumps(piece.event, ensure_ascii=False).encode())
        if batch and (len(batch) == AT_ONCE or size + length > MOST_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += length
    if batch:
        yield batch


def _handed(client: Client, batch: Sequence[Piece]) -> list[Reject]:
    try:
        answer = client.post("/events", [piece.event for piece in batch], kind=BATCH)
    except Refused as no:
        answer = no.answer
        if not _items(answer):
            raise
    told = zip(batch, _items(answer), strict=True)
    return [Reject(p.file, p.line, why) for p, item in told if (why := _why_not(item))]


def _items(answer: Answer) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (answer.body or {}).get("items", [])
    return items


def _why_not(item: dict[str, Any]) -> str:
    """Return why one of a batch was refused, or nothing."""
    if item.get("status", 202) < 400:
        return ""
    return sentence(item) or f"refused with {item['status']}"
