"""Appending to the log from many requests at once: those that wait share the next append."""

import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from chassis.errors import Busy, NotThere
from chassis.logs import Log, Outgoing, Topic

MOST_AT_ONCE = 1000
PATIENCE = 10.0


@dataclass(eq=False)
class _Turn:
    """What one request has to append, and how it hears what became of it."""

    records: Sequence[Outgoing]
    news: threading.Event = field(default_factory=threading.Event)
    leads: bool = False
    done: bool = False
    trouble: BaseException | None = None


class Appends:
    """The only way from the gateway into the log: one append at a time, each durable.

    Whoever comes while nothing is appended leads: appends for all who wait by then, and hands
    over to the first of those who came meanwhile. So nobody is overtaken for long.
    """

    def __init__(self, log: Log, topic: Topic) -> None:
        self.log, self.topic = log, topic
        self.waiting: deque[_Turn] = deque()
        self.looking = threading.Lock()
        self.busy, self.made = False, False

    def append(self, records: Sequence[Outgoing]) -> None:
        """Append; it is durable when this returns. Raises `Busy`: then it may be there or not."""
        turn = _Turn(records)
        self._line_up(turn)
        if not turn.leads and not turn.news.wait(PATIENCE):
            self._give_up(turn)
        if turn.leads and not turn.done:
            self._lead()
        if turn.trouble:
            raise turn.trouble

    def _line_up(self, turn: _Turn) -> None:
        with self.looking:
            self.waiting.append(turn)
            turn.leads = not self.busy
            self.busy = True

    def _give_up(self, turn: _Turn) -> None:
        """Leave the line, unless it has just become this one's turn."""
        with self.looking:
            if turn.leads or turn.done:
                return
            if turn in self.waiting:
                self.waiting.remove(turn)
        raise Busy("Too much is happening right now. Please try again in a moment.")

    def _lead(self) -> None:
        turns = self._next()
        try:
            self._append_all(turns)
        finally:
            with self.looking:
                self.busy = bool(self.waiting)
                if self.busy:
                    self.waiting[0].leads = True
                    self.waiting[0].news.set()
            for turn in turns:
                turn.news.set()

    def _next(self) -> list[_Turn]:
        """Return those who wait, as many as go into one append; the first of them leads."""
        turns, size = list[_Turn](), 0
        with self.looking:
            while self.waiting and size < MOST_AT_ONCE:
                turns.append(self.waiting.popleft())
                size += len(turns[-1].records)
        return turns

    def _append_all(self, turns: list[_Turn]) -> None:
        trouble: BaseException | None = Busy("The answer was lost on its way. Please try again.")
        try:
            self._append([record for turn in turns for record in turn.records])
            trouble = None
        except Exception as fault:  # told to each of them: none may take it for done
            trouble = fault
        finally:
            for turn in turns:
                turn.trouble, turn.done = trouble, True

    def _append(self, records: list[Outgoing]) -> None:
        if not self.made:
            self.log.create(self.topic)
            self.made = True
        try:
            self.log.append(records)
        except NotThere:  # the log was lost under us and is another now
            self.log.create(self.topic)
            self.log.append(records)
