"""What happens in the story, step by step, each step done once however often it is told."""

from dataclasses import dataclass
from typing import Any

from chassis.words import _
from samskab.client import Refused
from samskab.story import made_up
from samskab.story.cast import SOURCE, Players
from samskab.story.telling import Telling
from samskab.story.waiting import PATIENCE, soon

Json = dict[str, Any]
ONE_EVENT = "application/cloudevents+json"


@dataclass
class Play:
    """The story as it is played this time."""

    players: Players
    telling: Telling

    def play(self) -> None:
        """Play it from the beginning to the end."""
        self.telling.say(_("How an idea finds its way (everybody here is made up):"))
        call = self.the_municipality_asks()
        handed = self.anna_answers_on_a_portal(call)
        self.her_idea_arrives(handed)
        self.a_moderator_lets_everyone_see_it(handed)
        self.neighbours_agree(handed, call)
        omars = self.omar_gets_a_no(call)
        self.both_are_told(handed, omars)
        self.a_number_is_refused()
        self.try_it_yourself(handed)

    def the_municipality_asks(self) -> Json:
        """A department opens a call."""
        call: Json = self.players.moderator.post("/api/calls", made_up.CALL, once="story/call").body
        self.telling.step(
            _("The municipality asks: “{title}”.", title=self.title(call)),
            f"{self.players.door}/ideas?call={call['id']}",
        )
        return call

    def anna_answers_on_a_portal(self, call: Json) -> Json:
        """A citizen's portal hands in what Anna wrote, as an event."""
        data = made_up.BENCHES | {"callId": call["id"], "reference": made_up.ANNA}
        event = self.event("benches", "dk.samskab.intake.idea.v1", data)
        handed: Json = self.players.portal.post("/events", event, kind=ONE_EVENT).body
        self.telling.step(
            _("Anna writes on her school's portal, which hands it in as an event (POST /events)."),
            _("Her tracking code: {code}", code=handed["trackingCode"]),
            _("With it she sees what has become of it: {link}", link=f"{self.players.door}/track"),
        )
        return handed

    def her_idea_arrives(self, handed: Json) -> None:
        """The receipt says that it has arrived."""
        path = f"/api/receipts/{handed['ideaId']}"
        soon(
            lambda: self.players.portal.get(path).body["status"] != "not_arrived",
            _("Anna's idea has not arrived after {seconds} s.", seconds=int(PATIENCE)),
        )
        code = handed["trackingCode"]
        self.telling.step(
            _("It is checked for CPR numbers and taken in. The portal has a receipt:"),
            f"curl -H 'X-Tracking-Code: {code}' {self.players.door}{path}",
        )
        asked = {
            "trackingCode": code,
            "email": made_up.ADDRESS,
            "language": "da",
        }
        self.players.anyone.post("/api/subscriptions", asked, once="story/subscription")
        self.telling.step(
            _(
                "Anna wants news by e-mail, at {address}. First she has to say yes in the mail "
                "that she gets; here mails are files in the data folder, under mail.",
                address=made_up.ADDRESS,
            )
        )

    def a_moderator_lets_everyone_see_it(self, handed: Json) -> None:
        """It is published."""
        idea = self.moderate(handed["ideaId"], "publish")
        self.telling.step(
            _("A moderator lets everyone see “{title}”.", title=self.title(idea)),
            f"{self.players.door}/ideas/{handed['ideaId']}",
        )

    def neighbours_agree(self, handed: Json, call: Json) -> None:
        """Three neighbours support it, and everyone sees how many."""
        for who in made_up.NEIGHBOURS:
            data = {
                "ideaId": handed["ideaId"],
                "processId": call["processId"],
                "reference": who,
                "stance": "agree",
            }
            event = self.event(f"support/{who}", "dk.samskab.intake.support.v1", data)
            self.players.portal.post("/events", event, kind=ONE_EVENT)
        path, n = f"/api/ideas/{handed['ideaId']}", len(made_up.NEIGHBOURS)
        soon(
            lambda: self.players.anyone.get(path).body["tally"]["agree"] >= n,
            _("The supports are not counted after {seconds} s.", seconds=int(PATIENCE)),
        )
        self.telling.step(_("Three neighbours agree with her; each counts once."))

    def omar_gets_a_no(self, call: Json) -> Json:
        """Another idea is declined, in public and with a reason."""
        body = made_up.BRIDGE | {"callId": call["id"], "reference": made_up.OMAR}
        handed: Json = self.players.portal.post("/api/ideas", body, once="story/bridge").body
        self.moderate(handed["id"], "publish")
        self.moderate(handed["id"], "decline", {"reason": made_up.NO_BRIDGE})
        self.telling.step(
            _(
                "Omar's idea “{title}” gets a no, with a reason that everyone can read.",
                title=self.title(handed),
            ),
            f"{self.players.door}/ideas/{handed['id']}",
            _("His tracking code: {code}", code=handed["trackingCode"]),
        )
        return {"ideaId": handed["id"], "trackingCode": handed["trackingCode"]}

    def both_are_told(self, annas: Json, omars: Json) -> None:
        """Each finds in the inbox what happened to what they gave."""
        lines = self.told("Anna", annas, 2) + self.told("Omar", omars, 3)
        self.telling.step(
            _(
                "Both are told, each in an inbox that opens with the code: {link}",
                link=f"{self.players.door}/inbox",
            ),
            *lines,
        )

    def told(self, name: str, its: Json, n: int) -> list[str]:
        """Return what somebody finds in the inbox, the oldest first, once it is n messages."""

        def messages() -> list[Json]:
            asked = {"trackingCode": its["trackingCode"]}
            items: list[Json] = self.players.anyone.post("/api/inbox", asked).body["items"]
            return items if len(items) >= n else []

        late = _("{name} has not been told after {seconds} s.", name=name, seconds=int(PATIENCE))
        return [f"{name}: {each['subject']}" for each in reversed(soon(messages, late))]

    def a_number_is_refused(self) -> None:
        """Somebody writes a CPR number; nothing of it is kept."""
        try:
            self.players.portal.post("/api/ideas", made_up.NUMBER, once="story/number")
        except Refused as no:
            self.telling.step(
                _("Somebody writes a CPR number. It is refused and kept nowhere:"), str(no)
            )

    def try_it_yourself(self, handed: Json) -> None:
        """Where to go on."""
        door = self.players.door
        lines = [
            _("Give an idea: {link}", link=f"{door}/ideas/new"),
            _("Follow Anna's ({code}): {link}", code=handed["trackingCode"], link=f"{door}/track"),
            _("What is asked and answered: {link}", link=f"{door}/ideas"),
            _("Every route, to try out: {link}", link=f"{door}/docs"),
            _("How the parts are doing: {link}", link=f"{door}/status"),
        ]
        if self.players.link:
            lines.append(
                _("Be a moderator (good once, for ten minutes): {link}", link=self.players.link)
            )
        self.telling.say(_("Try it yourself:"), *lines)

    def moderate(self, id: str, verb: str, body: Json | None = None) -> Json:
        """Have the moderator answer an idea; done once."""
        path = f"/api/ideas/{id}/{verb}"
        answered: Json = self.players.moderator.post(path, body, once=f"story/{id}/{verb}").body
        return answered

    def event(self, name: str, type_: str, data: Json) -> Json:
        """Return an event of the portal in the story."""
        return {
            "specversion": "1.0",
            "id": f"story/{name}",
            "source": SOURCE,
            "type": type_,
            "datacontenttype": "application/json",
            "data": data,
        }

    def title(self, thing: Json) -> str:
        """Return the title of something in the language of the story."""
        texts = {each["lang"]: each["text"] for each in thing["title"]}
        return str(texts.get(self.telling.lang) or thing["title"][0]["text"])
