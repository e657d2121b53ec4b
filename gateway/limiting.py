"""How much is taken from whom: counted here, in windows that begin with the first request."""

import math
import time
from typing import Any

from limits import RateLimitItem, parse
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter

from chassis.errors import TooMany
from chassis.identity import Caller
from gateway.routing import Limits
from gateway.settings import Settings

ASKING = frozenset(("GET", "HEAD", "OPTIONS"))
GUESSED = ("/api/track", "/track", "/api/receipts", "/api/inbox", "/inbox", "/sign-in/")
"""Where a tracking code or the code of a link opens something."""
MOST_COUNTED = 200_000
OTHERS = "others"


class Counters(Storage):
    """Counts in memory. (The one of `limits` walks through all it has a hundred times a second.)"""

    STORAGE_SCHEME: list[str] | None = None

    def __init__(self) -> None:
        super().__init__()
        self.counts: dict[str, tuple[int, float]] = {}
        self.swept = 0.0

    @property
    def base_exceptions(self) -> type[Exception]:
        """What this storage may raise: nothing of its own."""
        return ValueError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count one more in the window that is open, or open one; return the count."""
        now = time.time()
        if key not in self.counts and len(self.counts) >= MOST_COUNTED:
            key = self._make_room(key, now)
        count, until = self.counts.get(key, (0, 0.0))
        if until <= now:
            count, until = 0, now + expiry
        self.counts[key] = count + amount, until
        return count + amount

    def _make_room(self, key: str, now: float) -> str:
        """Forget windows that have closed; with none to forget all newcomers are counted as one."""
        if now - self.swept > 1.0:
            self.swept = now
            self.counts = {k: kept for k, kept in self.counts.items() if kept[1] > now}
        return key if len(self.counts) < MOST_COUNTED else OTHERS

    def get(self, key: str) -> int:
        """Return the count of the window that is open."""
        count, until = self.counts.get(key, (0, 0.0))
        return count if until > time.time() else 0

    def get_expiry(self, key: str) -> float:
        """Return when the window closes."""
        return self.counts.get(key, (0, time.time()))[1]

    def check(self) -> bool:
        """Tell whether counting works."""
        return True

    def reset(self) -> int | None:
        """Forget everything."""
        count = len(self.counts)
        self.counts = {}
        return count

    def clear(self, key: str) -> None:
        """Forget one count."""
        self.counts.pop(key, None)


class Limiter:
    """Refuses what is too much; raises `TooMany`, which says when to come again."""

    def __init__(self, settings: Settings) -> None:
        self.strategy: Any = FixedWindowRateLimiter(Counters())
        self.key, self.address = parse(settings.limit_key), parse(settings.limit_address)
        self.ideas, self.guesses = parse(settings.limit_ideas), parse(settings.limit_guesses)

    def take(self, caller: Caller, client: str, limits: Limits, department: str) -> None:
        """Count a request of this caller."""
        if caller.kind == "nobody":
            self._hit(self.address, "address", client)
            if limits.address:
                self._hit(limits.address, department, "address", client)
            return
        self._hit(self.key, "key", caller.subject)
        if limits.key:
            self._hit(limits.key, department, "key", caller.subject)

    def take_more(self, method: str, path: str, tracking: bool, client: str) -> None:
        """Count what nobody in particular gives, and their tries with codes."""
        if tracking or path.startswith(GUESSED):
            self._hit(self.guesses, "guess", client)
        elif method not in ASKING:
            self._hit(self.ideas, "idea", client)

    def guessed(self, client: str) -> None:
        """Count a key that nobody knows."""
        self._hit(self.guesses, "guess", client)

    def _hit(self, limit: RateLimitItem, *who: str) -> None:
        if self.strategy.hit(limit, *who):
            return
        until = self.strategy.get_window_stats(limit, *who).reset_time
        seconds = max(1, math.ceil(until - time.time()))
        raise TooMany(
            "That is a lot at once. Please come again in {seconds} seconds.", seconds=seconds
        )
