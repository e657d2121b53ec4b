"""One's own contributions, by the tracking code alone."""

from dataclasses import dataclass

from chassis import tracking
from chassis.changes import Cause
from chassis.errors import NotThere
from chassis.stores import Entry, Where
from ideas.actions.ideas import Ideas
from ideas.domain import ideas as domain
from ideas.domain.ideas import Idea
from ideas.events import Texts


@dataclass(frozen=True)
class Own:
    """What givers see of and do with what they gave."""

    ideas: Ideas

    def track(self, code: str) -> Idea:
        """Return one's own, by its tracking code."""
        kept = self.ideas.kept
        wanted: Where = [("trackingHash", "eq", tracking.digest(code))]
        page = kept.store.find("idea", wanted, (), 1)
        if not page.items:
            raise NotThere(
                "No contribution has this tracking code. Perhaps it has not arrived yet."
            )
        return kept.read(page.items[0])

    def told(self, code: str) -> list[Entry]:
        """Return what happened to one's own."""
        return self.ideas.kept.store.history("idea", self.track(code).id)

    def withdraw(self, cause: Cause, code: str) -> Idea:
        """Take one's own back."""
        ideas, id = self.ideas, self.track(code).id
        return ideas.kept.change(id, cause, lambda idea: domain.withdraw(idea, ideas.now()))

    def correct(self, cause: Cause, code: str, title: Texts, body: Texts) -> Idea:
        """Change the words of one's own."""
        ideas, id = self.ideas, self.track(code).id
        return ideas.kept.change(
            id, cause, lambda idea: domain.correct(idea, title, body, ideas.now())
        )

    def reply(self, cause: Cause, code: str, body: Texts) -> Idea:
        """Write back, once, to those who declined it."""
        ideas, id = self.ideas, self.track(code).id
        return ideas.kept.change(id, cause, lambda idea: domain.reply(idea, body, ideas.now()))
