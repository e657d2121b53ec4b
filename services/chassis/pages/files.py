"""Stylesheet and icon, at addresses that change with their contents, so that they can be kept."""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from flask import Response, request

from chassis.errors import NotThere

FOLDER = Path(__file__).parent.parent / "static"
FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class File:
    """A file as it is sent."""

    name: str
    content: bytes
    small: bytes
    kind: str
    print: str


class Files:
    """The files of a folder, read once."""

    def __init__(self, address: str, folder: Path = FOLDER) -> None:
        self.address = address
        self.files = {file.name: _read(file) for file in folder.iterdir() if file.is_file()}

    def url(self, name: str) -> str:
        """Return where a file is, for as long as its contents stay the same."""
        file = self.files[name]
        return f"{self.address}/{file.print}/{name}"

    def send(self, print: str, name: str) -> Response:
        """Return a file; raises `NotThere`."""
        file = self.files.get(name)
        if file is None:
            raise NotThere("There is nothing at this address.")
        small = request.accept_encodings["gzip"] > 0 and len(file.small) < len(file.content)
        response = Response(file.small if small else file.content, content_type=file.kind)
        response.vary.add("Accept-Encoding")
        if small:
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Cache-Control"] = FOR_EVER if print == file.print else "no-cache"
        return response


def _read(file: Path) -> File:
    content = file.read_bytes()
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    if kind.startswith("text/"):
        kind += "; charset=utf-8"
    small = gzip.compress(content, 9, mtime=0)
    return File(file.name, content, small, kind, hashlib.sha256(content).hexdigest()[:12])
