"""Doing the same to many things over a few connections at once, until Ctrl-C."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from samskab.client import Client

CONNECTIONS = 4
T = TypeVar("T")
R = TypeVar("R")


class Stopped(Exception):
    """Somebody pressed Ctrl-C, or another of the things failed."""


def together(client: Client, do: Callable[[T], R], things: Iterable[T]) -> list[R]:
    """Do it to each with this client; return what came of it in the same order.

    At the first failure, and at Ctrl-C, nothing more is begun and nothing is waited out.
    """

    def one(thing: T) -> R:
        if client.stopping.is_set():
            raise Stopped
        return do(thing)

    with ThreadPoolExecutor(CONNECTIONS) as threads:
        futures = [threads.submit(one, thing) for thing in things]
        try:
            return [future.result() for future in futures]
        except BaseException:
            client.stopping.set()
            threads.shutdown(cancel_futures=True)
            raise
