"""How the parts of an initiative are shown."""

from marshmallow import fields

from chassis.web import Instant, Shown, TextsField, one_of
from initiatives.domain.matches import Said
from initiatives.events.parts import (
    Answer,
    CommitmentRole,
    Direction,
    Level,
    ResourceType,
    Unit,
)
from initiatives.schemas.common import REASON, TITLE


class CommitmentView(Shown):
    """What one department is asked for, and what it said."""

    id = fields.Str()
    department_id = fields.Str()
    role = one_of(CommitmentRole)
    what = TextsField(max_length=REASON)
    status = one_of(Answer)
    reason = TextsField(max_length=REASON)
    asked_at = Instant()
    answered_at = Instant()


class MilestoneView(Shown):
    """What is to be reached by a day."""

    id = fields.Str()
    title = TextsField(max_length=TITLE)
    department_id = fields.Str()
    due = fields.Date()
    done_at = Instant()
    overdue = fields.Bool()


class NeedView(Shown):
    """What is lacking."""

    id = fields.Str()
    title = TextsField(max_length=TITLE)
    resource_type = one_of(ResourceType)
    languages = fields.List(fields.Str())
    times = fields.List(fields.Str())
    area = fields.Str()
    closed = fields.Bool()


class MatchView(Shown):
    """An offer of help that was asked for; `answer` is what its giver has said.

    Without `title` the offer may not be seen any more, or has not been heard of yet.
    """

    id = fields.Str()
    need_id = fields.Str()
    idea_id = fields.Str()
    status = fields.Str()
    asked_at = Instant()
    amount = fields.Float()
    unit = one_of(Unit)
    thanks = TextsField(max_length=REASON)
    answer = one_of(Said)
    answered_at = Instant()
    title = TextsField(max_length=TITLE)


class PointView(Shown):
    """A value on a day; with `tooFew` it is shown only to those who work with it, if at all."""

    on = fields.Date()
    value = fields.Float()
    n = fields.Int()
    too_few = fields.Bool()


class MeasurementView(PointView):
    """What was measured."""

    id = fields.Str()
    note = TextsField(max_length=REASON)


class IndicatorView(Shown):
    """How it shows that something has become better.

    `progress` is how much of the way from baseline to target is done: 0 at the start, 1 at the
    end, below 0 if it has become worse.
    """

    id = fields.Str()
    name = TextsField(max_length=TITLE)
    level = one_of(Level)
    unit = TextsField(max_length=TITLE)
    direction = one_of(Direction)
    baseline = fields.Nested(PointView)
    target = fields.Nested(PointView)
    source = TextsField(max_length=REASON)
    goal_id = fields.Str()
    step_ids = fields.List(fields.Str())
    idea_ids = fields.List(fields.Str())
    measurements = fields.List(fields.Nested(MeasurementView))
    progress = fields.Float()


class DecisionView(Shown):
    """What was decided, by which role of which department, and why."""

    at = Instant()
    what = fields.Str()
    why = TextsField(max_length=REASON)
    role = fields.Str()
    department_id = fields.Str()
