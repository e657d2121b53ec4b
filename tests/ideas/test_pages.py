"""The pages of ideas, without JavaScript, in both languages."""

import re
from pathlib import Path

import pytest

import ideas
from chassis.identity import Caller
from chassis.testing.sentences import gaps

MODERATOR = Caller(
    kind="person",
    subject="m1",
    role="moderator",
    departments=("kommune",),
    scopes=("read", "moderate"),
)


def hidden(page, name):
    return re.search(f'name="{name}" value="([^"]*)"', page)[1]


def code_in(page):
    return re.search(r'class="code"[^>]*>([A-Z0-9-]+)<', page)[1]


def fill_in(ask, **fields):
    page = ask.get("/ideas/new?lang=da").text
    given = {"title": "Cykelpumpe", "body": "Ved stationen.", "language": "da", "kind": "need"}
    return ask.form("/ideas/new", {"once": hidden(page, "once")} | given | fields)


def test_everything_is_said_in_danish():
    assert gaps(Path(ideas.__file__).parent) == []


def test_three_fields_are_enough_and_the_receipt_has_the_code(ask):
    page = fill_in(ask)
    assert page.status_code == 201
    own = ask.form("/track", {"trackingCode": code_in(page.text)}).text
    assert "Cykelpumpe" in own
    assert "Venter på en moderator" in own


def test_sending_the_form_twice_is_sending_it_once(ask):
    first, again = fill_in(ask, once="o1"), fill_in(ask, once="o1")
    assert code_in(first.text) == code_in(again.text)
    assert ask.service.store.count("idea") == 1


def test_what_was_written_is_still_there_when_something_is_wrong(ask):
    page = fill_in(ask, body="jeg er 251248-9996")
    assert page.status_code == 422
    assert 'value="Cykelpumpe"' in page.text
    assert "251248" not in page.text
    assert 'href="#field-body"' in page.text
    assert ask.service.store.count("idea") == 0


def test_a_closed_call_is_told_on_the_form(ask):
    call = ask.call()
    leader = Caller(kind="person", subject="s", departments=("kommune",), scopes=("read", "steer"))
    ask.post(f"/api/calls/{call['id']}/close", who=leader)
    page = fill_in(ask, callId=call["id"])
    assert page.status_code == 409
    assert "Indkaldelsen er lukket" in page.text


def test_the_list_shows_what_is_published_and_can_be_searched(ask):
    ask.published(title="Bænke ved åen")
    ask.published(title="Lys i tunnelen", kind="need")
    ask.idea(title="Venter endnu")
    page = ask.get("/ideas?lang=da").text
    assert "2 bidrag" in page
    assert "Venter endnu" not in page
    found = ask.get("/ideas?q=aaen&kind=&status=&lang=da").text
    assert "Bænke ved åen" in found
    assert "Lys i tunnelen" not in found
    assert "Intet fundet" in ask.get("/ideas?q=zebra").text


def test_an_empty_list_says_what_to_do(ask):
    page = ask.get("/ideas?lang=en").text
    assert "Nobody has contributed yet" in page
    assert 'href="/ideas/new"' in page


def test_a_call_shows_what_is_asked_and_what_to_expect(ask):
    call = ask.call(promise="Vi svarer inden sommer.")
    page = ask.get(f"/ideas?call={call['id']}").text
    assert "En tryg skolevej" in page
    assert "Vi svarer inden sommer." in page
    assert f"/ideas/new?callId={call['id']}" in page
    assert "En tryg skolevej" in ask.get(f"/ideas/new?callId={call['id']}").text


def test_support_is_a_button_and_the_browser_gets_a_cookie_the_first_time(ask):
    idea = ask.published()
    path = f"/ideas/{idea['id']}"
    first = ask.form(f"{path}/support", {"stance": "agree", "once": "a"})
    assert first.status_code == 303
    assert "HttpOnly" in first.headers["Set-Cookie"]
    second = ask.form(f"{path}/support", {"stance": "agree", "once": "b"})
    assert "Set-Cookie" not in second.headers
    ask.work()
    assert "Én støtter det" in ask.get(f"{path}?lang=da").text
    assert 'aria-pressed="true"' in ask.get(path).text


def test_moderators_publish_by_button_and_nobody_else_sees_the_button(ask):
    idea = ask.idea()
    path = f"/ideas/{idea['id']}"
    assert ask.get(path).status_code == 404
    assert "Offentliggør" in ask.get(path, MODERATOR).text
    assert ask.form(f"{path}/publish", {"once": "a"}).status_code == 401
    assert ask.form(f"{path}/publish", {"once": "a"}, MODERATOR).status_code == 303
    assert "moderatorer" not in ask.get(path).text


@pytest.mark.parametrize("verb", ["reject", "decline", "quarantine"])
def test_every_no_asks_for_its_reason_and_the_giver_reads_it(ask, verb):
    idea = ask.published() if verb == "decline" else ask.idea()
    path = f"/ideas/{idea['id']}/{verb}"
    assert ask.get(path, MODERATOR).status_code == 200
    empty = ask.form(path, {"language": "da", "reason": ""}, MODERATOR)
    assert empty.status_code == 422
    done = ask.form(path, {"language": "da", "reason": "Tunnelen rives ned."}, MODERATOR)
    assert done.status_code == 303
    own = ask.form("/track", {"trackingCode": idea["trackingCode"]}).text
    assert "Tunnelen rives ned." in own


def test_one_changes_and_takes_back_ones_own_with_the_code(ask):
    idea = ask.published()
    code = {"trackingCode": idea["trackingCode"]}
    form = ask.form("/track/words", code).text
    assert 'value="Bænke"' in form
    changed = ask.form(
        "/track/correct", code | {"title": "Læ", "body": "Mere læ.", "language": "da"}
    ).text
    assert "Læ" in changed
    assert "Dine nye ord er gemt" in changed
    assert "Det er trukket tilbage" in ask.form("/track/withdraw", code).text
    assert ask.get(f"/ideas/{idea['id']}").status_code == 404


def test_a_wrong_code_is_told_on_the_form(ask):
    page = ask.form("/track", {"trackingCode": "hej"})
    assert page.status_code == 422
    assert "fem grupper" in page.text.lower()
    assert ask.form("/track", {"trackingCode": "AAAA-AAAA-AAAA-AAAA-AAAA"}).status_code == 404


def test_what_people_write_cannot_become_part_of_the_page(ask):
    idea = ask.published(title="<script>alert(1)</script>", body="<img src=x onerror=alert(1)>")
    for path in ("/ideas", f"/ideas/{idea['id']}"):
        page = ask.get(path).text
        assert "<script" not in page
        assert "<img" not in page


def test_what_people_write_is_marked_with_its_language(ask):
    idea = ask.published(title="مرافقة", body="أتحدث العربية", language="ar")
    page = ask.get(f"/ideas/{idea['id']}?lang=en").text
    assert '<bdi lang="ar" dir="auto">مرافقة</bdi>' in page
    assert "Written in Arabic" in page


def offering(ask, **fields):
    given = {"kind": "resource", "title": "Jeg tolker", "languages": ["ar", "uk"]}
    given |= {"times": ["tuesday_evening", "friday_morning"], "area": "Gellerup"}
    return fill_in(ask, **(given | fields))


def test_an_offer_is_asked_what_it_is_when_and_where_and_may_leave_all_of_it_out(ask):
    form = ask.get("/ideas/new?kind=resource&lang=en").text
    assert form.count('name="times"') == 21
    assert "Tuesday evening" in form
    assert 'name="times"' not in ask.get("/ideas/new?kind=idea").text
    page = offering(ask, validTo="2120-12-31", resourceType="language")
    assert page.status_code == 201
    assert "Tirsdag aften, Fredag formiddag" in page.text
    assert "arabisk, ukrainsk" in page.text
    assert fill_in(ask, kind="resource").status_code == 201


def test_an_offer_with_a_cpr_number_is_refused_and_all_else_is_still_there(ask):
    """CIT-3: friendly, nothing stored, and the ticks are where they were."""
    page = offering(ask, body="jeg er 251248-9996")
    assert page.status_code == 422
    assert "251248" not in page.text
    assert page.text.count(" checked>") == 4
    assert 'value="Gellerup"' in page.text
    assert ask.service.store.count("idea") == 0
    assert offering(ask, body="Jeg hjælper gerne.").status_code == 201


def test_a_day_that_has_passed_is_told_at_its_field(ask):
    page = offering(ask, validTo="2020-01-01")
    assert page.status_code == 422
    assert 'href="#field-validTo"' in page.text
    assert "Den dag er gået." in page.text


def test_the_receipt_says_who_is_responsible_and_keeps_the_words_in_their_language(ask):
    """CIT-1."""
    page = fill_in(ask, title="ሓሳብ", body="ሓሳብ ኣሎኒ", language="ti").text
    assert "Ansvarlig myndighed" in page
    assert "Eksempelby Kommune" in page
    assert '<bdi lang="ti" dir="auto">ሓሳብ</bdi>' in page
    assert '<div class="prose" lang="ti" dir="auto">' in page
    arabic = fill_in(ask, title="مرافقة", body="أتحدث العربية", language="ar").text
    assert '<div class="prose" lang="ar" dir="auto">' in arabic


def test_offers_can_be_looked_for_and_an_empty_list_says_what_to_do(ask):
    assert "/ideas/new?kind=resource" in ask.get("/offers").text
    assert "Ingen har tilbudt hjælp endnu" in ask.get("/offers?lang=da").text
    ask.offer("Jeg tolker", languages=["ar"], times=["tuesday_evening"], area="Gellerup")
    ask.offer("Jeg bager")
    page = ask.get("/offers?q=&language=ar&time=tuesday_evening&area=gellerup&type=&status=").text
    assert "Jeg tolker" in page
    assert "Jeg bager" not in page
    assert "Ét tilbud om hjælp" in page
    assert "Intet fundet" in ask.get("/offers?language=ti").text
    assert '<a href="/offers" aria-current="page">' in page


def test_the_giver_answers_by_button_and_is_told_whom_to_contact(ask):
    idea = ask.offer()
    code = {"trackingCode": idea["trackingCode"]}
    match = {"id": "m", "needId": "b", "ideaId": idea["id"], "status": "asked"}
    ask.initiative(2, match | {"askedAt": "2026-03-02T12:00:00.000Z"})
    own = ask.form("/track?lang=da", code).text
    assert "En ven ved mødet" in own
    assert "En, der tolker" in own
    assert "89 40 00 00" not in own
    assert hidden(own, "matchId") == "m"
    yes = ask.form("/track/confirm", code | {"matchId": "m", "once": "a"}).text
    assert "Tak for dit ja" in yes
    assert "89 40 00 00" in yes
    assert "89 40 00 00" not in ask.get(f"/ideas/{idea['id']}", MODERATOR).text
    no = ask.form("/track/refuse", code | {"matchId": "m", "once": "b"}).text
    assert "det er helt i orden" in no
    assert "89 40 00 00" not in no
