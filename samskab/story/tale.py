"""How the example is told: one screen, with what there is to look at and to try."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from chassis.words import _
from samskab.client import Refused
from samskab.story.cast import ANSWERS, CONSULTANT, LEADER, MODERATOR, Players
from samskab.story.play.scene import Scene
from samskab.story.telling import Telling

Json = dict[str, Any]
MAIN_VOICE, ASKED_VOICE, DECLINED = "daughter", "nurse", "taxi"


@dataclass(frozen=True)
class Told:
    """What the story needs of the example once it has been played."""

    initiative: str
    journey: str
    idea: str
    declined: str
    offer: str
    code: str
    """The tracking code of the sentence that it began with."""
    asked: str
    """The tracking code of an offer that was asked for and waits for its giver's answer."""
    number: Json
    """What somebody writes and is refused."""

    @staticmethod
    def of(scene: Scene) -> "Told":
        """Return it from the example as it was played."""
        main = scene.content.initiatives[scene.content.main]
        used = next(each["offer"] for each in main["matches"] if "used" in each)
        return Told(
            initiative=scene.id("initiative", scene.content.main),
            journey=scene.id("journey", ""),
            idea=scene.id("voice", MAIN_VOICE),
            declined=scene.id("voice", DECLINED),
            offer=scene.id("voice", used),
            code=scene.codes[MAIN_VOICE],
            asked=scene.codes[ASKED_VOICE],
            number=scene.content.answers["refused"],
        )


def tale(players: Players, told: Told, telling: Telling) -> None:
    """Tell it."""
    Tale(players, told, telling).tell()


class Tale:
    """The story as it is told this time."""

    def __init__(self, players: Players, told: Told, telling: Telling) -> None:
        self.door, self.players = players.door, players
        self.told, self.telling = told, telling

    def tell(self) -> None:
        """Tell it from the beginning to the end."""
        self.telling.say(
            _("One red thread in Eksempelby (the town, its people and its figures are made up):")
        )
        self.the_thread()
        self.the_journey()
        self.the_department()
        self.the_givers()
        self.two_noes()
        self.try_it_yourself()

    def the_thread(self) -> None:
        """From what a mother said to a figure that everyone can see."""
        idea = self.get(f"/api/ideas/{self.told.idea}")
        initiative = self.get(f"/api/initiatives/{self.told.initiative}")
        indicator = initiative["indicators"][0]
        sentence = _(
            "“{sentence}”, said a mother in Arabic. It became “{initiative}”: {departments} "
            "departments said yes, a volunteer gave {hours} hours. {indicator}: from {before} to "
            "{now} {unit}. It is all on one page:",
            sentence=self.best(idea["title"]),
            initiative=self.best(initiative["title"]),
            departments=sum(each["status"] == "accepted" for each in initiative["commitments"]),
            hours=round(sum(each["amount"] for each in initiative["matches"])),
            indicator=self.best(indicator["name"]),
            before=round(indicator["baseline"]["value"]),
            now=round(indicator["measurements"][-1]["value"]),
            unit=self.best(indicator["unit"]),
        )
        self.telling.step(sentence, f"{self.door}/initiatives/{self.told.initiative}/thread")

    def the_journey(self) -> None:
        """The map that it is a part of."""
        journey = self.get(f"/api/journeys/{self.told.journey}")
        sentence = _(
            "The whole way that she and others go: {stages} stages, {steps} steps, {handoffs} "
            "hand-offs between departments:",
            stages=journey["stageCount"],
            steps=journey["stepCount"],
            handoffs=sum(each["crossDepartment"] for each in journey["handoffs"]),
        )
        self.telling.step(sentence, f"{self.door}/journeys/{self.told.journey}")

    def the_department(self) -> None:
        """What one department has promised, and what it has to answer."""
        sentence = _(
            "What {department} has promised, what is late, and what waits for an answer:",
            department=self.department,
        )
        self.telling.step(sentence, f"{self.door}/departments/{ANSWERS}")

    def the_givers(self) -> None:
        """Who offers something is found and asked; who gave something can follow it."""
        self.telling.step(
            _("Who can help in Arabic on a Tuesday evening?"),
            f"{self.door}/offers?language=ar&time=tuesday_evening",
        )
        self.telling.step(
            _(
                "Those who gave something follow it with nothing but a code, here: {link}",
                link=f"{self.door}/track",
            ),
            _("{code}  the mother sees what came of her sentence", code=self.told.code),
            _("{code}  a nurse is asked to help: answer for her", code=self.told.asked),
            _("Both have been told: {link}", link=f"{self.door}/inbox"),
        )

    def two_noes(self) -> None:
        """One idea is declined for a reason, and one text is kept nowhere."""
        try:
            self.players.portal.post("/api/ideas", self.told.number, once="example/number")
        except Refused as no:
            self.telling.step(
                _("A no has a reason that everyone can read, and a CPR number is kept nowhere:"),
                f"{self.door}/ideas/{self.told.declined}",
                str(no),
            )

    def try_it_yourself(self) -> None:
        """Where to go on."""
        door, links = self.door, self.players.links
        self.telling.say(
            _("Try it yourself:"),
            _("Give something: {link}", link=f"{door}/ideas/new"),
            _(
                "Every route: {docs}   How the parts are doing: {status}",
                docs=f"{door}/docs",
                status=f"{door}/status",
            ),
        )
        self.telling.say(
            _("Sign in, once, within ten minutes:"),
            _(
                "Answer for {department} as its leader: {link}",
                department=self.department,
                link=links[LEADER],
            ),
            _("Change the journey as a consultant: {link}", link=links[CONSULTANT]),
            _("Moderate: {link}", link=links[MODERATOR]),
        )

    @cached_property
    def department(self) -> str:
        """The name of the department that has something to answer."""
        return self.best(self.get(f"/api/departments/{ANSWERS}")["names"])

    def get(self, path: str) -> Json:
        """Return something that everyone may see."""
        found: Json = self.players.anyone.get(path).body
        return found

    def best(self, texts: list[dict[str, str]]) -> str:
        """Return a text in the language of the story, else as it was said."""
        known = {each["lang"]: each["text"] for each in texts}
        return known.get(self.telling.lang) or texts[0]["text"]
