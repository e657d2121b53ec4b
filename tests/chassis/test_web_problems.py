"""What is told to somebody whose request came to nothing."""

import pytest

from chassis.words import Words

CPR = "251248-9996"
WORDS = Words()


ERRORS = {
    ("GET", "/api/nothing"): 404,
    ("GET", "/api/things/x/y"): 404,
    ("GET", "/api//things"): 404,
    ("GET", "/api/things/a%00b"): 404,
    ("GET", "/api/things/%ED%A0%80"): 404,
    ("GET", "/api/things/" + "x" * 201): 404,
    ("GET", "/api/things/a%20b"): 404,
    ("GET", "/api/things/251248-9996"): 404,
    ("DELETE", "/api/things"): 405,
    ("PATCH", "/api/things/1"): 405,
    ("BREW", "/api/things"): 405,
    ("GET", "/api/things/1?x=1"): 400,
    ("GET", "/teapot"): 418,
    ("GET", "/api/trouble/closed"): 409,
    ("GET", "/api/trouble/busy"): 503,
    ("GET", "/api/trouble/many"): 429,
    ("GET", "/api/trouble/edition"): 428,
    ("GET", "/api/trouble/conflict"): 503,
    ("GET", "/api/trouble/bug"): 500,
}


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize(("asked", "status"), ERRORS.items())
def test_every_error_is_a_problem_in_the_callers_language(ask, asked, status, lang, refused):
    answer = ask(*asked, lang=lang)
    told = refused(answer, status)
    assert answer.headers["Content-Language"] == lang
    assert "Accept-Language" in answer.headers["Vary"]
    assert WORDS.say("da", told["detail"]) == told["detail"] if lang == "da" else True


def test_a_refusal_names_the_place_and_the_time_to_come_back(ask, refused):
    refused(ask("GET", "/api/trouble/closed"), 409, "/status")
    assert ask("GET", "/api/trouble/busy").headers["Retry-After"] == "7"
    assert ask("GET", "/api/trouble/many").headers["Retry-After"] == "1"
    assert set(ask("DELETE", "/api/things").headers["Allow"].split(", ")) >= {"GET", "POST"}


def test_a_refusal_tells_programs_more_and_never_in_place_of_what_all_are_told(ask, refused):
    told = refused(ask("GET", "/api/trouble/listing"), 409)
    assert (told["steps"], told["status"]) == (["a"], 409)


def test_a_bug_tells_its_trace_and_nothing_else(ask, capfd, refused):
    parent = "00-" + "ab" * 16 + "-" + "cd" * 8 + "-01"
    answer = ask("GET", "/api/trouble/bug", traceparent=parent)
    told = refused(answer, 500)
    assert told["trace"] == "ab" * 16
    assert "secret" not in answer.text
    logged = capfd.readouterr().err
    assert "RuntimeError" in logged
    assert "ab" * 16 in logged
    assert CPR not in logged


def test_no_pointer_repeats_a_cpr_number(ask):
    assert CPR not in ask("GET", "/api/trouble/personal").text
