"""`samskab up`: everything on this machine, from one command, until Ctrl-C."""

import os
import sys
import time
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click

from chassis.logs import opening as logs
from chassis.settings import Environment, PartSettings
from chassis.stores import opening as stores
from chassis.telemetry import begin_logs
from chassis.words import _
from samskab.ground import (
    NotPossible,
    check_free,
    check_python,
    copy_defaults,
    hold,
    prepare_folder,
)
from samskab.parts import DOOR, PARTS, load, settings_of_all
from samskab.roles import serve_part, work_part
from samskab.supervisor import Child, Supervisor
from samskab.telling import Teller, say

DEFAULTS = ("departments",)
"""Folders of the gateway that are copied to DATA_DIR/config at the first start."""


@click.command()
@click.option("--story/--no-story", default=None, help="Tell a short story when all is ready.")
@click.option("--once", is_flag=True, help="Stop when the story is told.")
def up(story: bool | None, once: bool) -> None:
    """Start everything on this machine: gateway and services, each as processes of its own."""
    began = time.monotonic()
    if sys.stderr.isatty():
        os.environ.setdefault("LOG_LEVEL", "warning")
    try:
        check_python()
        settings = _prepare(Path(os.environ.get("DATA_DIR") or "data").absolute())
    except NotPossible as no:
        raise click.ClickException(say(no.sentence)) from no
    door = settings[DOOR]
    begin_logs(door.log_level, local=door.env is Environment.LOCAL)
    wanted = door.env is Environment.LOCAL if story is None else story
    if wanted and door.env is Environment.LOCAL:
        import_module("samskab.story.keeping").make_ready(door.data_dir)
    teller = Teller(settings, wanted, began)
    for its in settings.values():
        logs.import_engine(its.log_url)
        stores.import_engine(its.store_url)
    _keep_up(teller, once)


def _prepare(folder: Path) -> dict[str, PartSettings]:
    """Make the ground ready; what is held or made here is so for all parts."""
    prepare_folder(folder)
    hold(folder)
    settings = settings_of_all(PARTS)
    check_free(settings[DOOR].address)
    copy_defaults(_package(DOOR), DEFAULTS, folder / "config")
    return settings


def _package(part: str) -> Path:
    spec = find_spec(part)
    if spec is None or not spec.submodule_search_locations:
        raise NotPossible(_("There is no package {part}.", part=part))
    return Path(spec.submodule_search_locations[0])


def _keep_up(teller: Teller, once: bool) -> None:
    """Run the parts until told to stop. They are loaded here, once for all of them."""
    for part in PARTS:
        load(part)
    last = Child("story", teller.run, once=True)
    supervisor = Supervisor([*_children(), last])
    supervisor.run(lambda child: once)
    click.echo(say(_("Samskab has stopped.")))
    if once and last.code:
        sys.exit(last.code)


def _children() -> list[Child]:
    children = []
    for part in PARTS:
        run = _become_door if part == DOOR else partial(serve_part, part)
        children.append(Child(f"{part} serve", run, first=part == DOOR))
        children.append(Child(f"{part} work", partial(work_part, part)))
    return children


def _become_door() -> None:
    """Start afresh: in this process gevent has to come before everything else."""
    again = [sys.executable, "-P", "-m", "samskab", "serve", DOOR]
    os.execv(sys.executable, again)
