import re

import pytest
import urllib3

from chassis.settings import read
from gateway.settings import Settings
from samskab.story import tell

LINK = re.compile(r"https?://[^\s'”]+")


@pytest.fixture(scope="module")
def told(city):
    """The story in Danish, then in English: told twice in one city."""
    return city.samskab("story"), city.samskab("story", env={"STORY": "en"})


def test_the_story_is_told_in_danish_and_comes_to_its_end(told):
    first, _ = told
    assert first.returncode == 0, first.stdout
    for words in ("Kommunen spørger", "Hendes sporingskode", "lader alle se", "Prøv selv:"):
        assert words in first.stdout


def test_told_again_it_is_the_same_story_in_english(told):
    first, second = told
    assert second.returncode == 0, second.stdout
    assert "The municipality asks: “A safe way to school (example)”." in second.stdout
    same = [set(LINK.findall(text)) for text in (first.stdout, second.stdout)]
    only_once = {link for link in same[0] ^ same[1] if "/sign-in/" not in link}
    assert not only_once


def test_its_links_can_be_clicked(told, city):
    links = {link.rstrip(".") for link in LINK.findall(told[0].stdout)}
    pages = [link for link in links if "/api/" not in link]
    assert len(pages) >= 8
    with urllib3.PoolManager() as http:
        found = {link: http.request("GET", link).status for link in pages}
    assert found == dict.fromkeys(pages, 200)


def test_what_the_author_was_told_is_true(told, city):
    code = re.search(r"sporingskode: (\S+)", told[0].stdout)[1]
    with city.client(language="da") as anna:
        idea = anna.post("/api/track", {"trackingCode": code}).body
        assert (idea["status"], idea["tally"]["agree"]) == ("published", 3)
        messages = anna.post("/api/inbox", {"trackingCode": code}).body["items"]
    for message in messages:
        assert f"Anna: {message['subject']}" in told[0].stdout


def test_told_twice_nothing_is_there_twice(told, city):
    with city.client(city.moderator()) as moderator:
        calls = [c["title"][0]["text"] for c in moderator.pages("/api/calls")]
        assert calls.count("En tryg skolevej (eksempel)") == 1
        ideas = [i["title"][0]["text"] for i in moderator.pages("/api/ideas", limit=100)]
    assert ideas.count("Bænke langs skolevejen") == ideas.count("En gangbro over ringvejen") == 1


def test_its_keys_are_for_their_owner_only(told, city):
    file = city.folder / "config" / "story.json"
    assert file.stat().st_mode & 0o777 == 0o600


def test_trouble_stops_only_the_story(city, monkeypatch, capsys):
    monkeypatch.setattr("samskab.story.cast.PATIENCE", 0.3)
    assert not tell("http://127.0.0.1:9", "en", read(Settings, city.env))
    told = capsys.readouterr().out
    assert "The story stops here: http://127.0.0.1:9 could not do it: nobody answers" in told
