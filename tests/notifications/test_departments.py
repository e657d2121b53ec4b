"""What departments are told, and who reads it."""

from datetime import timedelta

import pytest

from chassis.identity import Caller
from notifications.domain.messages import Template

MINUTE = timedelta(minutes=1)
TITLE = "Sprogcafé på biblioteket"
READER = {"kind": "person", "subject": "p", "scopes": ("read",), "departments": ("skole",)}


def commitment(department, status="asked", role="contributing", **more):
    return {
        "id": f"c-{department}",
        "departmentId": department,
        "role": role,
        "status": status,
    } | more


def initiative(city, happened, revision=2, *commitments, details=(), **state):
    """Return a fact about an initiative that `kultur` leads."""
    return city.thing(
        happened,
        "cafe",
        revision,
        kind="initiative",
        owner="kultur",
        at=city.NOON + revision * MINUTE,
        title=city.texts(TITLE),
        commitments=list(commitments),
        details=dict(details),
        **state,
    )


def department(city, id, name):
    return city.thing("department.registered", id, status="open", names=city.texts(name))


def about(id):
    return {"commitmentId": f"c-{id}", "departmentId": id}


def plain(text):
    return str(text).replace("\u2068", "").replace("\u2069", "")


@pytest.fixture
def town(city):
    city.learns(
        department(city, "skole", "Skole og Dagtilbud"),
        department(city, "kultur", "Kultur og Borgerservice"),
    )
    return city


def test_a_department_is_asked_and_led_to_where_it_answers(town):
    what = town.texts("Et lokale to aftener om ugen")
    town.learns(
        initiative(
            town, "commitment.asked", 2, commitment("skole", what=what), details=about("skole")
        )
    )
    (said,) = town.desk("skole")
    assert plain(said.subject) == f"Jeres afdeling er bedt om at være med i “{TITLE}”"
    assert [plain(each) for each in said.paragraphs] == [
        "Det er I bedt om:",
        "Et lokale to aftener om ugen",
        "Sig ja eller nej; et nej skal have en begrundelse.",
        "Det er godkendt, når alle afdelinger, der leder eller bidrager, har sagt ja.",
        "Kultur og Borgerservice leder det.",
    ]
    assert said.link == "/departments/skole"
    assert "Your department is asked to take part in" in town.desk("skole", "en")[0].subject
    assert town.desk("kultur") == []


def test_what_was_asked_before_everyone_could_see_it_is_told_when_they_can(town):
    hidden = town.thing("commitment.asked", "cafe", 2, kind="initiative", public=False)
    open_ = (commitment("kultur", "accepted", "lead"), commitment("skole"))
    town.learns(hidden)
    assert town.desk("skole") == []
    published = initiative(town, "initiative.published", 3, *open_)
    asked = initiative(town, "commitment.asked", 4, *open_, details=about("skole"))
    town.learns(published, asked, published)
    assert [each.template for each in town.told("department/skole")] == [Template.COMMITMENT_ASKED]
    assert town.desk("kultur") == []


def secret(city, happened, revision=2, by="kultur", **state):
    """Return a fact about an initiative of `kultur` that is not public: ids alone."""
    hidden = city.thing(
        happened,
        "cafe",
        revision,
        kind="initiative",
        owner="kultur",
        at=city.NOON + revision * MINUTE,
        public=False,
        status="proposed",
    )
    hidden.state.update(sharedWith=["kultur", "skole"], **state)
    hidden.data["by"] = {"role": "leader", "department": by}
    return hidden


def test_a_department_is_told_once_that_something_not_public_waits_for_it(town):
    asked = (secret(town, "commitment.asked", 2), secret(town, "commitment.asked", 3))
    town.learns(*asked, asked[0])
    (said,) = town.desk("skole")
    assert said.subject == "Et initiativ, der ikke er offentligt endnu, venter på jeres svar"
    assert said.link == "/departments/skole"
    assert TITLE not in str(said)
    assert "is not public yet asks for your answer" in town.desk("skole", "en")[0].subject
    assert len(town.desk("kultur")) == 1
    assert town.desk("by") == []


def test_it_says_no_more_even_after_the_initiative_became_public(town):
    town.learns(secret(town, "commitment.asked", 2))
    town.learns(initiative(town, "initiative.published", 3, commitment("skole")))
    newest, first = town.desk("skole")
    assert TITLE in plain(newest.subject)
    assert TITLE not in str(first)


def test_the_lead_is_told_that_somebody_answered_before_it_is_public(town):
    town.learns(
        secret(town, "commitment.accepted", 2, by="skole"),
        secret(town, "commitment.declined", 3, by="skole"),
        secret(town, "commitment.accepted", 4),
    )
    no, yes = town.desk("kultur")
    assert yes.subject == "En afdeling har sagt ja til at være med i et af jeres initiativer"
    assert no.subject == "En afdeling har sagt nej til at være med i et af jeres initiativer"
    assert no.paragraphs == ("Hvilken det er, og hvorfor, kan I se, når I er logget ind.",)
    assert no.link == "/initiatives/cafe"
    assert town.desk("skole") == []


def test_what_was_answered_by_now_is_said_to_be(town):
    asked = initiative(town, "commitment.asked", 2, commitment("skole"), details=about("skole"))
    accepted = initiative(
        town, "initiative.changed", 3, commitment("skole", "accepted"), details=about("skole")
    )
    town.learns(asked, accepted)
    assert "Jeres afdeling har svaret." in town.desk("skole")[0].paragraphs


def test_the_lead_is_told_who_says_yes_and_how_many_are_missing(town):
    parts = (commitment("skole", "accepted"), commitment("by"), commitment("sundhed"))
    town.learns(initiative(town, "commitment.accepted", 2, *parts, details=about("skole")))
    (said,) = town.desk("kultur")
    assert plain(said.subject) == f"Skole og Dagtilbud er med i “{TITLE}”"
    assert said.paragraphs == ("De har sagt ja.", "2 afdelinger har ikke svaret endnu.")
    assert said.link == "/initiatives/cafe"
    assert "2 departments have not answered yet." in town.desk("kultur", "en")[0].paragraphs


def test_the_lead_is_told_who_says_no_and_why(town):
    declined = commitment("skole", "declined", reason=town.texts("Vi har ikke lokaler."))
    town.learns(initiative(town, "commitment.declined", 2, declined, details=about("skole")))
    (said,) = town.desk("kultur")
    assert plain(said.subject) == f"Skole og Dagtilbud har sagt nej til “{TITLE}”"
    assert said.paragraphs[:2] == ("Begrundelsen:", "Vi har ikke lokaler.")
    assert town.desk("skole") == []


def test_a_department_is_not_told_what_it_has_said_itself(town):
    lead = commitment("kultur", "accepted", "lead")
    town.learns(initiative(town, "commitment.accepted", 2, lead, details=about("kultur")))
    assert town.desk("kultur") == []


def test_the_lead_is_told_when_everyone_has_said_yes(town):
    town.learns(initiative(town, "initiative.approved", 2))
    assert plain(town.desk("kultur")[0].subject) == f"“{TITLE}” er godkendt"


def test_all_who_committed_are_told_when_it_is_stopped_and_why(town):
    parts = (
        commitment("kultur", "accepted", "lead"),
        commitment("skole", "accepted"),
        commitment("by", "asked"),
        commitment("sundhed", "declined"),
    )
    why = [{"what": "stopped", "why": town.texts("Der er ikke penge.")}]
    stopped = initiative(town, "initiative.stopped", 2, *parts, decisions=why)
    town.learns(stopped, stopped)
    for id in ("kultur", "skole", "by"):
        (said,) = town.desk(id)
        assert plain(said.subject) == f"“{TITLE}” er stoppet"
        assert "Der er ikke penge." in said.paragraphs
    assert town.desk("sundhed") == []


def test_what_was_never_public_is_told_to_have_ended_or_been_approved(town):
    town.learns(
        secret(town, "commitment.asked", 2),
        secret(town, "initiative.approved", 3),
        secret(town, "initiative.stopped", 4),
        secret(town, "initiative.stopped", 4),
    )
    stopped, waits = town.desk("skole")
    assert stopped.subject == "Et initiativ, som jeres afdeling er med i, er stoppet"
    assert len(stopped.paragraphs) == 1
    assert waits.link == "/departments/skole"
    approved = town.desk("kultur")[1]
    assert approved.subject == "Et af jeres initiativer er godkendt"
    assert approved.paragraphs[-1] == "I kan gå i gang."
    assert town.desk("by") == []


def test_the_words_follow_what_may_be_seen_now(town):
    town.learns(
        initiative(town, "commitment.asked", 2, commitment("skole"), details=about("skole")),
        town.thing("initiative.changed", "cafe", 3, owner="kultur", public=False),
    )
    (said,) = town.desk("skole")
    assert said.subject == "Jeres afdeling er bedt om at være med i et initiativ"
    assert TITLE not in str(said)


@pytest.fixture
def desk(town, door):
    """A door to a town in which two departments have been told something."""
    asked = [commitment("skole"), commitment("by")]
    town.learns(initiative(town, "initiative.published", 2, *asked))
    town.learns(initiative(town, "initiative.approved", 3))
    door.who = Caller(**READER)
    return door


def items(door, path="/api/inbox"):
    answer = door.get(path)
    assert answer.status_code == 200
    return answer.json["items"]


def test_a_person_reads_what_their_departments_are_told(desk):
    (message,) = items(desk)
    assert message["departmentId"] == "skole"
    assert message["template"] == "commitment_asked"
    assert message["about"] == {"kind": "initiative", "id": "cafe"}
    assert message["link"] == "/departments/skole"


def test_a_departments_key_reads_it_as_well(desk):
    desk.who = Caller(**READER | {"kind": "key", "departments": ("skole", "kultur")})
    assert {each["departmentId"] for each in items(desk)} == {"skole", "kultur"}


def test_a_person_has_their_own_messages_beside_them(desk, town):
    desk.who = Caller(**READER | {"participant": "ane"})
    assert len(items(desk)) == 1
    assert desk.get("/api/inbox/unread").json == {
        "unread": 1,
        "departments": [{"departmentId": "skole", "unread": 1}],
    }


@pytest.mark.parametrize(
    "other",
    [
        {"departments": ("by",)},
        {"departments": ()},
        {"scopes": (), "participant": "ane"},
        {"kind": "key", "departments": ("sundhed",)},
    ],
)
def test_nobody_else_sees_or_marks_it(desk, other):
    (message,) = items(desk)
    desk.who = Caller(**READER | other)
    listed = desk.get("/api/inbox")
    assert all(each["departmentId"] != "skole" for each in listed.json.get("items", ()))
    answer = desk.post(f"/api/inbox/{message['id']}/read")
    assert answer.status_code in (401, 404)
    assert answer.status_code == (404 if listed.status_code == 200 else 401)
    desk.who = Caller(**READER)
    assert items(desk)[0]["read"] is False


def test_a_code_does_not_open_a_departments_inbox(desk, town):
    (message,) = items(desk)
    assert desk.post("/api/inbox", {"trackingCode": town.CODE}).json["items"] == []
    path = f"/api/inbox/{message['id']}/read"
    assert desk.post(path, {"trackingCode": town.CODE}).status_code == 404


def test_what_one_has_read_is_read_for_the_whole_department(desk):
    (message,) = items(desk)
    assert desk.post(f"/api/inbox/{message['id']}/read").json["read"] is True
    desk.who = Caller(**READER | {"subject": "somebody else", "departments": ("kultur", "skole")})
    assert items(desk, "/api/inbox?unread=true")[0]["departmentId"] == "kultur"
    assert desk.get("/api/inbox/unread").json == {
        "unread": 1,
        "departments": [
            {"departmentId": "kultur", "unread": 1},
            {"departmentId": "skole", "unread": 0},
        ],
    }


def test_a_departments_inbox_comes_in_pages(desk):
    desk.who = Caller(**READER | {"departments": ("skole", "by", "kultur")})
    first = desk.get("/api/inbox?limit=2")
    second = desk.get(first.headers["Link"].split(">")[0].strip("<"))
    assert len(first.json["items"] + second.json["items"]) == 3


PAGES = {"Accept": "text/html,*/*;q=0.8"}


def test_the_page_shows_a_departments_messages_and_whom_they_are_for(desk):
    page = desk.get("/inbox", headers=PAGES)
    assert page.status_code == 200
    assert TITLE in page.text
    assert "Til <bdi" in page.text
    assert "Skole og Dagtilbud" in page.text
    assert "1 besked er ulæst." in page.text
    assert "Et bidrags indbakke" in page.text
    assert 'name="email"' not in page.text


def test_the_page_marks_a_message_as_read_for_the_department(desk):
    (message,) = items(desk)
    answer = desk.open("/inbox/read", "POST", data={"id": message["id"]}, headers=PAGES)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/inbox")
    assert "Du har læst alt." in desk.get("/inbox", headers=PAGES).text


def test_the_page_lets_who_is_signed_in_open_an_inbox_by_code(desk, town):
    town.learns(town.fact("submitted"))
    data = {"trackingCode": town.CODE}
    page = desk.open("/inbox", "POST", data=data, headers=PAGES)
    assert "Vi har modtaget dit bidrag" in page.text
    assert TITLE not in page.text


def test_an_empty_inbox_of_a_department_says_what_it_is_for(desk):
    desk.who = Caller(**READER | {"departments": ("sundhed",)})
    page = desk.get("/inbox", headers=PAGES)
    assert "Her får du besked om det, der vedrører dig eller dine afdelinger." in page.text


def test_the_page_asks_others_for_the_code(desk):
    desk.who = Caller(**READER | {"scopes": ()})
    assert 'name="trackingCode"' in desk.get("/inbox", headers=PAGES).text
    answer = desk.open("/inbox/read", "POST", data={"id": "x"}, headers=PAGES)
    assert answer.status_code == 401


def test_old_messages_of_a_department_are_on_further_pages(town, door):
    for n in range(25):
        town.learns(
            town.thing("initiative.approved", f"i{n}", owner="skole", at=town.NOON + n * MINUTE)
        )
    door.who = Caller(**READER)
    page = door.get("/inbox", headers=PAGES)
    assert page.text.count("<article") == 20
    link = page.text.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert door.get(link, headers=PAGES).text.count("<article") == 5
