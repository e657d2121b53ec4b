"""What is said when the brokers do not do what they were asked, and why they do not.

Who is not let in at all is told so in kafka-python's log lines alone, dozens of them; the caller
hears only that time is up. So the reason is taken from those lines, and each line passes once a
minute.
"""

import logging
import re
import time
from collections.abc import Iterable

from kafka.errors import (
    AuthorizationError,
    IllegalSaslStateError,
    KafkaError,
    SaslAuthenticationFailedError,
    UnsupportedSaslMechanismError,
)

from chassis.errors import Busy
from chassis.words import _

AWAY = _("The log does not answer just now.")
LOGIN = _("The log does not let us in: it does not take our name and password.")
CERTIFICATE = _("We do not trust the log: its certificate is not signed by the CA that we know.")
HUNG_UP = _("The log hangs up on us: is the password right, and do both sides speak TLS?")
RIGHTS = _("The log does not allow us this.")
RECENT = 6.0
"""Seconds for which a reason counts: as long as a client tries to get through."""
REPEATED = 60.0
NOT_LET_IN = (
    SaslAuthenticationFailedError,
    IllegalSaslStateError,
    UnsupportedSaslMechanismError,
)
MANAGER = "kafka.net.manager"
TALKATIVE = (
    MANAGER,
    "kafka.cluster",
    "kafka.coordinator",
    "kafka.net.connection",
    "kafka.net.transport",
)
NAME = re.compile(r"[\w.-]+")


def busy(trouble: BaseException) -> Busy:
    """Return what to raise for what kafka-python raised: a right that is missing is named."""
    if isinstance(trouble, AuthorizationError):
        names = ", ".join(sorted(_names(trouble.args)))
        return Busy(_("The log does not allow us this: {names}", names=names) if names else RIGHTS)
    return Busy(_reason(trouble) or REASONS.recent() or AWAY)


def _names(told: object) -> set[str]:
    """Return the names of topics or groups in what an error has with it."""
    if isinstance(told, str):
        return {told} if NAME.fullmatch(told) else set()
    return set().union(*map(_names, told)) if isinstance(told, Iterable) else set()


def _reason(trouble: object) -> str:
    if isinstance(trouble, NOT_LET_IN):
        return LOGIN
    if isinstance(trouble, KafkaError) and "CERTIFICATE_VERIFY_FAILED" in str(trouble):
        return CERTIFICATE
    return ""


class Reasons(logging.Filter):
    """Remembers why a broker was not reached; lets the same line through once a minute."""

    def __init__(self) -> None:
        super().__init__()
        self.reason, self.at = "", -RECENT
        self.passed: dict[tuple[str, int], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Look at a line of kafka-python's; tell whether to let it through."""
        now = time.monotonic()
        if reason := _reason_in(record):
            # the answer to a wrong password often gets lost, and only that it hung up is seen
            if reason != HUNG_UP or not self.recent():
                self.reason = reason
            self.at = now
        place = record.name, record.lineno
        if now - self.passed.get(place, -REPEATED) < REPEATED:
            return False
        self.passed[place] = now
        return True

    def recent(self) -> str:
        """Return why a broker was not reached just now; nothing when that was not said."""
        return self.reason if time.monotonic() - self.at < RECENT else ""


def _reason_in(record: logging.LogRecord) -> str:
    told = [_reason(each) for each in record.args] if isinstance(record.args, tuple) else []
    if reason := next(filter(None, told), ""):
        return reason
    if record.name != MANAGER:
        return ""
    line = record.getMessage()  # of a way in that was open already, and is no more
    met = line.startswith("Bootstrap ") and " failed: " in line
    return HUNG_UP if met and ("socket disconnected" in line or "Invalid frame" in line) else ""


REASONS = Reasons()
for name in TALKATIVE:
    logging.getLogger(name).addFilter(REASONS)
