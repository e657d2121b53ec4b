"""What is taken of the parts of an initiative: milestones, needs, matches, indicators."""

from typing import Any

from marshmallow import fields, post_load, validate

from chassis.web import Id, Integer, LanguageField, Strict, String, TextsField, as_kept, one_of
from initiatives.domain.indicators import NewIndicator, Value
from initiatives.domain.milestones import NewMilestone
from initiatives.domain.needs import NewNeed
from initiatives.events.parts import Direction, Level, ResourceType, Unit
from initiatives.schemas.common import REASON, TIMES, Number, ids, short

MOST_COUNTED, MOST_VALUE = 100_000, 1e15
VALUE = validate.Range(-MOST_VALUE, MOST_VALUE)


class NewMilestoneIn(Strict):
    """What is to be reached by a day, by the department that leads unless it says so."""

    title = short(required=True)
    due = fields.Date(required=True)
    department_id = Id()
    language = LanguageField()


class NewNeedIn(Strict):
    """What is lacking, said so that an offer of help can be found."""

    title = short(required=True)
    resource_type = one_of(ResourceType, required=True)
    languages = fields.List(LanguageField(), validate=validate.Length(max=20))
    times = fields.List(
        String(validate=validate.OneOf(TIMES)), validate=validate.Length(max=len(TIMES))
    )
    area = String(max_length=100)
    language = LanguageField()


class NewMatchIn(Strict):
    """Whose help is asked for what."""

    need_id = Id(required=True)
    idea_id = Id(required=True)


class UseIn(Strict):
    """How much help was given this time, and thanks for it."""

    amount = Number(required=True, validate=validate.Range(0, MOST_COUNTED, min_inclusive=False))
    unit = one_of(Unit, required=True)
    thanks = TextsField(max_length=REASON)
    language = LanguageField()


class PointIn(Strict):
    """A value on a day."""

    on = fields.Date(required=True)
    value = Number(required=True, validate=VALUE)

    @post_load
    def made(self, given: dict[str, Any], **_: Any) -> Value:
        """Return it as the domain knows it."""
        return Value(**given)


class BaselineIn(PointIn):
    """Where it began; `n` is how many people are behind it, left out where none are counted."""

    n = Integer(validate=validate.Range(min=0))


class NewIndicatorIn(Strict):
    """How it shows that something has become better."""

    name = short(required=True)
    level = one_of(Level, load_default=Level.OUTCOME)
    unit = short(required=True)
    direction = one_of(Direction, load_default=Direction.UP)
    baseline = fields.Nested(BaselineIn, required=True)
    target = fields.Nested(PointIn, required=True)
    source = TextsField(max_length=REASON)
    goal_id = Id()
    step_ids = ids()
    idea_ids = ids()
    language = LanguageField()


class MeasurementIn(Strict):
    """What was measured; `n` is how many people are behind it, left out where none are counted.

    With fewer than five others see the day alone.
    """

    on = fields.Date(required=True)
    value = Number(required=True, validate=VALUE)
    n = Integer(validate=validate.Range(min=0))
    note = TextsField(max_length=REASON)
    language = LanguageField()


def new_milestone(given: dict[str, Any]) -> NewMilestone:
    """Return it as the domain knows it."""
    return NewMilestone(**as_kept(given))


def new_need(given: dict[str, Any]) -> NewNeed:
    """Return it as the domain knows it."""
    return NewNeed(**as_kept(given))


def new_indicator(given: dict[str, Any]) -> NewIndicator:
    """Return it as the domain knows it."""
    return NewIndicator(**as_kept(given))


def measured(given: dict[str, Any]) -> Value:
    """Return it as the domain knows it."""
    return Value(**as_kept(given))
