"""What a sheet says, as the domain knows it."""

from collections.abc import Iterator, Mapping
from typing import Any

from chassis.errors import Unfit
from chassis.pages.showing import best
from initiatives.domain.proposals import NewGoal
from initiatives.events.parts import Texts
from initiatives.events.processes import Party, Phase
from initiatives.pages.rewording import reworded
from initiatives.pages.sheet.sheet import Sheet

TEXTS = ("title", "challenge", "promise_text")


def said(sheet: Sheet, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a sheet says now, as the domain knows it."""
    lang: str = given["language"]
    said: dict[str, Any] = {
        name: reworded(_now(sheet, name), lang, given.get(name, ())) for name in TEXTS
    }
    return said | {
        "type": given["type"],
        "promise": given["promise"],
        "languages": tuple(given.get("languages", ())),
        "target_groups": tuple(
            _group(sheet, texts, lang) for texts in given.get("target_groups", ())
        ),
        "goals": tuple(_goals(sheet, given, lang)),
        "phases": tuple(_phases(sheet, given, lang)),
        "parties": tuple(
            Party(department_id=id, role=role)
            for id in sheet.others()
            if (role := given.get(f"party-{id}"))
        ),
    }


def _now(sheet: Sheet, name: str) -> Texts:
    now: Texts = getattr(sheet.process, name) if sheet.process else ()
    return now


def _group(sheet: Sheet, texts: Texts, lang: str) -> Texts:
    """Return a group with its translations, if it is one that was there."""
    there = sheet.process.target_groups if sheet.process else ()
    return next((each for each in there if best(each, lang).text == texts[0].text), texts)


def _goals(sheet: Sheet, given: Mapping[str, Any], lang: str) -> Iterator[NewGoal]:
    for goal in sheet.goals:
        if now := given.get(f"goal-{goal.id}"):
            yield NewGoal(reworded(goal.title, lang, now), goal.id)
    yield from map(NewGoal, given.get("goals", ()))


def _phases(sheet: Sheet, given: Mapping[str, Any], lang: str) -> Iterator[Phase]:
    for row in sheet.rows():
        title, opens, closes = (given.get(n) for n in (row.title, row.opens, row.closes))
        if title:
            texts = reworded(row.now.title, lang, title) if row.now else title
            yield Phase(key=row.key, title=texts, opens_on=opens, closes_on=closes)
        elif opens or closes:
            raise Unfit("Say what the phase is called.", pointer=f"/{row.title}")
