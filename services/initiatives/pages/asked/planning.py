"""The forms in which those who steer an initiative ask departments and say what it lacks."""

from typing import Any

from chassis.pages.showing import SPOKEN, language_name
from chassis.web import caller
from chassis.words import _
from initiatives.domain.commitments import standing
from initiatives.domain.initiatives import Initiative
from initiatives.domain.needs import NewNeed
from initiatives.domain.proposals import NewCommitment
from initiatives.events.parts import Answer, CommitmentRole
from initiatives.pages.fields import Choices, Field
from initiatives.pages.forms import Asking
from initiatives.pages.parts import Parts
from initiatives.pages.pressing import seen_cause
from initiatives.pages.taken import AREA, AskForm, NeedForm
from initiatives.pages.words import RESOURCES, ROLES_ASKED
from initiatives.schemas.common import REASON, TITLE

Given = dict[str, Any]


def planning(parts: Parts) -> list[Asking]:
    """Return the forms of what an initiative asks for."""

    def ask(id: str, given: Given) -> None:
        names = ("department_id", "role", "what")
        new = NewCommitment(**{name: given[name] for name in names if name in given})
        parts.commitments.ask(caller(), seen_cause(given), id, new)

    def state(id: str, given: Given) -> None:
        names = ("title", "resource_type", "area")
        said = {name: given[name] for name in names if name in given}
        said |= {name: tuple(given.get(name, ())) for name in ("languages", "times")}
        parts.needs.state(caller(), seen_cause(given), id, NewNeed(**said))

    return [
        Asking(
            "/commitments/new",
            AskForm,
            _("Ask a department"),
            _("Ask it"),
            lambda initiative: _asked(initiative, parts),
            lambda may, _part: may.plan,
            ask,
            _("The department is told and answers itself; a no comes with a reason."),
            "commitments",
        ),
        Asking(
            "/needs/new",
            NeedForm,
            _("Say what is needed"),
            _("Say it"),
            lambda _initiative: _lacking(),
            lambda may, _part: may.plan,
            state,
            _("The offers of help that suit it are shown then. Everyone may read the need."),
            "needs",
        ),
    ]


def _asked(initiative: Initiative, parts: Parts) -> tuple[Field, ...]:
    can_be = can_be_asked(initiative, parts)
    leads = any(id == initiative.owner_department_id for id, _name in can_be)
    roles = [(role.value, told) for role, told in ROLES_ASKED.items()]
    roles += [(CommitmentRole.LEAD.value, _("It leads (the owning department alone)"))] * leads
    return (
        Field("departmentId", _("Department"), "select", choices=can_be),
        Field("role", _("What it does"), "choice", choices=roles, usual=roles[0][0]),
        Field("what", _("What you ask it for"), "area", optional=True, most=REASON),
    )


def can_be_asked(initiative: Initiative, parts: Parts) -> Choices:
    """Return the departments that were not asked yet, or have said no."""
    busy = {id for id, each in standing(initiative).items() if each.status is not Answer.DECLINED}
    return [(id, name) for id, name in parts.known.items() if id not in busy]


def _lacking() -> tuple[Field, ...]:
    spoken = [(lang, language_name(lang)) for lang in SPOKEN]
    types = [(each.value, told) for each, told in RESOURCES.items()]
    return (
        Field("title", _("What is needed, in a few words"), most=TITLE),
        Field("resourceType", _("What kind of help it is"), "select", choices=types),
        Field("languages", _("Languages that help"), "ticks", choices=spoken),
        Field("times", _("When in the week"), "week"),
        Field("area", _("Where"), hint=_("A part of town or a place"), optional=True, most=AREA),
    )
