"""What is shown of a red thread. Contents are shown as they are kept: in their public form."""

from typing import Any

from marshmallow import fields

from chassis.web import Shown, TextsField
from initiatives.actions.threads import Key, Thread


class _AsKept(fields.Nested):
    """A part that has its public form already."""

    def _serialize(  # type: ignore[override]  # marshmallow's own two differ in a name
        self, nested_obj: Any, attr: str | None, obj: Any, **_more: Any
    ) -> Any:
        return nested_obj


class KeyView(Shown):
    """A kind and an id."""

    kind = fields.Str()
    id = fields.Str()


class OfferOnThread(Shown):
    """What kind of help a contribution offers."""

    resource_type = fields.Str()
    area = fields.Str()
    status = fields.Str()


class PointOnThread(Shown):
    """A value on a day; `tooFew` where fewer than five people are behind it."""

    on = fields.Date()
    value = fields.Float()
    n = fields.Int()
    too_few = fields.Bool()


class ThingView(Shown):
    """One thing on a thread.

    Its kind and id, whether its contents are shown (`seen`), and where its owner answers for it;
    then the fields that a thing of its kind has.
    """

    kind = fields.Str()
    id = fields.Str()
    seen = fields.Bool()
    href = fields.Str()
    title = TextsField(max_length=500)
    body = TextsField(max_length=10_000)
    language = fields.Str()
    idea_kind = fields.Str()
    offer = fields.Nested(OfferOnThread)
    submitted_at = fields.Str()
    status = fields.Str()
    type = fields.Str()
    text = TextsField(max_length=10_000)
    collected_on = fields.Date()
    n = fields.Int()
    statement = TextsField(max_length=10_000)
    severity = fields.Int()
    question = TextsField(max_length=10_000)
    name = TextsField(max_length=500)
    summary = TextsField(max_length=10_000)
    action = TextsField(max_length=10_000)
    thought = TextsField(max_length=10_000)
    stage = TextsField(max_length=500)
    journey_id = fields.Str()
    moment_of_truth = fields.Bool()
    problem = TextsField(max_length=10_000)
    solution = TextsField(max_length=10_000)
    contact = TextsField(max_length=10_000)
    operated_by = TextsField(max_length=500)
    review_on = fields.Date()
    process_id = fields.Str()
    owner_department_id = fields.Str()
    updated_at = fields.Str()
    department_id = fields.Str()
    department = TextsField(max_length=500)
    role = fields.Str()
    what = fields.Raw(
        metadata={"description": "What a department promises, or the status decided on."}
    )
    reason = TextsField(max_length=10_000)
    asked_at = fields.Str()
    answered_at = fields.Str()
    due = fields.Date()
    done_at = fields.Str()
    need_id = fields.Str()
    need = TextsField(max_length=500)
    answer = fields.Str()
    amount = fields.Float()
    thanks = TextsField(max_length=10_000)
    level = fields.Str()
    unit = fields.Raw(metadata={"description": "What is counted: hours, things, or in words."})
    direction = fields.Str()
    baseline = fields.Nested(PointOnThread)
    target = fields.Nested(PointOnThread)
    source = TextsField(max_length=10_000)
    on = fields.Date()
    value = fields.Float()
    note = TextsField(max_length=10_000)
    too_few = fields.Bool()
    at = fields.Str()
    why = TextsField(max_length=10_000)


class LinkView(Shown):
    """How one thing led to another, or what it is about (`step`, `persona`)."""

    from_ = fields.Nested(KeyView, data_key="from")
    to = fields.Nested(KeyView)
    as_ = fields.Str(data_key="as")


class ThreadView(Shown):
    """All that is known here of how something came about and what came of it.

    `more` names the kinds of which there are more than are told.
    """

    about = _AsKept(KeyView)
    things = _AsKept(ThingView, many=True)
    links = _AsKept(LinkView, many=True)
    more = fields.List(fields.Str())


def told(thread: Thread) -> dict[str, Any]:
    """Return a thread as it is shown."""
    return {
        "about": _key(thread.about),
        "things": [
            {"kind": t.kind, "id": t.id, "seen": t.seen, "href": t.href, **(t.contents or {})}
            for t in thread.things
        ],
        "links": [
            {"from": _key(link.start), "to": _key(link.end), "as": link.meaning}
            for link in thread.links
        ],
        "more": list(thread.more),
    }


def _key(key: Key) -> dict[str, str]:
    kind, id = key
    return {"kind": kind, "id": id}
