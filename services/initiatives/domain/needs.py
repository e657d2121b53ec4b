"""What an initiative lacks, and which offers of help suit it, with the reasons why."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import combinations
from typing import Literal

from chassis.changes import Change
from chassis.errors import NotOpen
from initiatives.domain.initiatives import Initiative, must_go_on
from initiatives.domain.parts import added, exchanged, part
from initiatives.events.initiatives import NeedClosed, NeedStated
from initiatives.events.parts import Need, ResourceType, Texts

MOST = 50
Code = Literal["language", "time", "area", "type"]
WEIGHTS: dict[Code, int] = {"language": 8, "time": 4, "area": 2, "type": 1}
"""Who cannot talk to each other cannot help; who is never there at the same time can hardly."""


@dataclass(frozen=True, kw_only=True)
class NewNeed:
    """What is lacking."""

    title: Texts
    resource_type: ResourceType
    languages: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    area: str | None = None


@dataclass(frozen=True, kw_only=True)
class Offered:
    """What we know of an offer of help: where it suits a need, and how long it holds."""

    resource_type: str
    languages: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    area: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Reason:
    """Why an offer suits a need: in what, and the words that both have."""

    code: Code
    words: tuple[str, ...]


def state_need(initiative: Initiative, new: NewNeed, id: str, at: datetime) -> Change[Initiative]:
    """Say what is lacking."""
    must_go_on(initiative)
    need = Need(
        id=id,
        title=new.title,
        resource_type=new.resource_type,
        languages=new.languages,
        times=new.times,
        area=new.area,
    )
    needs = added(initiative.needs, need, MOST)
    return Change(replace(initiative, needs=needs), (NeedStated(id, at),))


def close_need(initiative: Initiative, id: str, at: datetime) -> Change[Initiative]:
    """Say that it is not lacking any more; whoever helps already goes on helping."""
    need = part(initiative.needs, id)
    must_go_on(initiative)
    if need.closed:
        raise NotOpen("This need is closed already.")
    needs = exchanged(initiative.needs, replace(need, closed=True))
    return Change(replace(initiative, needs=needs), (NeedClosed(id, at),))


def reasons(need: Need, offered: Offered) -> tuple[Reason, ...]:
    """Return why an offer suits a need, the weightiest first; nothing if it does not."""
    found: dict[Code, tuple[str, ...]] = {
        "language": _common(need.languages, offered.languages),
        "time": _common(need.times, offered.times),
        "area": (offered.area,) if offered.area and _same_area(need, offered) else (),
        "type": _common((need.resource_type.value,), (offered.resource_type,)),
    }
    return tuple(Reason(code, found[code]) for code in WEIGHTS if found[code])


def score(found: tuple[Reason, ...]) -> tuple[int, int]:
    """Return how well something suits: by the weight of its reasons, then by their words."""
    return sum(WEIGHTS[r.code] for r in found), sum(len(r.words) for r in found)


def holds(offered: Offered, today: date) -> bool:
    """Tell whether an offer is not over yet."""
    return offered.valid_to is None or today <= offered.valid_to


def wishes(need: Need) -> Iterator[tuple[Code, ...]]:
    """Give what to look for: all that the need says at once, then less and less, best first."""
    said: dict[Code, bool] = {
        "language": bool(need.languages),
        "time": bool(need.times),
        "area": bool(need.area),
        "type": True,
    }
    codes = [code for code in WEIGHTS if said[code]]
    chosen = [some for n in range(1, len(codes) + 1) for some in combinations(codes, n)]
    yield from sorted(chosen, key=weight, reverse=True)


def weight(codes: tuple[Code, ...]) -> int:
    """Return how much these reasons weigh together."""
    return sum(WEIGHTS[code] for code in codes)


def _common(wanted: tuple[str, ...], given: tuple[str, ...]) -> tuple[str, ...]:
    lower = {each.lower() for each in given}
    return tuple(each for each in wanted if each.lower() in lower)


def _same_area(need: Need, offered: Offered) -> bool:
    words = {word.casefold() for word in (offered.area or "").split()}
    return bool(need.area) and {w.casefold() for w in (need.area or "").split()} <= words
