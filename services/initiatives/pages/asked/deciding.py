"""The forms in which an initiative is decided on, put into other words, and said no to."""

from collections.abc import Mapping
from typing import Any

from chassis.pages.showing import best
from chassis.web import caller, language
from chassis.words import _
from initiatives.domain.initiatives import Initiative
from initiatives.domain.parts import part
from initiatives.domain.proposals import InitiativeEdit
from initiatives.events.initiatives import Status
from initiatives.pages.fields import Field
from initiatives.pages.forms import Asking, these
from initiatives.pages.parts import Parts
from initiatives.pages.pressing import seen_cause
from initiatives.pages.rewording import reworded
from initiatives.pages.taken import OperateForm, StopForm, WordsForm
from initiatives.schemas.common import REASON, TITLE, WORDS

Given = dict[str, Any]
REASON_FIELD = Field("reason", _("The reason"), "area", most=REASON)
WORDS_FIELDS = (
    Field("title", _("Title"), most=TITLE),
    Field("problem", _("The problem"), "area", optional=True, most=WORDS),
    Field("solution", _("What we do about it"), "area", optional=True, most=WORDS),
    Field(
        "contact",
        _("Whom to ask"),
        "area",
        hint=_("An office or a function, never a private person. Givers of help are told it."),
        optional=True,
        most=REASON,
        rows=3,
    ),
)
NAMES = tuple(each.name for each in WORDS_FIELDS)


def deciding(parts: Parts) -> list[Asking]:
    """Return the forms of those who steer it."""

    def stop(id: str, given: Given) -> None:
        status, why = Status.STOPPED, given["reason"]
        parts.initiatives.advance(caller(), seen_cause(given), id, status, why)

    def operate(id: str, given: Given) -> None:
        by, on = given["operated_by"], given["review_on"]
        parts.initiatives.operate(caller(), seen_cause(given), id, by, on)

    def change(id: str, given: Given) -> None:
        before, lang = parts.initiatives.get(caller(), id), given["language"]
        said: dict[str, Any] = {
            n: reworded(getattr(before, n), lang, given.get(n, ())) for n in NAMES
        }
        parts.initiatives.change(caller(), seen_cause(given), id, InitiativeEdit(**said))

    return [
        Asking(
            "/stop",
            StopForm,
            _("Stop the initiative"),
            _("Stop it"),
            these(REASON_FIELD),
            lambda may, _part: may.stop,
            stop,
            _("Everyone who took part reads your reason, and help that was asked for is free."),
        ),
        Asking(
            "/operate",
            OperateForm,
            _("Put it into operation"),
            _("Put it into operation"),
            these(
                Field("operatedBy", _("Which function runs it from now on"), most=TITLE),
                Field("reviewOn", _("When it is looked at again"), type="date"),
            ),
            lambda may, _part: may.operate,
            operate,
        ),
        Asking(
            "/edit",
            WordsForm,
            _("Change the words"),
            _("Keep the words"),
            these(*WORDS_FIELDS),
            lambda may, _part: may.plan,
            change,
            usual=words_now,
        ),
    ]


def words_now(initiative: Initiative) -> Mapping[str, Any]:
    """Return the words as they are; those left as they are keep their translations."""
    return {name: best(getattr(initiative, name), language()).text for name in NAMES}


def declining(parts: Parts) -> Asking:
    """Return the form in which a department says no."""

    def decline(id: str, given: Given) -> None:
        asked, why = given["part_id"], given["reason"]
        parts.commitments.decline(caller(), seen_cause(given), id, asked, why)

    return Asking(
        "/commitments/<part_id>/decline",
        StopForm,
        _("Say no for your department"),
        _("Decline"),
        these(REASON_FIELD),
        lambda may, asked: may.answer(part(may.initiative.commitments, asked)),
        decline,
        _("The department that asked reads your reason, and everyone once it is public."),
        "commitments",
    )
