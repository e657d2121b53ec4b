"""What is taken and shown of processes."""

from typing import Any

from marshmallow import fields, post_load, validate

from chassis.web import (
    AggregateView,
    Id,
    Instant,
    LanguageField,
    Paged,
    SeveralTexts,
    Shown,
    Strict,
    String,
    TextsField,
    as_kept,
    one_of,
)
from initiatives.domain.processes import ProcessStatus
from initiatives.domain.proposals import NewGoal, NewProcess, ProcessEdit
from initiatives.events.processes import CocreationType, Party, Phase, Promise
from initiatives.schemas.common import REASON, TITLE, WORDS, short

KEY = validate.Regexp(r"[a-z0-9][a-z0-9_-]{0,49}\Z")
ROLES = ("lead", "contributing", "informed")


class ProcessQuery(Paged):
    """Which processes to list."""

    status = one_of(ProcessStatus, metadata={"description": "Only those that stand so."})


class GoalIn(Strict):
    """What the process wants to reach; with its `id` it is one that is there, in new words."""

    id = Id()
    title = short(required=True)
    language = LanguageField()

    @post_load
    def made(self, given: dict[str, Any], **_: Any) -> NewGoal:
        """Return it as the domain knows it."""
        return NewGoal(**as_kept(given))


class PhaseIn(Strict):
    """A part of the process; its `key` is a word of your own."""

    key = String(required=True, max_length=50, validate=KEY)
    title = short(required=True)
    language = LanguageField()
    opens_on = fields.Date()
    closes_on = fields.Date()

    @post_load
    def made(self, given: dict[str, Any], **_: Any) -> Phase:
        """Return it as the domain knows it."""
        return Phase(**as_kept(given))


class PartyIn(Strict):
    """A department that takes part."""

    department_id = Id(required=True)
    role = String(load_default="contributing", validate=validate.OneOf(ROLES))

    @post_load
    def made(self, given: dict[str, Any], **_: Any) -> Party:
        """Return it as the domain knows it."""
        return Party(**given)


class ProcessEditIn(Strict):
    """What is to be otherwise; what is left out stays as it is."""

    title = short()
    challenge = TextsField(max_length=WORDS)
    type = one_of(CocreationType)
    promise = one_of(Promise)
    promise_text = TextsField(max_length=REASON)
    target_groups = SeveralTexts(max_length=TITLE, most=30, one_line=True)
    goals = fields.List(fields.Nested(GoalIn), validate=validate.Length(max=30))
    phases = fields.List(fields.Nested(PhaseIn), validate=validate.Length(max=30))
    parties = fields.List(fields.Nested(PartyIn), validate=validate.Length(max=60))
    languages = fields.List(LanguageField(), validate=validate.Length(max=30))
    language = LanguageField()


class NewProcessIn(ProcessEditIn):
    """What a department invites others to solve together.

    `departmentId` is the department that leads it, one of the caller's; the first if left out.
    """

    title = short(required=True)
    challenge = TextsField(required=True, max_length=WORDS)
    type = one_of(CocreationType, required=True)
    promise = one_of(Promise, required=True)
    department_id = Id()


class PhaseBegins(Strict):
    """The key of the phase that begins."""

    phase = String(required=True, max_length=50)


class GoalView(Shown):
    """What the process wants to reach."""

    id = fields.Str()
    title = TextsField(max_length=TITLE)


class PhaseView(Shown):
    """A part of the process."""

    key = fields.Str()
    title = TextsField(max_length=TITLE)
    opens_on = fields.Date()
    closes_on = fields.Date()


class PartyView(Shown):
    """A department that takes part."""

    department_id = fields.Str()
    role = fields.Str()


class ProcessView(AggregateView):
    """A process as everyone sees it."""

    status = one_of(ProcessStatus)
    created_at = Instant()
    updated_at = Instant()
    title = TextsField(max_length=TITLE)
    challenge = TextsField(max_length=WORDS)
    type = one_of(CocreationType)
    promise = one_of(Promise)
    promise_text = TextsField(max_length=REASON)
    target_groups = fields.List(TextsField(max_length=TITLE))
    goals = fields.List(fields.Nested(GoalView))
    phases = fields.List(fields.Nested(PhaseView))
    phase = fields.Str()
    parties = fields.List(fields.Nested(PartyView))
    languages = fields.List(fields.Str())


def new_process(given: dict[str, Any]) -> NewProcess:
    """Return what was sent as the domain knows it."""
    return NewProcess(**as_kept(given))


def process_edit(given: dict[str, Any]) -> ProcessEdit:
    """Return what is to be otherwise as the domain knows it."""
    return ProcessEdit(**as_kept(given))
