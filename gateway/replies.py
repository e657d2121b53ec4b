"""A service's answer on its way back: what of it is passed on, and how."""

import http.client
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gateway.backends import Answer, Connections, NoAnswer

Headers = list[tuple[str, str]]
HOP = frozenset(
    (
        "connection",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    )
)
"""Headers that are for one connection only (RFC 9110, 7.6.1)."""
OURS = HOP | {"date", "server", "x-request-id"}
"""Headers that we say ourselves, or that end here."""
WHOLE = 1024 * 1024
PIECE = 64 * 1024


@dataclass(frozen=True)
class Reply:
    """A service's answer as it is passed back."""

    status: str
    headers: Headers
    body: Iterable[bytes]
    long: bool = False
    """True where it may take a client a while to take it."""


def reply(connections: Connections, answer: Answer, cookie: str) -> Reply:
    """Return what goes back of an answer; a short one is read whole. Raises `NoAnswer`."""
    response = answer.response
    try:
        headers = [(k, v) for k, v in response.getheaders() if _goes_back(k.lower(), v, cookie)]
        small = response.length is not None and response.length <= WHOLE
        body = [response.read()] if small or response.isclosed() else None
    except BaseException as trouble:
        connections.release(answer)
        if isinstance(trouble, TimeoutError | http.client.HTTPException | OSError):
            raise NoAnswer(
                "This took too long. Look whether it was done before you try again."
            ) from None
        raise
    status = f"{response.status} {response.reason}"
    if body is None:
        return Reply(status, headers, Streamed(connections, answer), True)
    connections.release(answer)
    return Reply(status, headers, body, len(body[0]) > PIECE)


def _goes_back(name: str, value: str, cookie: str) -> bool:
    """Tell whether a header goes back: not another's word for our session, no broken lines."""
    if name in OURS or name.startswith("x-samskab-") or "\n" in value or "\r" in value:
        return False
    return name != "set-cookie" or value.partition("=")[0].strip() != cookie


class Streamed:
    """A long answer, passed on piece by piece; its connection is let go of at the end."""

    def __init__(self, connections: Connections, answer: Answer) -> None:
        self.connections, self.answer, self.open = connections, answer, True

    def __iter__(self) -> Iterator[bytes]:
        while piece := self.answer.response.read1(PIECE):
            yield piece

    def close(self) -> None:
        """Let go of the connection."""
        if self.open:
            self.open = False
            self.connections.release(self.answer)
