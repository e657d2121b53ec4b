"""`samskab keys`: keys for portals and departments, and one-time links for a browser."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

import click

from chassis.errors import Refusal
from chassis.identity import ROLES, SCOPES
from chassis.settings import Environment, PartSettings
from chassis.stores import Store
from chassis.stores.opening import open_store
from samskab.parts import DOOR, settings_of
from samskab.table import aligned

LIVES = re.compile(r"([1-9][0-9]{0,4})([hdwy])")
HOURS = {"h": 1, "d": 24, "w": 24 * 7, "y": 24 * 365}
PEOPLE = tuple(role for role in ROLES if role != "portal")


class Lifetime(click.ParamType[datetime]):
    """How long something is good for: `12h`, `90d`, `8w`, `1y`, or a date such as 2027-01-31."""

    name = "time"

    def convert(self, value: Any, param: Any, ctx: Any) -> datetime:
        """Return until when."""
        if isinstance(value, datetime):
            return value
        if found := LIVES.fullmatch(value):
            return datetime.now(UTC) + timedelta(hours=int(found[1]) * HOURS[found[2]])
        try:
            return datetime.fromisoformat(value).replace(tzinfo=UTC)
        except ValueError:
            self.fail(f"{value!r} is neither a time such as 90d nor a date.", param, ctx)


@click.group()
def keys() -> None:
    """Make, list and revoke keys, and make links to sign in with."""


@keys.command()
@click.option("--name", required=True, help="Whose key it is, for the list.")
@click.option("--scope", "scopes", multiple=True, required=True, type=click.Choice(SCOPES))
@click.option("--department", "departments", multiple=True, help="Acts for it; may be repeated.")
@click.option("--role", type=click.Choice(ROLES), default="portal", show_default=True)
@click.option("--source", default="", help="A portal's own URI; needed for the scope intake.")
@click.option("--expires", type=Lifetime(), default=None, help="90d, 1y, or a date.")
def create(
    name: str,
    scopes: tuple[str, ...],
    departments: tuple[str, ...],
    role: str,
    source: str,
    expires: datetime | None,
) -> None:
    """Make a key and show it, this once: only its hash is kept."""
    with door() as (store, _):
        key, text = (
            gateway("keys")
            .Keys(store)
            .create(
                name, scopes, departments=departments, role=role, source=source, expires=expires
            )
        )
    click.echo(f"Key {key.id} for {key.name}. It is shown this once:", err=True)
    click.echo(text)


@keys.command("list")
def list_keys() -> None:
    """List all keys, the newest first: everything but the keys themselves."""
    with door() as (store, _):
        found = gateway("keys").Keys(store).list()
    if not found:
        click.echo("There are no keys yet.", err=True)
        return
    rows = [["id", "state", "role", "scopes", "departments", "source", "name"]]
    for key in found:
        told = [key.id, _state(key), key.role, ",".join(key.scopes), ",".join(key.departments)]
        rows.append([*told, key.source, key.name])
    click.echo(aligned(rows, left=range(len(rows[0]))))


@keys.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
def revoke(ids: tuple[str, ...]) -> None:
    """Let keys open nothing more, within a minute."""
    with door() as (store, _):
        for id in ids:
            gateway("keys").Keys(store).revoke(id)
            click.echo(f"Key {id} is revoked.")


@keys.command()
@click.option("--role", type=click.Choice(PEOPLE), required=True)
@click.option("--department", "departments", multiple=True, help="Acts for it; may be repeated.")
@click.option("--name", default="Samskab", help="Whom the link is for.")
def link(role: str, departments: tuple[str, ...], name: str) -> None:
    """Print a link that signs a browser in, once. Not in production: there people come by OIDC."""
    with door() as (store, settings):
        if settings.env is Environment.PRODUCTION:
            raise click.ClickException("In production people sign in by OIDC, not by links.")
        code = gateway("signins").SignIns(store).link(name, role, departments)
        click.echo(f"{settings.public_url}/sign-in/{code}")


def gateway(module: str) -> Any:
    """Return a module of the gateway, by its name."""
    return import_module(f"{DOOR}.{module}")


@contextmanager
def door() -> Iterator[tuple[Store, PartSettings]]:
    """Open the gateway's store for the block; a refusal is told as a sentence."""
    settings = settings_of(DOOR)
    try:
        with opened(settings) as store:
            yield store, settings
    except Refusal as no:
        raise click.ClickException(no.detail.format(**no.facts)) from no


@contextmanager
def opened(settings: PartSettings) -> Iterator[Store]:
    """Open the gateway's store for the block."""
    settings.data_dir.mkdir(0o700, parents=True, exist_ok=True)
    store = open_store(settings.store_url, gateway("stores").KINDS)
    try:
        yield store
    finally:
        store.close()


def _state(key: Any) -> str:
    if key.revoked_at:
        return "revoked"
    if key.expires_at is None:
        return "good"
    day = key.expires_at.date().isoformat()
    return f"until {day}" if key.good(datetime.now(UTC)) else f"expired {day}"
