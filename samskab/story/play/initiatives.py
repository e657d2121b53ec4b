"""The fourth act: departments commit, try, measure and sometimes stop."""

from samskab.client import Client
from samskab.story.content import Content, Said, texts
from samskab.story.play.helping import get_help
from samskab.story.play.scene import Json, Scene

CONTRIBUTING, LEAD = "contributing", "lead"
WAY = ("prioritised", "approved", "testing", "implementing", "in_operation", "evaluated", "spread")
VERBS = {"testing": "test", "implementing": "implement", "evaluated": "evaluate"}
VERBS |= {"prioritised": "prioritise", "spread": "spread"}


def length(content: Content) -> int:
    """Return in how many steps it is played."""
    return len(content.initiatives)


def play(scene: Scene) -> None:
    """Play it: every initiative on its own."""
    leader = scene.players.leader("kommune")
    scene.each(leader, lambda key: Initiative(scene, key).play(), scene.content.initiatives)


class Initiative:
    """One initiative, from the proposal to where it stands."""

    def __init__(self, scene: Scene, key: str) -> None:
        self.scene, self.key = scene, key
        self.said: Said = scene.content.initiatives[key]
        self.lead = scene.players.leader(self.said["lead"])
        self.id = ""

    def play(self) -> None:
        """Play it, each step by the department that takes it."""
        made = self.propose()
        indicator = self.prepare()
        reached = self.said.get("from", self.said["status"])
        way = WAY[: WAY.index(reached) + 1] if reached in WAY else ()
        if "prioritised" in way:
            self.go_on("prioritised")
        self.answer(made)
        get_help(self)
        for status in way:
            if status == "in_operation":
                self.operate()
            elif status == "evaluated":
                self.measure(indicator)
                self.go_on(status)
            elif status in VERBS and status != "prioritised":
                self.go_on(status)
        if "evaluated" not in way:
            self.measure(indicator)
        if "stopped" in self.said:
            self.do("stop", {"reason": texts(self.said["stopped"])})

    def propose(self) -> Json:
        """A leader proposes it, for reasons that are linked, and lets everyone see it."""
        scene, said = self.scene, self.said
        body: Json = {n: texts(said[n]) for n in ("title", "problem", "solution", "contact")}
        body |= {
            "ideaIds": scene.these("voice", said["ideas"]),
            "opportunityIds": scene.these("opportunity", said["opportunities"]),
            "stepIds": scene.these("step", said["at"]),
            "goalIds": scene.these("goal", said["goals"]),
            "processId": scene.id("process", ""),
            "departmentId": scene.players.id(said["lead"]),
            "commitments": [self._asked(each) for each in said["departments"]],
        }
        made = scene.do(self.lead, "/api/initiatives", body, f"initiative/{self.key}")
        self.id = scene.ids["initiative", self.key] = made["id"]
        self.do("publish")
        return made

    def _asked(self, department: str) -> Json:
        said = self.said["departments"][department]
        role = LEAD if department == self.said["lead"] else said.get("role", CONTRIBUTING)
        body: Json = {"departmentId": self.scene.players.id(department), "role": role}
        return body | ({"what": texts(said["what"])} if "what" in said else {})

    def prepare(self) -> str:
        """It is said how an effect will show, and what is to be reached by when."""
        scene = self.scene
        for n, each in enumerate(self.said.get("milestones", ())):
            body = {"title": texts(each["title"]), "due": scene.on(each["due"])}
            body["departmentId"] = scene.players.id(each.get("by", self.said["lead"]))
            made = self.do("milestones", body, f"milestones/{n}")
            if each.get("reached"):
                self.do(f"milestones/{made['madeId']}/reach")
        indicator: str = self.do("indicators", self._indicator())["madeId"]
        return indicator

    def _indicator(self) -> Json:
        scene, said = self.scene, self.said["indicator"]
        body = {name: texts(said[name]) for name in ("name", "unit", "source")}
        target, value = said["target"]
        return body | {
            "direction": said.get("direction", "up"),
            "level": said["level"],
            "goalId": scene.id("goal", said["goal"]),
            "stepIds": scene.these("step", said["at"]),
            "ideaIds": scene.these("voice", said.get("ideas", ())),
            "baseline": self._value(said["baseline"]),
            "target": {"on": scene.on(target), "value": value},
        }

    def answer(self, made: Json) -> None:
        """Each department says yes or no for itself; some have not answered yet."""
        asked = {each["departmentId"]: each["id"] for each in made["commitments"]}
        for department, said in self.said["departments"].items():
            if said.get("answer") == "asked":
                continue
            leader = self.scene.players.leader(department)
            path = f"commitments/{asked[self.scene.players.id(department)]}"
            if "declined" in said:
                self.do(f"{path}/decline", {"reason": texts(said["declined"])}, who=leader)
            else:
                self.do(f"{path}/accept", who=leader)

    def go_on(self, status: str) -> None:
        """It is decided that it comes a step further, and sometimes why."""
        why = self.said.get("why", {}).get(status)
        self.do(VERBS[status], {"why": texts(why)} if why else {})

    def operate(self) -> None:
        """A function runs it from now on."""
        on = self.scene.on(self.said["review"])
        self.do("operate", {"operatedBy": texts(self.said["run_by"]), "reviewOn": on})

    def measure(self, indicator: str) -> None:
        """Somebody counts."""
        for n, each in enumerate(self.said["indicator"].get("measured", ())):
            body = self._value(each)
            self.do(f"indicators/{indicator}/measurements", body, f"measured/{n}")

    def _value(self, said: Said | list[float]) -> Json:
        if isinstance(said, list):
            said = dict(zip(("days", "value", "n"), said, strict=False))
        note = {"note": texts(said["note"])} if "note" in said else {}
        number = {name: said[name] for name in ("value", "n") if name in said}
        return number | note | {"on": self.scene.on(int(said["days"]))}

    def do(
        self, what: str, body: Json | None = None, name: str = "", who: Client | None = None
    ) -> Json:
        """Do something with it, as the department that leads it unless another is named."""
        path, once = f"/api/initiatives/{self.id}/{what}", f"{self.key}/{name or what}"
        return self.scene.do(who or self.lead, path, body, once)

    def do_soon(self, what: str, body: Json, name: str = "") -> Json:
        """Do it as soon as enough is known of the offer."""
        path, once = f"/api/initiatives/{self.id}/{what}", f"{self.key}/{name or what}"
        return self.scene.do_soon(self.lead, path, body, once)
