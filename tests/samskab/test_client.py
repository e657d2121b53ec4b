import json
import socket
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from samskab.client import Client, Refused, Unreachable, retry_after, sentence

OK = (200, {"Content-Type": "application/json"}, {"good": True})
BUSY = (503, {"Content-Type": "application/problem+json", "Retry-After": "7"}, {"title": "Busy"})
NO = (
    422,
    {"Content-Type": "application/problem+json"},
    {
        "title": "Please correct this",
        "detail": "Some fields need another look.",
        "errors": [{"pointer": "/title", "detail": "This is missing."}, {"pointer": "/body"}],
    },
)


@contextmanager
def answering(*answers):
    """A server that gives these answers, one after the other, and remembers what was asked."""
    asked, left = [], list(answers)

    class Door(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked.append((self.command, self.path, dict(self.headers), body))
            answer = left.pop(0)
            if answer is None:
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            status, headers, told = answer
            raw = json.dumps(told).encode()
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(raw))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(raw)

        do_GET = do_PUT = do_POST

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_busy_server_is_asked_again_when_it_said_with_the_same_key():
    pauses = []
    with (
        answering(BUSY, OK) as (url, asked),
        Client(url, "smk_x", sleep=pauses.append) as client,
    ):
        assert client.post("/api/ideas", {"a": "æ"}).body == {"good": True}
    (_, _, first, body), (_, _, second, again) = asked
    assert pauses == [7.0]
    assert first["Idempotency-Key"] == second["Idempotency-Key"]
    assert first["X-API-Key"] == "smk_x"
    assert body == again == '{"a":"æ"}'.encode()


def test_a_broken_connection_is_made_again():
    with (
        answering(OK, None, OK) as (url, asked),
        Client(url, sleep=lambda seconds: None) as client,
    ):
        client.get("/livez")
        assert client.post("/events", []).status == 200
    assert len(asked) == 3


def test_a_no_is_told_with_its_fields_and_not_repeated():
    with (
        answering(NO) as (url, asked),
        Client(url) as client,
        pytest.raises(Refused, match="correct this: Some fields need another look") as no,
    ):
        client.post("/api/ideas", {})
    assert str(no.value).endswith("(/title: This is missing.; /body)")
    assert no.value.status == 422
    assert len(asked) == 1


def test_nobody_there_is_told_when_the_patience_is_used_up():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
        with (
            Client(url, patience=0.3) as client,
            pytest.raises(Unreachable, match="nobody answers there"),
        ):
            client.get("/")


def test_who_stops_waits_for_nobody():
    with Client("http://127.0.0.1:9", patience=60.0) as client:
        client.stopping.set()
        with pytest.raises(Unreachable):
            client.get("/")


def test_a_list_is_read_to_its_end():
    first = (200, OK[1] | {"Link": '</api/ideas?after=2>; rel="next"'}, {"items": [{"id": 1}]})
    last = (200, OK[1], {"items": [{"id": 2}]})
    with answering(first, last) as (url, asked), Client(url) as client:
        assert [each["id"] for each in client.pages("/api/ideas", limit=1, q=None)] == [1, 2]
    assert [path for _, path, _, _ in asked] == ["/api/ideas?limit=1", "/api/ideas?after=2"]


@pytest.mark.parametrize("url", ["", "127.0.0.1:8080", "ftp://x", "http://", "http://x/?q"])
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(ValueError, match="no address"):
        Client(url)


def test_retry_after_is_seconds_or_a_date():
    assert retry_after("3") == 3.0
    assert retry_after("999999") == 60.0
    assert retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == 0.0
    assert retry_after("soon") is None


def test_what_is_no_problem_has_no_sentence():
    assert sentence(None) == sentence([]) == sentence({}) == ""
    assert sentence({"title": "Not found"}) == "Not found"
