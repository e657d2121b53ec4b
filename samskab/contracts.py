"""`samskab contracts`: writes what the parts promise, or says where files differ from the code."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from chassis.contracts import Contract, catalogue, differences, store
from samskab.deployment import env_example
from samskab.parts import DOOR, PARTS, load
from samskab.settings import page as settings_page

TOP = Path(__file__).parent.parent


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; fail where a file differs.")
def contracts(check: bool) -> None:
    """Write schemas, examples, OpenAPI, AsyncAPI, the event catalogue and the settings."""
    files = contract_files()
    if not check:
        store(files)
        click.echo(f"{len(files)} files are as the code says.")
        return
    if wrong := differences(files):
        raise click.ClickException("\n  ".join(["Run `make contracts`:", *wrong]))
    click.echo(f"{len(files)} files match the code.")


def contract_files() -> dict[Path, str]:
    """Return what every file that a machine writes is to hold."""
    with _nowhere():
        found: list[Contract] = [load(part).contract() for part in PARTS]
    files: dict[Path, str] = {}
    for contract in found:
        files |= contract.files()
        for type_ in contract.takes:  # the door checks what portals hand in by the same schema
            schema = files[contract.folder / "contract" / "events" / f"{type_}.json"]
            files[TOP / DOOR / "intake" / f"{type_}.json"] = schema
        for path, text in contract.files().items():  # its catalogue shows every event there is
            if path.parent.name in ("events", "examples"):
                files[TOP / DOOR / "catalogue" / path.parent.name / path.name] = text
    files[TOP / "docs" / "events.md"] = catalogue(found)
    files[TOP / "docs" / "settings.md"] = settings_page()
    files[TOP / "deploy" / ".env.example"] = env_example(TOP / "deploy")
    return files


@contextmanager
def _nowhere() -> Iterator[None]:
    """Let the parts be put together over an empty folder, whatever this machine keeps elsewhere."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATA_DIR"] = folder
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)
