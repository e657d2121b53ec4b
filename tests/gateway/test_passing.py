import os
import signal

import pytest

from chassis.addresses import parse
from chassis.identity import Caller
from gateway.passing import Passing
from gateway.routing import Backend


def backend(scopes=None, address="unix:/x"):
    return Backend("parks", "ideas", parse(address), None, "s" * 32, ("/api/ideas",), scopes)


@pytest.fixture
def passing():
    made = Passing("https://samskab.example", "s")
    yield made
    made.close()


def test_a_caller_has_no_more_scopes_than_the_manifest_lets_anybody_have(passing):
    caller = Caller(kind="key", scopes=("read", "moderate"))
    assert passing._within(caller, backend()) is caller
    assert passing._within(caller, backend(frozenset(["read"]))).scopes == ("read",)
    assert passing._within(caller, backend(frozenset(["read", "moderate"]))) is caller
    assert passing._within(caller, backend(frozenset())).scopes == ()


def test_connections_outlive_a_manifest_that_says_the_same(passing):
    first, _ = passing.to(backend())
    again, _ = passing.to(backend())
    assert again is first
    other, _ = passing.to(backend(address="unix:/y"))
    assert other is not first
    assert first.closed


def test_a_service_that_was_started_anew_is_found_again(tmp_path, gateway_at, backend):
    with gateway_at(tmp_path) as running:
        with backend(tmp_path, "ideas"):
            first = running.ask("GET", "/api/ideas").json["process"]
        assert running.ask("GET", "/api/ideas").status == 503
        with backend(tmp_path, "ideas") as process:
            answers = [running.ask("POST", "/api/ideas", b"{}") for _ in range(5)]
            assert {answer.status for answer in answers} == {200}
            assert first not in {answer.json["process"] for answer in answers}
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            assert running.ask("POST", "/api/ideas", b"{}").status == 503


def test_a_service_that_dies_over_a_request_is_told_as_such(running, waited):
    answer = running.ask("POST", "/api/ideas/dies", b"{}")
    assert answer.status == 503
    assert "Retry-After" in answer.headers
    waited(lambda: running.ask("GET", "/api/ideas").status == 200)
