"""The third act: what was seen and heard, what it means, and the questions that follow."""

from samskab.story.content import Content, Said, texts
from samskab.story.play.scene import Json, Scene


def length(content: Content) -> int:
    """Return in how many steps it is played."""
    return len(content.evidence) + len(content.insights) + len(content.opportunities) + 1


def play(scene: Scene) -> None:
    """Play it: each rests on what was found before."""
    who, content = scene.players.consultant, scene.content
    scene.each(who, lambda key: record(scene, key), content.evidence)
    show_journey(scene)
    scene.progress.step()
    scene.each(who, lambda key: find(scene, key), content.insights)
    scene.each(who, lambda key: ask(scene, key), content.opportunities)


def record(scene: Scene, key: str) -> None:
    """Somebody writes down what was said, seen or counted."""
    said = scene.content.evidence[key]
    body = _about(scene, said) | {
        "type": said["type"],
        "text": texts(said["text"]),
        "collectedOn": scene.on(said["days"]),
    }
    if "of" in said:
        body["ideaId"] = scene.id("voice", said["of"])
    if "n" in said:
        body["n"] = said["n"]
    _made_public(scene, "evidence", "evidence", key, body)


def show_journey(scene: Scene) -> None:
    """Now that there is evidence for every feeling in it, everyone may see the journey."""
    path = f"/api/journeys/{scene.id('journey', '')}"
    for verb in ("validate", "publish"):
        scene.do(scene.players.consultant, f"{path}/{verb}", None, f"journey/{verb}")


def find(scene: Scene, key: str) -> None:
    """Somebody sees a pattern."""
    said = scene.content.insights[key]
    body = _about(scene, said) | {
        "type": said["type"],
        "severity": said["severity"],
        "statement": texts(said["statement"]),
        "evidenceIds": scene.these("evidence", said["from"]),
    }
    _made_public(scene, "insight", "insights", key, body)


def ask(scene: Scene, key: str) -> None:
    """How might we …?"""
    said = scene.content.opportunities[key]
    body = {
        "question": texts(said["question"]),
        "insightIds": scene.these("insight", said["from"]),
        "stepIds": scene.these("step", said["at"]),
        "impact": said["impact"],
        "effort": said["effort"],
        "processId": scene.id("process", ""),
    }
    _made_public(scene, "opportunity", "opportunities", key, body)


def _about(scene: Scene, said: Said) -> Json:
    return {
        "stepIds": scene.these("step", said["at"]),
        "personaIds": scene.these("persona", said.get("who", ())),
        "processId": scene.id("process", ""),
    }


def _made_public(scene: Scene, kind: str, plural: str, key: str, body: Json) -> None:
    who, name = scene.players.consultant, f"{kind}/{key}"
    made = scene.do_soon(who, f"/api/{plural}", body, name)
    scene.ids[kind, key] = made["id"]
    scene.do_soon(who, f"/api/{plural}/{made['id']}/publish", None, f"{name}/publish")
