"""A thread as a picture: which cards stand in which column, and what ties them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from chassis.words import _
from initiatives.actions.threads import Key, Thing, Thread
from initiatives.drawing import Card, Column, Picture, Row, Strand, Words
from initiatives.pages.did import indicator_card, initiative_card
from initiatives.pages.telling import Teller, _n, quoted
from initiatives.pages.words import EVIDENCE, IDEA_KINDS, KINDS, NOT_PUBLIC

SHORT = 150
TITLES = (_("Somebody said"), _("We saw"), _("We asked"), _("We did"), _("It changed"))
NOTHING = (
    _("Nobody has said anything that we know of"),
    _("No insight has come of it yet"),
    _("No question has come of it yet"),
    _("No initiative has come of it yet"),
    _("Nothing has been measured yet"),
)
TIED = (
    ("idea", "step"),
    ("idea", "match"),
    ("evidence", "insight"),
    ("insight", "opportunity"),
    ("opportunity", "initiative"),
    ("initiative", "indicator"),
)


def key_of(key: Key) -> str:
    """Return what a card is known by."""
    return ":".join(key)


@dataclass(frozen=True)
class Telling:
    """Makes a picture of one thread for one reader."""

    thread: Thread
    teller: Teller

    def picture(self, title: str, description: str) -> Picture:
        """Return what is to be drawn."""
        found = (self._said(), self._seen(), self._asked(), self._did(), self._changed())
        more = self.teller.text(_("and {n} more"))
        columns = [
            Column(self.teller.say(head), list(cards), self.teller.say(nothing), more)
            for head, cards, nothing in zip(TITLES, found, NOTHING, strict=True)
        ]
        strands = list(dict.fromkeys(self._strands()))
        return Picture(title, description, self.teller.lang, columns, strands)

    def _said(self) -> Iterator[Card]:
        led = {
            key for insight in self.thread.all("insight") for key in behind(self.thread, insight)
        }
        for thing in said_in_order(self.thread):
            yield replace(self._quote(thing), keep=thing.key not in led)

    def _came_from(self, evidence: Thing) -> list[Thing]:
        return self.thread.starts(evidence.key, "idea")

    def _quote(self, thing: Thing) -> Card:
        key = key_of(thing.key)
        if not thing.seen:
            own = [e for e in self.thread.ends(thing.key, "evidence") if e.seen]
            label = self.teller.say(_("{kind}: not public"), kind=KINDS[thing.kind])
            if own:
                return Card(key, "hidden", self.teller.words(own[0].of("text")), label)
            return Card(key, "hidden", self.teller.say(NOT_PUBLIC), self._label(thing))
        if thing.kind == "evidence":
            return Card(key, "quote", self.teller.words(thing.of("text")), self._label(thing))
        body, title = self.teller.words(thing.of("body")), self.teller.words(thing.of("title"))
        short = 0 < len(body.text) <= SHORT
        texts = thing.of("body") if short else thing.of("title")
        first = self.teller.first(texts)
        label = self._label(thing)
        if foreign := self.teller.foreign(texts):
            label = replace(label, text=f"{label.text} · {foreign}")
        said = quoted(body if short else title)
        return Card(key, "quote", said, label, first and quoted(first))

    def _label(self, thing: Thing) -> Words:
        if thing.kind == "evidence":
            return self.teller.say(EVIDENCE.get(thing.of("type"), KINDS["evidence"]))
        if thing.kind == "idea":
            return self.teller.say(IDEA_KINDS.get(thing.of("ideaKind"), KINDS["idea"]))
        return self.teller.say(KINDS[thing.kind])

    def _seen(self) -> Iterator[Card]:
        """Give what was understood, and the steps that it is about."""
        for insight in self.thread.all("insight"):
            card = self._card(insight, "statement")
            yield replace(card, rows=tuple(self._about(insight))) if insight.seen else card
        for evidence in self.thread.all("evidence"):
            if self._came_from(evidence) and not self.thread.ends(evidence.key, "insight"):
                yield self._card(evidence, "text")
        for step in steps_besides(self.thread):
            card = self._card(step, "title")
            yield replace(card, rows=tuple(self._where(step))) if step.seen else card

    def _about(self, insight: Thing) -> Iterator[Row]:
        for step in self.thread.ends(insight.key, "step"):
            if step.seen:
                yield Row("step", self._step(step))
        for persona in self.thread.ends(insight.key, "persona"):
            if persona.seen:
                yield Row("persona", self.teller.words(persona.of("name")))
        proofs = len(self.thread.starts(insight.key, "evidence"))
        said = self.teller.many(_n("One piece of evidence", "{n} pieces of evidence"), proofs)
        yield Row("proof", Words(said, self.teller.lang))

    def _step(self, step: Thing) -> Words:
        title, stage = self.teller.words(step.of("title")), self.teller.words(step.of("stage"))
        return Words(f"{title.text} ({stage.text})" if stage.text else title.text, title.lang)

    def _where(self, step: Thing) -> Iterator[Row]:
        """Tell in which stage of whose journey a step is."""
        yield Row("step", self.teller.words(step.of("stage")))
        for journey in self.thread.starts(step.key, "journey"):
            for persona in self.thread.ends(journey.key, "persona"):
                if persona.seen:
                    yield Row("persona", self.teller.words(persona.of("name")))

    def _asked(self) -> Iterator[Card]:
        for opportunity in self.thread.all("opportunity"):
            yield self._card(opportunity, "question")

    def _card(self, thing: Thing, field: str) -> Card:
        key = key_of(thing.key)
        if not thing.seen:
            return Card(key, "hidden", self.teller.say(NOT_PUBLIC), self._label(thing))
        label = None if thing.kind in ("insight", "opportunity") else self._label(thing)
        return Card(key, "plain", self.teller.words(thing.of(field)), label)

    def _did(self) -> Iterator[Card]:
        for initiative in self.thread.all("initiative"):
            yield initiative_card(self.thread, self.teller, initiative)

    def _changed(self) -> Iterator[Card]:
        for indicator in self.thread.all("indicator"):
            yield indicator_card(self.thread, self.teller, indicator)

    def _strands(self) -> Iterator[Strand]:
        """Give what is tied in the picture, where evidence is a part of the way to an insight."""
        for link in self.thread.links:
            kinds = link.start[0], link.end[0]
            if kinds == ("idea", "evidence"):
                beyond = [each.key for each in self.thread.ends(link.end, "insight")]
                yield from (self._strand(link.start, end) for end in beyond or [link.end])
            elif kinds == ("initiative", "step"):
                yield self._strand(link.end, link.start)
            elif kinds == ("idea", "initiative"):
                if not self._leads(link.start, link.end):
                    yield self._strand(link.start, link.end)
            elif kinds in TIED:
                yield self._strand(link.start, link.end)

    def _strand(self, start: Key, end: Key) -> Strand:
        return Strand(key_of(start), key_of(end))

    def _leads(self, idea: Key, initiative: Key) -> bool:
        """Tell whether a contribution led to an initiative by way of what was understood."""
        way = self.thread.between(idea, initiative)
        return any(link.meaning == "evidence" for link in way)


def said_in_order(thread: Thread) -> list[Thing]:
    """Return what people said: first what was understood, then what was done at once, then help.

    Evidence that came from nobody's contribution stands among it.
    """
    order = [key for insight in thread.all("insight") for key in behind(thread, insight)]
    rank = {key: n for n, key in reversed(list(enumerate(order)))}
    ideas = thread.all("idea")
    helps = {idea.key for idea in ideas if thread.ends(idea.key, "match")}
    loose = [e for e in thread.all("evidence") if not thread.starts(e.key, "idea")]
    several = [*ideas, *(each for each in loose if thread.ends(each.key, "insight"))]
    return sorted(several, key=lambda t: (rank.get(t.key, len(order)), t.key in helps))


def steps_besides(thread: Thread) -> list[Thing]:
    """Return the steps that no insight on the thread is about."""
    insights = thread.all("insight")
    told = {step.key for i in insights for step in thread.ends(i.key, "step")}
    return [step for step in thread.all("step") if step.key not in told]


def behind(thread: Thread, insight: Thing) -> Iterator[Key]:
    """Give what an insight builds on: contributions, and evidence."""
    for evidence in thread.starts(insight.key, "evidence"):
        yield from (idea.key for idea in thread.starts(evidence.key, "idea"))
        yield evidence.key
