"""The contract is tried itself: an adapter broken on purpose must be found out."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import chassis

CHASSIS = Path(chassis.__file__).parent
SUITE = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from test_logs import TestSqliteLog as Kept

class TestMutant(Kept):
    patience = 2.0
"""
LATER = """wish.over = True
                __import__("threading").Timer(0.05, self._late, [wish]).start()
        finally:
            self._step_aside"""
LATE = """    def _late(self, wish):
        with self.file.write() as connection:
            wish.carry_out(connection)

    def _line_up"""
MUTANTS = {
    "a commit is not fenced": (
        "test_who_sleeps_through_its_lease_is_fenced",
        ("teams", 'owner=? AND epoch=?"', 'owner IN (?, owner) AND epoch IN (?, epoch)"'),
    ),
    "a lease never ends": (
        "test_who_was_fenced_reads_on",
        ("teams", "boot<>? OR until<?)", "boot<>? OR until<?-1e6)"),
    ),
    "a member's place ignores the topic's id": (
        "test_a_topic_made_anew_is_read_from_its_start",
        ("teams", "Hold(hold.epoch, topic.id, START, START)", "hold._replace(topic_id=topic.id)"),
    ),
    "a group's place ignores the topic's id": (
        "test_so_does_a_member_that_was_away",
        ("teams", "done if topic_id == topic.id else START", "done"),
    ),
    "a commit covers what was not returned": (
        "test_only_what_was_returned_is_done",
        ("teams", "values = (hold.read,", "values = (hold.read + 20,"),
    ),
    "who leaves keeps its places": (
        "test_who_leaves_hands_over_at_once",
        ("teams", "connection.execute(GIVE_UP", "print(GIVE_UP"),
    ),
    "members do not share": (
        "test_members_share",
        ("teams", "% len(takers)] == seat.id", "% len(takers)]"),
    ),
    "a commit is forgotten": (
        "test_a_group_goes_on_where_it_was_done",
        ("teams", "SET done=?, topic_id=?,", "SET done=done+0*?, topic_id=?,"),
    ),
    "a sweep takes the last of a key": (
        "test_the_last_of_each_key_stays_for_ever",
        ("sweeping", "(key in met or not topic.compacted)", "met is not None"),
    ),
    "a sweep takes what is young": (
        "test_what_is_young_stays_though_superseded",
        ("sweeping", "at < before and", ""),
    ),
    "a tail skips the first": (
        "test_a_tail_reads_from_the_start",
        ("reading", "self.after.get(place, START)", "self.after.get(place, START + 2)"),
    ),
    "a tail starts at the end": (
        "test_a_tail_reads_from_the_start",
        ("reading", "self.after.get(place, START)", "self.after.get(place, 2**62)"),
    ),
    "partitions are chosen by chance": (
        "test_a_key_stays_in_its_partition",
        ("appending", "crc32(r.key.encode())", "time.time_ns() // 1000"),
    ),
    "records are told before they are kept": (
        "test_a_killed_writer_loses_nothing_it_was_told_is_kept",
        ("../../line", "while wish.leads and not wish.over:", "if True:"),
        (
            "../../line",
            "self._carry_out_all()\n        finally:\n            self._step_aside",
            LATER,
        ),
        ("../../line", "    def _line_up", LATE),
    ),
    "records come newest first": (
        "test_records_of_one_key_keep_their_order",
        ("tables", "ORDER BY offset LIMIT", "ORDER BY offset DESC LIMIT"),
    ),
}


def found_out(folder, edits, tests):
    """Break a copy of the adapter, and tell whether the tests notice."""
    shutil.copytree(CHASSIS, folder / "chassis", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "test_mutant.py").write_text(SUITE)
    for module, old, new in edits:
        path = folder / f"chassis/logs/sqlite/{module}.py"
        source = path.read_text()
        assert source.count(old) == 1, f"{old!r} is not in {module} once"
        path.write_text(source.replace(old, new))
    nodes = [f"{folder}/test_mutant.py::TestMutant::{test}" for test in tests]
    options = [
        "-q",
        "-x",
        "-p",
        "no:cacheprovider",
        f"--rootdir={folder}",
        f"--basetemp={folder}/t",
    ]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "--import-mode=importlib", *options, *nodes],
        env=os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=folder,
        capture_output=True,
        text=True,
    )
    assert run.returncode in (0, 1), run.stdout + run.stderr
    return run.returncode == 1


@pytest.fixture(scope="module")
def trials(tmp_path_factory):
    """All mutants at work, a few at a time."""
    with ThreadPoolExecutor(4) as pool:
        yield {
            name: pool.submit(found_out, tmp_path_factory.mktemp("mutant"), edits, [test])
            for name, (test, *edits) in MUTANTS.items()
        }


def test_the_adapter_as_it_is_passes_where_mutants_must_not(tmp_path):
    assert not found_out(tmp_path, [], {test for test, *_ in MUTANTS.values()})


@pytest.mark.parametrize("name", MUTANTS)
def test_the_contract_finds_out_that(name, trials):
    assert trials[name].result()
