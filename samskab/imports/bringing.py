"""Bringing conversations in, step by step; each step done again does nothing twice."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from samskab.client import Client, Refused
from samskab.imports import polis_events as events
from samskab.imports.counting import right, wait_until_right
from samskab.imports.handing import hand_in
from samskab.imports.language import guessed
from samskab.imports.moderating import answer, waiting
from samskab.imports.planned import Planned
from samskab.imports.polis_files import Conversation, Vote
from samskab.imports.progress import Progress
from samskab.imports.receipts import arrivals, receipts
from samskab.imports.rejects import Reject
from samskab.imports.rows import NotTaken
from samskab.imports.together import CONNECTIONS

Json = dict[str, Any]
MAY_NOT = "A conversation becomes a call, and this key may not open one; see --moderator-key."
NOT_TAKEN = "it is about a comment that was not taken"


@dataclass
class Brought:
    """One conversation, and how far it has come."""

    conversation: Conversation
    ideas: list[Planned]
    language: str
    call: Json = field(default_factory=dict)
    votes: list[Vote] = field(default_factory=list)
    there: set[str] = field(default_factory=set)
    """Ideas whose tally was right before this run."""
    counted: set[str] = field(default_factory=set)
    """Ideas whose tally is right at its end."""

    def expected(self, source: str) -> dict[str, dict[str, int]]:
        """Return the tally that each idea with votes is to have, by the idea's id."""
        tallies = self.conversation.tallies(self.votes)
        of = self.conversation
        return {events.idea_id(source, of, id): tally for id, tally in tallies.items()}


@dataclass(frozen=True)
class Bringing:
    """Who hands in, who moderates, and for how long trouble is waited out."""

    portal: Client
    moderator: Client
    source: str
    language: str | None
    patience: float

    def run(self, found: Sequence[Conversation], moderate: bool) -> list[Brought]:
        """Bring all of it in and return how far each has come."""
        every = [self._planned(conversation) for conversation in found]
        ideas = [idea for each in every for idea in each.ideas]
        self._look(ideas)
        for each in every:
            each.call = self._call(each)
        self._hand_in_ideas(every)
        self._hand_in_votes(every)
        if moderate:
            due = waiting(ideas)
            with Progress("answering", len(due)) as progress:
                answer(self.moderator, due, progress)
        self._count(every, self.patience if moderate else 0.0)
        return every

    def _planned(self, conversation: Conversation) -> Brought:
        language = self.language or guessed((c.text for c in conversation.comments), "da")
        ideas = [
            Planned(conversation, c, events.idea_id(self.source, conversation, c.id), language)
            for c in conversation.comments
        ]
        return Brought(conversation, ideas, language)

    def _look(self, ideas: Sequence[Planned]) -> None:
        """Find out what is there already."""
        with Progress("looking", len(ideas)) as progress:
            found = receipts(self.portal, [idea.id for idea in ideas], progress)
        for idea in ideas:
            idea.receipt = found[idea.id]
            idea.there = idea.receipt.taken

    def _call(self, each: Brought) -> Json:
        """Return the call that the ideas are in, opened if none of them is there yet."""
        for idea in [idea for idea in each.ideas if idea.there][:3]:
            try:
                its = self.moderator.get(f"/api/ideas/{idea.id}").body
                call: Json = self.moderator.get(f"/api/calls/{its['callId']}").body
                return call
            except (Refused, KeyError):
                continue
        asked = events.call_of(each.conversation, each.language)
        once = f"polis/{each.conversation.name}"
        try:
            opened: Json = self.moderator.post("/api/calls", asked, once=once).body
        except Refused as no:
            if no.status not in (401, 403):
                raise
            raise NotTaken(f"{MAY_NOT} {no}") from None
        return opened

    def _hand_in_ideas(self, every: Sequence[Brought]) -> None:
        pieces = [
            events.idea(self.source, each.conversation, idea.comment, each.call, each.language)
            for each in every
            for idea in each.ideas
            if not idea.receipt.arrived
        ]
        with Progress("handing in ideas", len(pieces)) as progress:
            parts = [pieces[at::CONNECTIONS] for at in range(CONNECTIONS)]
            refused = {(r.file, r.line): r for r in hand_in(self.portal, parts, progress)}
        for each in every:
            for idea in each.ideas:
                if no := refused.get((each.conversation.comments_file, idea.comment.line)):
                    _turn_away(idea, no.reason)
        self._wait([idea for each in every for idea in each.ideas])

    def _wait(self, ideas: Sequence[Planned]) -> None:
        """Wait until what was handed in has arrived; what ideas could not take is turned away."""
        ids = {i.id: i for i in ideas if not i.receipt.arrived and not i.turned_away}
        with Progress("arriving", len(ids)) as progress:
            for id, found in arrivals(self.portal, list(ids), progress, self.patience).items():
                ids[id].receipt = found
        for idea in ideas:
            if idea.receipt.arrived and not idea.receipt.taken:
                _turn_away(idea, idea.receipt.reason)

    def _hand_in_votes(self, every: Sequence[Brought]) -> None:
        pieces = list[list[Any]]([] for _ in range(CONNECTIONS))
        for each in every:
            self._take_votes(each)
            for part, votes in zip(pieces, events.shards(each.votes, CONNECTIONS), strict=True):
                part += [
                    events.support(self.source, each.conversation, v, each.call) for v in votes
                ]
        with Progress("handing in votes", sum(map(len, pieces))) as progress:
            refused = hand_in(self.portal, pieces, progress)
        for each in every:
            mine = [r for r in refused if r.file == each.conversation.votes_file]
            lines = {r.line for r in mine}
            each.conversation.rejects += mine
            each.votes = [vote for vote in each.votes if vote.line not in lines]

    def _take_votes(self, each: Brought) -> None:
        """Leave out votes on what was not taken, and see what is counted already."""
        away = {idea.comment.id for idea in each.ideas if idea.turned_away}
        file, every = each.conversation.votes_file, each.conversation.votes
        each.conversation.rejects += [
            Reject(file, vote.line, NOT_TAKEN) for vote in every if vote.comment in away
        ]
        each.votes = [vote for vote in every if vote.comment not in away]
        if each.votes:
            each.there = right(self.moderator, each.call["id"], each.expected(self.source))

    def _count(self, every: Sequence[Brought], patience: float) -> None:
        """Wait until everyone sees what the votes give."""
        due = {each.conversation.name: each.expected(self.source) for each in every}
        with Progress("counting", sum(map(len, due.values()))) as progress:
            for each in every:
                expected = due[each.conversation.name]
                call = each.call["id"]
                each.counted = wait_until_right(self.moderator, call, expected, progress, patience)


def _turn_away(idea: Planned, reason: str) -> None:
    idea.turned_away = True
    of = idea.conversation
    of.rejects.append(Reject(of.comments_file, idea.comment.line, reason))
