"""The file that says who may what in Kafka, and how it becomes few commands."""

import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import SimpleNamespace

import pytest

KAFKA = Path(__file__).parents[2] / "deploy/kafka"
LISTED = """
Current ACLs for resource `ResourcePattern(resourceType=GROUP, name=k., patternType=PREFIXED)`:
\t(principal=User:ideas, host=*, operation=READ, permissionType=ALLOW)
\t(principal=User:ideas, host=*, operation=WRITE, permissionType=DENY)
\t(principal=User:ideas, host=10.0.0.1, operation=DELETE, permissionType=ALLOW)
"""


@pytest.fixture(scope="module")
def users():
    loader = SourceFileLoader("users", str(KAFKA / "users"))
    module = module_from_spec(spec_from_loader("users", loader))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.dont_write_bytecode", True)
        patch.setitem(sys.modules, "users", module)
        loader.exec_module(module)
        yield module


def test_only_ideas_reads_intake_and_each_topic_has_one_writer(users):
    found = users.read((KAFKA / "kommune.rights").read_text())
    may = {(r.operation, r.name): set() for r in found.rights}
    for right in found.rights:
        may[right.operation, right.name].add(right.user)
    assert may["READ", "samskab.kommune.intake"] == {"ideas"}
    assert may["WRITE", "samskab.kommune.intake"] == {"gateway"}
    for user in found.users:
        assert may["WRITE", f"samskab.kommune.{user}"] == {user}
    assert {r.operation for r in found.rights} == {"CREATE", "WRITE", "READ"}
    assert {r.name.rstrip(".") for r in found.rights if r.kind == "GROUP"} == {
        f"kommune.{user}" for user in found.users if user != "gateway"
    }


@pytest.mark.parametrize(
    "line",
    ["ideas", "ideas deletes t", "ideas reads", "ideas leaves t", "ideas reads a*", "é owns t"],
)
def test_a_line_that_cannot_be_read_is_told_by_its_number(users, line):
    with pytest.raises(ValueError, match="Line 2 "):
        users.read(f"# first\n{line}\n")


def test_nobody_leaves_and_stays(users):
    with pytest.raises(ValueError, match="old leaves and has rights"):
        users.read("old leaves\nold reads t\n")


def test_a_list_of_kafkas_is_read_without_refusals_and_single_hosts(users):
    assert users.listed(LISTED) == {users.Right("ideas", "READ", "GROUP", "k.", "PREFIXED")}


def test_rights_that_belong_together_are_one_command(users):
    rights = users.read("a reads s t\nb reads s t\na writes s\n").rights
    reads = "--allow-principal User:a --allow-principal User:b --operation Read"
    assert sorted(map(" ".join, users.together(rights))) == [
        f"{reads} --resource-pattern-type literal --topic s --topic t",
        "--allow-principal User:a --operation Write --resource-pattern-type literal --topic s",
    ]


def test_a_password_is_made_once_and_only_its_owner_reads_it(users, tmp_path):
    first = users.kept_password(tmp_path / "secrets", "ideas")
    assert users.kept_password(tmp_path / "secrets", "ideas") == first
    assert (tmp_path / "secrets/ideas.password").stat().st_mode & 0o077 == 0
    said = SimpleNamespace(
        ca="/run/ca.pem", secrets=tmp_path, replication=3, bootstrap_server="a:1,b:1"
    )
    url = users.url("ideas", first, said)
    assert url == f"kafka://ideas:{first}@a:1,b:1?ca=/run/ca.pem&replication=3"


def test_a_tool_that_fails_tells_no_password(users, tmp_path):
    tool = tmp_path / "kafka-configs.sh"
    tool.write_text("#!/bin/sh\necho 'Invalid: [password=a-good-password]' >&2\nexit 1\n")
    tool.chmod(0o755)
    kafka = users.Kafka("here:1", tmp_path / "c", tmp_path)
    with pytest.raises(SystemExit) as end:
        kafka.set_password("ideas", "a-good-password")
    assert "password=…" in str(end.value)
    assert "a-good-password" not in str(end.value)
