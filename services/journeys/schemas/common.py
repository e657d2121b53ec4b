"""Fields that several schemas share, how long texts may be, and what many views show."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, post_dump, validate

from chassis.web import (
    AggregateView,
    Id,
    Instant,
    LanguageField,
    Paged,
    Shown,
    Strict,
    String,
    as_kept,
)

TITLE, LINE, PASSAGE, BODY = 200, 500, 2_000, 10_000
MOST_IDS = 100


class Several(fields.List[Any]):
    """A list of ids, each once."""

    def __init__(self, **more: Any) -> None:
        length = more.pop("length", validate.Length(max=MOST_IDS))
        super().__init__(Id(), validate=length, **more)

    def _deserialize(self, *args: Any, **kwargs: Any) -> Any:
        return list(dict.fromkeys(super()._deserialize(*args, **kwargs)))


AT_LEAST_ONE = validate.Length(min=1, max=MOST_IDS)


def as_changed(given: Mapping[str, Any], *lists: str) -> dict[str, Any]:
    """Return the fields of a change; null empties a text or list and takes a value away."""
    kept = as_kept(given)
    return {name: () if value is None and name in lists else value for name, value in kept.items()}


class Spoken(Strict):
    """Something with texts: a bare string is in the `language` beside it."""

    language = LanguageField()


class Listing(Paged):
    """What every list can be asked for."""

    process = Id(metadata={"description": "Only those of this process."})
    department = Id(metadata={"description": "Only those that this department owns."})
    q = String(max_length=200, metadata={"description": "Only those with all of these words."})


class Seen(Shown):
    """What is shown of a thing; what there is none of is left out."""

    @post_dump
    def there(self, shown: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Leave out what has no value."""
        return {name: value for name, value in shown.items() if value is not None}


class OwnedView(Seen, AggregateView):
    """What everything that a department owns shows."""

    created_at = Instant()
    updated_at = Instant()
