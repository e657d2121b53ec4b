"""What the suites start from: a store, and others at work on it at the same time."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier, Timer
from typing import TypeVar

import pytest

from chassis.stores import Store
from chassis.testing.peers import Peer
from chassis.testing.stores.acts import opened

T = TypeVar("T")


class Bench:
    """A store at a URL; what differs between adapters."""

    opener = "chassis.testing.stores.samples:open_sample"
    """The importable function that opens a URL with `samples.KINDS`."""
    patience = 10.0
    """Seconds to wait for what must come, before it counts as lost."""
    threads = 8
    processes = 4

    @pytest.fixture
    def store(self, url: str) -> Iterator[Store]:
        store = opened(self.opener, url)
        yield store
        store.close()

    @pytest.fixture(autouse=True)
    def desk(self, tmp_path: Path) -> None:
        self.folder = tmp_path

    @contextmanager
    def peer(self, role: str, url: str, *does: object) -> Iterator[Peer]:
        """Run one of the roles in a process of its own; it is gone at the end."""
        spoken = self.folder / f"peer-{time.monotonic_ns()}"
        command = [sys.executable, "-m", "chassis.testing.stores.roles", self.opener, url, role]
        with spoken.open("w") as out:
            peer = Peer(subprocess.Popen([*command, *map(str, does)], stdout=out), spoken)
        try:
            yield peer
        finally:
            peer.kill()

    def all_at_once(self, store: Store, do: Callable[[int], T]) -> list[T]:
        """Do something in many threads, begun at the same moment."""
        ready = Barrier(self.threads)

        def one(number: int) -> T:
            ready.wait(20)
            try:
                return do(number)
            finally:
                store.close()

        with ThreadPoolExecutor(self.threads) as pool:
            return list(pool.map(one, range(self.threads)))

    @contextmanager
    def later(self, do: Callable[[], object]) -> Iterator[None]:
        """Do something in a moment, in another thread."""
        timer = Timer(0.2, do)
        timer.start()
        try:
            yield
        finally:
            timer.join()
