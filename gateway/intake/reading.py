"""CloudEvents 1.0 over HTTP: structured, binary and batch (CloudEvents HTTP binding 1.0.2)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes

from chassis.errors import Refusal, TooLarge, Unfit, Unreadable
from chassis.web import Mistake, Mistaken, OtherFormat, read_json
from chassis.web.reading import named
from chassis.words import _

STRUCTURED = "application/cloudevents+json"
BATCH = "application/cloudevents-batch+json"
JSON = re.compile(r"application/(?:[a-z0-9.+-]+\+)?json")
NAME = re.compile(r"[a-z0-9]{1,64}")
ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
DATA = ("data", "data_base64")
MOST_AT_ONCE = 500
MODES = _(
    "Send a CloudEvent: as application/cloudevents+json, several as"
    " application/cloudevents-batch+json, or as application/json with ce- headers."
)


@dataclass(frozen=True)
class Given:
    """A CloudEvent as it was handed in: attributes and data, neither looked at yet."""

    attributes: Mapping[str, Any]
    data: Any
    at: str
    """Where the data stands in what was sent, as a JSON pointer."""


def read_events(environ: Mapping[str, Any], body: bytes) -> tuple[bool, list[Given | Refusal]]:
    """Return whether this is a batch, and its events; raises a `Refusal`."""
    kind, charset = _kind(environ.get("CONTENT_TYPE", ""))
    headers = {k[8:].lower(): v for k, v in environ.items() if k.startswith("HTTP_CE_")}
    if charset not in ("", "utf-8", "utf8"):
        raise OtherFormat("Send application/json in UTF-8.")
    if kind == STRUCTURED:
        return False, [_structured(read_json(body))]
    if kind == BATCH:
        return True, _batch(read_json(body))
    if headers and JSON.fullmatch(kind) and "cloudevents" not in kind:
        attributes = {name: _decoded(name, value) for name, value in headers.items()}
        return False, [Given(attributes, read_json(body), "")]
    raise OtherFormat(MODES)


def _kind(content_type: str) -> tuple[str, str]:
    kind, _, more = content_type.partition(";")
    charset = ""
    for parameter in more.split(";"):
        name, _, value = parameter.strip().partition("=")
        if name.lower() == "charset":
            charset = value.strip('"').lower()
    return kind.strip().lower(), charset


def _structured(said: Any) -> Given:
    if not isinstance(said, dict):
        raise Unfit("A CloudEvent is a JSON object.")
    attributes = {k: v for k, v in said.items() if k not in DATA and v is not None}
    wrong = [
        Mistake(_("The name of an attribute has small letters and digits only."), f"/{named(name)}")
        for name in attributes
        if not NAME.fullmatch(name)
    ]
    if said.get("data_base64") is not None:
        wrong.append(Mistake(_("Send the data as JSON in `data`."), "/data_base64"))
    if wrong:
        raise Mistaken(wrong)
    return Given(attributes, said.get("data"), "/data")


def _batch(said: Any) -> list[Given | Refusal]:
    if not isinstance(said, list):
        raise Unfit("A batch is a JSON array of CloudEvents.")
    if len(said) > MOST_AT_ONCE:
        raise TooLarge("Please send at most {most} events at a time.", most=MOST_AT_ONCE)
    return [_or_refusal(each) for each in said]


def _or_refusal(said: Any) -> Given | Refusal:
    try:
        return _structured(said)
    except Refusal as no:
        return no


def _decoded(name: str, value: str) -> str:
    """Return the value of a `ce-` header: quotes taken off, then percent-decoded."""
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] == '"':
        value = re.sub(r"\\(.)", r"\1", value[1:-1])
    try:
        if not value.isascii() or ESCAPE.search(value):
            raise ValueError
        return unquote_to_bytes(value).decode()
    except ValueError:
        raise Unreadable(
            "The header cannot be read: write what is not ASCII as %XX.", pointer=f"/{named(name)}"
        ) from None
