"""`samskab import csv`: a workshop's post-its, shown first, handed in when confirmed."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from chassis.changes import derived
from chassis.screening import has_cpr
from samskab.client import Client
from samskab.imports import rejects, sheet
from samskab.imports.handing import IDEA, Piece, hand_in, source_of
from samskab.imports.options import (
    patience_option,
    rejects_option,
    source_option,
    url_option,
    worded,
)
from samskab.imports.progress import Progress
from samskab.imports.receipts import Receipt, arrivals, receipts
from samskab.imports.rejects import Reject
from samskab.imports.sheet import Note
from samskab.imports.together import CONNECTIONS
from samskab.table import aligned

LONGEST = 60


@click.command("csv")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--key", envvar="API_KEY", help="A portal's key; needed to hand in. Or API_KEY.")
@source_option
@click.option("--call", help="The id of the call that the workshop answered.")
@click.option("--kind", type=click.Choice(tuple(sheet.KINDS)), default="idea", show_default=True)
@click.option("--language", default="da", show_default=True, help="Of rows that do not say.")
@click.option("--confirm", is_flag=True, help="Hand them in; without it they are only shown.")
@url_option
@rejects_option
@patience_option
@worded
def workshop(
    file: Path,
    key: str | None,
    source: str | None,
    call: str | None,
    kind: str,
    language: str,
    confirm: bool,
    url: str,
    rejects_folder: Path,
    patience: float,
) -> None:
    """Show the post-its in FILE, each with what is wrong with it; hand them in with --confirm.

    FILE is what Excel saves (; , or tab), in UTF-8 or Windows-1252, with a row that names the
    columns (titel, tekst, type, sprog), or has one post-it a line. The same words are handed in
    once, whichever file they stand in and however often.
    """
    found = sheet.read(file, kind, language)
    faults = [Reject(file.name, note.line, note.fault) for note in found.notes if note.fault]
    _preview(found)
    if not confirm:
        click.echo("Nothing has been handed in. With --confirm the rows marked ok are.", err=True)
        return
    if not key:
        raise click.UsageError("To hand them in, say with which --key.")
    with Client(url, key, patience=patience) as portal:
        pieces = _pieces(file.name, found.notes, source or source_of(portal), call)
        before, after, refused = _handed_in(portal, pieces, patience)
    if path := rejects.write(rejects_folder, file.stem, faults + refused):
        click.echo(f"What was not taken, and why: {path}", err=True)
    _tell(len(found.notes), before, after)


def _preview(found: sheet.Sheet) -> None:
    """Show every row, and of one that holds a CPR number nothing but the line."""
    same = {id(note): nth for note, nth in sheet.numbered(found.notes)}
    rows = [["line", "", "type", "language", "title"]]
    for note in found.notes:
        if note.fault:
            rows.append([str(note.line), "no", "", "", f"({note.fault})"])
            continue
        again = " (the same words again)" if same[id(note)] else ""
        rows.append([str(note.line), "ok", note.kind, note.language, _short(note.title) + again])
    click.echo(aligned(rows, left=(1, 2, 3, 4)))
    good = sum(not note.fault for note in found.notes)
    click.echo(f"\n{len(found.notes)} rows: {good} ok, {len(found.notes) - good} not.")
    if found.unused:
        click.echo(f"Columns that are not used: {', '.join(map(_short, found.unused))}.")


def _short(text: str) -> str:
    if has_cpr(text):
        return "…"
    shown = "".join(c if c.isprintable() else "·" for c in " ".join(text.split()))
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"


def _pieces(file: str, notes: Sequence[Note], source: str, call: str | None) -> list[Piece]:
    pieces = []
    for note, nth in sheet.numbered(notes):
        event = {
            "specversion": "1.0",
            "id": identity(note, nth, call),
            "source": source,
            "type": IDEA,
            "datacontenttype": "application/json",
            "data": _data(note, call),
        }
        pieces.append(Piece(file, note.line, event))
    return pieces


def identity(note: Note, nth: int, call: str | None) -> str:
    """Return the id that these words have in any file; `nth` when they stand there again."""
    words = (note.kind, " ".join(note.title.split()), " ".join(note.body.split()), call or "")
    told = hashlib.sha256("\n".join((*words, str(nth))).encode()).hexdigest()
    return f"workshop/{told[:32]}"


def _data(note: Note, call: str | None) -> dict[str, Any]:
    said = {"kind": note.kind, "title": note.title, "body": note.body, "language": note.language}
    return said | {"channel": "workshop"} | ({"callId": call} if call else {})


def _handed_in(
    portal: Client, pieces: Sequence[Piece], patience: float
) -> tuple[dict[str, Receipt], dict[str, Receipt], list[Reject]]:
    """Hand in what is not there; return the receipts before and after, and what was refused."""
    ids = {derived("idea", p.event["source"], p.event["id"]): p for p in pieces}
    with Progress("looking", len(ids)) as progress:
        before = receipts(portal, list(ids), progress)
    new = [piece for id, piece in ids.items() if not before[id].arrived]
    with Progress("handing in", len(new)) as progress:
        refused = hand_in(portal, [new[at::CONNECTIONS] for at in range(CONNECTIONS)], progress)
    lines = {reject.line for reject in refused}
    due = [id for id, p in ids.items() if not before[id].arrived and p.line not in lines]
    with Progress("arriving", len(due)) as progress:
        after = arrivals(portal, due, progress, patience)
    for id, receipt in (before | after).items():
        if receipt.arrived and not receipt.taken:
            refused.append(Reject(ids[id].file, ids[id].line, receipt.reason))
    missing = {id: before[id] for id in due if id not in after}
    return before, after | missing, refused


def _tell(read: int, before: dict[str, Receipt], after: dict[str, Receipt]) -> None:
    there = sum(receipt.taken for receipt in before.values())
    taken = sum(receipt.taken for receipt in after.values())
    missing = sum(not receipt.arrived for receipt in after.values())
    head = ["", "read", "taken", "already there", "not taken", "not arrived"]
    counts = [read, taken, there, read - taken - there - missing, missing]
    click.echo(aligned([head, ["post-its", *(f"{n:,}" for n in counts)]]))
    if missing:
        raise click.ClickException("Some have not arrived yet. Run it again later.")
