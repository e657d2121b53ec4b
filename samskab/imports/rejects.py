"""Rows that could not be taken: where they stand and why, never what they say."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HEADER = ("file", "line", "reason")
RISKY = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@dataclass(frozen=True, order=True)
class Reject:
    """A row that was not taken."""

    file: str
    line: int
    reason: str


def write(folder: Path, name: str, rejects: Sequence[Reject]) -> Path | None:
    """Write `<name>.rejects.csv`, for Excel too; without any, an older one of ours is removed."""
    path = folder / f"{name}.rejects.csv"
    if not rejects:
        if path.exists() and path.read_text("utf-8-sig").startswith(";".join(map(_cell, HEADER))):
            path.unlink()
        return None
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
        rows.writerow(HEADER)
        rows.writerows((_harmless(r.file), r.line, _harmless(r.reason)) for r in sorted(rejects))
    return path


def _cell(text: str) -> str:
    return f'"{text}"'


def _harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(RISKY) else text
