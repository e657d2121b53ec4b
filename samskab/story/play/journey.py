"""The second act: a consultant maps the journey of three invented people."""

from samskab.story.content import Content, Said, texts
from samskab.story.play.scene import Json, Scene

LISTS = ("goals", "needs", "barriers", "resources")


def length(content: Content) -> int:
    """Return in how many steps it is played."""
    return len(content.personas) + 1 + len(_pins(content))


def play(scene: Scene) -> None:
    """Play it; the journey is published when there is evidence for it."""
    consultant = scene.players.consultant
    scene.each(consultant, lambda key: describe(scene, key), scene.content.personas)
    draw(scene)
    scene.progress.step()
    scene.each(consultant, lambda pin: place(scene, *pin), _pins(scene.content))


def describe(scene: Scene, key: str) -> None:
    """Somebody who does not exist stands for many."""
    said, who = scene.content.personas[key], scene.players.consultant
    body: Json = {name: [texts(each) for each in said[name]] for name in LISTS}
    body |= {"name": texts(said["name"]), "summary": texts(said["summary"])}
    body |= {"languages": said["languages"], "processId": scene.id("process", "")}
    made = scene.do(who, "/api/personas", body, f"persona/{key}")
    scene.ids["persona", key] = made["id"]
    scene.do(who, f"/api/personas/{made['id']}/publish", None, f"persona/{key}/publish")


def draw(scene: Scene) -> None:
    """The whole journey, in one request."""
    said = scene.content.journey
    body = {
        "type": "as_is",
        "title": texts(said["title"]),
        "description": texts(said["description"]),
        "personaIds": scene.these("persona", scene.content.personas),
        "processId": scene.id("process", ""),
        "stages": [_stage(scene, stage) for stage in said["stages"]],
        "handoffs": [_handoff(scene, each) for each in said["handoffs"]],
    }
    made = scene.do(scene.players.consultant, "/api/journeys", body, "journey")
    scene.ids["journey", ""] = made["id"]
    scene.ids |= {("step", key): id for key, id in made["keys"].items()}


def _stage(scene: Scene, said: Said) -> Json:
    return {
        "title": texts(said["title"]),
        "goal": texts(said["goal"]),
        "duration": texts(said["duration"]),
        "period": said["period"],
        "steps": [_step(scene, step) for step in said["steps"]],
    }


def _step(scene: Scene, said: Said) -> Json:
    body: Json = {
        name: texts(said[name]) for name in ("title", "action", "thought") if name in said
    }
    feelings = [_feeling(scene, who, *how) for who, how in said.get("feelings", {}).items()]
    return body | {
        "key": said["key"],
        "momentOfTruth": said.get("moment", False),
        "feelings": feelings,
        "touchpoints": [_touchpoint(scene, each) for each in said.get("touchpoints", ())],
    }


def _feeling(scene: Scene, who: str, value: int, source: str, n: int | None = None) -> Json:
    body: Json = {"personaId": scene.id("persona", who), "value": value, "source": source}
    return body | ({} if n is None else {"n": n})


def _touchpoint(scene: Scene, said: Said) -> Json:
    body: Json = {"title": texts(said["title"]), "channel": said["channel"]}
    if "backstage" in said:
        body["backstage"] = texts(said["backstage"])
    return body | {"ownerDepartmentId": scene.players.id(said["by"])}


def _handoff(scene: Scene, said: Said) -> Json:
    body: Json = {
        "fromStep": said["from"],
        "toStep": said["to"],
        "fromDepartmentId": scene.players.id(said["giver"]),
        "toDepartmentId": scene.players.id(said["taker"]),
        "what": said["what"],
        "waitingDays": said["days"],
    }
    names = {"lost": "informationLost", "risk": "risk"}
    return body | {name: texts(said[key]) for key, name in names.items() if key in said}


def _pins(content: Content) -> list[tuple[str, str]]:
    return [(key, step) for key, said in content.voices.items() for step in said["at"]]


def place(scene: Scene, voice: str, step: str) -> None:
    """A contribution belongs to a step."""
    body = {"ideaId": scene.id("voice", voice), "stepId": scene.id("step", step)}
    path = f"/api/journeys/{scene.id('journey', '')}/pins"
    scene.do_soon(scene.players.consultant, path, body, f"pin/{voice}/{step}")
