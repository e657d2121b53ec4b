"""Offers of help in an initiative: asked for, answered by their givers, used and thanked for."""

from typing import Protocol

from chassis.words import _
from samskab.story.content import Said, texts
from samskab.story.play.scene import Json, Scene
from samskab.story.waiting import PATIENCE, soon

ANSWERS = ("confirm", "refuse")


class Acts(Protocol):
    """An initiative as the department that leads it acts for it."""

    id: str
    said: Said
    scene: Scene

    def do(self, what: str, body: Json | None = None, name: str = "") -> Json:
        """Do something with it."""

    def do_soon(self, what: str, body: Json, name: str = "") -> Json:
        """Do it as soon as enough is known of the offer."""


def get_help(acts: Acts) -> None:
    """It is said what is lacking, and those who offer it are asked."""
    needs = {
        key: acts.do("needs", _need(said), f"needs/{key}")["madeId"]
        for key, said in acts.said.get("needs", {}).items()
    }
    for said in acts.said.get("matches", ()):
        offer = acts.scene.id("voice", said["offer"])
        asked = {"needId": needs[said["need"]], "ideaId": offer}
        match = acts.do_soon("matches", asked, f"matches/{said['offer']}")["madeId"]
        if answer := said.get("giver"):
            _answer(acts.scene, said["offer"], match, answer)
        if "used" in said:
            amount, unit = said["used"]
            used = {"amount": amount, "unit": unit, "thanks": texts(said["thanks"])}
            acts.do_soon(f"matches/{match}/use", used)


def _need(said: Said) -> Json:
    body: Json = {"title": texts(said["title"]), "resourceType": said["type"]}
    return body | {name: said[name] for name in ("languages", "times", "area") if name in said}


def _answer(scene: Scene, key: str, match: str, answer: str) -> None:
    """The giver says yes or no, with nothing but the tracking code."""
    anyone, path = scene.players.anyone, f"/api/offers/{scene.id('voice', key)}"

    def asked() -> bool:
        asks = anyone.get(path).body["offer"]["asks"]
        return any(each["id"] == match for each in asks)

    soon(asked, _("The offer is not asked for after {seconds} s.", seconds=int(PATIENCE)))
    body = {"trackingCode": scene.codes[key], "matchId": match}
    scene.do(anyone, f"/api/track/{answer}", body, f"{key}/{answer}")
