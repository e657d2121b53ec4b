"""The command line. Each command is loaded when it is typed, so that all of them start quickly."""

from importlib import import_module
from typing import Any

import click

from chassis.settings import SettingsWrong

COMMANDS = {
    "up": ("samskab.up:up", "Start everything on this machine, until Ctrl-C."),
    "serve": ("samskab.roles:serve", "Answer the requests to one part."),
    "work": ("samskab.roles:work", "Do the chores of one part: send, listen, count."),
    "settings": ("samskab.settings:settings", "Show every setting, as a table or an .env file."),
    "contracts": ("samskab.contracts:contracts", "Write or check what the parts promise."),
    "keys": ("samskab.keys:keys", "Make, list and revoke keys and sign-in links."),
    "import": ("samskab.imports:imports", "Bring in ideas from elsewhere."),
    "story": ("samskab.story:story", "Tell how an idea finds its way, on a running Samskab."),
    "dead": ("samskab.dead:dead", "Look at what could not be dealt with."),
}
"""A command's place and its line of help; a new command is a new line here."""


class Lazy(click.Group):
    """A group that knows its commands by name and loads the one that is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command; None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; settings that are wrong are told, not thrown."""
        try:
            return super().invoke(ctx)
        except SettingsWrong as wrong:
            raise click.ClickException(str(wrong)) from wrong


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="samskab")
def main() -> None:
    """Samskab: from one citizen's sentence to a measured effect, and back."""
