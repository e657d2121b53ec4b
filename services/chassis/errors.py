"""The ways to say no. Each is a sentence that tells the reader what to do next.

The sentence is English and is the key of its translation (`words/da.po`); `{names}` in it are
filled from `facts`. Pages and problem details show it in the caller's language.
"""

from typing import Self


class Refusal(Exception):
    """Something cannot be done, and the reader can do something about it."""

    status = 409
    title = "Not possible"

    def __init__(self, detail: str, *, pointer: str = "", **facts: object) -> None:
        super().__init__(detail)
        self.detail, self.pointer, self.facts = detail, pointer, facts
        self.members: dict[str, object] = {}

    def beside(self, **members: object) -> Self:
        """Tell programs more beside the sentence: members of the problem details (RFC 9457)."""
        self.members |= members
        return self


class NotThere(Refusal):
    """It does not exist, or not for this caller: there is no telling which."""

    status, title = 404, "Not found"


class Forbidden(Refusal):
    """The caller is known and may not do this."""

    status, title = 403, "Not allowed"


class Unknown(Refusal):
    """Nobody knows who is asking, and this needs to be known."""

    status, title = 401, "Who is asking?"


class NotOpen(Refusal):
    """The thing is not in a state in which this can happen."""


class Stale(Refusal):
    """Somebody else changed it since the caller looked."""

    status, title = 412, "Changed by somebody else"


class EditionNeeded(Refusal):
    """The caller must say which edition is being changed."""

    status, title = 428, "Say which edition"


class Unfit(Refusal):
    """What was sent is understood and cannot be taken as it is."""

    status, title = 422, "Please correct this"


class Unreadable(Refusal):
    """What was sent cannot be read."""

    status, title = 400, "Not readable"


class TooLarge(Refusal):
    """More was sent than is taken in one piece."""

    status, title = 413, "Too large"


class TooMany(Refusal):
    """Asked too often; `Retry-After` says when to come again."""

    status, title = 429, "Too many at once"


class Busy(Refusal):
    """Something underneath is away or full for the moment; trying again later is safe."""

    status, title = 503, "Back in a moment"


class Conflict(Exception):
    """Another write came first; look again and decide again. Never shown to a caller as such."""


class Fenced(Exception):
    """Another member owns the partition now; its records will be delivered there."""
