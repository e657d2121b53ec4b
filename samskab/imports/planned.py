"""One idea on its way in."""

from dataclasses import dataclass

from samskab.imports.polis_files import Comment, Conversation
from samskab.imports.receipts import NOTHING_YET, Receipt


@dataclass
class Planned:
    """A comment, the id it has here, and how it stands."""

    conversation: Conversation
    comment: Comment
    id: str
    language: str
    receipt: Receipt = NOTHING_YET
    there: bool = False
    """It was there before this run."""
    turned_away: bool = False
    """The door did not take it, or ideas could not."""

    @property
    def name(self) -> str:
        """What it is called where it comes from."""
        return f"{self.conversation.name}/{self.comment.id}"
