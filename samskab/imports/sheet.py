"""A workshop's post-its as people save them: from Danish Excel or as a plain list."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from chassis.screening import has_cpr
from samskab.imports.language import by_script
from samskab.imports.rows import NotTaken, Row, read_bytes, rows, utf8

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 5000
LONGEST_TITLE, LONGEST_BODY, CUT = 200, 10_000, 80
NONE = "\x1f"
"""A delimiter that stands in no text: for files with one column."""
COLUMNS = {
    "title": "titel overskrift emne title heading",
    "body": "tekst beskrivelse indhold bidrag idé ide forslag post-it text body description idea",
    "kind": "type kind slags art",
    "language": "sprog language lang",
}
NAMES = {word: column for column, words in COLUMNS.items() for word in words.split()}
KINDS = {
    "idea": "idé ide idea forslag",
    "knowledge": "viden knowledge",
    "resource": "ressource resurse resource tilbud offer",
    "need": "behov need",
    "experience": "erfaring oplevelse experience",
}
KIND = {word: kind for kind, words in KINDS.items() for word in words.split()}
LANGUAGES = {
    "dansk": "da",
    "danish": "da",
    "engelsk": "en",
    "english": "en",
    "tysk": "de",
    "german": "de",
    "arabisk": "ar",
    "arabic": "ar",
    "ukrainsk": "uk",
    "ukrainian": "uk",
}
TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}", re.ASCII)
CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
SEPARATOR = re.compile(r"\Asep=.(\r?\n)", re.IGNORECASE)
"""What Excel may write above everything else."""
CPR = "it looks as if it held a CPR number; its text is kept nowhere"


@dataclass(frozen=True)
class Note:
    """One post-it, and what is wrong with it; of one with a CPR number nothing but the line."""

    line: int
    title: str = ""
    body: str = ""
    kind: str = "idea"
    language: str = "da"
    fault: str = ""


@dataclass(frozen=True)
class Sheet:
    """What a file holds, and which of its columns are not used."""

    notes: list[Note]
    unused: list[str] = field(default_factory=list)


def read(path: Path, kind: str, language: str) -> Sheet:
    """Return the post-its of a file; raises `NotTaken`. `kind` and `language` where it has none."""
    text = SEPARATOR.sub(r"\1", decoded(read_bytes(path, MOST_BYTES), path))
    delimiter, columns, unused = _header(text)
    every = list(rows(text, delimiter))[bool(columns) :]
    if not every:
        raise NotTaken(f"{path} has no rows.")
    if len(every) > MOST_ROWS:
        raise NotTaken(f"{path} has {len(every):,} rows; at most {MOST_ROWS:,} are read.")
    columns = columns or {"body": 0}
    return Sheet([_note(row, columns, len(unused), kind, language) for row in every], unused)


def decoded(raw: bytes, path: Path) -> str:
    """Return the text of a file in UTF-8, UTF-16 or Windows-1252, or in a mixture by the line."""
    if raw.startswith(b"PK\x03\x04"):
        raise NotTaken(f"{path} is a workbook. In Excel, save it as “CSV UTF-8”, then import that.")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    if b"\0" in raw:
        raise NotTaken(f"{path} is no text file.")
    text = utf8(raw)
    if text.isascii() or not re.search("[\udc80-\udcff]", text):
        return text
    return "".join(_line(line) for line in raw.removeprefix(b"\xef\xbb\xbf").splitlines(True))


def _line(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _header(text: str) -> tuple[str, dict[str, int], list[str]]:
    """Return the delimiter, where each column stands, and the columns that are not used."""
    for delimiter in ";\t,":
        first = next(rows(text, delimiter), Row(1, []))
        named = [NAMES.get(cell.strip().casefold(), "") for cell in first.cells]
        if not ({"title", "body"} & set(named)):
            continue
        if twice := [name for name in COLUMNS if named.count(name) > 1]:
            raise NotTaken(f"More than one column could be the {twice[0]}; leave one of them out.")
        unused = [c.strip() for c, n in zip(first.cells, named, strict=True) if c.strip() and not n]
        return delimiter, {name: at for at, name in enumerate(named) if name}, unused
    for delimiter in ";\t":
        if len({len(row.cells) for row in rows(text, delimiter)} | {1}) == 2:
            raise NotTaken(
                "There are several columns and no row that names them. Begin the file with a row "
                "such as: titel;tekst;type;sprog"
            )
    return NONE, {}, []


def _note(row: Row, columns: dict[str, int], others: int, kind: str, language: str) -> Note:
    if has_cpr("\n".join(row.cells)):
        return Note(row.line, fault=CPR)
    if row.fault:
        return Note(row.line, fault=row.fault)
    cell = {name: tidy(row.cells[at]) for name, at in columns.items() if at < len(row.cells)}
    title, body = cell.get("title", ""), cell.get("body", "")
    title, body = title or heading(body), body or title
    said_kind, said_language = cell.get("kind", "").casefold(), cell.get("language", "")
    told = LANGUAGES.get(said_language.casefold(), said_language) or by_script(body, language)
    beyond = len([c for c in row.cells if c.strip()]) > len(columns) + others
    fault = "more cells than the header names" if beyond else _fault(title, body, said_kind, told)
    return Note(row.line, title, body, KIND.get(said_kind, kind), told, fault)


def _fault(title: str, body: str, kind: str, language: str) -> str:
    if not body:
        return "nothing is written here"
    if CONTROL.search(title) or CONTROL.search(body):
        return "something in it is not a character"
    if len(title) > LONGEST_TITLE:
        return f"the title is longer than {LONGEST_TITLE} characters"
    if len(body) > LONGEST_BODY:
        return f"the text is longer than {LONGEST_BODY:,} characters"
    if kind and kind not in KIND:
        return "the type is none of: idé, viden, ressource, behov, erfaring"
    return "" if TAG.fullmatch(language) else "the language is none that is known, such as da or en"


def tidy(text: str) -> str:
    """Return a text in NFC, with `\\n` between lines and nothing around it."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").strip()


def heading(text: str) -> str:
    """Return the first words of a text, as many as fit into a title; nothing is invented."""
    line = " ".join(text.split())
    if len(line) <= CUT:
        return line
    cut = line[: CUT - 1]
    if line[CUT - 1] != " " and " " in cut:
        cut = cut[: cut.rindex(" ")]
    return f"{cut.rstrip(' ,;:.–-')}…"


def numbered(notes: Sequence[Note]) -> Iterator[tuple[Note, int]]:
    """Give the good notes, each with how often the same stood above it: two may think alike."""
    seen: dict[tuple[str, str, str], int] = {}
    for note in notes:
        if not note.fault:
            same = (note.kind, " ".join(note.title.split()), " ".join(note.body.split()))
            seen[same] = seen.get(same, 0) + 1
            yield note, seen[same] - 1
