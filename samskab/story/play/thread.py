"""The end of the example: the red thread can be seen from one end to the other."""

from chassis.words import _
from samskab.story.play.scene import Scene
from samskab.story.waiting import PATIENCE, soon

KINDS = {
    "idea",
    "evidence",
    "insight",
    "opportunity",
    "initiative",
    "step",
    "persona",
    "commitment",
    "milestone",
    "match",
    "indicator",
    "measurement",
}


def wait_for_all_of_it(scene: Scene) -> None:
    """Wait until every part has heard of all that belongs to the main thread."""
    path = f"/api/initiatives/{scene.id('initiative', scene.content.main)}/trace"

    def there() -> bool:
        things = scene.players.anyone.get(path).body["things"]
        used = any(each.get("answer") == "used" for each in things)
        return (
            used and all(each["seen"] for each in things) and {t["kind"] for t in things} >= KINDS
        )

    soon(there, _("The red thread is not whole after {seconds} s.", seconds=int(PATIENCE)))
