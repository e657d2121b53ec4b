"""`samskab settings`: every setting there is, written by the machine."""

import click

from chassis.settings import env_lines, table
from samskab.parts import PARTS, settings_class

HEAD = """# Settings

Written by `make contracts` from the code; a test compares. Settings come from the environment only,
and every mistake is said at once. An empty variable counts as not set; `{OTHER}` in a default is
the value of another setting. `samskab settings` prints the same, `--env` as an `.env` file.

"""


@click.command()
@click.option("--env", "as_env", is_flag=True, help="As the lines of an .env file.")
def settings(as_env: bool) -> None:
    """Show every setting with what it is for and what it is without being set."""
    click.echo(env_lines(*classes()) if as_env else page(), nl=False)


def page() -> str:
    """Return the page of the docs."""
    return HEAD + table(*classes())


def classes() -> list[type]:
    """Return the settings classes of all parts."""
    return [settings_class(part) for part in PARTS]
