"""Whoever waits for a write is woken by it."""

import time
from contextlib import closing

from chassis.stores import Store, Write
from chassis.testing.stores.bench import Bench
from chassis.testing.stores.samples import fact


class WakingWatchers(Bench):
    """Watches on a store."""

    def test_who_waits_is_woken_by_the_next_write(self, store: Store) -> None:
        with closing(store.watch()) as watch, self.later(lambda: store.save(note("a"))):
            assert watch.wait(self.patience)

    def test_a_write_between_watching_and_waiting_is_not_missed(self, store: Store) -> None:
        with closing(store.watch()) as watch:
            store.save(note("a"))
            assert watch.wait(self.patience)
            store.save_many([note("b"), note("c")])
            assert watch.wait(self.patience)

    def test_who_waits_in_vain_waits_no_longer_than_asked(self, store: Store) -> None:
        with closing(store.watch()) as watch:
            begin = time.monotonic()
            assert not watch.wait(0.1)
            assert 0.05 < time.monotonic() - begin < 2
            assert not watch.wait(0)

    def test_everyone_who_waits_is_woken(self, store: Store) -> None:
        with closing(store.watch()) as one, closing(store.watch()) as other:
            store.save(Write("idea", "a", {}, 0, (fact("a", 1),)))
            assert one.wait(self.patience)
            assert other.wait(self.patience)

    def test_who_has_stopped_watching_is_in_nobodys_way(self, store: Store) -> None:
        store.watch().close()
        store.save(note("a"))

    def test_a_write_of_another_process_wakes(self, store: Store, url: str) -> None:
        with closing(store.watch()) as watch, self.peer("keep", url, "a", 1) as peer:
            assert watch.wait(2 * self.patience)
            peer.finish()
        assert store.get("note", "a0").version == 1


def note(id: str) -> Write:
    """Return a write of a new note."""
    return Write("note", id, {}, 0)
