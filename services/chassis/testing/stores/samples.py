"""Documents and facts for the suite: made up, small, and alike in every test."""

from collections.abc import Sequence
from typing import Any

from chassis.stores import Body, Doc, Entry, Kind, Mark, Page, Store, Write
from chassis.stores.opening import open_store

IDEA = Kind(
    "idea",
    indexes=(("status", "at"), ("author.id", "n"), ("status", "author.id", "at"), ("n",)),
    multi=("tags", "stages.steps.id"),
    text=("title", "texts"),
)
NOTE = Kind("note")
KINDS = (IDEA, NOTE)
STATUSES = ("open", "done", "held")


def open_sample(url: str) -> Store:
    """Return the store at a URL, with the kinds of the suite."""
    return open_store(url, KINDS)


def at(n: int) -> str:
    """Return an instant of fixed width."""
    return f"2026-01-{1 + n // 24:02d}T{n % 24:02d}:00:00.000Z"


def idea(n: int, **more: Any) -> Body:
    """Return the n-th idea."""
    body = {
        "status": STATUSES[n % 3],
        "at": at(n),
        "n": n,
        "half": n / 2,
        "even": n % 2 == 0,
        "author": {"id": f"u{n % 5}"},
        "tags": ["ø", f"t{n % 4}"],
        "title": f"Grøn energi nummer {n}",
        "texts": [{"lang": "da", "text": f"Bussen til bakke {n % 7}"}],
    }
    return body | more


def fill(store: Store, count: int) -> list[str]:
    """Keep so many ideas and return their ids."""
    ids = [f"i{n:03d}" for n in range(count)]
    store.save_many([Write("idea", id, idea(n), 0) for n, id in enumerate(ids)])
    return ids


def ids(found: Page | Sequence[Doc]) -> list[str]:
    """Return the ids of what was found, in order."""
    return [doc.id for doc in (found.items if isinstance(found, Page) else found)]


def fact(id: str, revision: int, cause: str = "", day: int = 10, kind: str = "idea") -> Entry:
    """Return a fact of an aggregate; by default one of the tenth, with a cause of its own."""
    told = {"id": f"{id}.{revision}", "data": {"state": {"revision": revision}, "ø": [1, None]}}
    cause = cause or f"cause/{id}/{revision}"
    return Entry(kind, id, revision, cause, f"hash of {cause}", f"2026-01-{day:02d}", told)


def tell(store: Store, id: str, *days: int) -> None:
    """Keep an idea that one fact after another is told of, on these days."""
    for version, day in enumerate(days):
        store.save(Write("idea", id, {"n": version}, version, (fact(id, version + 1, day=day),)))


def mark(store: Store, topic: str, **places: tuple[int, int]) -> None:
    """Mark facts by id as found: the revision, and the place."""
    marks = {("idea", id, revision): Mark(topic, place) for id, (revision, place) in places.items()}
    store.mark_sent(marks)


def due(store: Store, topic: str, since: str = "2026-01-05", limit: int = 500) -> list[str]:
    """Return the facts to be sent, as `id.revision`, sorted."""
    return sorted(f"{each.id}.{each.revision}" for each in store.unsent(topic, since, limit))
