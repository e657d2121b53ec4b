"""The red thread, a map and a step: alone, and with much around them."""

import json
import sqlite3
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import load
from copies import one_commit, wait_for

from initiatives.stores import KINDS

sys.path.append(str(Path(__file__).parent.parent / "city"))

from building import Town
from hands import da, day, soon
from plans import DEPARTMENTS, plan, steps_of

IDEAS, EVIDENCE, INSIGHTS, OPPORTUNITIES, STEPS = 8, 12, 6, 2, 60
AIM = 50.0
KEPT = {"idea": "copy_idea", "evidence": "copy_evidence", "insight": "copy_insight"}
KEPT |= {"opportunity": "copy_opportunity", "persona": "copy_persona", "journey": "copy_journey"}
KEPT |= {"initiative": "initiative"}
"""Where initiatives keeps what is on a thread."""


@dataclass
class Built:
    """A thread as large as those of the made-up example, and a journey of sixty steps."""

    town: Town
    initiative: dict
    idea: dict
    journey: dict

    @property
    def down(self) -> str:
        """Where the thread is asked for at the initiative's end."""
        return f"/api/initiatives/{self.initiative['id']}/trace"

    @property
    def up(self) -> str:
        """Where it is asked for at the contribution's end."""
        return f"/api/ideas/{self.idea['id']}/trace"

    def trace(self) -> dict:
        """Return the thread as everyone sees it."""
        return self.town.anyone.get(self.down)


def build(city, after: str = "") -> Built:
    """Make a thread through the door, and wait until all of it has come to who keeps threads.

    `after` is the last of the ideas around it: what is behind in hearing of them goes first.
    """
    if after:
        wait_for(city, after, "initiatives", KINDS)
    town = Town(city)
    ideas = [town.idea(f"Bidrag {n}") for n in range(IDEAS)]
    persona = town.persona()["id"]
    journey = town.consultant.post("/api/journeys", plan([persona], 6, STEPS, 8))
    steps = steps_of(journey)
    evidence = [
        town.evidence([steps[n], *steps[n::EVIDENCE]], ideas[n % IDEAS]["id"])["id"]
        for n in range(EVIDENCE)
    ]
    each = EVIDENCE // INSIGHTS
    insights = [
        town.insight(evidence[n * each : (n + 1) * each], stepIds=[steps[n]], personaIds=[persona])
        for n in range(INSIGHTS)
    ]
    half = INSIGHTS // OPPORTUNITIES
    asked = [
        town.opportunity([i["id"] for i in insights[n * half : (n + 1) * half]])["id"]
        for n in range(OPPORTUNITIES)
    ]
    for verb in ("validate", "publish"):
        journey = town.consultant.post(f"/api/journeys/{journey['id']}/{verb}")
    made = Built(town, initiative(town, ideas, asked, steps), ideas[0], journey)
    wanted = {*evidence, *asked, *(i["id"] for i in (*ideas, *insights))}
    soon(lambda: wanted <= {t["id"] for t in made.trace()["things"] if t["seen"]}, 60.0)
    return made


def initiative(town, ideas, asked, steps):
    """Return an initiative with commitments, milestones, help that is asked for, and effects."""
    made = town.initiative(
        ideaIds=[idea["id"] for idea in ideas], opportunityIds=asked, stepIds=steps[:5]
    )
    for department in DEPARTMENTS[:3]:
        town.commit(made, department)
        town.answer(made, department)
    path, leader = f"/api/initiatives/{made['id']}", town.leader()
    for n in range(3):
        due = {"title": da(f"Milepæl {n}"), "departmentId": "kommune", "due": day(30 + n)}
        leader.post(f"{path}/milestones", due)
    for n in range(2):
        town.match(made, town.need(made), town.offer(f"Hjælp {n}"))
        indicator = town.indicator(made, stepIds=[steps[n]], ideaIds=[ideas[n]["id"]])
        for month in (2, 4, 6):
            body = {"on": day(30 * month - 300), "value": 40.0 + month, "n": 40}
            leader.post(f"{path}/indicators/{indicator['id']}/measurements", body)
    return town.get(made)


@dataclass
class Measured:
    """How long a thread takes from one end, and what its bare documents do."""

    took: load.Result
    bare_ms: float
    told: str


def measure(city, built: Built, seconds: float) -> list[Measured]:
    """Ask for the thread from either end again and again, one at a time."""
    found = []
    for path in (built.down, built.up):
        trace = built.town.anyone.get(path)
        size = len(json.dumps(trace)) / 1024
        told = f"{len(trace['things'])} things, {len(trace['links'])} links, {size:.0f} KB"
        load.run(city.port, lambda n, path=path: load.get(path), 0.5, 1)
        took = load.run(city.port, lambda n, path=path: load.get(path), seconds, 1)
        found.append(Measured(took, bare_read(city, "initiatives", documents(trace)), told))
    return found


def documents(trace) -> dict[str, list[str]]:
    """Return the documents that a thread is told from, by kind."""
    wanted: dict[str, list[str]] = {}
    for thing in trace["things"]:
        if thing["kind"] in KEPT:
            wanted.setdefault(KEPT[thing["kind"]], []).append(thing["id"])
    return wanted


def bare_read(city, part: str, wanted: dict[str, list[str]]) -> float:
    """Return the milliseconds of reading the same documents from SQLite, and telling them."""
    connection, took = sqlite3.connect(city.folder / f"{part}.db"), []
    for _ in range(100):
        began = time.perf_counter()
        found = []
        for table, ids in wanted.items():
            marks = ",".join("?" * len(ids))
            rows = connection.execute(f"SELECT body FROM doc_{table} WHERE id IN ({marks})", ids)
            found += [json.loads(body) for (body,) in rows]
        json.dumps(found)
        took.append((time.perf_counter() - began) * 1000)
    connection.close()
    return sorted(took)[50]


def rows(alone: list[Measured], among: list[Measured], bare: load.Result, few: int, many: int):
    """Tell what a thread takes from either end, alone and among many."""
    for end, here, there in zip(("initiative", "contribution"), alone, among, strict=True):
        limit = bare.at(0.5) + here.bare_ms
        yield (
            f"thread from the {end}, ms p50 / p95 ({here.told})",
            both(here.took),
            f"{limit:.1f} bare GET and the same documents",
            f"{here.took.at(0.5) / limit:.1f}× (aim p95 ≤ {AIM:.0f} ms{missed(here.took)})",
        )
        yield (
            f"  among {few:,} initiatives and {many:,} ideas",
            both(there.took),
            f"{here.took.at(0.5):.1f} alone",
            f"{there.took.at(0.5) / here.took.at(0.5):.2f}×"
            f" (aim p95 ≤ {AIM:.0f} ms{missed(there.took)})",
        )


def drawn(city, built: Built, bare: load.Result, seconds: float):
    """A map of sixty steps, drawn for each who asks."""
    path = f"/api/journeys/{built.journey['id']}/map.svg?lang=da"
    size = len(built.town.anyone.ask("GET", path).body) / 1024
    limit = bare.at(0.5) + bare_read(city, "journeys", {"journey": [built.journey["id"]]})
    load.run(city.port, lambda n: load.get(path), 0.5, 1)
    result = load.run(city.port, lambda n: load.get(path), seconds, 1)
    yield (
        f"map of {STEPS} steps, ms p50 / p95 ({size:.0f} KB)",
        both(result),
        f"{limit:.1f} bare GET and the same document",
        f"{result.at(0.5) / limit:.1f}×",
    )


def saved(city, built: Built, bare: load.Result, seconds: float):
    """One step of a journey of sixty, changed again and again from the newest edition."""
    path = f"/api/journeys/{built.journey['id']}"
    now = built.town.consultant.get(path)
    size, first = len(json.dumps(now)), now["edition"]
    key, step = built.town.consultant.key, f"{path}/steps/{steps_of(now)[30]}"

    def request(number: int) -> bytes:
        body = json.dumps({"title": da(f"Samtale nr. {number}")}).encode()
        return load.patch(step, body, key, first + number)

    result = load.run(city.port, request, seconds, 1)
    assert result.per_second
    limit = bare.at(0.5) + one_commit(city.folder, 2 * size)
    yield (
        f"saving a step of a journey of {STEPS} ({size / 1024:.0f} KB), ms p50 / p95",
        both(result),
        f"{limit:.1f} bare POST and a commit of the same size",
        f"{result.at(0.5) / limit:.1f}×",
    )


def both(result: load.Result) -> str:
    """Return the middle and what all but a few stay under."""
    return f"{result.at(0.5):.1f} / {result.at(0.95):.1f}"


def missed(result: load.Result) -> str:
    """Say so where the aim is missed."""
    return ": MISSED" if result.at(0.95) > AIM else ""
