"""E-mail addresses: taken strictly, kept in one form, and never anywhere but in a subscription."""

import re
import unicodedata

from chassis.errors import Unfit
from chassis.screening import CprFound, has_cpr

LONGEST = 254
POINTER = "/email"
ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
LOCAL = re.compile(rf"{ATOM}(\.{ATOM})*")
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
DOTLESS = {"gmail.com", "googlemail.com"}
TAG = "+"


def address(given: str) -> str:
    """Return an address (RFC 5321, without quotes) as it is kept, or refuse it.

    Letters are small, a domain such as `kømmune.dk` has its ASCII form. Control characters,
    several addresses and anything in brackets are refused: it ends up in a header.
    """
    if len(given) > LONGEST or has_control(given.strip(" ")):
        raise _unfit()
    if has_cpr(given):
        raise CprFound(
            "This looks like a CPR number. Please leave it out: we never need it here.",
            pointer=POINTER,
        )
    local, at, domain = given.strip(" ").rpartition("@")
    if not at or len(local) > 64 or not LOCAL.fullmatch(local):
        raise _unfit()
    name = f"{local.lower()}@{_ascii(domain)}"
    if len(name) > LONGEST:
        raise _unfit()
    return name


def mailbox(address: str) -> str:
    """Return the one name for all spellings that may reach the same person: for limits only."""
    local, _, domain = address.rpartition("@")
    local = local.partition(TAG)[0].replace(".", "") or local
    return f"{local}@{'gmail.com' if domain in DOTLESS else domain}"


def has_control(text: str) -> bool:
    """Tell whether a text holds what could end a line, hide itself or turn what follows."""
    return any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") for c in text)


def _ascii(domain: str) -> str:
    """Return a domain in its ASCII form (IDNA); refuses what is none, an IP address too."""
    try:
        name = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise _unfit() from None
    labels = name.split(".")
    if len(labels) < 2 or not all(map(LABEL.fullmatch, labels)) or labels[-1].isdigit():
        raise _unfit()
    return name


def _unfit() -> Unfit:
    return Unfit("This is not an e-mail address that we can write to.", pointer=POINTER)
