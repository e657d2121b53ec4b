"""What all imports ask for, and how they end when something is in the way."""

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from samskab.client import Refused, Unreachable
from samskab.imports.rows import NotTaken
from samskab.imports.together import Stopped


def _door() -> str:
    return f"http://127.0.0.1:{os.environ.get('GATEWAY_PORT') or 8080}"


key_option = click.option(
    "--key",
    envvar="API_KEY",
    required=True,
    help="A portal's key with the scope intake; API_KEY in the environment does as well.",
)
source_option = click.option(
    "--source", help="The source that the key hands in under; asked of the door if not given."
)
url_option = click.option(
    "--url", envvar="PUBLIC_URL", default=_door, show_default="http://127.0.0.1:8080"
)
rejects_option = click.option(
    "--rejects",
    "rejects_folder",
    type=click.Path(exists=True, file_okay=False, writable=True, path_type=Path),
    default=Path(),
    help="Where to write what was not taken, and why; here if not given.",
)
patience_option = click.option(
    "--patience", type=float, default=120.0, show_default=True, help="Seconds to wait out trouble."
)


def worded(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command end with a sentence when something is in the way."""

    @functools.wraps(command)
    def run(*args: Any, **more: Any) -> None:
        try:
            command(*args, **more)
        except (NotTaken, Refused, Unreachable, ValueError) as no:
            raise click.ClickException(str(no)) from no
        except (KeyboardInterrupt, Stopped) as end:
            click.echo("\nStopped. Run it again: it goes on where it stopped.", err=True)
            raise click.exceptions.Exit(130) from end

    return run
