"""Play a small co-creation at a door, as a portal and a moderator would, from Python alone.

    play.py DOOR PORTAL_KEY MODERATOR_KEY [COMMAND …]

With a command contributions come in from before it begins until after it has ended; then every one
that was taken must be in the list, once.
"""

import json
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

SOURCE = "https://portal.example"
AGAIN = (429, 502, 503, 504)
PATIENCE = 60.0
PACE = 0.04


class Door:
    """The door, for whoever has this key."""

    def __init__(self, url: str, key: str = "") -> None:
        self.url, self.key = url, key

    def ask(self, method: str, path: str, body: object = None, kind: str = "json"):
        """Return status and answer; a door that cannot just now is asked again for a while."""
        headers = {"X-API-Key": self.key} if self.key else {}
        sent = None if body is None else json.dumps(body).encode()
        if method == "POST":
            headers |= {"Content-Type": f"application/{kind}", "Idempotency-Key": str(uuid.uuid4())}
        asked = urllib.request.Request(self.url + path, sent, headers, method=method)
        end = time.monotonic() + PATIENCE
        while True:
            try:
                with urllib.request.urlopen(asked, timeout=20) as answer:
                    return answer.status, json.load(answer), answer.headers
            except urllib.error.HTTPError as no:
                with no:
                    told = no.read().decode()
                if no.code not in AGAIN or time.monotonic() > end:
                    sys.exit(f"{method} {path}: {no.code} {told}")
            except OSError as trouble:
                if time.monotonic() > end:
                    sys.exit(f"{method} {path}: {trouble}")
            time.sleep(0.3)

    def hand_in(self, type_: str, **data: object):
        """Hand in an event, and return what was answered with 202."""
        event = {"specversion": "1.0", "id": str(uuid.uuid4()), "source": SOURCE, "data": data}
        event["type"] = f"dk.samskab.intake.{type_}.v1"
        status, answer, _ = self.ask("POST", "/events", event, "cloudevents+json")
        assert status == 202, status
        return answer

    def everything(self, path: str):
        """Give all items of a list, page after page."""
        while path:
            _, answer, headers = self.ask("GET", path)
            yield from answer["items"]
            link = headers.get("Link", "")
            there = urllib.parse.urlsplit(link[1 : link.find(">")])
            path = f"{there.path}?{there.query}" if 'rel="next"' in link else ""


def soon(what: str, look):
    """Return what is found as soon as there is something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.1)
    sys.exit(f"Not within {PATIENCE:.0f} seconds: {what}")


def listed(door: Door) -> dict[str, dict]:
    """Return all ideas that this key may see, by id."""
    return {idea["id"]: idea for idea in door.everything("/api/ideas?limit=100")}


def co_create(portal: Door, moderator: Door, anyone: Door) -> None:
    """From an event of a portal to an idea that everyone sees, its support and its message."""
    said = {"title": "Bænk ved åen", "body": "Til at hvile sig.", "language": "da"}
    given = portal.hand_in("idea", reference="person-1", **said)
    id, code = given["ideaId"], {"trackingCode": given["trackingCode"]}
    print(f"  a portal's event was taken: idea {id}")
    soon("the idea, as a moderator sees it", lambda: id in listed(moderator))
    moderator.ask("POST", f"/api/ideas/{id}/publish", {})
    idea = soon("the idea, as everyone sees it", lambda: listed(anyone).get(id))
    print("  a moderator published it, and everyone sees it")
    for number in (2, 3):
        about = {"ideaId": id, "processId": idea["processId"], "stance": "agree"}
        portal.hand_in("support", reference=f"person-{number}", **about)
    soon("its support", lambda: anyone.ask("GET", f"/api/ideas/{id}")[1]["tally"]["agree"] == 2)
    print("  two people support it")
    soon("a message", lambda: anyone.ask("POST", "/api/inbox", code)[1]["items"])
    print("  and its giver has a message")


def contribute_during(portal: Door, moderator: Door, command: list[str]) -> None:
    """Let contributions come in while a command is carried out, and count them afterwards."""
    mark, taken, stopping = uuid.uuid4().hex[:8], [], threading.Event()

    def contribute() -> None:
        while not stopping.wait(PACE):
            title = f"{mark} {len(taken)}"
            given = portal.hand_in("idea", title=title, body="Et forslag.", language="da")
            taken.append(given["ideaId"])

    them = threading.Thread(target=contribute)
    them.start()
    time.sleep(2)
    done = subprocess.run(command, stdout=subprocess.DEVNULL)
    time.sleep(2)
    if not them.is_alive():
        sys.exit("The contributions did not come through.")
    stopping.set()
    them.join()
    if done.returncode:
        sys.exit(f"{command} failed")

    def those() -> dict[str, dict]:
        return {id: idea for id, idea in listed(moderator).items() if mark in str(idea["title"])}

    soon(f"all of {len(taken)} that were taken", lambda: len(those()) >= len(taken))
    found = those()
    print(f"  {len(taken)} contributions were answered with 202, {len(found)} are in the list")
    if not taken or found.keys() != set(taken) or len(set(taken)) != len(taken):
        sys.exit("  They are not the same.")


def main() -> None:
    """Play, and then let a command be carried out while contributions come in."""
    url, portal_key, moderator_key, *command = sys.argv[1:]
    portal, moderator = Door(url, portal_key), Door(url, moderator_key)
    co_create(portal, moderator, Door(url))
    if command:
        contribute_during(portal, moderator, command)


if __name__ == "__main__":
    main()
