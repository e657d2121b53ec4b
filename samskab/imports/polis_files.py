"""The files that Polis exports: a conversation's summary, its comments and its votes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from chassis.screening import has_cpr
from samskab.imports.rejects import Reject
from samskab.imports.rows import NotTaken, Row, read_bytes, rows, utf8

COMMENTS = ("timestamp", "comment-id", "author-id", "moderated", "comment-body")
VOTES = ("timestamp", "comment-id", "voter-id", "vote")
STANCES = {"1": "agree", "-1": "disagree", "0": "pass"}
MODERATED = {"1": "accepted", "-1": "rejected", "0": "waiting"}
NAME = re.compile(r"[A-Za-z0-9_-]{1,60}")
NUMBER = re.compile(r"[0-9]{1,15}")
MILLISECONDS = re.compile(r"[0-9]{10,13}")
NEXT = timedelta(milliseconds=1)
CPR = "it looks as if it held a CPR number; its text was not read further and is kept nowhere"


@dataclass(frozen=True)
class Comment:
    """What somebody wrote, and what the moderators of the conversation made of it."""

    line: int
    id: str
    author: str
    at: datetime
    text: str
    moderated: str


@dataclass(frozen=True)
class Vote:
    """What somebody thought of a comment at a time."""

    line: int
    comment: str
    voter: str
    at: datetime
    stance: str


@dataclass
class Conversation:
    """One conversation, as it was exported, and the rows of its files that cannot be taken."""

    name: str
    topic: str
    description: str
    comments: list[Comment] = field(default_factory=list)
    votes: list[Vote] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    comments_read: int = 0
    votes_read: int = 0

    @property
    def comments_file(self) -> str:
        """The name of the file of comments."""
        return f"{self.name}.comments.csv"

    @property
    def votes_file(self) -> str:
        """The name of the file of votes."""
        return f"{self.name}.votes.csv"

    def tallies(self, votes: "Iterable[Vote] | None" = None) -> dict[str, dict[str, int]]:
        """Return how many think what of each comment when each voter's last vote counts."""
        last = {(v.comment, v.voter): v for v in (self.votes if votes is None else votes)}
        out: dict[str, dict[str, int]] = {}
        for vote in last.values():
            told = out.setdefault(vote.comment, dict.fromkeys(STANCES.values(), 0))
            told[vote.stance] += 1
        return out


def conversations(folders: Sequence[Path]) -> list[Conversation]:
    """Return every conversation in these folders; raises `NotTaken`."""
    found = [file for folder in folders for file in sorted(folder.glob("*.comments.csv"))]
    if not found:
        raise NotTaken(f"No *.comments.csv in {', '.join(map(str, folders))}.")
    names = [file.name.removesuffix(".comments.csv") for file in found]
    for name in names:
        if not NAME.fullmatch(name):
            raise NotTaken(f"{name!r} is no name of a conversation: letters, digits, - and _ only.")
        if names.count(name) > 1:
            raise NotTaken(f"The conversation {name} is there twice.")
    return [read(file.parent, name) for file, name in zip(found, names, strict=True)]


def read(folder: Path, name: str) -> Conversation:
    """Return one conversation; its votes in the order in which they were given."""
    told = _summary(folder / f"{name}.summary.csv")
    read = Conversation(name, told.get("topic") or name, told.get("conversation-description") or "")
    _read_comments(read, folder / read.comments_file)
    if (votes := folder / read.votes_file).exists():
        _read_votes(read, votes)
    return read


def _summary(file: Path) -> dict[str, str]:
    if not file.exists():
        return {}
    found = rows(utf8(read_bytes(file)))
    return {row.cells[0]: row.cells[1].strip() for row in found if len(row.cells) > 1}


def _read_comments(read: Conversation, file: Path) -> None:
    seen: dict[str, int] = {}
    for row, cells in _named(file, COMMENTS):
        read.comments_read += 1
        fault = row.fault or _comment_fault(cells, seen)
        if fault:
            read.rejects.append(Reject(file.name, row.line, fault))
            continue
        seen[cells["comment-id"]] = row.line
        read.comments.append(
            Comment(
                row.line,
                cells["comment-id"],
                cells["author-id"],
                _moment(cells["timestamp"]),
                cells["comment-body"].strip(),
                MODERATED[cells["moderated"]],
            )
        )


def _comment_fault(cells: dict[str, str], seen: dict[str, int]) -> str:
    if has_cpr("\n".join(cells.values())):
        return CPR
    if fault := _number_fault(cells, "comment-id", "author-id"):
        return fault
    if cells["moderated"] not in MODERATED:
        return "moderated is none of 1, 0, -1"
    if cells["comment-id"] in seen:
        return f"this comment-id stands on line {seen[cells['comment-id']]} already"
    return "" if cells["comment-body"].strip() else "nothing is written here"


def _read_votes(read: Conversation, file: Path) -> None:
    known = {comment.id for comment in read.comments}
    for row, cells in _named(file, VOTES):
        read.votes_read += 1
        fault = row.fault or _vote_fault(cells, known)
        if fault:
            read.rejects.append(Reject(file.name, row.line, fault))
            continue
        at, stance = _moment(cells["timestamp"]), STANCES[cells["vote"]]
        read.votes.append(Vote(row.line, cells["comment-id"], cells["voter-id"], at, stance))
    read.votes = _in_order(read.votes)


def _in_order(votes: Sequence[Vote]) -> list[Vote]:
    """Return the votes of one comment together, each voter's in order and no two at one instant.

    Of votes at one instant the file's order decides; the later ones get the next milliseconds, so
    that they keep their order however often and in whichever order they are handed in.
    """
    first = {vote.comment: at for at, vote in reversed(list(enumerate(votes)))}
    last: dict[tuple[str, str], datetime] = {}
    ordered = []
    for vote in sorted(votes, key=lambda vote: (first[vote.comment], vote.at)):
        before = last.get((vote.comment, vote.voter))
        if before and vote.at <= before:
            vote = replace(vote, at=before + NEXT)
        last[vote.comment, vote.voter] = vote.at
        ordered.append(vote)
    return ordered


def _vote_fault(cells: dict[str, str], known: set[str]) -> str:
    if fault := _number_fault(cells, "comment-id", "voter-id"):
        return fault
    if cells["vote"] not in STANCES:
        return "vote is none of 1, 0, -1"
    return "" if cells["comment-id"] in known else "it is about a comment that was not taken"


def _number_fault(cells: dict[str, str], *names: str) -> str:
    if not MILLISECONDS.fullmatch(cells["timestamp"]):
        return "timestamp is no time in milliseconds"
    odd = [name for name in names if not NUMBER.fullmatch(cells[name])]
    return f"{odd[0]} is no number" if odd else ""


def _named(file: Path, needed: Sequence[str]) -> Iterator[tuple[Row, dict[str, str]]]:
    """Give each row with its cells by the names of the header."""
    every = rows(utf8(read_bytes(file)))
    header = [cell.strip() for cell in next(every, Row(1, [])).cells]
    if missing := [name for name in needed if name not in header]:
        raise NotTaken(f"{file} has no column named {', '.join(missing)}.")
    for row in every:
        if not row.fault and len(row.cells) != len(header):
            row = Row(row.line, [], f"{len(row.cells)} cells where {len(header)} are expected")
        yield row, {} if row.fault else dict(zip(header, row.cells, strict=True))


def _moment(milliseconds: str) -> datetime:
    return datetime.fromtimestamp(int(milliseconds) / 1000, UTC)
