import json
from datetime import timedelta

import pytest
from openapi_spec_validator import validate

from chassis.identity import Caller
from chassis.web import openapi
from notifications.app import create_app

MINUTE = timedelta(minutes=1)
ANSWER = {"status": "pending", "confirmWithinHours": 48}


@pytest.fixture
def told(city, door):
    """A door to a city in which one contribution was published."""
    city.hears(city.fact("submitted", 1), city.fact("published", 2, at=city.NOON + MINUTE))
    return door


def subscribe(door, code, email="ane@example.dk", **more):
    return door.post("/api/subscriptions", {"trackingCode": code, "email": email} | more)


def test_an_author_reads_what_happened_with_the_code(told, city):
    answer = told.post("/api/inbox", {"trackingCode": city.CODE})
    first, second = answer.json["items"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert first == {
        "id": first["id"],
        "at": "2026-03-02T11:01:00.000Z",
        "template": "published",
        "about": {"kind": "idea", "id": "bench"},
        "subject": f"“\u2068{city.TITLE}\u2069” er nu offentligt",
        "text": "Alle kan nu se det, du skrev, og andre kan støtte det.\n\n"
        "Du hører fra os, når der er et svar.",
        "link": "/ideas/bench",
        "language": "da",
        "read": False,
    }
    assert second["template"] == "received"


def test_an_inbox_is_read_in_the_readers_language(told, city):
    answer = told.post("/api/inbox", {"trackingCode": city.CODE}, lang="en")
    assert answer.json["items"][1]["subject"] == "We have received your contribution"


def test_a_code_may_be_typed_as_people_type(told, city):
    typed = city.CODE.lower().replace("-", " ")
    assert len(told.post("/api/inbox", {"trackingCode": typed}).json["items"]) == 2


def test_an_inbox_comes_in_pages_and_can_be_asked_for_what_is_unread(told, city):
    ask = {"trackingCode": city.CODE}
    first = told.post("/api/inbox?limit=1", ask)
    (newest,) = first.json["items"]
    next_page = first.headers["Link"].split(">")[0].strip("<")
    second = told.post(next_page, ask)
    assert second.json["items"][0]["template"] == "received"
    assert "Link" not in second.headers
    told.post(f"/api/inbox/{newest['id']}/read", ask)
    unread = told.post("/api/inbox?unread=true", ask).json["items"]
    assert [each["template"] for each in unread] == ["received"]


def test_a_message_is_marked_as_read_by_its_owner_only(told, city):
    (newest, _) = told.post("/api/inbox", {"trackingCode": city.CODE}).json["items"]
    path = f"/api/inbox/{newest['id']}/read"
    assert told.post(path, {"trackingCode": city.OTHER_CODE}).status_code == 404
    assert told.post(path, {"trackingCode": city.CODE}).json["read"] is True
    assert told.post(path, {"trackingCode": city.CODE}).status_code == 200
    assert told.post(path).status_code == 401


def test_an_unknown_code_has_an_empty_inbox_like_one_without_news(told, city):
    answer = told.post("/api/inbox", {"trackingCode": city.OTHER_CODE})
    assert (answer.status_code, answer.json) == (200, {"items": []})


def test_who_is_signed_in_has_an_inbox_and_nobody_else_without_a_code(told):
    assert told.get("/api/inbox").status_code == 401
    told.who = Caller(kind="person", subject="p", participant="ane")
    assert told.get("/api/inbox").json == {"items": []}


def test_asking_for_news_is_answered_alike_for_every_code_and_address(told, city):
    def shape(answer):
        return answer.status_code, answer.json, sorted(answer.headers.keys())

    known = shape(subscribe(told, city.CODE))
    assert known[:2] == (202, ANSWER)
    assert shape(subscribe(told, city.OTHER_CODE, "bo@example.dk")) == known
    assert shape(subscribe(told, city.CODE)) == known
    for _ in range(5):
        assert shape(subscribe(told, city.OTHER_CODE)) == known


def test_the_language_of_mails_can_be_chosen(told, city):
    subscribe(told, city.CODE, language="en")
    city.posts()
    (mail,) = city.mails()
    assert mail["Subject"] == "Do you want news of your contribution by e-mail?"


@pytest.mark.parametrize(
    ("email", "says"),
    [
        ("ane", "Det er ikke en e-mailadresse, vi kan skrive til."),
        ("ane@example.dk\r\nBcc: bo@example.dk", None),
        ("ane@example.dk\u2028Bcc: bo@example.dk", None),
        ("a" * 250 + "@example.dk", None),
        ("2512489996@example.dk", None),
        (None, None),
        (["ane@example.dk"], None),
    ],
)
def test_what_is_no_address_is_refused_at_its_place(told, city, email, says):
    answer = subscribe(told, city.CODE, email)
    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    assert answer.json["errors"][0]["pointer"] == "/email"
    if says:
        assert answer.json["errors"][0]["detail"] == says
    if email:
        assert str(email)[:40] not in answer.text
    assert city.service.store.count("subscription") == 0


@pytest.mark.parametrize("code", ["", "short", "ABCD-EFGH-IJKL-MNOP-QRS!", "x" * 61])
def test_what_is_no_code_is_refused(told, code):
    for path, more in (("inbox", {}), ("subscriptions", {"email": "ane@example.dk"})):
        answer = told.post(f"/api/{path}", {"trackingCode": code} | more)
        assert answer.status_code == 422
        assert answer.json["errors"][0]["pointer"] == "/trackingCode"


def test_a_subscription_has_no_other_fields(told, city):
    answer = subscribe(told, city.CODE, name="Ane")
    assert answer.status_code == 422
    assert answer.json["errors"][0]["pointer"] == "/name"


def test_too_many_addresses_for_a_code_are_refused_with_a_time(told, city):
    answers = [subscribe(told, city.OTHER_CODE, f"a{n}@example.dk") for n in range(11)]
    assert [answer.status_code for answer in answers] == [202] * 10 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_the_same_key_is_the_same_wish(told, city):
    def ask(email):
        return told.open(
            "/api/subscriptions",
            "POST",
            json={"trackingCode": city.CODE, "email": email},
            headers={"Idempotency-Key": "wish"},
        )

    assert [ask("ane@example.dk").status_code for _ in range(5)] == [202] * 5
    assert city.service.store.count("letter") == 1
    assert ask("bo@example.dk").status_code == 422


def test_nobody_comes_in_past_the_gateway(told, city):
    answer = told.client.post("/api/inbox", json={"trackingCode": city.CODE})
    assert answer.status_code == 401


def test_the_api_describes_itself(city):
    told = openapi(create_app(city.settings), "Samskab: notifications")
    validate(json.loads(json.dumps(told)))
    assert set(told["paths"]) == {
        "/api/inbox",
        "/api/inbox/unread",
        "/api/inbox/{message_id}/read",
        "/api/subscriptions",
    }
