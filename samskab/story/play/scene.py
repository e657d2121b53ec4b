"""What is there so far while the example is played: who plays, the day, and the ids made."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

from samskab.client import Client
from samskab.imports.progress import Progress
from samskab.imports.together import together
from samskab.story.cast import SOURCE, Players
from samskab.story.content import Content
from samskab.story.waiting import PATIENCE, persist

Json = dict[str, Any]
T = TypeVar("T")
SEVERAL_EVENTS = "application/cloudevents-batch+json"
NOT_YET = (404, 409, 422)
"""How a part refuses what depends on something that it has not heard of yet."""


@dataclass
class Scene:
    """The example as it is played this time."""

    players: Players
    content: Content
    day: date
    progress: Progress
    ids: dict[tuple[str, str], str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    """The tracking codes of the voices."""

    def on(self, days: int) -> str:
        """Return the date so many days after the first playing."""
        return (self.day + timedelta(days=days)).isoformat()

    def id(self, kind: str, key: str) -> str:
        """Return the id of something made before."""
        return self.ids[kind, key]

    def these(self, kind: str, keys: Iterable[str]) -> list[str]:
        """Return the ids of several."""
        return [self.ids[kind, key] for key in keys]

    def do(self, who: Client, path: str, body: Any, once: str) -> Json:
        """Do something, however often the story is told just once; return what there is then."""
        done: Json = who.post(path, body, once=f"example/{once}").body
        return done

    def do_soon(self, who: Client, path: str, body: Any, once: str) -> Json:
        """Do it as soon as the part that is asked has heard of all that it takes."""
        return persist(lambda: self.do(who, path, body, once), NOT_YET, PATIENCE)

    def event(self, name: str, type_: str, data: Json, at: str) -> Json:
        """Return an event of the portal on which the citizens of the example write."""
        return {
            "specversion": "1.0",
            "id": f"example/{name}",
            "source": SOURCE,
            "type": type_,
            "time": at,
            "datacontenttype": "application/json",
            "data": data,
        }

    def each(self, who: Client, do: Callable[[T], object], things: Iterable[T]) -> None:
        """Do it to several at once, where the order makes no difference; each is a step."""

        def one(thing: T) -> None:
            do(thing)
            self.progress.step()

        together(who, one, things)
