"""What others say of their own, as far as it leads from a turn to those it concerns."""

from collections.abc import Sequence
from dataclasses import dataclass

from chassis.listening import Ears, News
from notifications.actions import Turns
from notifications.actions.threads import NODES
from notifications.domain.messages import Template
from notifications.listeners.turning import turn


@dataclass(frozen=True)
class Found:
    """What we rely on in every fact about something that was seen or heard."""

    id: str
    process_id: str
    owner_department_id: str
    withheld: bool = False


@dataclass(frozen=True)
class Named:
    """What we rely on in every fact."""

    id: str


def hear_neighbours(ears: Ears, turns: Turns) -> None:
    """Keep what is quoted, and find those concerned from every side of the thread."""

    @ears.together("dk.samskab.evidence.published.v1", Found)
    def keep_what_is_quoted(heard: Sequence[tuple[News, Found]]) -> None:
        turns.keep(
            [
                turn(news, found, Template.QUOTED)
                for news, found in heard
                if news.fresh and not found.withheld
            ]
        )

    for kind in NODES:
        _find_from(kind, ears, turns)


def _find_from(kind: str, ears: Ears, turns: Turns) -> None:
    def find_those_concerned(heard: Sequence[tuple[News, Named]]) -> None:
        turns.heard(kind, {named.id for _, named in heard})

    ears.all_about(kind, Named)(find_those_concerned)
