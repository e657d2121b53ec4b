"""The body of a request: taken whole, in time, and only where its end is certain."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from gunicorn.http.errors import NoMoreData, ParseException

from chassis.apart import patched
from chassis.errors import Refusal, TooLarge, Unreadable
from chassis.web import MOST_BYTES, OtherFormat

Environ = dict[str, Any]
LINGERING = 4 * MOST_BYTES
LINGERING_SECONDS = 1.0


class TooSlow(Refusal):
    """What was being sent took too long to arrive."""

    status, title = 408, "Too slow"


def take_body(environ: Environ, seconds: float) -> bytes:
    """Return the body, and put it back for who reads it next; raises a `Refusal`."""
    encoding = environ.get("HTTP_TRANSFER_ENCODING", "")
    length = environ.get("CONTENT_LENGTH") or ""
    if encoding and (length or encoding.strip().lower() != "chunked"):
        raise Unreadable("It is not certain where this request ends.")
    if length and not (length.isascii() and length.isdigit()):
        raise Unreadable("It is not certain where this request ends.")
    if length and int(length) > MOST_BYTES:
        raise TooLarge("Please send at most {most} KB at a time.", most=MOST_BYTES // 1024)
    if environ.get("HTTP_CONTENT_ENCODING", "identity").lower() != "identity":
        raise OtherFormat("Send the body as it is, not compressed.")
    size = int(length) if length else MOST_BYTES + 1 if encoding else 0
    body = _read(environ, size, seconds) if size else b""
    if length and len(body) < size:
        raise Unreadable("The request ended before it was complete.")
    if len(body) > MOST_BYTES:
        raise TooLarge("Please send at most {most} KB at a time.", most=MOST_BYTES // 1024)
    environ["wsgi.input"], environ["CONTENT_LENGTH"] = BytesIO(body), str(len(body))
    environ.pop("HTTP_TRANSFER_ENCODING", None)
    return body


def _read(environ: Environ, size: int, seconds: float) -> bytes:
    try:
        with in_time(seconds):
            body: bytes = environ["wsgi.input"].read(size)
            return body
    except TimeoutError:
        raise TooSlow("The request took too long. Please try again.") from None
    except (ParseException, NoMoreData):
        raise Unreadable("It is not certain where this request ends.") from None
    except OSError:
        raise Unreadable("The request ended before it was complete.") from None


@contextmanager
def in_time(seconds: float) -> Iterator[None]:
    """Raise `TimeoutError` when the block takes longer; without gevent it may take for ever."""
    if not patched():
        yield
        return
    import gevent

    with gevent.Timeout(seconds, TimeoutError()):
        yield


def unread(environ: Environ) -> bool:
    """Tell whether something of the request is still to come."""
    return not isinstance(environ["wsgi.input"], BytesIO) and (
        environ.get("CONTENT_LENGTH", "0") not in ("", "0") or "HTTP_TRANSFER_ENCODING" in environ
    )


class Lingering:
    """An answer to a request that was not read to its end.

    A little more is read before the connection ends: who is still sending would otherwise be cut
    off before the answer is there.
    """

    def __init__(self, parts: Any, environ: Environ, start_response: Any) -> None:
        self.parts, self.rest = parts, environ["wsgi.input"]
        force: Callable[[], None] | None
        force = getattr(getattr(start_response, "__self__", None), "force_close", None)
        if force:  # gunicorn's way to end a connection with an answer
            force()

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.parts)

    def close(self) -> None:
        """Let go of the answer, and read on for a moment."""
        if hasattr(self.parts, "close"):
            self.parts.close()
        taken = 0
        try:
            with in_time(LINGERING_SECONDS):
                while taken < LINGERING and (more := self.rest.read(65536)):
                    taken += len(more)
        except (OSError, ParseException):
            return


class Patient:
    """A long answer: a client that takes nothing of it for a while is let go of."""

    def __init__(self, parts: Any, environ: Environ, seconds: float) -> None:
        self.parts, self.sock = parts, environ.get("gunicorn.socket")
        if self.sock is not None:
            self.sock.settimeout(seconds)

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.parts)

    def close(self) -> None:
        """Let go of the answer; the next request on this connection may take its time again."""
        if hasattr(self.parts, "close"):
            self.parts.close()
        if self.sock is not None:
            self.sock.settimeout(None)
