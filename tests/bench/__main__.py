"""`make bench`: what Samskab does here and now, each figure beside a limit of the same run.

ARGS=--quick measures less long and with fewer ideas, to see that it runs.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import lists
import load
import processes
import threads
from bare import __file__ as BARE
from conftest import environment, founded, free_port
from copies import copied, to_the_copy
from filling import fill, fill_initiatives

from chassis.changes import derived
from chassis.settings import read
from chassis.telemetry import begin_logs
from ideas.settings import Settings
from initiatives.settings import Settings as InitiativesSettings

QUICK = "--quick" in sys.argv
SECONDS = 2.0 if QUICK else 6.0
FEW, MANY = (200, 2000) if QUICK else (1000, 100_000)
INITIATIVES = 50 if QUICK else 1000
CATCHING_UP = 900.0
"""Seconds that all parts may take to hear of so many ideas."""
IDEA = {"title": "Bænke langs skolevejen", "language": "da", "body": "Opdigtet. " * 20}


def main() -> None:
    """Measure one after the other, then print the table."""
    begin_logs("error", local=False)
    others = f"{os.cpu_count()} cores, load before it began {os.getloadavg()[0]:.1f}"
    rows: list[tuple[str, str, str, str]] = []
    with tempfile.TemporaryDirectory(prefix="samskab-bench-") as folder:
        data = Path(folder) / "data"
        with bare(Path(folder)) as (port, pids):
            limit = accepted(port, "", {"bare": pids})
            alone = load.run(port, lambda n: load.post("/api/ideas", body(n)), 1.0, 1)
            limit_list = load.run(port, lambda n: load.get("/api/ideas"), 2.0, 1)
        with founded(data) as city:
            rows += [*through_the_door(city, limit), *memory(city)]
            rows += through_events(city, limit)
            rows += to_the_copy(city, alone.at(0.5), 20 if QUICK else 200)
            built = threads.build(city)
            thread = threads.measure(city, built, SECONDS)
            rows += threads.drawn(city, built, limit_list, SECONDS)
            rows += threads.saved(city, built, alone, SECONDS)
        data = Path(folder) / "many"
        data.mkdir()
        settings = read(Settings, environment(data, free_port()))
        fill(settings, 0, FEW)
        with founded(data) as city:
            few = lists.newest(city, FEW)
        fill(settings, FEW, MANY)
        fill_initiatives(
            read(InitiativesSettings, environment(data, free_port())), INITIATIVES, MANY
        )
        with founded(data, CATCHING_UP) as city:
            many = lists.newest(city, MANY)
            rows += lists.rows(few, many, limit_list, FEW, MANY)
            rows += copied(city, MANY)
            built = threads.build(city, derived("bench", str(MANY - 1)))
            among = threads.measure(city, built, SECONDS)
            rows += threads.rows(thread, among, limit_list, INITIATIVES, MANY)
    table(rows)
    print(f"\n{others}")


@contextmanager
def bare(folder: Path):
    """Give the limit's port and processes while it runs."""
    port = free_port()
    command = [sys.executable, BARE, str(port), str(folder / "bare.db")]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                load.run(port, lambda n: load.post("/api/ideas", body(n)), 0.2, 1)
                break
            except OSError:
                time.sleep(0.1)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        yield port, [process.pid, *map(int, children)]
    finally:
        process.terminate()
        process.wait()


def body(number: int) -> bytes:
    """Return an idea to hand in."""
    return json.dumps(IDEA | {"title": f"{IDEA['title']} {number}"}).encode()


def accepted(port: int, key: str, named: dict[str, list[int]]):
    """Hand in ideas; return how that went and the CPU ms that each process used for one."""
    load.run(port, lambda n: load.post("/api/ideas", body(n), key), 1.0)
    processes.settle(named)
    before = {name: processes.cpu(pids) for name, pids in named.items()}
    result = load.run(port, lambda n: load.post("/api/ideas", body(n), key), SECONDS)
    processes.settle(named)
    used = {name: processes.cpu(pids) - before[name] for name, pids in named.items()}
    return result, {name: ms / len(result.took) for name, ms in used.items()}


def through_the_door(city, limit):
    """Ideas accepted, and what one costs."""
    named = city.processes()
    idle = {name: processes.pss(pids) for name, pids in named.items()}
    city.idle = idle
    result, used = accepted(city.port, city.portal(), named)
    bare_result, bare_used = limit
    share = result.per_second / bare_result.per_second
    yield (
        "ideas accepted a second, with a key, 16 connections",
        f"{result.per_second:,.0f}",
        f"{bare_result.per_second:,.0f} bare",
        f"{share:.2f}× (aim ≥ 0.35×)",
    )
    yield (
        "  milliseconds for one, p50 / p99",
        f"{result.at(0.5):.1f} / {result.at(0.99):.1f}",
        f"{bare_result.at(0.5):.1f} / {bare_result.at(0.99):.1f} bare",
        "",
    )
    yield (
        "CPU ms for one idea, all processes, followed to its end",
        f"{sum(used.values()):.2f}",
        f"{bare_used['bare']:.2f} bare",
        f"{sum(used.values()) / bare_used['bare']:.1f}×",
    )
    for name, ms in used.items():
        yield (f"  {name}", f"{ms:.2f}", "", "")


def through_events(city, limit):
    """Ideas taken in as events, one in a request."""
    source = "https://bench.example"
    key = city.portal(source)

    def request(number: int) -> bytes:
        event = {
            "specversion": "1.0",
            "id": str(number),
            "source": source,
            "type": "dk.samskab.intake.idea.v1",
            "data": IDEA,
        }
        return load.post("/events", json.dumps(event).encode(), key, "application/cloudevents+json")

    result = load.run(city.port, request, SECONDS)
    processes.settle(city.processes())
    share = result.per_second / limit[0].per_second
    yield (
        "ideas taken in a second as events, one a request",
        f"{result.per_second:,.0f}",
        f"{limit[0].per_second:,.0f} bare",
        f"{share:.2f}×",
    )


def memory(city):
    """Memory by process, before and after the load."""
    after = {name: processes.pss(pids) for name, pids in city.processes().items()}
    yield (
        "PSS in MB, idle / after the load, all processes",
        f"{sum(city.idle.values()):.0f} / {sum(after.values()):.0f}",
        "",
        "(aim ≤ 300)",
    )
    for name, mb in after.items():
        yield (f"  {name}", f"{city.idle[name]:.0f} / {mb:.0f}", "", "")


def table(rows) -> None:
    """Print it."""
    head = ("what", "here", "limit in the same run", "")
    widths = [max(len(row[at]) for row in [head, *rows]) for at in range(4)]
    print()
    for row in [head, tuple("─" * width for width in widths), *rows]:
        print(
            f"{row[0]:{widths[0]}}  {row[1]:>{widths[1]}}  {row[2]:>{widths[2]}}  {row[3]}".rstrip()
        )


if __name__ == "__main__":
    main()
