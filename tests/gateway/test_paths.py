import time

import pytest

from chassis.errors import NotThere, Refusal, Unreadable
from gateway.paths import path_of


def path(raw):
    return path_of({"RAW_URI": raw, "PATH_INFO": "/"})


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("/", "/"),
        ("/api/ideas", "/api/ideas"),
        ("/api/ideas/", "/api/ideas/"),
        ("/api/ideas?q=%2e%2e", "/api/ideas"),
        ("/api/%69deas", "/api/ideas"),
        ("/api/ideas/%C3%A5", "/api/ideas/%C3%A5"),
        ("/api/ideas/%252e%252e", "/api/ideas/%252e%252e"),
        ("/api/a.b/..c", "/api/a.b/..c"),
        ("/api/%3Cscript%3E", "/api/%3Cscript%3E"),
    ],
)
def test_a_path_has_one_form(raw, read):
    assert path(raw) == read


@pytest.mark.parametrize("raw", ["//api", "/api//ideas", "/api/ideas;x=1", "/api\\ideas"])
def test_what_leads_nowhere_leads_nowhere(raw):
    with pytest.raises(NotThere):
        path(raw)


@pytest.mark.parametrize(
    "raw",
    [
        "/api/../ideas",
        "/api/./ideas",
        "/api/..",
        "/%2e%2e/api",
        "/api/%2E%2e/ideas",
        "/api%2fideas",
        "/api/a%2Fb",
        "/api/a%5Cb",
        "/api/a%3Bb",
        "/api/%00",
        "/api/%0d%0aX:1",
        "/api/%ff",
        "/api/%zz",
        "/api/%",
        "/api/å",
        "/api/a b",
        "/api/#x",
        "http://elsewhere/api",
        "*",
    ],
)
def test_tricks_with_the_path_are_refused(raw):
    with pytest.raises(Unreadable):
        path(raw)


def test_an_endless_address_is_refused():
    with pytest.raises(Refusal) as no:
        path("/" + "a" * 5000)
    assert no.value.status == 414


def test_odd_addresses_take_no_time():
    began = time.perf_counter()
    for raw in ("/" + "a/" * 1000, "/" + "%2e" * 600, "/" + "." * 2000):
        with pytest.raises(Refusal):
            path(raw + "\x00")
    assert time.perf_counter() - began < 0.05
