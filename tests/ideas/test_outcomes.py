"""What came of a contribution: told in plain words, from what others have published alone."""

from chassis.identity import Caller

MODERATOR = Caller(
    kind="person",
    subject="m1",
    role="moderator",
    departments=("kommune",),
    scopes=("read", "moderate"),
)
NO_ROOM = {"reason": "Der er ikke plads.", "language": "da"}


def da(text):
    return [{"lang": "da", "text": text, "source": "original"}]


def quoted(ask, idea, revision=1, **more):
    given = {"type": "quote", "text": da("…"), "ideaId": idea["id"], "stepIds": ["s2"]}
    ask.tell("evidence", "e", revision, **(given | more))


def journey(ask):
    steps = [{"id": "s1", "title": da("Ankomst")}, {"id": "s2", "title": da("Første brev")}]
    ask.tell("journey", "j", title=da("Min ankomst"), stages=[{"steps": steps}])


def thread(ask, idea):
    """Let others publish all that came of it."""
    quoted(ask, idea)
    journey(ask)
    ask.tell("insight", "i", statement=da("Breve skræmmer"), evidenceIds=["e"])
    question = da("Hvordan kan vi skrive venligt?")
    ask.tell("opportunity", "o", status="open", question=question, insightIds=["i"])
    ask.initiative(
        2,
        opportunityIds=["o"],
        status="evaluated",
        indicators=[
            {
                "id": "k",
                "name": da("Forstår brevet"),
                "unit": da("procent"),
                "baseline": {"on": "2026-01-01", "value": 40.0},
                "measurements": [
                    {"id": "x", "on": "2026-05-01", "value": 71.5},
                    {"id": "y", "on": "2026-03-01", "value": 55.0},
                ],
            }
        ],
    )


def came_of(ask, idea):
    return ask.post("/api/track", {"trackingCode": idea["trackingCode"]}).json["cameOf"]


def page(ask, idea, lang="en"):
    return ask.form(f"/track?lang={lang}", {"trackingCode": idea["trackingCode"]}).text


def test_the_giver_reads_the_thread_from_the_quote_to_the_effect(ask):
    idea = ask.published()
    thread(ask, idea)
    evidence, insight, opportunity, initiative = came_of(ask, idea)
    (place,) = evidence["places"]
    assert (place["title"], place["journeyTitle"]) == (da("Første brev"), da("Min ankomst"))
    assert place["href"] == "/journeys/j/steps/s2"
    assert (insight["kind"], insight["title"]) == ("insight", da("Breve skræmmer"))
    assert opportunity["href"] == "/opportunities/o"
    assert (initiative["href"], initiative["status"]) == ("/initiatives/n", "evaluated")
    (measured,) = initiative["measured"]
    assert (measured["before"], measured["now"], measured["nowOn"]) == (40.0, 71.5, "2026-05-01")


def test_the_page_says_it_in_plain_words_with_a_link_to_the_red_thread(ask):
    idea = ask.published()
    assert "Nothing yet that is public" in page(ask, idea)
    thread(ask, idea)
    text = page(ask, idea)
    assert "You are quoted at the step" in text
    assert "It led to this insight:" in text
    assert "what it has done was looked at" in text
    assert "from 40 to 71.5" in text
    assert f'href="/ideas/{idea["id"]}/thread"' in text
    assert "fra 40 til 71,5" in page(ask, idea, "da")


def test_the_public_page_leads_to_the_red_thread_once_something_came_of_it(ask):
    idea = ask.published()
    link = f'href="/ideas/{idea["id"]}/thread"'
    assert link not in ask.get(f"/ideas/{idea['id']}").text
    quoted(ask, idea)
    ask.work()
    assert link in ask.get(f"/ideas/{idea['id']}").text


def test_what_is_not_public_is_not_told(ask):
    idea = ask.published()
    quoted(ask, idea)
    ask.tell("journey", "j", withheld=True, visibility="department", status="draft")
    ask.tell("insight", "i", withheld=True, visibility="department", status="draft")
    ask.work()
    (evidence,) = came_of(ask, idea)
    (place,) = evidence["places"]
    assert (place["stepId"], place["title"], place["href"]) == ("s2", [], None)
    assert "not public yet" in page(ask, idea)
    quoted(ask, idea, 2, withheld=True, visibility="department", status="hidden")
    ask.work()
    assert came_of(ask, idea) == []


def test_what_does_not_hold_any_more_is_not_told(ask):
    idea = ask.published()
    quoted(ask, idea)
    ask.tell("insight", "i", statement=da("x"), evidenceIds=["e"], status="retired")
    ask.work()
    assert [each["kind"] for each in came_of(ask, idea)] == ["evidence"]


def test_a_value_with_too_few_people_behind_it_is_not_shown(ask):
    idea = ask.published()
    indicator = {"id": "k", "name": da("Venner"), "unit": da("antal")}
    indicator |= {"baseline": {"on": "2026-01-01", "value": 1.0}}
    indicator |= {"measurements": [{"id": "x", "on": "2026-05-01"}]}
    ask.initiative(2, ideaIds=[idea["id"]], indicators=[indicator])
    (initiative,) = came_of(ask, idea)
    assert initiative["measured"][0]["now"] is None
    assert "too few people" in page(ask, idea)


def test_a_stop_is_told_with_its_reason_and_used_help_with_its_thanks(ask):
    idea = ask.offer()
    asked = {"id": "m", "needId": "b", "ideaId": idea["id"], "status": "asked"}
    asked |= {"askedAt": "2026-03-02T12:00:00.000Z"}
    ask.initiative(2, asked)
    assert came_of(ask, idea) == []
    code = {"trackingCode": idea["trackingCode"]}
    ask.post("/api/track/confirm", code | {"matchId": "m"})
    used = asked | {"status": "used", "amount": 1.5, "thanks": da("Tak!")}
    ask.initiative(3, used)
    decisions = [{"at": asked["askedAt"], "what": "stopped", "why": da("Pengene slap op.")}]
    ask.initiative(4, used | {"status": "freed"}, status="stopped", decisions=decisions)
    (initiative,) = came_of(ask, idea)
    assert initiative["reason"] == da("Pengene slap op.")
    assert initiative["used"] == [{"amount": 1.5, "unit": "hours", "thanks": da("Tak!")}]
    text = page(ask, idea)
    assert "it was stopped" in text
    assert "1.5 hours of help" in text
    ask.initiative_hidden(5, "stopped")
    (hidden,) = came_of(ask, idea)
    assert (hidden["seen"], hidden["title"], hidden["href"]) == (False, [], None)
    assert hidden["used"][0]["amount"] == 1.5
    assert "not public yet" in page(ask, idea)


def test_who_was_declined_may_reply_once_and_only_the_municipality_reads_it(ask):
    """CIT-9."""
    idea = ask.published()
    code = {"trackingCode": idea["trackingCode"]}
    reply = code | {"body": "Så måske ved biblioteket?", "language": "da"}
    assert ask.post("/api/track/reply", reply).status_code == 409
    ask.post(f"/api/ideas/{idea['id']}/decline", NO_ROOM, MODERATOR)
    assert "Written in Danish" in page(ask, idea)
    assert ask.post("/api/track/reply", reply).json["reply"]["body"][0]["lang"] == "da"
    assert ask.post("/api/track/reply", reply).status_code == 409
    path = f"/ideas/{idea['id']}"
    assert "ved biblioteket" in ask.get(path, MODERATOR).text
    for shown in (path, f"/api{path}", f"/api{path}/history"):
        assert "ved biblioteket" not in ask.get(shown).text
    (fact,) = [e.fact for e in ask.service.own.told(idea["trackingCode"])][-1:]
    assert fact["type"] == "dk.samskab.idea.replied.v1"
    assert "biblioteket" not in str(fact)


def test_a_reply_with_a_cpr_number_is_refused_and_the_rest_is_still_there(ask):
    idea = ask.published()
    ask.post(f"/api/ideas/{idea['id']}/decline", NO_ROOM, MODERATOR)
    given = {"trackingCode": idea["trackingCode"], "language": "da", "once": "o"}
    refused = ask.form("/track/reply", given | {"body": "Jeg er 251248-9996, ring"})
    assert refused.status_code == 422
    assert "251248" not in refused.text
    assert ", ring" in refused.text
    assert "Dit svar er sendt" in ask.form("/track/reply", given | {"body": "Tak"}).text
