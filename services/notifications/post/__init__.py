"""The port to mail: what every way of posting promises.

A mail that was taken may be handed over again after a crash; it has the same Message-ID then.
"""

from contextlib import AbstractContextManager
from email.message import EmailMessage
from typing import Protocol


class Later(Exception):
    """It was not taken for now; another try makes sense. `code` is the server's, if it gave one."""

    def __init__(self, reason: str, code: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.code = reason, code


class Bounced(Exception):
    """It will never be taken."""

    def __init__(self, reason: str, code: int) -> None:
        super().__init__(reason)
        self.reason, self.code = reason, code


class Line(Protocol):
    """An open way to the post."""

    def send(self, mail: EmailMessage, to: str) -> None:
        """Hand over a mail for exactly one address; it is taken for good when this returns.

        Raises `Later`, `Bounced`, or `Busy` when nothing more goes through this line.
        """


class Post(Protocol):
    """A way to get mails to people."""

    def open(self) -> AbstractContextManager[Line]:
        """Return a line to use for a while; raises `Busy` when the post is away."""
