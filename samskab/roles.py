"""`samskab serve PART` and `samskab work PART`: what a process of its own, or a container, runs."""

from collections.abc import Sequence

import click

from chassis.running import Chore, name_process, run_work
from chassis.running import serve as serve_app
from chassis.settings import Environment, PartSettings
from chassis.telemetry import begin_logs
from samskab.parts import DOOR, PARTS, load, settings_of
from samskab.probing import Probing

part_argument = click.argument("part", type=click.Choice(PARTS))


@click.command()
@part_argument
def serve(part: str) -> None:
    """Answer the requests to PART, on its own address, until SIGTERM."""
    serve_part(part)


@click.command()
@part_argument
def work(part: str) -> None:
    """Do the chores of PART, until SIGTERM."""
    work_part(part)


def serve_part(part: str) -> None:
    """Serve a part in this process: the gateway with greenlets, any other with threads."""
    settings = _begin("serve", part)
    worker = "gevent" if part == DOOR else "gthread"
    serve_app(lambda: load(part).create_app(settings), settings.address, worker=worker)


def work_part(part: str) -> None:
    """Do a part's chores in this process."""
    settings = _begin("work", part)
    probing = Probing(part, settings)

    def chores() -> Sequence[Chore]:
        probing.try_()
        found: Sequence[Chore] = load(part).create_work(settings)
        return found

    run_work(part, chores, settings.work_address, probing.uses)


def _begin(role: str, part: str) -> PartSettings:
    name_process(f"{role}:{part}")
    settings = settings_of(part)
    begin_logs(settings.log_level, local=settings.env is Environment.LOCAL)
    return settings
