"""The code by which a giver finds their contribution again, without logging in.

It is an HMAC of the contribution's id under the instance's secret, 100 bits long, so that the
same POST shows the same code. Only its SHA-256 is kept and travels.
"""

import base64
import hashlib
import hmac

from chassis.errors import Unfit

LENGTH = 20


def code(secret: str, id: str) -> str:
    """Return the tracking code of a contribution, as five groups of four."""
    mac = hmac.new(secret.encode(), f"tracking/{id}".encode(), hashlib.sha256).digest()
    letters = base64.b32encode(mac)[:LENGTH].decode()
    return "-".join(letters[at : at + 4] for at in range(0, LENGTH, 4))


def digest(given: str) -> str:
    """Return what is kept of a tracking code, however it was typed; refuses what cannot be one."""
    letters = "".join(given.split()).replace("-", "").upper().translate(MISREAD)
    if len(letters) != LENGTH or not letters.isascii() or not letters.isalnum():
        raise Unfit(
            "A tracking code has five groups of four letters and digits.", pointer="/trackingCode"
        )
    return hashlib.sha256(letters.encode()).hexdigest()


MISREAD = str.maketrans("0189", "OIBG")
"""Base 32 (RFC 4648) has none of these digits; people read them for letters."""
