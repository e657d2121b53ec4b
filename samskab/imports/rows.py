"""Reading CSV files that people made: row by row, each with its line, within limits."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MOST_BYTES = 200 * 1024 * 1024
MOST_CELL = 100_000
MOST_CELLS = 50


class NotTaken(Exception):
    """A file cannot be read at all; the text says what to do."""


@dataclass(frozen=True)
class Row:
    """A row as it stands in a file: `line` is the first it stands on; `fault` says if it is odd."""

    line: int
    cells: list[str]
    fault: str = ""


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return what a file holds; raises `NotTaken`."""
    try:
        size = path.stat().st_size
        if size > most:
            raise NotTaken(f"{path} has {size:,} bytes; at most {most:,} are read.")
        return path.read_bytes()
    except OSError as trouble:
        raise NotTaken(f"{path} cannot be read: {trouble.strerror}.") from None


def utf8(raw: bytes) -> str:
    """Return the text of UTF-8; bytes that are none stay recognisable (`rows` names their rows)."""
    return raw.removeprefix(b"\xef\xbb\xbf").decode(errors="surrogateescape")


def rows(text: str, delimiter: str = ",") -> Iterator[Row]:
    """Give every row that is not blank."""
    csv.field_size_limit(MOST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Row(line, [], f"a cell with more than {MOST_CELL:,} characters")
            continue
        if any(cell.strip() for cell in cells):
            yield Row(line, cells, _fault(cells))


def _fault(cells: list[str]) -> str:
    if len(cells) > MOST_CELLS:
        return f"more than {MOST_CELLS} cells"
    if any(not cell.isascii() and _broken(cell) for cell in cells):
        return "letters that cannot be read (the file is not UTF-8 here)"
    return ""


def _broken(cell: str) -> bool:
    return any("\ud800" <= c <= "\udfff" or c == "\ufffd" for c in cell)
