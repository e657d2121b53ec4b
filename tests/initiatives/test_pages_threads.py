"""The page of the red thread: one picture, the same in words, and nothing that is not public."""

import re
import socket

import pytest

from chassis.identity import Caller
from initiatives.actions.threads import Thing
from initiatives.pages.threads import place

LEADER = Caller(
    kind="person",
    subject="l1",
    role="leader",
    departments=("integration",),
    scopes=("read", "steer", "commit"),
)


def da(text, *others):
    return [{"lang": "da", "text": text, "source": "original"}, *others]


def told(ask, **more):
    """Hear of a story, and return the initiative that came of it."""
    first = {"lang": "ar", "text": "لم أفهم الرسالة", "source": "original"}
    danish = {"lang": "da", "text": "Jeg forstod ikke brevet", "source": "machine"}
    quote = [first, danish]
    ask.heard("idea", "d1", kind="experience", title=quote, body=quote, language="ar")
    ask.heard("evidence", "e1", type="quote", text=quote, ideaId="d1", stepIds=["s1"])
    statement = da("Breve gør folk bange")
    ask.heard("insight", "n1", statement=statement, evidenceIds=["e1"], stepIds=["s1"])
    ask.heard("opportunity", "o1", question=da("Hvordan kan vi skrive?"), insightIds=["n1"])
    ask.heard("persona", "a1", name=da("Amira"), summary=da("Ny i byen"))
    steps = [{"id": "s1", "title": da("Det første brev")}]
    stages = [{"id": "g1", "title": da("Ankomst"), "steps": steps}]
    ask.heard("journey", "j1", title=da("Jeg kommer hertil"), stages=stages, personaIds=["a1"])
    return ask.public(opportunityIds=["o1"], ideaIds=["d1"], **more)


def page(ask, path, lang="da"):
    answer = ask.get(f"{path}?lang={lang}")
    assert answer.status_code == 200, answer.text
    return answer.text


def in_two(text):
    """Return the picture and the words of a page."""
    picture = re.search(r"<svg[^>]*role=\"img\".*?</svg>", text, re.S)[0]
    return picture, text[text.index("red-thread-words") :]


def test_the_picture_and_the_words_tell_the_same(ask):
    made = told(ask)
    for told_so in in_two(page(ask, f"/initiatives/{made['id']}/thread")):
        plain = re.sub(r"<[^>]+>", " ", told_so)
        plain = re.sub(r"\s+", " ", plain)
        for words in (
            *("Jeg forstod ikke", "Breve gør folk bange", "Hvordan kan vi", "Sprogcafé"),
            *("Det første brev", "Nogen sagde", "Det ændrede sig", "Der er ikke målt noget"),
        ):
            assert words in plain, words


def test_it_reads_nothing_but_its_own_store(ask, monkeypatch):
    made = told(ask)

    def nobody_is_there(*_args):
        raise ConnectionRefusedError

    monkeypatch.setattr(socket.socket, "connect", nobody_is_there)
    assert "Sprogcafé" in page(ask, f"/initiatives/{made['id']}/thread")
    assert "Sprogcafé" in page(ask, "/ideas/d1/thread")


def test_people_are_quoted_in_their_own_language_with_the_translation_beside(ask):
    text = page(ask, f"/initiatives/{told(ask)['id']}/thread")
    assert re.search(r'<blockquote lang="ar" dir="auto">لم أفهم الرسالة</blockquote>', text)
    assert re.search(r'<p lang="da" dir="auto">Jeg forstod ikke brevet</p>', text)
    assert "Oversat fra arabisk af en maskine" in text


def test_it_is_told_in_english_as_well(ask):
    text = page(ask, f"/initiatives/{told(ask)['id']}/thread", "en")
    for words in ("Somebody said", "We saw", "We asked", "We did", "It changed"):
        assert words in text
    assert "It began with one contribution." in text


def test_what_is_not_public_is_a_link_without_words(ask):
    made = told(ask)
    ask.heard("idea", "d1", visibility="department", withheld=True, status="withdrawn")
    ask.heard("evidence", "e1", visibility="department", withheld=True, status="hidden")
    text = page(ask, f"/initiatives/{made['id']}/thread")
    assert "Jeg forstod ikke" not in text
    assert re.search(r'class="not-public" href="/ideas/d1"[^>]*>Bidrag: ikke offentligt', text)
    assert "Ikke offentligt" in in_two(text)[0]


def test_the_same_page_from_the_contributions_end(ask):
    told(ask)
    text = page(ask, "/ideas/d1/thread")
    assert "Det blev til ét initiativ." in text
    assert "Sprogcafé" in text


def test_a_contribution_that_led_nowhere_yet_is_told_so_kindly(ask):
    ask.heard("idea", "d9", kind="idea", title=da("Flere træer"), body=da("Langs åen."))
    text = page(ask, "/ideas/d9/thread")
    assert "Det er hørt, og der er ikke kommet noget ud af det endnu" in text
    assert "Flere træer" in text


def test_a_contribution_that_nobody_may_know_of_is_not_there(ask):
    ask.heard("idea", "d9", visibility="department", withheld=True, status="submitted")
    for path in ("/ideas/d9/thread", "/ideas/never/thread"):
        assert ask.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/api/ideas/d1/trace", "/api/initiatives/{id}/trace"])
def test_programs_are_told_the_same_thread(ask, path):
    made = told(ask)
    answer = ask.get(path.format(id=made["id"])).json
    kinds = {thing["kind"] for thing in answer["things"]}
    assert {"idea", "evidence", "insight", "opportunity", "step", "initiative"} <= kinds
    assert all(thing["seen"] for thing in answer["things"])
    ends = {"from": {"kind": "idea", "id": "d1"}, "to": {"kind": "evidence", "id": "e1"}}
    assert ends | {"as": "evidence"} in answer["links"]
    assert answer["more"] == []
    idea = next(thing for thing in answer["things"] if thing["kind"] == "idea")
    assert (idea["ideaKind"], idea["href"]) == ("experience", "/api/ideas/d1")


def test_who_committed_whose_help_was_used_and_what_changed(ask):
    made = told(ask)
    ask.heard(
        "department",
        "integration",
        names=da("Integration og Job"),
    )
    made = ask.answered(made, "accept", LEADER)
    need = ask.need(made, languages=["ar"])
    ask.offer("h1", languages=["ar"])
    path = f"/api/initiatives/{made['id']}"
    match = ask.done(f"{path}/matches", {"needId": need, "ideaId": "h1"})["madeId"]
    said = {"id": match, "initiativeId": made["id"], "needId": need, "status": "confirmed"}
    ask.offer("h1", asks=[said], status="confirmed", languages=["ar"])
    used = {"amount": 6, "unit": "hours", "thanks": "Tak!", "language": "da"}
    ask.done(f"{path}/matches/{match}/use", used)
    body = {"name": "Opkald", "unit": "om ugen", "language": "da"}
    points = {"baseline": {"on": "2026-01-05", "value": 40}}
    points |= {"target": {"on": "2027-01-05", "value": 10}}
    indicator = ask.done(f"{path}/indicators", body | points)["madeId"]
    taken = {"on": "2026-03-01", "value": 16}
    ask.done(f"{path}/indicators/{indicator}/measurements", taken)
    text = page(ask, f"/initiatives/{made['id']}/thread")
    assert "Én afdeling har sagt ja. Der er givet 6 timers hjælp." in text
    assert "Opkald: fra 40 til 16 om ugen." in text
    picture, words = in_two(text)
    for told_so in (picture, words):
        assert "Integration og Job" in told_so
        assert "40 → 16 om ugen" in told_so
        assert "6 timers hjælp" in told_so
    assert "Tak!" in words
    assert "Tak:" not in words


def test_each_step_and_thanks_is_said_once_in_words(ask):
    made = told(ask)
    words = in_two(page(ask, f"/initiatives/{made['id']}/thread"))[1]
    assert words.count('href="/journeys/j1/steps/s1"') == 1
    assert "Trin i rejser, som det handler om" not in words
    other = [{"id": "s2", "title": da("Sprogskolen")}]
    stages = [{"id": "g2", "title": da("Hverdag"), "steps": other}]
    ask.heard("journey", "j2", title=da("Jeg lærer dansk"), stages=stages, personaIds=[])
    more = ask.public(opportunityIds=["o1"], stepIds=["s2"])
    words = in_two(page(ask, f"/initiatives/{more['id']}/thread"))[1]
    assert words.count('href="/journeys/j2/steps/s2"') == 1
    assert words.count('href="/journeys/j1/steps/s1"') == 1


def test_a_thing_leads_to_the_page_where_people_look_at_it():
    for kind, folder in (("evidence", "evidence"), ("insight", "insights"), ("idea", "ideas")):
        assert place(Thing(kind, "x", f"/api/{folder}/x")) == f"/{folder}/x"
    step = Thing("step", "s", "/api/journeys/j", {"journeyId": "j"})
    assert place(step) == "/journeys/j/steps/s"
    assert place(Thing("step", "s", "/api/journeys?step=s")) == "/api/journeys?step=s"
