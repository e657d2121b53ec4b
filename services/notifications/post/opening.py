"""Which post is meant by a URL."""

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from marshmallow import ValidationError

from notifications.post import Post
from notifications.post.files import Folder
from notifications.post.smtp import Server

FILE = "file://"
PORTS = {"smtp": 587, "smtps": 465}


def open_post(url: str, sender: str) -> Post:
    """Return the post; nothing is opened or connected to yet. Raises `ValidationError`."""
    if url.startswith(FILE):
        return Folder(_folder(url.removeprefix(FILE)))
    return _server(url, sender)


def check(url: str) -> None:
    """Refuse a URL that is none of ours (for settings)."""
    open_post(url, "nobody@example.org")


def in_the_clear(url: str) -> bool:
    """Tell whether mails would travel for everyone on the way to read."""
    post = open_post(url, "nobody@example.org")
    return isinstance(post, Server) and post.tls == "none"


def _folder(path: str) -> Path:
    if not path.startswith("/"):
        raise ValidationError("file:// needs a whole path, such as file:///srv/samskab/mail.")
    return Path(path)


def _server(url: str, sender: str) -> Server:
    wrong = ValidationError("file:///FOLDER, smtp://USER:PASSWORD@HOST:PORT or smtps://… only.")
    try:
        parts = urlsplit(url)
        port = parts.port
        asked = parse_qs(parts.query, strict_parsing=bool(parts.query))
    except ValueError:
        raise wrong from None
    if parts.scheme not in PORTS or not parts.hostname or parts.path.strip("/") or parts.fragment:
        raise wrong
    tls = "implicit" if parts.scheme == "smtps" else "starttls"
    if asked:
        if asked != {"tls": ["none"]} or tls == "implicit":
            raise ValidationError("The only thing to ask for is smtp://…?tls=none, for trying.")
        tls = "none"
    return Server(
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        sender=sender,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=tls,
    )
