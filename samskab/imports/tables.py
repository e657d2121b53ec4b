"""What an import has done, in numbers that add up."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from samskab.imports.bringing import Brought
from samskab.table import aligned

PUBLIC, REJECTED = ("published", "declined"), "rejected"


@dataclass(frozen=True)
class Counts:
    """The rows of one file: read = taken + already there + not taken (+ not arrived yet)."""

    read: int = 0
    taken: int = 0
    there: int = 0
    not_taken: int = 0
    missing: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def cells(self) -> list[str]:
        """Return them as they stand in a table."""
        return [f"{getattr(self, field.name):,}" for field in fields(self)]


def ideas_of(each: Brought) -> Counts:
    """Count the comments of a conversation."""
    ideas = [idea for idea in each.ideas if not idea.turned_away]
    there = sum(idea.there for idea in ideas)
    missing = sum(not idea.receipt.arrived for idea in ideas)
    read = each.conversation.comments_read
    return Counts(read, len(ideas) - there - missing, there, read - len(ideas), missing)


def votes_of(each: Brought, there: set[str]) -> Counts:
    """Count the votes of a conversation; `there`: comments whose votes had been counted before."""
    before = sum(vote.comment in there for vote in each.votes)
    read, taken = each.conversation.votes_read, len(each.votes)
    return Counts(read, taken - before, before, read - taken)


def statuses_of(each: Brought) -> list[str]:
    """Count what has been published, what rejected, and what waits or is otherwise."""
    told = [idea.receipt.status for idea in each.ideas if idea.receipt.taken]
    shown, rejected = sum(s in PUBLIC for s in told), told.count(REJECTED)
    return [f"{n:,}" for n in (shown, rejected, len(told) - shown - rejected)]


def summary(every: Sequence[Brought]) -> str:
    """Return the tables of a whole import."""
    head = ["read", "taken", "already there", "not taken", "not arrived"]
    ideas = [[each.conversation.topic, *ideas_of(each).cells, *statuses_of(each)] for each in every]
    total = sum((ideas_of(each) for each in every), Counts())
    shown = [f"{sum(_number(row[-3 + at]) for row in ideas):,}" for at in range(3)]
    ideas.append(["in all", *total.cells, *shown])
    out = aligned([["ideas", *head, "published", "rejected", "waiting"], *ideas])
    voted = [each for each in every if each.conversation.votes_read]
    if voted:
        rows = [_votes_row(each) for each in voted]
        out += "\n\n" + aligned([["votes", *head[:4], "ideas", "with the right tally"], *rows])
    return out


def _votes_row(each: Brought) -> list[str]:
    there = {idea.comment.id for idea in each.ideas if idea.id in each.there}
    about = len({vote.comment for vote in each.votes})
    counts = votes_of(each, there).cells[:4]
    return [each.conversation.topic, *counts, f"{about:,}", f"{len(each.counted):,}"]


def _number(cell: str) -> int:
    return int(cell.replace(",", ""))
