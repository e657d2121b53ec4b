"""`samskab import`: ideas from elsewhere, handed in through the door as a portal would."""

from importlib import import_module

import click

SOURCES = {
    "polis": ("samskab.imports.polis:polis", "Conversations that Polis has exported."),
    "csv": ("samskab.imports.workshop:workshop", "A workshop's post-its, typed into a table."),
}
"""A source's place and its line of help; a new source is a new line here."""


class _Sources(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(SOURCES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in SOURCES:
            return None
        module, _, name = SOURCES[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in SOURCES.items()])


@click.group("import", cls=_Sources)
def imports() -> None:
    """Bring in ideas from elsewhere; doing it twice adds nothing."""
