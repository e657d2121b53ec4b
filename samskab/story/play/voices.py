"""The first act: the municipality asks, citizens write on a portal, a moderator lets all see it."""

from samskab.client import Answer, Refused
from samskab.story.content import Content, Said, texts
from samskab.story.play.scene import SEVERAL_EVENTS, Json, Scene

IDEA, SUPPORT = "dk.samskab.intake.idea.v1", "dk.samskab.intake.support.v1"
FIRST, OFFERS_FROM = -404, -260
ADULT = "18_or_more"


def length(content: Content) -> int:
    """Return in how many steps it is played."""
    return len(content.voices) + 2


def play(scene: Scene) -> None:
    """Play it."""
    open_process(scene)
    write(scene)
    scene.progress.step(2)
    scene.each(scene.players.moderator, lambda key: publish(scene, key), scene.content.voices)
    agree(scene)


def open_process(scene: Scene) -> None:
    """A leader opens the process, and the municipality asks."""
    said, leader = scene.content.process, scene.players.leader("kommune")
    process = scene.do(leader, "/api/processes", _process(scene), "process")
    scene.ids["process", ""] = process["id"]
    for goal, made in zip(scene.content.goals, process["goals"], strict=True):
        scene.ids["goal", goal] = made["id"]
    now = said["phase"]
    scene.do(leader, f"/api/processes/{process['id']}/phase", {"phase": now}, "process/phase")
    call = {name: texts(said["call"][name]) for name in ("title", "body", "promise")}
    asked = call | {"processId": process["id"], "stances": "all"}
    scene.ids["call", ""] = scene.do(scene.players.moderator, "/api/calls", asked, "call")["id"]


def _process(scene: Scene) -> Json:
    said, id = scene.content.process, scene.players.id
    phases = [
        {
            "key": phase["key"],
            "title": texts(phase["title"]),
            "opensOn": scene.on(phase["opens"]),
            "closesOn": scene.on(phase["closes"]),
        }
        for phase in said["phases"]
    ]
    return {
        "title": texts(said["title"]),
        "challenge": texts(said["challenge"]),
        "type": said["type"],
        "promise": said["promise"],
        "promiseText": texts(said["promise_text"]),
        "targetGroups": [texts(each) for each in said["target_groups"]],
        "goals": [{"title": texts(goal["title"])} for goal in said["goals"]],
        "phases": phases,
        "parties": [
            {"departmentId": id(each), "role": role} for each, role in said["parties"].items()
        ],
        "languages": said["languages"],
    }


def write(scene: Scene) -> None:
    """Forty people write, each in a language of their own; their portal hands it all in."""
    voices = scene.content.voices
    events = [_written(scene, key, n) for n, key in enumerate(voices)]
    answer = scene.players.portal.post("/events", events, kind=SEVERAL_EVENTS)
    for key, handed in zip(voices, answer.body["items"], strict=True):
        if handed["status"] != 202:
            raise Refused(Answer(handed["status"], {}, handed))
        scene.ids["voice", key] = handed["ideaId"]
        scene.codes[key] = handed["trackingCode"]


def _written(scene: Scene, key: str, n: int) -> Json:
    said = scene.content.voices[key]
    data: Json = {
        "kind": said["kind"],
        "title": texts(said["title"]),
        "body": texts(said["body"]),
        "callId": scene.id("call", ""),
        "channel": said.get("said", "web"),
        "ageBand": said.get("age", ADULT),
        "reference": key,
    }
    if said.get("said") == "assisted":
        data["onBehalfOf"] = {
            "relation": "Skrevet ned af en bibliotekar",
            "consent": "Sagde ja, efter at teksten var læst højt",
        }
    if said["kind"] == "resource":
        data["offer"] = _offer(scene, said["offer"])
    offers = [each for each in scene.content.voices if "offer" in scene.content.voices[each]]
    late = OFFERS_FROM + 5 * offers.index(key) if key in offers else FIRST + n
    return scene.event(key, IDEA, data, f"{scene.on(late)}T{8 + n % 12:02}:00:00Z")


def _offer(scene: Scene, said: Said) -> Json:
    return {
        "resourceType": said["type"],
        "languages": said["languages"],
        "times": said["times"],
        "area": said["area"],
        "availability": said["availability"],
        "validTo": scene.on(said["until"]),
    }


def publish(scene: Scene, key: str) -> None:
    """A moderator lets everyone see one, or says no in public."""
    who, path = scene.players.moderator, f"/api/ideas/{scene.id('voice', key)}"
    scene.do_soon(who, f"{path}/publish", None, f"{key}/publish")
    if reason := scene.content.answers["declined"].get(key):
        scene.do(who, f"{path}/decline", {"reason": texts(reason)}, f"{key}/decline")


def agree(scene: Scene) -> None:
    """Others agree with some of it, each once."""
    at = f"{scene.on(FIRST + 40)}T12:00:00Z"
    events = [
        scene.event(f"{key}/agree/{n}", SUPPORT, _agreed(scene, key, n), at)
        for key, many in scene.content.answers["agree"].items()
        for n in range(many)
    ]
    scene.players.portal.post("/events", events, kind=SEVERAL_EVENTS)


def _agreed(scene: Scene, key: str, n: int) -> Json:
    return {
        "ideaId": scene.id("voice", key),
        "processId": scene.id("process", ""),
        "reference": f"neighbour/{n}",
        "stance": "agree",
    }
