"""`samskab dead`: what could not be dealt with lies on a part's shelf until somebody looks."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol, runtime_checkable

import click

from chassis import shelf
from chassis.clock import now
from chassis.errors import NotThere, Refusal
from chassis.events import Event, from_record, from_structured
from chassis.listening import Listener, Reactor
from chassis.logs import Record
from chassis.shelf import Shelf
from chassis.stores import Doc
from chassis.stores.opening import open_store
from samskab.parts import PARTS, load, settings_of

part_option = click.option("--part", type=click.Choice(PARTS), help="Only of this part.")
ids_argument = click.argument("ids", nargs=-1, required=True, metavar="ID…")


@runtime_checkable
class Retrying(Protocol):
    """A chore that shelves under its own name, and can try what it has shelved once more."""

    name: str

    def again(self, event: Event) -> str:
        """Try once more; return why that goes wrong still, or nothing."""


@dataclass(frozen=True)
class Dead:
    """One thing on a shelf."""

    part: str
    shelf: Shelf
    doc: Doc

    @property
    def handler(self) -> str:
        """What could not deal with it."""
        handler: str = self.doc.body["handler"]
        return handler

    def line(self) -> str:
        """Return it in one line."""
        told = (self.doc.body[name] for name in ("at", "type", "about", "reason"))
        return "\t".join([self.doc.id, self.part, self.handler, *told])


@click.group()
def dead() -> None:
    """Look at what could not be dealt with; try it again or let it go."""


@dead.command("list")
@part_option
def list_dead(part: str | None) -> None:
    """List what waits for somebody to look, the oldest first."""
    with shelves(part) as opened:
        found = [each for name, its in opened.items() for each in everything(name, its)]
    for each in found:
        click.echo(each.line())
    if not found:
        click.echo("Nothing waits for you to look.", err=True)


@dead.command()
@ids_argument
def show(ids: tuple[str, ...]) -> None:
    """Show all that is kept of one: the reason, and the event as it came."""
    with shelves() as opened:
        for id in ids:
            each = find(opened, id)
            told = {k: v for k, v in each.doc.body.items() if k not in ("record", "event")}
            event = event_of(each.doc)
            told |= {"part": each.part, "event": event.structured() if event else None}
            click.echo(json.dumps(told, ensure_ascii=False, indent=2))


@dead.command()
@click.argument("ids", nargs=-1, metavar="[ID…]")
@click.option("--all", "every", is_flag=True, help="Everything there is, the oldest first.")
@part_option
def retry(ids: tuple[str, ...], every: bool, part: str | None) -> None:
    """Try again; what was done already is not done twice, and a newer copy is left alone."""
    if bool(ids) == every:
        raise click.UsageError("Name what to try again, or --all.")
    with shelves(part) as opened:
        wanted = [find(opened, id) for id in ids]
        if every:
            wanted = [each for name, its in opened.items() for each in everything(name, its)]
        failed = sum([not tried(each) for each in wanted])
    if failed:
        raise click.ClickException(f"{failed} of {len(wanted)} went wrong again and stay there.")


@dead.command()
@ids_argument
def drop(ids: tuple[str, ...]) -> None:
    """Let it go: its record is deleted, and that it was there is remembered."""
    with shelves() as opened:
        for id in ids:
            each = find(opened, id)
            each.shelf.close(each.doc, "dropped")
            click.echo(f"{id} is dropped.")


@contextmanager
def shelves(only: str | None = None) -> Iterator[dict[str, Shelf]]:
    """Open the shelf of each part that has one, for the block."""
    opened = {}
    for part in PARTS if only is None else (only,):
        kinds = import_module(f"{part}.stores").KINDS
        if shelf.KIND in kinds:
            store = open_store(settings_of(part).store_url, kinds)
            opened[part] = Shelf(store, now)
    try:
        yield opened
    except Refusal as no:
        raise click.ClickException(no.detail.format(**no.facts)) from no
    finally:
        for its in opened.values():
            its.store.close()


def everything(part: str, its: Shelf) -> Iterator[Dead]:
    """Give all that waits on a shelf."""
    after = None
    while True:
        page = its.page(100, after)
        yield from (Dead(part, its, doc) for doc in page.items)
        if not (after := page.next):
            return


def find(opened: dict[str, Shelf], id: str) -> Dead:
    """Return what has this id, or end with a sentence."""
    for part, its in opened.items():
        try:
            doc = its.get(id)
        except NotThere:
            continue
        if doc.body["open"]:
            return Dead(part, its, doc)
        raise click.ClickException(f"{id} was dealt with: {doc.body['outcome']}.")
    raise click.ClickException(f"There is no {id}. `samskab dead list` names what there is.")


def event_of(doc: Doc) -> Event | None:
    """Return the event that lies there, if it can be read."""
    record = shelf.record_of(doc)
    try:
        if record:
            return from_record(record)
    except ValueError:
        return None
    return from_structured(doc.body["event"]) if doc.body["event"] else None


def tried(each: Dead) -> bool:
    """Try one again and say how it went."""
    why = _why_not(each)
    if why:
        click.echo(f"{each.doc.id} went wrong again: {why}", err=True)
        return False
    each.shelf.close(each.doc, "done")
    click.echo(f"{each.doc.id} is done.")
    return True


def _why_not(each: Dead) -> str:
    """Return why it cannot be done now, or nothing when it is done."""
    event = event_of(each.doc)
    if event is None:
        return "what was kept of it cannot be read as an event; you can only drop it"
    with _chores(each.part) as chores:
        for chore in chores:
            if chore.name == each.handler and isinstance(chore, Listener):
                record = shelf.record_of(each.doc)
                return _heard(chore, record) if record else "its record is gone"
            if isinstance(chore, Retrying) and chore.name == each.handler:
                return chore.again(event)
            if isinstance(chore, Listener | Reactor) and chore.ears.knows(each.handler, event):
                return chore.ears.again(each.handler, event, now())
    return f"{each.part} has nothing called {each.handler} any more"


def _heard(listener: Listener, record: Record) -> str:
    """A record that could not be read at all, and now can: its copy and all its effects."""
    listener.hear([record])
    return ""


@contextmanager
def _chores(part: str) -> Iterator[list[Any]]:
    """Give the chores of a part, put together as it is at work; nothing of it is started."""
    chores: list[Any] = list(load(part).create_work(settings_of(part)))
    try:
        yield chores
    finally:
        for chore in chores:
            chore.close()
