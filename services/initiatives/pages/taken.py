"""What the forms of initiatives take."""

from marshmallow import fields, validate

from chassis.web import Id, Integer, LanguageField, Strict, String, TextsField, one_of
from initiatives.events.parts import CommitmentRole, Direction, Level, ResourceType, Unit
from initiatives.pages.fields import Named, Written
from initiatives.schemas.common import REASON, TIMES, WORDS, ids, short
from initiatives.schemas.parts import MOST_COUNTED, VALUE

PEOPLE = validate.Range(min=0)
AREA = 100


class Edited(Strict):
    """A form that says which edition its writer saw, and in which language it is written."""

    edition = Integer()
    language = LanguageField(required=True)


class StopForm(Edited):
    """Why it is stopped."""

    reason = TextsField(required=True, max_length=REASON)


class OperateForm(Edited):
    """Who runs it from now on."""

    operated_by = short(required=True)
    review_on = fields.Date(required=True)


class MeasureForm(Edited):
    """What was measured."""

    on = fields.Date(required=True)
    value = Written(required=True, validate=VALUE)
    n = Integer(validate=PEOPLE)
    note = TextsField(max_length=REASON)


class UseForm(Edited):
    """How much help was given."""

    amount = Written(required=True, validate=validate.Range(0, MOST_COUNTED, min_inclusive=False))
    unit = one_of(Unit, required=True)
    thanks = TextsField(max_length=REASON)


class MilestoneForm(Edited):
    """What is to be reached."""

    title = short(required=True)
    due = fields.Date(required=True)
    department_id = Id()


class WordsForm(Edited):
    """What is said of it."""

    title = short(required=True)
    problem = TextsField(max_length=WORDS)
    solution = TextsField(max_length=WORDS)
    contact = TextsField(max_length=REASON)


class AskForm(Edited):
    """Which department is asked, and for what."""

    department_id = Id(required=True)
    role = one_of(CommitmentRole, required=True)
    what = TextsField(max_length=REASON)


class NeedForm(Edited):
    """What is lacking."""

    title = short(required=True)
    resource_type = one_of(ResourceType, required=True)
    languages = fields.List(LanguageField(), validate=validate.Length(max=20))
    times = fields.List(
        String(validate=validate.OneOf(TIMES)), validate=validate.Length(max=len(TIMES))
    )
    area = String(max_length=AREA)


class IndicatorForm(Edited):
    """How an effect is to show."""

    name = short(required=True)
    unit = short(required=True)
    level = one_of(Level, required=True)
    direction = one_of(Direction, required=True)
    baseline_on = fields.Date(required=True)
    baseline_value = Written(required=True, validate=VALUE)
    baseline_n = Integer(validate=PEOPLE)
    target_on = fields.Date(required=True)
    target_value = Written(required=True, validate=VALUE)
    source = TextsField(max_length=REASON)
    goal_id = Id()
    step_ids = ids()
    idea_ids = ids()


class LinksForm(Edited):
    """What it grew from: what of that stays, and what comes to it."""

    opportunity_ids = ids()
    idea_ids = ids()
    step_ids = ids()
    goal_ids = ids()
    opportunity = Named("opportunity")
    idea = Named("idea")
    step = Named("step")
