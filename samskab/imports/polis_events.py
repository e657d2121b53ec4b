"""What a conversation in Polis becomes here: a call, ideas and supports."""

from collections.abc import Iterator, Sequence
from typing import Any

from chassis.changes import derived
from chassis.codec import instant
from samskab.imports.handing import IDEA, Piece
from samskab.imports.polis_files import Comment, Conversation, Vote
from samskab.imports.sheet import LONGEST_BODY, heading

SUPPORT = "dk.samskab.intake.support.v1"
Json = dict[str, Any]


def call_of(conversation: Conversation, language: str) -> Json:
    """Return the call that asks what the conversation asked, with agree, disagree and pass."""
    body = conversation.description or conversation.topic
    return {
        "title": heading(conversation.topic),
        "body": body if len(body) <= LONGEST_BODY else f"{body[: LONGEST_BODY - 1]}…",
        "language": language,
        "kinds": ["idea"],
        "stances": "all",
    }


def idea_id(source: str, conversation: Conversation, comment: str) -> str:
    """Return the id that the idea of a comment has here, today and any other day."""
    return derived("idea", source, f"{conversation.name}/{comment}")


def idea(
    source: str, conversation: Conversation, comment: Comment, call: Json, language: str
) -> Piece:
    """Return a comment as it is handed in."""
    event = {
        "specversion": "1.0",
        "id": f"{conversation.name}/{comment.id}",
        "source": source,
        "type": IDEA,
        "time": instant(comment.at),
        "datacontenttype": "application/json",
        "data": {
            "kind": "idea",
            "title": heading(comment.text),
            "body": comment.text,
            "language": language,
            "callId": call["id"],
            "processId": call["processId"],
            "reference": f"{conversation.name}/{comment.author}",
        },
    }
    return Piece(conversation.comments_file, comment.line, event)


def support(source: str, conversation: Conversation, vote: Vote, call: Json) -> Piece:
    """Return a vote as it is handed in."""
    at = instant(vote.at)
    event = {
        "specversion": "1.0",
        "id": f"{conversation.name}/{vote.comment}/{vote.voter}/{at}",
        "source": source,
        "type": SUPPORT,
        "time": at,
        "datacontenttype": "application/json",
        "data": {
            "ideaId": idea_id(source, conversation, vote.comment),
            "processId": call["processId"],
            "reference": f"{conversation.name}/{vote.voter}",
            "stance": vote.stance,
        },
    }
    return Piece(conversation.votes_file, vote.line, event)


def shards(votes: Sequence[Vote], n: int) -> Iterator[list[Vote]]:
    """Give the votes in n parts, all on one idea in one part and in their order."""
    order = {comment: at for at, comment in enumerate(dict.fromkeys(v.comment for v in votes))}
    for part in range(n):
        yield [vote for vote in votes if order[vote.comment] % n == part]
