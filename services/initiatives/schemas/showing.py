"""How initiatives are shown, and what is said of them besides."""

from typing import Any

from marshmallow import fields

from chassis.web import AggregateView, Instant, Shown, TextsField, one_of
from initiatives.actions.seeing import Given, Seen
from initiatives.domain.indicators import few, progress
from initiatives.events.initiatives import Status
from initiatives.events.parts import Indicator, Measurement, Milestone, Point
from initiatives.schemas.common import REASON, TITLE, WORDS
from initiatives.schemas.views import (
    CommitmentView,
    DecisionView,
    IndicatorView,
    MatchView,
    MilestoneView,
    NeedView,
)


class InitiativeView(AggregateView):
    """An initiative as a caller who may see it sees it."""

    status = one_of(Status)
    created_at = Instant()
    updated_at = Instant()
    title = TextsField(max_length=TITLE)
    problem = TextsField(max_length=WORDS)
    solution = TextsField(max_length=WORDS)
    contact = TextsField(max_length=REASON)
    idea_ids = fields.List(fields.Str())
    opportunity_ids = fields.List(fields.Str())
    step_ids = fields.List(fields.Str())
    goal_ids = fields.List(fields.Str())
    commitments = fields.List(fields.Nested(CommitmentView))
    milestones = fields.List(fields.Nested(MilestoneView))
    needs = fields.List(fields.Nested(NeedView))
    matches = fields.List(fields.Nested(MatchView))
    indicators = fields.List(fields.Nested(IndicatorView))
    decisions = fields.List(fields.Nested(DecisionView))
    operated_by = TextsField(max_length=TITLE)
    review_on = fields.Date()
    overdue = fields.Int(metadata={"description": "How many milestones are overdue."})


class WithPartView(InitiativeView):
    """An initiative with a part just made; `madeId` is the id of that part."""

    made_id = fields.Str()


class ReasonView(Shown):
    """Why an offer suits: in `language`, `time`, `area` or `type`, and the words both have."""

    code = fields.Str()
    words = fields.List(fields.Str())


class OfferedView(Shown):
    """What is offered."""

    resource_type = fields.Str()
    languages = fields.List(fields.Str())
    times = fields.List(fields.Str())
    area = fields.Str()
    availability = fields.Str()
    valid_from = fields.Str()
    valid_to = fields.Str()


class SuggestionView(Shown):
    """An offer of help that suits a need, and why."""

    idea_id = fields.Str()
    title = TextsField(max_length=TITLE)
    body = TextsField(max_length=WORDS)
    language = fields.Str()
    offer = fields.Nested(OfferedView)
    reasons = fields.List(fields.Nested(ReasonView))


class SuggestionsView(Shown):
    """Offers that suit a need, the best first."""

    items = fields.List(fields.Nested(SuggestionView))


class CountsView(Shown):
    """How many initiatives there are, in all and by status."""

    total = fields.Int()
    by_status = fields.Dict(keys=fields.Str(), values=fields.Int())


def shown(seen: Seen, made_id: str | None = None) -> dict[str, Any]:
    """Return an initiative as it is shown."""
    late = {each.id for each in seen.overdue}
    more: dict[str, Any] = {
        "milestones": [_milestone(each, late) for each in seen.initiative.milestones],
        "matches": [_match(each) for each in seen.given],
        "indicators": [_indicator(each) for each in seen.initiative.indicators],
        "overdue": len(late),
    }
    return vars(seen.initiative) | more | ({"made_id": made_id} if made_id else {})


def _milestone(milestone: Milestone, late: set[str]) -> dict[str, Any]:
    return vars(milestone) | {"overdue": milestone.id in late}


def _match(given: Given) -> dict[str, Any]:
    more: dict[str, Any] = {"answer": given.said, "answered_at": given.answered_at}
    return vars(given.match) | more | ({"title": given.title} if given.title else {})


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return vars(indicator) | {
        "baseline": _point(indicator.baseline),
        "measurements": [_point(each) for each in indicator.measurements],
        "progress": progress(indicator),
    }


def _point(point: Point | Measurement) -> dict[str, Any]:
    """Return a value without what is not there, so that nobody takes nothing for a number."""
    told = {name: value for name, value in vars(point).items() if value is not None}
    return told | {"too_few": point.value is None or few(point.n)}
