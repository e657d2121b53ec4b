from io import BytesIO

import pytest

from chassis.errors import Refusal
from chassis.web import MOST_BYTES
from gateway.bodies import Lingering, Patient, take_body, unread


def asked(body=b"", **environ):
    return {"wsgi.input": Unbuffered(body)} | environ


class Unbuffered:
    """What comes over a wire, and how much of it was taken."""

    def __init__(self, body):
        self.body, self.taken = BytesIO(body), 0

    def read(self, size=-1):
        found = self.body.read(size)
        self.taken += len(found)
        return found


def test_a_body_is_taken_whole_and_put_back():
    environ = asked(b"hello", CONTENT_LENGTH="5")
    assert unread(environ)
    assert take_body(environ, 1) == b"hello"
    assert environ["wsgi.input"].read() == b"hello"
    assert not unread(environ)


def test_a_body_in_pieces_gets_its_length():
    environ = asked(b"hello", HTTP_TRANSFER_ENCODING="chunked")
    assert take_body(environ, 1) == b"hello"
    assert environ["CONTENT_LENGTH"] == "5"
    assert "HTTP_TRANSFER_ENCODING" not in environ


def test_nothing_is_a_body_too():
    assert take_body(asked(), 1) == b""


@pytest.mark.parametrize(
    ("status", "environ"),
    [
        (400, asked(b"hello", CONTENT_LENGTH="5", HTTP_TRANSFER_ENCODING="chunked")),
        (400, asked(b"hello", HTTP_TRANSFER_ENCODING="gzip, chunked")),
        (400, asked(b"hello", HTTP_TRANSFER_ENCODING="identity")),
        (400, asked(b"hello", CONTENT_LENGTH="5, 6")),
        (400, asked(b"hello", CONTENT_LENGTH="+5")),
        (400, asked(b"hello", CONTENT_LENGTH="-5")),
        (400, asked(b"hello", CONTENT_LENGTH="٥")),
        (400, asked(b"hello", CONTENT_LENGTH="6")),
        (413, asked(b"hello", CONTENT_LENGTH=str(10**9))),
        (413, asked(b"hello", CONTENT_LENGTH="9" * 400)),
        (413, asked(b"x" * (MOST_BYTES + 1), HTTP_TRANSFER_ENCODING="chunked")),
        (415, asked(b"hello", CONTENT_LENGTH="5", HTTP_CONTENT_ENCODING="gzip")),
    ],
)
def test_a_body_that_is_not_plain_is_refused(status, environ):
    with pytest.raises(Refusal) as no:
        take_body(environ, 1)
    assert no.value.status == status


def test_of_a_gigabyte_nothing_is_read():
    environ = asked(b"x" * 100, CONTENT_LENGTH=str(10**9))
    with pytest.raises(Refusal):
        take_body(environ, 1)
    assert environ["wsgi.input"].taken == 0


class Part(list):
    closed = False

    def close(self):
        self.closed = True


def test_who_still_sends_is_heard_out_for_a_moment_before_the_end():
    environ = asked(b"x" * (8 * MOST_BYTES), CONTENT_LENGTH=str(10**9))
    parts = Part([b"no"])
    lingering = Lingering(parts, environ, lambda *_: None)
    assert list(lingering) == [b"no"]
    lingering.close()
    assert parts.closed
    assert MOST_BYTES < environ["wsgi.input"].taken < 5 * MOST_BYTES


def test_a_long_answer_has_a_patience():
    class Sock(list):
        def settimeout(self, seconds):
            self.append(seconds)

    sock, parts = Sock(), Part([b"a", b"b"])
    patient = Patient(parts, {"gunicorn.socket": sock}, 7.0)
    assert list(patient) == [b"a", b"b"]
    patient.close()
    assert sock == [7.0, None]
    assert parts.closed
