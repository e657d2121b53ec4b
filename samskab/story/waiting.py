"""Waiting in the story for what other processes do: not for ever, and not in silence."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from chassis.words import Sentence
from samskab.client import Refused

PATIENCE = 20.0
OFTEN = 0.1
T = TypeVar("T")


class TooSlow(Exception):
    """Something that should have happened by now has not."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def soon(happened: Callable[[], Any], otherwise: Sentence) -> Any:
    """Wait until something has happened and return it; raises `TooSlow`."""
    end = time.monotonic() + PATIENCE
    while not (found := happened()):
        if time.monotonic() > end:
            raise TooSlow(otherwise)
        time.sleep(OFTEN)
    return found


def persist(do: Callable[[], T], not_yet: tuple[int, ...], patience: float) -> T:
    """Do something as soon as it is not refused with these; at last the refusal is raised."""
    end, pause = time.monotonic() + patience, OFTEN / 4
    while True:
        try:
            return do()
        except Refused as no:
            if no.status not in not_yet or time.monotonic() > end:
                raise
        time.sleep(pause)
        pause = min(pause * 2, OFTEN * 4)
