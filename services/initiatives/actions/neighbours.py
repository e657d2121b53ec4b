"""What others' things are called, as far as everyone may see them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chassis.changes import Text
from chassis.codec import load
from chassis.stores import Body, Condition, Store
from initiatives.actions.seeing import public
from initiatives.events.parts import Texts

TITLES = {"idea": "title", "opportunity": "question"}
PLACES = {"idea": "/ideas/{}", "opportunity": "/opportunities/{}"}


@dataclass(frozen=True)
class Called:
    """Something of another service: its name and address, or no name where it is not public."""

    kind: str
    id: str
    title: Texts = ()
    href: str = ""


@dataclass(frozen=True)
class Neighbours:
    """What we have heard of contributions, questions and steps of journeys."""

    store: Store

    def called(self, kind: str, ids: Iterable[str]) -> list[Called]:
        """Return what these are called, in their order."""
        wanted = list(dict.fromkeys(ids))
        found = dict(self._steps(wanted) if kind == "step" else self._things(kind, wanted))
        return [found.get(id) or Called(kind, id) for id in wanted]

    def _things(self, kind: str, ids: list[str]) -> Iterator[tuple[str, Called]]:
        for id, doc in (self.store.get_many(f"copy_{kind}", ids) if ids else {}).items():
            if public(doc.body):
                title = _texts(doc.body, TITLES[kind])
                yield id, Called(kind, id, title, PLACES[kind].format(id))

    def _steps(self, ids: list[str]) -> Iterator[tuple[str, Called]]:
        where: list[Condition] = [("stages.steps.id", "any", ids)]
        journeys = self.store.find("copy_journey", where, limit=len(ids)).items if ids else []
        for doc in journeys:
            for stage in doc.body.get("stages", ()) if public(doc.body) else ():
                for step in stage["steps"]:
                    href = f"/journeys/{doc.id}/steps/{step['id']}"
                    yield step["id"], Called("step", step["id"], _texts(step, "title"), href)


def _texts(body: Body, field: str) -> Texts:
    return tuple(load(Text, text) for text in body.get(field, ()))
