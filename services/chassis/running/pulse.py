"""Whether a store answers those who serve, without waiting long for it."""

import threading
from collections.abc import Mapping

from chassis.errors import Busy
from chassis.stores import Store
from chassis.words import _

PATIENCE = 1.0
SILENT = _("The store does not answer just now.")


class Pulse:
    """Asks a store for nothing in particular, in a thread of its own: one question at a time."""

    def __init__(self, store: Store, kind: str) -> None:
        self.store, self.kind = store, kind
        self.turn, self.asking, self.trouble = threading.Condition(), False, ""
        self.thread: threading.Thread | None = None

    def waits(self) -> Mapping[str, str]:
        """Return what is wrong with the store; nothing when it answers within a second."""
        with self.turn:
            if self.thread is None or not self.thread.is_alive():
                self.thread = threading.Thread(target=self._ask, name="pulse", daemon=True)
                self.thread.start()
            self.asking = True
            self.turn.notify_all()
            answered = self.turn.wait_for(lambda: not self.asking, PATIENCE)
            trouble = self.trouble or ("" if answered else SILENT)
        return {"store": trouble} if trouble else {}

    def _ask(self) -> None:
        while True:
            with self.turn:
                self.turn.wait_for(lambda: self.asking)
            trouble = ""
            try:
                self.store.get_many(self.kind, ["-"])
            except Busy as busy:
                trouble = str(busy)
            with self.turn:
                self.trouble, self.asking = trouble, False
                self.turn.notify_all()
