"""What a sheet asks for, and what stands there now."""

from collections.abc import Iterator
from typing import Any

from chassis.pages.showing import SPOKEN, best, language_name
from chassis.web import language
from chassis.words import _
from initiatives.pages.fields import Choices, Field, head
from initiatives.pages.sheet.sheet import Sheet
from initiatives.pages.words import COCREATION, COCREATION_NAMES, PARTIES, PROMISES
from initiatives.schemas.common import REASON, TITLE, WORDS

WORDS_FIELDS = (
    Field("title", _("Title"), most=TITLE),
    Field("challenge", _("The challenge"), "area", most=WORDS, rows=8),
)
PROMISE = Field(
    "promiseText",
    _("The promise in your own words"),
    "area",
    hint=_("What people can do, what you do with it, and what is already decided."),
    optional=True,
    most=REASON,
)


def standing_there(sheet: Sheet) -> dict[str, Any]:
    """Return what stands on it now, in the reader's language."""
    if sheet.process is None:
        return {}
    process, lang = sheet.process, language()
    told: dict[str, Any] = {
        "title": best(process.title, lang).text,
        "challenge": best(process.challenge, lang).text,
        "promiseText": best(process.promise_text, lang).text,
        "type": process.type.value,
        "promise": process.promise.value,
        "languages": list(process.languages),
        "targetGroups": "\n".join(best(each, lang).text for each in process.target_groups),
    }
    told |= {f"goal-{goal.id}": best(goal.title, lang).text for goal in process.goals}
    told |= {f"party-{each.department_id}": each.role for each in process.parties}
    for row in sheet.rows():
        if row.now:
            told[row.title] = best(row.now.title, lang).text
            told[row.opens] = str(row.now.opens_on or "")
            told[row.closes] = str(row.now.closes_on or "")
    return told


def asked(sheet: Sheet, own: Choices) -> Iterator[Field]:
    """Give the fields of a sheet; `own` are the departments that may lead a new one."""
    yield from WORDS_FIELDS
    if len(own) > 1:
        yield Field("departmentId", _("Which department leads"), "select", choices=own)
    types = [(each.value, told, COCREATION[each]) for each, told in COCREATION_NAMES.items()]
    yield Field("type", _("Who steers, and what is open"), "choice", choices=types)
    promises = [(each.value, told) for each, told in PROMISES.items()]
    promised = _("What you promise those who take part")
    yield Field("promise", promised, "choice", choices=promises)
    yield PROMISE
    line = _("One on each line.")
    groups = _("For whom it is")
    yield Field("targetGroups", groups, "area", hint=line, optional=True)
    yield head(_("What it wants to reach"))
    for n, goal in enumerate(sheet.goals, 1):
        yield Field(f"goal-{goal.id}", _("Goal {n}", n=n), optional=True, most=TITLE)
    yield Field("goals", _("Goals to add"), "area", hint=line, optional=True, rows=3)
    yield from _phases(sheet)
    if others := sheet.others():
        yield head(_("Which departments take part"), _("The one that opens it leads."))
        for id, name in others.items():
            yield Field(f"party-{id}", name, "select", choices=PARTIES, optional=True)
    spoken = dict.fromkeys((*SPOKEN, *(sheet.process.languages if sheet.process else ())))
    told = [(lang, language_name(lang)) for lang in spoken]
    yield Field("languages", _("Languages to take part in"), "ticks", choices=told)


def _phases(sheet: Sheet) -> Iterator[Field]:
    told = _("It begins in the first. Leave out the rows that you do not need.")
    yield head(_("Phases"), told)
    for n, row in enumerate(sheet.rows(), 1):
        title, opens = _("Phase {n}", n=n), _("Phase {n} begins", n=n)
        yield Field(row.title, title, optional=True, most=TITLE)
        yield Field(row.opens, opens, type="date", optional=True)
        yield Field(row.closes, _("Phase {n} ends", n=n), type="date", optional=True)
