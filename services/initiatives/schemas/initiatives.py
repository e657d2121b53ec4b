"""What is taken when initiatives are proposed, changed, decided on and looked for."""

from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from chassis.web import Id, LanguageField, Paged, Strict, String, TextsField, as_kept, one_of
from chassis.words import _
from initiatives.actions.finding import Wanted
from initiatives.domain.initiatives import ACTIVE
from initiatives.domain.proposals import InitiativeEdit, NewCommitment, NewInitiative
from initiatives.events.initiatives import Status
from initiatives.events.parts import Answer, CommitmentRole
from initiatives.schemas.common import REASON, WORDS, Several, WhyIn, ids, short


class AskIn(Strict):
    """What a department is asked for."""

    department_id = Id(required=True)
    role = one_of(CommitmentRole, load_default=CommitmentRole.CONTRIBUTING)
    what = TextsField(max_length=REASON)
    language = LanguageField()


class NewCommitmentIn(AskIn):
    """What a department is asked for when something is proposed."""

    @post_load
    def made(self, given: dict[str, Any], **_: Any) -> NewCommitment:
        """Return it as the domain knows it."""
        return new_commitment(given)


class InitiativeEditIn(Strict):
    """What is to be otherwise; what is left out stays as it is.

    `contact` is whom to ask, and whom givers of help are to contact: an office or a function.
    """

    title = short()
    problem = TextsField(max_length=WORDS)
    solution = TextsField(max_length=WORDS)
    contact = TextsField(max_length=REASON)
    idea_ids = ids()
    opportunity_ids = ids()
    step_ids = ids()
    goal_ids = ids()
    language = LanguageField()


class NewInitiativeIn(InitiativeEditIn):
    """What is proposed. The department that leads it is asked, as are those in `commitments`.

    `departmentId` is the department that is to lead, one of the caller's; the first if left out.
    """

    title = short(required=True)
    process_id = Id()
    department_id = Id()
    commitments = fields.List(fields.Nested(NewCommitmentIn), validate=validate.Length(max=30))


class OperateIn(WhyIn):
    """Which function runs it from now on, and when it is looked at again."""

    operated_by = short(required=True)
    review_on = fields.Date(required=True)


class WantedIn(Strict):
    """Which initiatives are wanted."""

    department = Id(metadata={"description": "Only those this department has a part in."})
    role = Several(
        CommitmentRole,
        metadata={"description": "Only those in which it has this role, or one of these (a,b)."},
    )
    answer = one_of(
        Answer, metadata={"description": "Only those to which the department has said so."}
    )
    status = Several(
        Status,
        {"active": ACTIVE},
        metadata={"description": "Only those that stand so, or so (a,b); `active` has not ended."},
    )
    process = Id(metadata={"description": "Only those of this process."})
    opportunity = Id(metadata={"description": "Only those that answer this opportunity."})
    idea = Id(
        metadata={"description": "Only those that grew from it, ask for its help or measure it."}
    )
    step = Id(metadata={"description": "Only those about this step of a journey."})
    q = String(max_length=200, metadata={"description": "Only those with all of these words."})

    @validates_schema
    def check_department(self, given: dict[str, Any], **_more: Any) -> None:
        """Refuse a role or an answer of nobody."""
        for name in ("role", "answer"):
            if given.get(name) and not given.get("department"):
                raise ValidationError({name: [_("Say of which department.")]})


class InitiativeQuery(WantedIn, Paged):
    """Which initiatives to list."""


def new_initiative(given: dict[str, Any]) -> NewInitiative:
    """Return what was proposed as the domain knows it."""
    return NewInitiative(**as_kept(given))


def initiative_edit(given: dict[str, Any]) -> InitiativeEdit:
    """Return what is to be otherwise as the domain knows it."""
    return InitiativeEdit(**as_kept(given))


def wanted(given: dict[str, Any]) -> Wanted:
    """Return what is looked for as the actions know it."""
    said = dict(given)
    return Wanted(
        roles=said.pop("role", ()),
        statuses=said.pop("status", ()),
        words=said.pop("q", None),
        **said,
    )


def new_commitment(given: dict[str, Any]) -> NewCommitment:
    """Return what a department is asked for as the domain knows it."""
    return NewCommitment(**as_kept(given))
