"""Many at once lose nothing and keep nothing twice: threads, processes, and one that is killed."""

import time
from contextlib import ExitStack

from chassis.stores import Store, Write
from chassis.testing.stores.acts import step, taken
from chassis.testing.stores.bench import Bench
from chassis.testing.stores.samples import ids

STEPS = 12
PLACES = 50


class ManyAtOnce(Bench):
    """Races, and what a crash leaves behind."""

    def test_threads_lose_no_update(self, store: Store) -> None:
        store.save(Write("idea", "a", {"n": 0}, 0))
        self.all_at_once(store, lambda _: [step(store, "a") for _ in range(STEPS)])
        self._is_counted(store, self.threads * STEPS)

    def test_processes_lose_no_update(self, store: Store, url: str) -> None:
        store.save(Write("idea", "a", {"n": 0}, 0))
        self._race(store, url, "count_up", ["a"] * self.processes, 4 * STEPS)
        self._is_counted(store, self.processes * 4 * STEPS)

    def test_threads_take_each_place_once(self, store: Store) -> None:
        won = self.all_at_once(store, lambda number: taken(store, f"t{number}", PLACES))
        self._each_is_taken_once(store, {f"t{n}": places for n, places in enumerate(won)})

    def test_processes_take_each_place_once(self, store: Store, url: str) -> None:
        names = [f"p{n}" for n in range(self.processes)]
        said = self._race(store, url, "claim", names, PLACES)
        won = [[int(line) for line in lines] for lines in said]
        self._each_is_taken_once(store, dict(zip(names, won, strict=True)))

    def test_who_has_read_a_version_sees_its_facts(self, store: Store) -> None:
        store.save(Write("idea", "a", {"n": 0}, 0))

        end = time.monotonic() + 30

        def look_or_step(number: int) -> None:
            if number:
                for _ in range(STEPS):
                    step(store, "a")
            else:
                look()

        def look() -> None:
            seen = 0
            while seen < STEPS * (self.threads - 1) and time.monotonic() < end:
                seen = store.get("idea", "a").body["n"]
                assert seen == 0 or store.caused("idea", "a", f"cause/a/{seen}")

        self.all_at_once(store, look_or_step)

    def test_threads_that_write_many_spoil_nothing(self, store: Store) -> None:
        def write(number: int) -> int:
            writes = [Write("idea", f"i{n}", {"by": number}, 0) for n in range(PLACES)]
            writes.append(Write("idea", f"own{number}", {"by": number}, 0))
            return sum(kept is not None for kept in store.save_many(writes))

        assert sum(self.all_at_once(store, write)) == PLACES + self.threads
        assert store.count("idea") == PLACES + self.threads

    def test_a_killed_writer_loses_nothing_it_was_told_is_kept(
        self, store: Store, url: str
    ) -> None:
        for name in ("one", "two", "three"):
            with self.peer("stream", url, name) as peer:
                peer.hear(25)
                peer.kill()
                told = max(int(line) for line in peer.said())
            self._is_whole(store, name, told)
            store.save(Write("note", name, {}, 0))

    def _race(
        self, store: Store, url: str, role: str, names: list[str], times: int
    ) -> list[list[str]]:
        """Let processes begin at the same moment, and return what each has said."""
        with ExitStack() as stack:
            peers = [stack.enter_context(self.peer(role, url, name, times)) for name in names]
            for peer in peers:
                peer.hear(1)
            store.save(Write("note", "go", {}, 0))
            return [peer.finish()[1:] for peer in peers]

    def _is_counted(self, store: Store, times: int) -> None:
        doc = store.get("idea", "a")
        assert (doc.version, doc.body) == (times + 1, {"n": times})
        assert [each.revision for each in store.history("idea", "a")] == [*range(1, times + 1)]

    def _each_is_taken_once(self, store: Store, won: dict[str, list[int]]) -> None:
        assert sorted(n for places in won.values() for n in places) == [*range(PLACES)]
        for name, places in won.items():
            for number in places:
                assert store.get("idea", f"place{number}").body == {"by": name}
                (told,) = store.history("idea", f"place{number}")
                assert told.cause == name

    def _is_whole(self, store: Store, name: str, told: int) -> None:
        """What was told is kept is there; at most one more is, and nothing is there by half."""
        counted = store.get("idea", name)
        kept = store.find("idea", [("tags", "has", name)], [("n", 1)], 10_000)
        assert counted.body["n"] - told in (0, 1)
        assert len(kept.items) - counted.body["n"] in (0, 1)
        assert [doc.body["n"] for doc in kept.items] == [*range(1, len(kept.items) + 1)]
        assert ids(kept) == ids(store.find("idea", [("title", "text", name)], [("n", 1)], 10_000))
        assert counted.version == counted.body["n"] + 1
        assert len(store.history("idea", name, limit=10_000)) == counted.body["n"]
        assert all(len(store.history("idea", doc.id)) == 2 for doc in kept.items)
        sent = {(each.kind, each.id) for each in store.unsent("T", "2026-01-01", 10_000)}
        assert {("idea", doc.id) for doc in kept.items} <= sent
