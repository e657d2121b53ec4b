import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread

import pytest

from chassis.errors import Busy, NotThere
from chassis.stores import Kind, Mark, Write
from chassis.stores.opening import open_store
from chassis.stores.sqlite import SqliteStore
from chassis.testing.stores import StoreContract
from chassis.testing.stores.samples import KINDS, fact, fill, idea, ids, tell

PAGE = [("at", -1)]
HOLD = """
import sys, time
from chassis.stores.sqlite import SqliteStore
from chassis.testing.stores.samples import KINDS
store = SqliteStore(sys.argv[1], KINDS)
with store.file.write():
    print("held", flush=True)
    time.sleep(60)
"""


def test_nobody_else_on_the_machine_can_read_the_files(tmp_path):
    folder = tmp_path / "data"
    with closing(SqliteStore(f"{folder}/store.db", KINDS)) as store:
        store.save(Write("idea", "i", idea(1), 0))
        modes = {file.name: file.stat().st_mode & 0o077 for file in [folder, *folder.glob("*")]}
    assert {"store.db", "store.db-wal"} <= set(modes)
    assert {name for name, mode in modes.items() if mode} <= {"store.db.wake"}


class TestSqliteStore(StoreContract):
    @pytest.fixture
    def url(self, tmp_path):
        return f"sqlite:///{tmp_path}/store.db"


@pytest.fixture
def store(tmp_path):
    store = SqliteStore(f"{tmp_path}/store.db", KINDS, patience=0.5)
    yield store
    store.close()


@contextmanager
def held_by_another(store):
    """Another process in the middle of a write."""
    command = [sys.executable, "-c", HOLD, store.file.path]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as other:
        try:
            other.stdout.readline()
            yield other
        finally:
            other.kill()


def steps(store, do):
    """How many steps SQLite takes for something, in tens."""
    taken = []
    with store.file.read() as connection:
        connection.set_progress_handler(lambda: taken.append(1), 10)
        do()
        connection.set_progress_handler(None, 0)
    return len(taken)


def test_opening_a_store_touches_nothing(tmp_path):
    open_store(f"sqlite:///{tmp_path}/deep/store.db", KINDS)
    assert list(tmp_path.iterdir()) == []


def test_a_path_may_be_relative(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with closing(open_store("sqlite:///deep/store.db", KINDS)) as store:
        store.save(Write("note", "a", {}, 0))
    assert Path("deep/store.db").exists()


@pytest.mark.parametrize("url", ["", "sqlite:///", "store.db", "oracle://scott:tiger@db/x"])
def test_an_unknown_url_is_refused_without_its_secrets(url):
    with pytest.raises(ValueError, match="sqlite:///") as refusal:
        open_store(url, KINDS)
    assert "tiger" not in str(refusal.value)


def test_nobody_waits_for_ever_for_a_paused_writer(store):
    store.save(Write("note", "a", {}, 0))
    with held_by_another(store) as other:
        other.send_signal(signal.SIGSTOP)
        with pytest.raises(Busy):
            store.save(Write("note", "b", {}, 0))
        assert store.get("note", "a").version == 1
    store.save(Write("note", "b", {}, 0))


def test_a_lock_from_outside_is_waited_for_and_then_told(store):
    store.save(Write("note", "a", {}, 0))
    with closing(sqlite3.connect(store.file.path, isolation_level=None)) as outside:
        outside.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Busy):
            store.save(Write("note", "a", {}, 1))
        outside.execute("ROLLBACK")
    assert store.save(Write("note", "a", {}, 1)) == 2


def test_a_full_disk_is_told_and_nothing_is_kept_by_half(store):
    fill(store, 3)
    with store.file.read() as connection:
        connection.execute("PRAGMA max_page_count = 100")
    first = next(n for n in range(10_000) if not fits(store, f"n{n}"))
    with pytest.raises(NotThere):
        store.get("idea", f"n{first}")
    assert store.history("idea", f"n{first}") == []
    assert store.count("idea", [("title", "text", "ord")]) == first
    store.save(Write("idea", f"n{first}", {}, 0, (fact(f"n{first}", 1),)))


def fits(store, id):
    """The version of another document, 0 if there was no room."""
    try:
        body = {"pad": "x" * 3000, "title": "ord"}
        return store.save(Write("idea", id, body, 0, (fact(id, 1),)))
    except Busy as full:
        if "no room left on the disk" in full.detail:
            return 0
        raise


def test_a_revision_is_told_once(store):
    tell(store, "a", 1)
    with pytest.raises(ValueError, match="already"):
        store.save(Write("idea", "a", {"n": 9}, 1, (fact("a", 1),)))
    assert store.get("idea", "a").body == {"n": 0}


def test_facts_go_with_their_own_aggregate(store):
    with pytest.raises(ValueError, match="that only"):
        store.save(Write("idea", "a", {}, 0, (fact("b", 1),)))


@pytest.mark.parametrize("field", ["no'name", "a b", "", "a..b", "$.a"])
def test_a_field_is_named_by_plain_words(store, field):
    with pytest.raises(ValueError, match="name"):
        store.find("idea", [(field, "eq", 1)])


def test_only_declared_lists_and_texts_are_asked(store):
    for condition in (("author", "has", "x"), ("at", "text", "x")):
        with pytest.raises(ValueError, match="declared"):
            store.find("idea", [condition])


def test_what_is_ordered_by_must_be_there(store):
    store.save_many([Write("idea", f"{n}", {}, 0) for n in range(3)])
    with pytest.raises(ValueError, match="ordered"):
        store.find("idea", (), PAGE, 2)


def test_a_declaration_that_came_later_holds_for_what_was_there(tmp_path):
    path = f"{tmp_path}/store.db"
    declared = [
        Kind("idea"),
        Kind("idea", indexes=(("status", "at"),), multi=("tags",), text=("title",)),
        Kind("idea", text=("texts", "title")),
    ]
    for number, kind in enumerate(declared):
        with closing(SqliteStore(path, [kind])) as store:
            store.save(Write("idea", f"i{number}", idea(number), 0))
            all_of_them = [f"i{n}" for n in range(number + 1)]
            if kind.multi:
                assert ids(store.find("idea", [("tags", "has", "ø")])) == all_of_them
            if kind.text:
                assert ids(store.find("idea", [("title", "text", "energi")])) == all_of_them
            assert ids(store.find("idea", [("status", "eq", "open")], PAGE)) == ["i0"]


def test_a_thread_that_ends_leaves_nothing_open(store):
    def look():
        store.count("note")

    look()
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(20):
        thread = Thread(target=look)
        thread.start()
        thread.join()
    assert len(os.listdir("/proc/self/fd")) <= before + 1


def test_parent_and_child_go_on_after_a_fork(store):
    store.save(Write("note", "a", {"n": 0}, 0))
    pid = os.fork()
    if pid == 0:
        try:
            store.save(Write("note", "a", {"n": 1}, 1))
            os._exit(0)
        finally:
            os._exit(1)
    assert os.waitpid(pid, 0)[1] == 0
    assert store.save(Write("note", "a", {"n": 2}, 2)) == 3


@pytest.mark.parametrize(
    ("where", "for_looking_ahead"),
    [
        ([("status", "eq", "open")], 0),
        ([("status", "in", ["open", "done"]), ("author.id", "eq", "u1")], 0),
        ([("status", "eq", "open"), ("author.id", "eq", "rare"), ("even", "eq", True)], 0),
        ([("status", "eq", "open"), ("n", "eq", 3)], 0),
        ([("status", "eq", "open"), ("tags", "any", ["ø", "t1"])], 200),
        ([("status", "eq", "open"), ("*", "text", "grøn bussen")], 200),
    ],
)
def test_a_page_costs_no_more_among_many(store, where, for_looking_ahead):
    costs = []
    for begin, end in ((0, 1000), (1000, 10_000)):
        store.save_many([Write("idea", f"{n:05d}", idea(n), 0) for n in range(begin, end)])
        place = None
        for _ in range(2):
            costs.append(steps(store, lambda: store.find("idea", where, PAGE, 20, place)))  # noqa: B023
            place = store.find("idea", where, PAGE, 20).next
    assert costs[2] <= 1.2 * costs[0] + 10 + for_looking_ahead
    assert costs[3] <= 1.2 * costs[1] + 10 + for_looking_ahead


def test_what_is_still_to_be_done_is_found_among_much_that_is_done(store):
    tell(store, "due", 10)
    with store.file.write() as connection:
        connection.execute(
            "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 100000)"
            " INSERT INTO history SELECT 10 + n, 'idea', 'i' || (n / 5), n % 5 + 1, 'c', 'h',"
            " '2026-01-10', iif(n < 50000, 'old', 'T'), n, 1, n % 5 = 4 FROM n"
        )
        connection.execute("INSERT INTO fact SELECT seq, '{}' FROM history WHERE seq > 10")
    young, late = "2026-01-05", "2026-02-01"
    assert [each.id for each in store.unheard()] == ["due"]
    assert len(store.unsent("T", young, 20)) == 20
    assert steps(store, store.unheard) < 50
    assert steps(store, lambda: store.unsent("T", young, 20)) < 1000
    assert steps(store, lambda: store.unsent("T", late, 20)) < 1000
    store.mark_sent({("idea", f"i{n // 5}", n % 5 + 1): Mark("T", n) for n in range(1, 50_000)})
    assert [each.id for each in store.unsent("T", young)] == ["due"]
    assert steps(store, lambda: store.unsent("T", young)) < 50
