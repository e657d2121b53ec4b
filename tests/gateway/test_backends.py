import socket
import threading

import pytest

from chassis.addresses import parse
from chassis.errors import Busy
from gateway import backends as module
from gateway.backends import Away, Connections, Lost, NoAnswer, readable
from gateway.routing import Backend

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
HEAD = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"


class Server:
    """Answers each connection with what it was told to, in turn; counts what it hears."""

    def __init__(self, *scripts):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.heard, self.scripts = [], list(scripts)
        self.address = f"127.0.0.1:{self.listener.getsockname()[1]}"
        self.open = []
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while self.scripts:
            try:
                sock, _ = self.listener.accept()
            except OSError:
                return
            self.open.append(sock)
            self.serve(sock, self.scripts.pop(0))

    def serve(self, sock, answers):
        for answer in answers:
            self.heard.append(sock.recv(65536))
            if answer is None:
                sock.close()
                return
            sock.sendall(answer)
        if not answers:
            sock.close()

    def close(self):
        self.listener.close()
        for sock in self.open:
            sock.close()


@pytest.fixture
def served():
    made = []

    def serve(*scripts, timeout=5.0):
        server = Server(*scripts)
        backend = Backend("k", "s", parse(server.address), None, "x", ("/a",), timeout=timeout)
        made.extend([server, Connections(backend)])
        return server, made[-1]

    yield serve
    for each in made:
        each.close()


def ask(connections, method="GET", body=b""):
    answer = connections.ask(method, HEAD.replace("GET", method), body)
    try:
        return answer.response.read()
    finally:
        connections.release(answer)


def test_a_connection_is_kept_and_used_again(served):
    server, connections = served([OK, OK, OK])
    assert [ask(connections) for _ in range(3)] == [b"ok"] * 3
    assert len(server.open) == 1


def test_a_connection_that_was_closed_meanwhile_is_not_used_again(served, waited):
    server, connections = served([OK], [OK])
    ask(connections)
    server.open[0].close()
    waited(lambda: readable(connections.idle[0]))
    assert ask(connections, "POST", b"once") == b"ok"
    assert [heard.endswith(b"once") for heard in server.heard] == [False, True]


def test_a_read_is_asked_again_when_a_kept_connection_breaks(served):
    server, connections = served([OK, None], [OK])
    ask(connections)
    assert ask(connections) == b"ok"
    assert len(server.heard) == 3


def test_a_write_is_never_asked_again_of_our_own_accord(served):
    server, connections = served([OK, None], [OK])
    ask(connections)
    with pytest.raises(Lost):
        ask(connections, "POST", b"once")
    assert len([heard for heard in server.heard if b"once" in heard]) == 1


def test_who_is_not_there_is_away(tmp_path):
    backend = Backend("k", "s", parse(f"unix:{tmp_path}/no.sock"), None, "x", ("/a",))
    with pytest.raises(Away) as no:
        Connections(backend).ask("GET", HEAD, b"")
    assert no.value.status == 503


def test_who_takes_too_long_gives_no_answer(served):
    _, connections = served([b""], timeout=0.1)
    with pytest.raises(NoAnswer) as no:
        ask(connections)
    assert no.value.status == 504


@pytest.mark.parametrize(
    "odd", [b"nonsense\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"\x00" * 50 + b"\n"]
)
def test_an_answer_that_is_no_http_is_lost(served, odd):
    _, connections = served([odd])
    with pytest.raises(Lost):
        ask(connections)


def test_who_is_slow_for_many_does_not_get_all_of_us(served, monkeypatch):
    monkeypatch.setattr(module, "MOST_AT_ONCE", 2)
    _, connections = served([OK], [OK])
    answers = [connections.ask("GET", HEAD, b"") for _ in range(2)]
    with pytest.raises(Busy):
        connections.ask("GET", HEAD, b"")
    for answer in answers:
        answer.response.read()
        connections.release(answer)
    connections.close()


def test_a_place_is_given_back_whatever_happens(served, monkeypatch, tmp_path):
    monkeypatch.setattr(module, "MOST_AT_ONCE", 1)
    connections = Connections(Backend("k", "s", parse(f"unix:{tmp_path}/x"), None, "x", ("/a",)))
    for _ in range(3):
        with pytest.raises(Away, match="nothing was done"):
            connections.ask("GET", HEAD, b"")


def test_an_answer_that_was_not_read_ends_its_connection(served):
    server, connections = served([OK], [OK])
    answer = connections.ask("GET", HEAD, b"")
    connections.release(answer)
    assert not connections.idle
    ask(connections)
    assert len(server.open) == 2
