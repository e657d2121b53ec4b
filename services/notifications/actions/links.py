"""Links in mails: each for one purpose and one subscription, and not to be made by anyone else."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from chassis.errors import NotThere

MAC_LETTERS = 32
"""128 bits; digits and letters only, so that no mail program drops the last one."""
SHAPE = 3


class Purpose(StrEnum):
    """What a link is for: it is good for nothing else."""

    CONFIRM = "confirm"
    UNSUBSCRIBE = "unsubscribe"


@dataclass(frozen=True)
class Links:
    """Makes and checks links. `address` is the door as people see it, never a Host header."""

    secret: str
    address: str

    def url(self, purpose: Purpose, id: str, until: datetime | None = None) -> str:
        """Return the link; one without an end works as long as there is something to end."""
        return f"{self.address}/subscriptions/{purpose}/{self.token(purpose, id, until)}"

    def token(self, purpose: Purpose, id: str, until: datetime | None = None) -> str:
        """Return the part of a link that proves whom it was sent to."""
        end = str(int(until.timestamp())) if until else "0"
        return f"{id}.{end}.{self._mac(purpose, id, end)}"

    def read(self, purpose: Purpose, token: str, at: datetime) -> str:
        """Return the id of the subscription; raises `NotThere` for a token that is not ours."""
        parts = token.split(".")
        if len(parts) != SHAPE or len(token) > 200 or not token.isascii():
            raise gone()
        id, end, mac = parts
        if not hmac.compare_digest(mac, self._mac(purpose, id, end)):
            raise gone()
        if end != "0" and at >= datetime.fromtimestamp(int(end), UTC):
            raise gone()
        return id

    def _mac(self, purpose: Purpose, id: str, end: str) -> str:
        said = f"notifications/link\n{purpose}\n{id}\n{end}".encode()
        return hmac.new(self.secret.encode(), said, hashlib.sha256).hexdigest()[:MAC_LETTERS]


def gone() -> NotThere:
    """Return the refusal for a link that nothing can be done with."""
    return NotThere("This link does not work any more. Please ask for a new mail.")
