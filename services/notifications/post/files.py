"""The post as a folder: one `.eml` file for each mail, for trying and for other systems."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from chassis.errors import Busy


@dataclass(frozen=True)
class Folder:
    """A post that puts mails into a folder."""

    path: Path

    @contextmanager
    def open(self) -> Iterator["Folder"]:
        """Return the folder, made if it is not there."""
        try:
            self.path.mkdir(0o700, parents=True, exist_ok=True)
        except OSError as trouble:
            raise _away() from trouble
        yield self

    def send(self, mail: EmailMessage, to: str) -> None:
        """Put it there whole or not at all; the same mail again takes the place of the first."""
        name = mail["Message-ID"].strip("<>").partition("@")[0]
        fresh = self.path / f".{name}.{os.getpid()}"
        try:
            with open(fresh, "wb", opener=_private) as file:
                file.write(mail.as_bytes())
                file.flush()
                os.fsync(file.fileno())
            fresh.rename(self.path / f"{name}.eml")
            self._settle()
        except OSError as trouble:
            raise _away() from trouble

    def _settle(self) -> None:
        folder = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _away() -> Busy:
    return Busy("The folder for mails cannot be written to just now.")
