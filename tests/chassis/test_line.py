"""Writers that come at the same time share a commit, and none is told what is not so."""

import sqlite3
from threading import Barrier, Thread

import pytest

from chassis.errors import Busy
from chassis.line import Line, Wish
from chassis.sqlite import File

SCHEMA = ("CREATE TABLE IF NOT EXISTS told(n INTEGER PRIMARY KEY) STRICT",)


class Tell(Wish):
    """Keeps a number; an odd one fails after it was written."""

    def __init__(self, n):
        super().__init__()
        self.n = n

    def carry_out(self, connection):
        connection.execute("INSERT INTO told VALUES (?)", (self.n,))
        if self.n % 2:
            raise ValueError(self.n)


@pytest.fixture
def file(tmp_path):
    made = File(str(tmp_path / "line.db"), SCHEMA, patience=1.0)
    yield made
    made.close()


def kept(file):
    with file.read() as connection:
        return [n for (n,) in connection.execute("SELECT n FROM told ORDER BY n")]


def test_one_that_fails_leaves_nothing_and_spoils_no_other(file):
    rung = []
    line, together = Line(file, lambda: rung.append(1)), Barrier(8)
    failed = []

    def tell(first):
        together.wait()
        for n in range(first, first + 10):
            try:
                line.write(Tell(n))
            except ValueError as error:
                failed.append(error.args[0])
        file.close()

    threads = [Thread(target=tell, args=(k * 10,)) for k in range(8)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    assert kept(file) == list(range(0, 80, 2))
    assert sorted(failed) == list(range(1, 80, 2))
    assert 0 < len(rung) <= 80


def test_what_is_not_on_disk_is_not_told_as_kept(file):
    line = Line(file, lambda: None)

    class Away(Tell):
        def carry_out(self, connection):
            super().carry_out(connection)
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR
            raise error

    with pytest.raises(Busy):
        line.write(Away(2))
    assert kept(file) == []
    line.write(Tell(4))
    assert kept(file) == [4]
