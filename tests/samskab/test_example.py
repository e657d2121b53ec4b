import shutil
from collections import Counter
from pathlib import Path

import pytest
import yaml

from chassis.screening import has_cpr
from initiatives.events.initiatives import Status
from samskab.story import cast
from samskab.story.content import FOLDER, ContentWrong, read, texts

EXAMPLE = read()
ALL = {name: value for name, value in vars(EXAMPLE).items() if name != "answers"}
FEW = 5


def words(value, at=""):
    """Give every text of the example with its place."""
    if isinstance(value, dict) and "da" in value:
        yield at, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from words(inner, f"{at}/{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from words(inner, f"{at}/{number}")


TEXTS = dict(words(vars(EXAMPLE)))


def test_it_is_as_large_as_it_says():
    assert len(EXAMPLE.personas) == 3
    assert len(EXAMPLE.journey["stages"]) == 6
    assert len(EXAMPLE.steps) == 30
    assert len(EXAMPLE.voices) == 40
    assert len(EXAMPLE.initiatives) == 16
    kinds = Counter(each["kind"] for each in EXAMPLE.voices.values())
    assert kinds["resource"] == 10
    assert set(kinds) == {"idea", "knowledge", "resource", "need", "experience"}
    spoken = Counter(next(iter(each["title"])) for each in EXAMPLE.voices.values())
    assert spoken == {"da": 30, "ar": 5, "uk": 5}


def test_its_journey_crosses_four_departments():
    crossing = [each for each in EXAMPLE.journey["handoffs"] if each["giver"] != each["taker"]]
    assert len(crossing) >= 8
    meeting = {t["by"] for step in EXAMPLE.steps.values() for t in step.get("touchpoints", ())}
    assert meeting == {"integration", "skole", "sundhed", "kultur"}


def test_everything_is_said_in_danish_and_english():
    assert [at for at, text in TEXTS.items() if "en" not in text and "declined" not in at] == []
    assert all(each.strip() for text in TEXTS.values() for each in text.values())


def test_the_map_can_be_read_in_four_languages():
    assert {"da", "en", "ar", "uk"} == set(EXAMPLE.journey["title"])
    drawn = ("title", "goal", "duration", "action", "thought", "lost", "risk")
    shown = {at: text for at, text in TEXTS.items() if at.startswith("/journey/")}
    shown = {at: text for at, text in shown.items() if at.endswith(drawn)}
    assert [at for at, text in shown.items() if set(text) != {"da", "en", "ar", "uk"}] == []
    titled = [*EXAMPLE.journey["stages"], *EXAMPLE.steps.values(), *EXAMPLE.initiatives.values()]
    assert all(set(each["title"]) == {"da", "en", "ar", "uk"} for each in titled)
    assert max(len(text) for each in titled for text in each["title"].values()) <= 50


def test_nothing_is_long():
    most = {"title": 70, "thought": 90, "question": 110, "statement": 110, "what": 130, "body": 330}
    for at, text in TEXTS.items():
        limit = most.get(at.rsplit("/", 1)[-1], 400)
        assert max(map(len, text.values())) <= limit, (at, text)


def test_no_number_of_a_person_is_in_it_but_the_one_that_is_refused():
    assert [at for at, text in TEXTS.items() if any(map(has_cpr, text.values()))] == []
    assert has_cpr(EXAMPLE.answers["refused"]["body"])


def test_there_is_evidence_for_every_feeling():
    known = {step for each in EXAMPLE.evidence.values() for step in each["at"]}
    felt = {key for key, step in EXAMPLE.steps.items() if step.get("feelings")}
    assert felt <= known
    assert felt < set(EXAMPLE.steps)


def test_what_people_said_themselves_is_said_by_five_at_least():
    for key, step in EXAMPLE.steps.items():
        for value, source, *n in step.get("feelings", {}).values():
            assert -2 <= value <= 2
            assert (source == "self_reported") is bool(n), key
            assert all(each >= FEW for each in n)
    counted = [e for e in EXAMPLE.evidence.values() if e["type"] in ("survey", "statistic")]
    assert all(each["n"] >= FEW for each in counted)


def test_a_quote_names_who_said_it():
    quotes = [each for each in EXAMPLE.evidence.values() if each["type"] == "quote"]
    assert quotes
    assert all("of" in each for each in quotes)


def test_every_opportunity_is_a_question():
    asked = [q for each in EXAMPLE.opportunities.values() for q in each["question"].values()]
    assert all(question.endswith("?") for question in asked)
    assert all(each["from"] for each in EXAMPLE.opportunities.values())


def test_every_initiative_has_all_that_it_needs():
    for key, each in EXAMPLE.initiatives.items():
        assert each["ideas"], key
        assert each["opportunities"], key
        assert each["lead"] in each["departments"]
        assert len(each["departments"]) >= 2
        assert {"baseline", "target", "unit"} <= set(each["indicator"])


def test_every_department_is_in_one_and_every_status_there_is():
    parties = {each for i in EXAMPLE.initiatives.values() for each in i["departments"]}
    assert parties == set(cast.DEPARTMENTS)
    assert {each["status"] for each in EXAMPLE.initiatives.values()} == set(Status)
    waiting = [
        key
        for key, each in EXAMPLE.initiatives.items()
        if each["departments"].get(cast.ANSWERS, {}).get("answer") == "asked"
    ]
    assert waiting


def test_its_departments_have_manifests():
    found = [yaml.safe_load(file.read_text()) for file in (FOLDER / "departments").glob("*.yaml")]
    assert {each["id"] for each in found} == set(cast.DEPARTMENTS[1:])
    assert all(set(each["names"]) == {"da", "en", "ar", "uk"} for each in found)


def test_the_first_language_is_the_one_it_was_said_in():
    first, second = texts({"ar": "نعم", "da": "Ja"})
    assert first == {"lang": "ar", "text": "نعم"}
    assert second == {"lang": "da", "text": "Ja", "source": "human"}


def test_what_is_named_and_not_there_is_told(tmp_path):
    folder = Path(shutil.copytree(FOLDER, tmp_path / "example"))
    voices = folder / "voices.yaml"
    voices.write_text(voices.read_text().replace("at: [doctor]", "at: [moon]", 1))
    with pytest.raises(ContentWrong, match="daughter names the step moon"):
        read(folder)
