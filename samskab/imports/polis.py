"""`samskab import polis`: open conversations from Polis, handed in as a portal would."""

from pathlib import Path

import click

from samskab.client import Client
from samskab.imports import rejects
from samskab.imports.bringing import Bringing
from samskab.imports.handing import source_of
from samskab.imports.options import (
    key_option,
    patience_option,
    rejects_option,
    source_option,
    url_option,
    worded,
)
from samskab.imports.polis_files import conversations
from samskab.imports.tables import summary

folders_argument = click.argument(
    "folders",
    nargs=-1,
    required=True,
    metavar="DIR…",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)


@click.command()
@folders_argument
@key_option
@click.option(
    "--moderator-key",
    envvar="MODERATOR_KEY",
    help="A key with the scopes read, moderate and steer; opens the calls and publishes.",
)
@source_option
@click.option("--language", help="The language of the texts; told from their words if not given.")
@url_option
@rejects_option
@patience_option
@worded
def polis(
    folders: tuple[Path, ...],
    key: str,
    moderator_key: str | None,
    source: str | None,
    language: str | None,
    url: str,
    rejects_folder: Path,
    patience: float,
) -> None:
    """Bring in conversations that Polis has exported, from DIR and others.

    Each conversation becomes a call, each comment an idea, each vote a support. What the
    moderators there accepted is published, what they rejected is rejected, the rest waits. Doing
    it twice, or again after it was interrupted, adds nothing twice.
    """
    found = conversations(folders)
    with (
        Client(url, key, patience=patience) as portal,
        Client(url, moderator_key or key, patience=patience) as moderator,
    ):
        bringing = Bringing(portal, moderator, source or source_of(portal), language, patience)
        every = bringing.run(found, moderate=moderator_key is not None)
    for each in found:
        if path := rejects.write(rejects_folder, each.name, each.rejects):
            click.echo(f"What was not taken of {each.topic}, and why: {path}", err=True)
    click.echo(summary(every))
    if moderator_key is None:
        click.echo("Without --moderator-key nothing was published or rejected.", err=True)
    if any(not idea.receipt.arrived and not idea.turned_away for b in every for idea in b.ideas):
        raise click.ClickException(
            "Some of the ideas handed in have not arrived yet. "
            "Run it again later: it goes on where it stopped."
        )
