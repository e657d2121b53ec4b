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
from test_stores import TestSqliteStore as Kept

class TestMutant(Kept):
    patience = 2.0
"""
STORE, FACTS, WRITING = "stores/sqlite/store", "stores/sqlite/facts", "stores/sqlite/writing"
CONDITIONS, ASKING, TABLES = (
    "stores/sqlite/conditions",
    "stores/sqlite/asking",
    "stores/sqlite/tables",
)
FACTS_FIRST = """    if ready.entries:
        facts.add(connection, ready.entries)
    done ="""
NO_FACTS = """self.late = [(list(each.entries), each.entries.clear())[0] for each in self.writes]
        self.versions = [keep("""
FACTS_AFTER = """        __import__("time").sleep(0.01)
        for version, entries in zip(keeping.versions, getattr(keeping, "late", ())):
            if version and entries:
                with self._writing() as connection:
                    facts.add(connection, entries)
        return keeping.versions"""
ALL_OR_NOTHING = """for each in self.writes]
        if None in self.versions:
            self.versions = [None] * len(self.versions)
            connection.execute("ROLLBACK TO wish")"""
MUTANTS = {
    "a refused write is committed": (
        "test_a_refused_write_leaves_nothing",
        (WRITING, "    done =", FACTS_FIRST),
        ("sqlite", 'connection.execute("ROLLBACK")', 'connection.execute("COMMIT")'),
    ),
    "the version is not looked at": (
        "test_only_the_version_expected_is_replaced",
        (WRITING, "WHERE id = ? AND version = ?", "WHERE id = ? AND ? > 0"),
    ),
    "a new document takes the place of another": (
        "test_an_id_is_taken_once",
        (WRITING, "DO NOTHING", "DO UPDATE SET body = excluded.body"),
    ),
    "one conflict spoils all": (
        "test_a_conflict_among_many_spoils_no_other",
        (WRITING, "for each in self.writes]", ALL_OR_NOTHING),
    ),
    "writers do not wait for each other": (
        "test_processes_lose_no_update",
        ("sqlite", "with self.gate(), _transaction(connection):", "if connection:"),
    ),
    "facts are kept after the document": (
        "test_a_killed_writer_loses_nothing_it_was_told_is_kept",
        (WRITING, "self.versions = [keep(", NO_FACTS),
        (STORE, "        return keeping.versions", FACTS_AFTER),
    ),
    "facts are seen after the document": (
        "test_who_has_read_a_version_sees_its_facts",
        (WRITING, "self.versions = [keep(", NO_FACTS),
        (STORE, "        return keeping.versions", FACTS_AFTER),
    ),
    "bodies are not looked at": (
        "test_a_value_that_not_every_engine_keeps_is_refused",
        ("stores/bodies", '    _fit(body, "", DEEPEST)\n', ""),
    ),
    "a page drops what is equal to its last": (
        "test_ties_are_broken_by_id",
        (
            CONDITIONS,
            """"({','.join(names)}) {signs[0]} ({marks})", tuple(values)""",
            '"{names[0]} {signs[0]} ?", tuple(values[:1])',
        ),
    ),
    "a page begins one too late": (
        "test_pages_together_are_the_whole_in_order",
        (STORE, "order, docs[-1])", "order, _doc(rows[-1]))"),
    ),
    "a place holds for every order": (
        "test_a_place_of_another_order_is_not_one_of_this",
        ("stores/places", "name == _name(kind, order) and", ""),
    ),
    "one of several equal values is left out": (
        "test_the_order_may_hang_on_equal_values",
        (ASKING, "in _apart(self._plain(), known)]", "in _apart(self._plain(), known)[1:]]"),
    ),
    "a document comes once for each member": (
        "test_a_document_with_several_rare_members_is_found_once",
        (CONDITIONS, "SELECT DISTINCT", "SELECT"),
    ),
    "words are never forgotten": (
        "test_words_that_went_are_found_no_more",
        (TABLES, "        if old:\n", "        if not new:\n"),
    ),
    "counts leave conditions out": (
        "test_counts_are_those_of_what_is_found",
        (STORE, 'f"{asked} GROUP BY 1"', 'f"{asked} OR 1 GROUP BY 1"'),
    ),
    "a cause counts for every aggregate": (
        "test_a_cause_is_found_on_its_aggregate_only",
        (STORE, "id = ? AND cause = ?", "? > '' AND cause = ?"),
    ),
    "a history begins one too early": (
        "test_facts_come_in_order_and_part_by_part",
        (STORE, "revision > ? ORDER", "revision >= ? ORDER"),
    ),
    "a mark may shrink": (
        "test_on_one_topic_a_mark_only_grows",
        (FACTS, "place < ?", "place != ?"),
    ),
    "a mark stays though the topic is another": (
        "test_another_topic_takes_the_place_of_a_mark",
        (FACTS, "topic IS NOT ? OR", "topic IS NULL AND ? > '' OR"),
    ),
    "two facts of an aggregate are sent at once": (
        "test_of_each_aggregate_the_first_fact_is_due_first",
        (FACTS, "[0] for name in due]", "[0] for name in due for _ in (1, 2)]"),
    ),
    "the newest fact is sent first": (
        "test_an_earlier_fact_is_due_though_a_later_was_found",
        (FACTS, "SELECT kind, id, min(revision)", "SELECT kind, id, max(revision)"),
    ),
    "a new topic gets only what is young": (
        "test_a_new_topic_gets_the_last_of_what_is_old",
        (FACTS, "(at >= ? OR last = 1)", "at >= ?"),
    ),
    "every fact is the last": (
        "test_a_new_topic_gets_the_last_of_what_is_old",
        (FACTS, "UPDATE history SET last = 0", "UPDATE history SET last = 1"),
    ),
    "hearing one is hearing all before it": (
        "test_facts_are_unheard_in_order_until_they_are_heard",
        (FACTS, "revision = ? AND heard = 0", "revision <= ? AND heard = 0"),
    ),
    "the newest is heard first": (
        "test_facts_are_unheard_in_order_until_they_are_heard",
        (STORE, '"heard = 0 ORDER BY seq', '"heard = 0 ORDER BY seq DESC'),
    ),
    "only single writes wake": (
        "test_a_write_between_watching_and_waiting_is_not_missed",
        (
            "line",
            "if wish.leads:\n            self.done()",
            "if wish.size == 1:\n            self.done()",
        ),
    ),
}


def found_out(folder, edits, tests):
    """Break a copy of the adapter, and tell whether the tests notice."""
    shutil.copytree(CHASSIS, folder / "chassis", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "test_mutant.py").write_text(SUITE)
    for module, old, new in edits:
        path = folder / f"chassis/{module}.py"
        source = path.read_text()
        assert source.count(old) == 1, f"{old!r} is not in {module} once"
        path.write_text(source.replace(old, new))
    nodes = [f"{folder}/test_mutant.py::TestMutant::{test}" for test in tests]
    options = ["-q", "-x", "-p", "no:cacheprovider", f"--rootdir={folder}"]
    alone = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "--import-mode=importlib", *options, *nodes],
        env=os.environ | alone | {"PYTHONPATH": str(folder)},
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
