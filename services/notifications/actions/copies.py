"""The newest copies of what others own: what a message may say follows from them, whenever read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chassis.stores import Store
from notifications.domain.messages import Message

Copy = Mapping[str, Any]
NOTHING: Copy = {}


@dataclass(frozen=True)
class Copies:
    """Some copies, by kind and id."""

    found: Mapping[tuple[str, str], Copy]

    def kept(self, kind: str, id: str) -> Copy:
        """Return what we keep of it, even if that is little; nothing where there is no copy."""
        return self.found.get((kind, id), NOTHING)

    def public(self, kind: str, id: str) -> Copy:
        """Return it if everyone may see it now, else nothing."""
        copy = self.kept(kind, id)
        shown = copy.get("visibility") == "public" and not copy.get("withheld")
        return copy if shown else NOTHING


def around(store: Store, messages: Sequence[Message]) -> Copies:
    """Return the copies of all that these messages speak of."""
    found = dict[tuple[str, str], Copy]()

    def fetch(kind: str, ids: Iterable[str]) -> None:
        wanted = sorted(set(filter(None, ids)))
        docs = store.get_many(f"copy_{kind}", wanted) if wanted else {}
        found.update({(kind, id): doc.body for id, doc in docs.items()})

    fetch("idea", [each.idea for each in messages])
    fetch("evidence", [each.about for each in messages if each.kind == "evidence"])
    fetch("initiative", [each.of_initiative for each in messages])
    initiatives = [copy for (kind, _), copy in found.items() if kind == "initiative"]
    told = [each.department for each in messages]
    fetch("department", [*told, *_departments(initiatives)])
    return Copies(found)


def _departments(initiatives: Sequence[Copy]) -> Iterable[str]:
    for each in initiatives:
        yield each["ownerDepartmentId"]
        yield from (asked["departmentId"] for asked in each.get("commitments", ()))
