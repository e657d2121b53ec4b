import re
import subprocess
import sys
import time
from collections import Counter
from datetime import date

import pytest
import urllib3

from chassis.settings import read
from gateway.settings import Settings
from samskab.story import tell
from samskab.story.keeping import Kept
from samskab.story.play.thread import KINDS

LINK = re.compile(r"https?://[^\s'”]+")
BANNER = 'class="made-up"'
PLURALS = [
    "ideas",
    "calls",
    "personas",
    "journeys",
    "evidence",
    "insights",
    "opportunities",
    "processes",
    "initiatives",
]


@pytest.fixture(scope="module")
def town(founded, tmp_path_factory):
    """A city in which the example is played, and in which playing it once was broken off."""
    with founded(tmp_path_factory.mktemp("example") / "data") as town:
        broken_off(town)
        yield town


def broken_off(town):
    """Begin the story and end it in the middle."""
    command = [sys.executable, "-m", "samskab", "story"]
    playing = subprocess.Popen(command, env=town.env, stdout=subprocess.DEVNULL)
    with town.client() as anyone:
        end = time.monotonic() + 60
        while len(anyone.get("/api/ideas", limit=100).body["items"]) < 20:
            assert time.monotonic() < end
            time.sleep(0.02)
    playing.kill()
    playing.wait()


@pytest.fixture(scope="module")
def told(town):
    """The story in Danish, then in English, and what was there before and after the second time."""
    first = town.samskab("story")
    before = counted(town)
    second = town.samskab("story", env={"STORY": "en"})
    return first, second, before, counted(town)


def counted(town):
    """Return how many things there are of each kind, and how often they were changed."""
    key = Kept(town.folder).read()["keys"]["leader/kommune"]
    with town.client(key) as leader:
        found = {plural: list(leader.pages(f"/api/{plural}", limit=100)) for plural in PLURALS}
    return {
        plural: (len(items), sum(each.get("edition", 0) for each in items))
        for plural, items in found.items()
    }


@pytest.fixture(scope="module")
def kept(told, town):
    """What the story remembers of the example."""
    return Kept(town.folder).read()["told"]


def test_the_story_comes_to_its_end_on_one_screen_though_it_was_broken_off(told):
    first = told[0]
    assert first.returncode == 0, first.stdout + first.stderr
    for words in ("En rød tråd", "Følgevenner til", "fra 31 til 6", "Prøv selv:"):
        assert words in first.stdout
    assert first.stdout.count("\n") <= 36


def test_its_first_link_is_the_thread_page(told):
    assert re.fullmatch(r".*/initiatives/[0-9a-f-]{36}/thread", LINK.search(told[0].stdout)[0])


def test_told_again_it_is_the_same_story_in_english(told):
    first, second = told[:2]
    assert second.returncode == 0, second.stdout
    assert "Companions to the doctor" in " ".join(second.stdout.split())
    same = [set(LINK.findall(text.stdout)) for text in (first, second)]
    assert not {link for link in same[0] ^ same[1] if "/sign-in/" not in link}


def test_told_twice_nothing_is_there_twice(told):
    before, after = told[2:]
    assert before == after


def test_played_again_from_the_beginning_it_adds_nothing(told, town):
    kept = Kept(town.folder)
    kept.write(told={})
    again = town.samskab("story")
    assert again.returncode == 0, again.stdout
    assert counted(town) == told[3]
    assert LINK.search(again.stdout)[0] == LINK.search(told[0].stdout)[0]


def test_there_is_as_much_as_was_promised(told):
    numbers = {plural: many for plural, (many, _) in told[2].items()}
    assert (numbers["processes"], numbers["personas"], numbers["journeys"]) == (1, 3, 1)
    assert (numbers["ideas"], numbers["initiatives"]) == (40, 16)


def test_the_journey_has_thirty_steps_and_crosses_departments(kept, town):
    with town.client() as anyone:
        journey = anyone.get(f"/api/journeys/{kept['journey']}").body
        pins = list(anyone.pages(f"/api/journeys/{kept['journey']}/pins"))
    assert (journey["status"], journey["stageCount"], journey["stepCount"]) == ("published", 6, 30)
    assert sum(each["crossDepartment"] for each in journey["handoffs"]) >= 8
    assert len({each["ideaId"] for each in pins if "idea" in each}) == 40


def test_every_initiative_can_be_followed_from_an_idea_to_an_indicator(told, town):
    with town.client() as anyone:
        initiatives = list(anyone.pages("/api/initiatives", limit=100))
    assert len({each["status"] for each in initiatives}) == 9
    for each in initiatives:
        assert each["ideaIds"]
        assert each["opportunityIds"]
        assert [c["role"] for c in each["commitments"]].count("lead") == 1
        assert all("value" in i["baseline"] and "value" in i["target"] for i in each["indicators"])
        assert each["indicators"]
    involved = {c["departmentId"] for each in initiatives for c in each["commitments"]}
    assert involved == {"kommune", "integration", "skole", "sundhed", "kultur", "by"}


def test_the_main_thread_is_whole_from_either_end(kept, town):
    with town.client() as anyone:
        trace = anyone.get(f"/api/initiatives/{kept['initiative']}/trace").body
        back = anyone.get(f"/api/ideas/{kept['idea']}/trace").body
    assert {each["kind"] for each in trace["things"]} >= KINDS
    assert all(each["seen"] for each in trace["things"])
    (voice,) = [each for each in trace["things"] if each["id"] == kept["idea"]]
    assert [text["lang"] for text in voice["title"]] == ["ar", "da", "en"]
    used = [each for each in trace["things"] if each.get("answer") == "used"]
    assert [(each["amount"], bool(each["thanks"])) for each in used] == [(12, True)]
    assert kept["initiative"] in {each["id"] for each in back["things"]}


def test_offers_stand_in_every_way(told, town):
    with town.client() as anyone:
        offers = list(anyone.pages("/api/offers", limit=100))
        arabic = anyone.get("/api/offers", language="ar", time="tuesday_evening").body["items"]
    states = Counter(each["offer"]["status"] for each in offers)
    assert states == {"used": 5, "offered": 3, "confirmed": 1, "asked": 1}
    assert arabic


def test_givers_were_told_and_one_can_still_answer(kept, town):
    with town.client(language="da") as anyone:
        mine = anyone.post("/api/track", {"trackingCode": kept["code"]}).body
        asked = anyone.post("/api/track", {"trackingCode": kept["asked"]}).body
        messages = anyone.post("/api/inbox", {"trackingCode": kept["code"]}).body["items"]
    assert mine["status"] == "published"
    assert [each["status"] for each in asked["offer"]["asks"]] == ["asked"]
    assert len(messages) >= 2


def test_its_links_can_be_clicked_and_every_page_says_that_it_is_made_up(told, town):
    links = {link.rstrip(".") for link in LINK.findall(told[1].stdout)}
    with urllib3.PoolManager() as http:
        pages = {link: http.request("GET", link) for link in links}
    assert {link: page.status for link, page in pages.items() if page.status != 200} == {}
    assert [link for link, page in pages.items() if BANNER not in page.data.decode()] == []


def test_a_city_without_the_example_has_no_banner(city):
    with urllib3.PoolManager() as http:
        for path in ("/", "/ideas", "/inbox", "/journeys"):
            assert BANNER not in http.request("GET", f"{city.url}{path}").data.decode()


def test_what_it_keeps_is_for_its_owner_only_and_the_day_stays(told, town):
    kept = Kept(town.folder)
    assert kept.file.stat().st_mode & 0o777 == 0o600
    assert kept.day(date(2031, 5, 1)) == date.fromisoformat(kept.read()["day"]) < date(2031, 5, 1)


def test_trouble_stops_only_the_story(town, monkeypatch, capsys):
    monkeypatch.setattr("samskab.story.cast.PATIENCE", 0.3)
    assert not tell("http://127.0.0.1:9", "en", read(Settings, town.env))
    told = " ".join(capsys.readouterr().out.split())
    assert "The story stops here: http://127.0.0.1:9 could not do it: nobody answers" in told
