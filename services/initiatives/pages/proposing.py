"""`/initiatives/new`: something is proposed, from a question, a contribution or a step."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from flask import Blueprint, redirect
from marshmallow import Schema, fields

from chassis.errors import Unfit
from chassis.pages import Form, fills
from chassis.pages.showing import best
from chassis.web import Id, TextsField, caller, cause, language, one_of
from chassis.words import _
from initiatives.actions.neighbours import Called
from initiatives.actions.processes import own_department
from initiatives.domain.proposals import NewCommitment, NewInitiative
from initiatives.events.parts import CommitmentRole
from initiatives.pages.asked.deciding import WORDS_FIELDS
from initiatives.pages.asked.linking import KINDS, naming
from initiatives.pages.fields import Choices, Field, Named, head, named
from initiatives.pages.parts import Parts
from initiatives.pages.taken import WordsForm
from initiatives.pages.words import ROLES_ASKED
from initiatives.schemas.common import REASON

PLAIN = ("title", "problem", "solution", "contact", "process_id", "department_id")


class ProposalForm(WordsForm):
    """What is proposed; for each department that is known it says whether it is asked."""

    process_id = Id()
    department_id = Id()
    opportunity = Named("opportunity")
    idea = Named("idea")
    step = Named("step")


def proposing_pages(parts: Parts) -> Blueprint:
    """Return the page on which something is proposed."""
    door = Blueprint("proposing", __name__, template_folder="../templates")

    @door.route("/initiatives/new", methods=["GET", "POST"])
    def propose() -> Any:
        """Propose to do something; only the departments that are asked see it so far."""
        caller().must("steer")

        @fills(
            form_for(parts),
            "initiatives/new.html",
            asked=lambda: tuple(_asked(parts)),
            usual=language,
            named=lambda: partial(things_named, parts),
        )
        def keep(**given: Any) -> Any:
            made = parts.initiatives.propose(caller(), cause(), proposal(parts, given))
            return redirect(f"/initiatives/{made.id}", 303)

        return keep()

    return door


def form_for(parts: Parts) -> type[Schema]:
    """Return the form, with two fields for each department."""
    made: dict[str, fields.Field[Any]] = {}
    for id in parts.departments.all():
        role, what = f"ask-{id}", f"what-{id}"
        made[role] = one_of(CommitmentRole, data_key=role)
        made[what] = TextsField(max_length=REASON, one_line=True, data_key=what)
    return ProposalForm.from_dict(made)


def proposal(parts: Parts, given: dict[str, Any]) -> NewInitiative:
    """Return what is proposed as the domain knows it; whoever leads is asked anyway."""
    said: dict[str, Any] = {name: given[name] for name in PLAIN if name in given}
    said |= {each.ids: given.get(kind, ()) for kind, each in KINDS.items()}
    owner = own_department(
        caller(), given.get("department_id"), parts.initiatives.processes.instance
    )
    asked = []
    for id, name in parts.known.items():
        role, what = given.get(f"ask-{id}"), given.get(f"what-{id}", ())
        if what and not role:
            raise Unfit("Say whether {department} is asked.", pointer=f"/ask-{id}", department=name)
        if role and id != owner:
            asked.append(NewCommitment(department_id=id, role=role, what=what))
    return NewInitiative(commitments=tuple(asked), **said)


def things_named(parts: Parts, form: Form) -> list[Called]:
    """Return what a form says that it grew from, so that it can be shown by name."""
    found: list[Called] = []
    for kind in KINDS:
        words = str(form.value(kind))[:1000].split()
        found += parts.others.called(kind, filter(None, (named(kind, each) for each in words)))
    return [each for each in found if each.title]


def own_departments(parts: Parts) -> Choices:
    """Return the departments that the caller steers for."""
    known = parts.known
    return [(id, known.get(id, id)) for id in caller().departments]


def open_processes(parts: Parts) -> Choices:
    """Return the processes that something can be proposed in."""
    found, _more = parts.processes.page(caller(), 100, None, "open")
    return [(each.id, best(each.title, language()).text) for each in found]


def _asked(parts: Parts) -> Iterator[Field]:
    yield from WORDS_FIELDS
    own = own_departments(parts)
    if len(own) > 1:
        yield Field("departmentId", _("Which department leads"), "select", choices=own)
    if processes := open_processes(parts):
        none = ("", _("No process: it stands alone"))
        label = _("The process that it belongs to")
        yield Field("processId", label, "select", choices=[none, *processes], optional=True)
    yield head(_("What it grew from"), _("This is how the red thread is tied."))
    yield from map(naming, KINDS)
    leads = own[0][0] if len(own) == 1 else ""
    others = {id: name for id, name in parts.known.items() if id != leads}
    if others:
        told = _("They see it at once and answer for themselves. Your own leads and is asked too.")
        yield head(_("Which departments are asked"), told)
    for id, name in others.items():
        yield from _of_department(id, name)


def _of_department(id: str, name: str) -> Iterator[Field]:
    roles = [("", _("Not asked")), *((role.value, told) for role, told in ROLES_ASKED.items())]
    yield Field(f"ask-{id}", name, "select", choices=roles, optional=True)
    label = _("What you ask {department} for", department=name)
    yield Field(f"what-{id}", label, optional=True, most=REASON)
