"""Waiting in the story for what other processes do: not for ever, and not in silence."""

import time
from collections.abc import Callable
from typing import Any

from chassis.words import Sentence

PATIENCE = 20.0
OFTEN = 0.1


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
