"""Input as real people type it: a made-up export of a conversation, and post-its of a workshop."""

import csv
import random
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from chassis.changes import derived

DATA = Path(__file__).parent.parent / "samskab" / "data"
SKOLEVEJ = {
    "0": ("published", (3, 0, 1)),
    "1": ("rejected", (0, 2, 0)),
    "2": ("published", (1, 2, 1)),
    "6": ("submitted", (1, 0, 0)),
    "7": ("published", (1, 0, 1)),
    "8": ("published", (0, 1, 0)),
    "11": ("published", (1, 0, 0)),
}
"""What is to become of each comment, and its tally; counted by hand from the files."""


class Importing:
    """Types imports into a city, always with the same keys."""

    def __init__(self, city, source, folder):
        self.city, self.folder, self.source = city, folder, source
        self.portal, self.moderator = city.portal(source), city.moderator()

    def command(self, what, *words):
        keys = ["--key", self.portal]
        if what == "polis":
            keys += ["--moderator-key", self.moderator]
        return ["import", what, *map(str, words), *keys, "--url", self.city.url]

    def __call__(self, what, *words):
        return self.city.samskab(*self.command(what, *words), "--rejects", str(self.folder))

    def ideas(self, **query):
        with self.city.client(self.moderator) as client:
            return list(client.pages("/api/ideas", limit=100, **query))

    def call(self, name):
        """Return the call that a comment, `conversation/id`, was brought into."""
        with self.city.client(self.moderator) as client:
            idea = client.get(f"/api/ideas/{derived('idea', self.source, name)}").body
            return client.get(f"/api/calls/{idea['callId']}").body


@pytest.fixture
def importing(city, tmp_path, request):
    return Importing(city, f"https://{request.node.name.replace('_', '-')}.example", tmp_path)


def tally(idea):
    return tuple(idea["tally"][stance] for stance in ("agree", "disagree", "pass"))


def row(stdout, name):
    """Return the numbers in the first row of a table that begins with this."""
    line = next(line for line in stdout.splitlines() if line.startswith(name))
    return [int(n.replace(",", "")) for n in re.split(r"\s{2,}", line)[1:]]


def test_a_conversation_is_brought_in_with_its_moderation_and_votes(importing, tmp_path):
    done = importing("polis", DATA / "polis")
    assert done.returncode == 0, done.stderr
    call = importing.call("skolevej/0")
    assert call["stances"] == "all"
    ideas = importing.ideas(call=call["id"])
    by_tally = sorted((each["status"], tally(each)) for each in ideas)
    assert by_tally == sorted(SKOLEVEJ.values())
    assert row(done.stdout, "En tryg skolevej") == [14, 7, 0, 7, 0, 5, 1, 1]
    assert row(done.stdout, "legeplads") == [3, 3, 0, 0, 0, 1, 1, 1]
    assert row(done.stdout, "in all") == [17, 10, 0, 7, 0, 6, 2, 2]
    rejected = next(each for each in ideas if each["status"] == "rejected")
    assert {"da", "en"} < {text["lang"] for text in rejected["reason"]}
    with (tmp_path / "skolevej.rejects.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [int(each["line"]) for each in rows if "comments" in each["file"]] == [
        8,
        9,
        10,
        14,
        15,
        16,
        18,
    ]
    assert "9996" not in done.stdout + done.stderr + str(rows)


def test_brought_in_twice_nothing_is_added(importing):
    importing("polis", DATA / "polis")
    call = importing.call("skolevej/0")["id"]
    before = importing.ideas(call=call)
    done = importing("polis", DATA / "polis")
    assert done.returncode == 0, done.stderr
    assert row(done.stdout, "in all") == [17, 0, 10, 7, 0, 6, 2, 2]
    assert importing.ideas(call=call) == before


@pytest.fixture
def large(tmp_path):
    """A conversation large enough to be interrupted; gives its folder and the true tallies."""
    chance, folder = random.Random(4), tmp_path / "large"
    folder.mkdir()
    with (folder / "large.comments.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("timestamp", "comment-id", "author-id", "moderated", "comment-body"))
        for id in range(300):
            text = f"Opdigtet bidrag nummer {id} om vejen til skole."
            rows.writerow((1700000000000 + id, id, id % 90, chance.choice((1, 1, -1, 0)), text))
    last = {}
    with (folder / "large.votes.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("timestamp", "comment-id", "voter-id", "vote"))
        for _ in range(2000):
            at, vote = 1700000000000 + chance.randrange(500), chance.choice((1, -1, 0))
            about, voter = chance.randrange(300), chance.randrange(40)
            rows.writerow((at, about, voter, vote))
            if at >= last.get((about, voter), (0, 0))[0]:
                last[about, voter] = at, vote
    tallies = {str(id): [0, 0, 0] for id in range(300)}
    for (about, _), (_, vote) in last.items():
        tallies[str(about)][(1, -1, 0).index(vote)] += 1
    return folder, tallies


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_interrupted_anywhere_and_run_again_it_completes(importing, large, end):
    folder, tallies = large
    command = [sys.executable, "-m", "samskab", *importing.command("polis", folder)]
    for step in ("handing in ideas", "handing in votes", "answering"):
        process = subprocess.Popen(
            command, env=importing.city.env, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
        )
        told = next(line for line in process.stderr if midway(line.decode(), step))
        process.send_signal(end)
        rest = process.communicate(timeout=30)[1].decode()
        assert process.returncode == (130 if end is signal.SIGINT else -end), told
        assert ("it goes on where it stopped" in rest) is (end is signal.SIGINT)
    done = importing("polis", folder)
    assert done.returncode == 0, done.stderr
    read, taken, there, away, missing = row(done.stdout, "in all")[:5]
    assert (read, taken + there, away, missing) == (300, 300, 0, 0)
    ideas = importing.ideas(call=importing.call("large/0")["id"])
    numbers = {each["body"][0]["text"].split()[3]: tally(each) for each in shown(ideas)}
    assert numbers == {n: tuple(tallies[n]) for n in numbers}
    votes = row(done.stdout.partition("votes")[2], "large")
    assert votes[0] == votes[1] + votes[2] == 2000
    assert votes[4] == votes[5]


def midway(line, step):
    return line.startswith(step) and "(0%)" not in line and "(100%)" not in line


def shown(ideas):
    """Those whose text is still there: a rejected one is a stub."""
    return [each for each in ideas if each["status"] != "rejected"]


def test_post_its_are_shown_first_and_stored_only_when_confirmed(importing, tmp_path):
    first = importing("csv", DATA / "workshop-utf8.csv")
    assert first.returncode == 0, first.stderr
    assert "10 rows: 5 ok, 5 not." in first.stdout
    assert "Nothing has been handed in" in first.stderr
    assert not list(tmp_path.glob("*.rejects.csv"))
    confirmed = importing("csv", DATA / "workshop-utf8.csv", "--confirm")
    assert row(confirmed.stdout, "post-its") == [10, 5, 0, 5, 0]
    again = importing("csv", DATA / "workshop-utf8.csv", "--confirm")
    assert row(again.stdout, "post-its") == [10, 0, 5, 5, 0]
    everything = first.stdout + confirmed.stdout + confirmed.stderr + again.stdout
    everything += (tmp_path / "workshop-utf8.rejects.csv").read_text()
    assert "251248" not in everything + importing.city.log


def test_the_same_post_its_saved_otherwise_are_the_same(importing):
    importing("csv", DATA / "workshop-utf8.csv", "--confirm")
    other = importing("csv", DATA / "workshop-excel.csv", "--confirm")
    assert row(other.stdout, "post-its") == [9, 0, 4, 5, 0]


def test_letters_come_through_whole(importing):
    importing("csv", DATA / "workshop-utf8.csv", "--confirm")
    mine = [each for each in importing.ideas(q="Søndergade") if each["channel"] == "workshop"]
    assert mine[0]["body"][0] == {
        "lang": "da",
        "text": "Luk Søndergade for biler; bare om lørdagen",
        "source": "original",
    }
    arabic = [each["body"][0] for each in importing.ideas(language="ar")]
    assert {"lang": "ar", "text": "نحتاج إلى مقاعد في الظل", "source": "original"} in arabic


def test_a_key_that_may_not_is_told_so(importing):
    importing.portal = importing.city.key("read")
    done = importing("csv", DATA / "workshop-utf8.csv", "--confirm")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("Error: Not allowed")


def test_without_a_key_that_opens_calls_nothing_is_brought_in(importing):
    importing.moderator = importing.portal
    done = importing("polis", DATA / "polis")
    assert done.returncode == 1
    assert "this key may not open one; see --moderator-key" in done.stderr


def test_what_somebody_else_has_answered_is_let_be(importing):
    importing("polis", DATA / "polis")
    waiting = derived("idea", importing.source, "skolevej/6")
    with importing.city.client(importing.moderator) as moderator:
        moderator.post(f"/api/ideas/{waiting}/publish")
        done = importing("polis", DATA / "polis")
        assert row(done.stdout, "En tryg skolevej") == [14, 0, 7, 7, 0, 6, 1, 0]
        assert moderator.get(f"/api/ideas/{waiting}").body["edition"] == 2


def test_nobody_there_is_told(importing, tmp_path):
    importing.city = type(importing.city)(tmp_path, 9, importing.city.process)
    done = importing("csv", DATA / "workshop-utf8.csv", "--confirm", "--patience", "0.5")
    assert done.returncode == 1
    assert "nobody answers there" in done.stderr
