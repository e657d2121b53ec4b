"""An offer of help all the way: what its giver is told, and what those who asked are told."""

from datetime import timedelta
from itertools import permutations

import pytest

from notifications.domain.messages import Template, author

MINUTE = timedelta(minutes=1)
DETAILS = {"matchId": "match", "initiativeId": "cafe"}
CONTACT = "Frivilligcentret, tlf. 12 34 56 78"


def offer(city, happened, revision, ask="asked", standing="asked", details=DETAILS, **more):
    """Return a fact about an offer of help."""
    asks = [{"id": "match", "initiativeId": "cafe", "needId": "need", "status": ask} | more]
    return city.fact(
        f"offer.{happened}",
        revision,
        status="published",
        at=city.NOON + revision * MINUTE,
        details=details,
        offer={"resourceType": "time", "status": standing, "asks": asks},
    )


def cafe(city, revision=1, **more):
    """Return a fact about the initiative that asks; it concerns nobody by itself."""
    state = {
        "title": city.texts("Sprogcafé på biblioteket"),
        "contact": city.texts(CONTACT),
        "needs": [{"id": "need", "title": city.texts("To timer tirsdag aften")}],
        "matches": [{"id": "match", "needId": "need", "ideaId": "bench"}],
    }
    return city.thing("initiative.changed", "cafe", revision, owner="kultur", **(state | more))


def templates(city, person=None):
    return [each.template for each in city.told(person or author_of(city))]


def author_of(city):
    return author(city.fact("submitted").state["trackingHash"])


@pytest.fixture
def asked(city):
    city.learns(cafe(city), offer(city, "asked", 2))
    return city


def test_a_giver_is_asked_and_told_how_to_answer(asked):
    (said,) = asked.inbox()
    assert said.subject == f"Nogen har brug for dit tilbud “\u2068{asked.TITLE}\u2069”"
    assert said.paragraphs[0].replace("\u2068", "").replace("\u2069", "") == (
        "“Sprogcafé på biblioteket” spørger, om du kan hjælpe.\n"
        "Det drejer sig om: To timer tirsdag aften"
    )
    assert "sig ja eller nej" in said.paragraphs[1]
    assert "Ingen får at vide, hvordan man får fat i dig." in said.paragraphs[2]
    assert (said.link, said.action) == ("/track", "Svar med din kode")


def test_what_was_answered_is_not_asked_again_when_it_is_read(asked):
    asked.learns(offer(asked, "refused", 3, ask="refused", standing="offered"))
    (said,) = asked.inbox()
    assert "Du behøver ikke svare mere." in said.paragraphs
    assert "sig ja eller nej" not in str(said)


def test_who_says_yes_is_told_whom_to_contact(asked):
    asked.learns(offer(asked, "confirmed", 3, ask="confirmed", standing="confirmed"))
    said = asked.inbox()[0]
    assert said.subject == "Tak, fordi du sagde ja"
    assert said.paragraphs[1:3] == ("Kontakt:", CONTACT)


def test_who_helped_is_thanked_with_what_was_counted(asked):
    thanks = asked.texts("I gjorde aftenen god.")
    used = {"amount": 2.5, "unit": "hours", "thanks": thanks}
    asked.learns(
        offer(asked, "used", 4, ask="used", standing="used", details=DETAILS | used, **used)
    )
    danish, english = asked.inbox()[0], asked.inbox(lang="en")[0]
    assert danish.subject == "Tak for din hjælp"
    assert "Timer, du har givet dér indtil nu: 2,5." in danish.paragraphs[0]
    assert danish.paragraphs[1:3] == ("De skriver:", "I gjorde aftenen god.")
    assert "Hours you have given there so far: 2.5." in english.paragraphs[0]
    assert danish.link == "/ideas/bench/thread"


def test_who_was_asked_hears_that_it_is_over(asked):
    asked.learns(offer(asked, "released", 3, ask="released", standing="offered"))
    said = asked.inbox()[0]
    assert said.subject == "Der er ikke længere brug for dig dér"
    assert "Andre kan finde dit tilbud igen. Vi spørger altid dig først." in said.paragraphs


def test_who_was_never_asked_is_not_bothered(city):
    taken = offer(city, "taken", 2, ask="taken")
    city.learns(cafe(city), taken, offer(city, "released", 3, ask="released"))
    assert templates(city) == []


def test_a_day_that_has_passed_is_told_and_the_offer_may_come_again(city):
    city.learns(offer(city, "expired", 2, standing="expired", details={}))
    (said,) = city.inbox()
    assert said.subject.startswith("Dit tilbud ")
    assert "tilbyde det igen" in said.paragraphs[1]


def test_an_offer_that_ends_while_it_is_asked_for_is_told_as_ended_only(asked):
    ended = {"ask": "released", "standing": "expired"}
    asked.learns(
        offer(asked, "released", 3, **ended), offer(asked, "expired", 4, details={}, **ended)
    )
    assert templates(asked) == [Template.OFFER_EXPIRED, Template.OFFER_ASKED]


def test_each_turn_of_an_offer_is_told_once_however_often_it_is_heard(asked):
    turns = [
        offer(asked, "asked", 2),
        offer(asked, "confirmed", 3, ask="confirmed"),
        offer(asked, "used", 4, ask="used"),
        offer(asked, "released", 5, ask="released"),
        offer(asked, "expired", 6, details={}),
    ]
    asked.learns(*turns, *reversed(turns))
    asked.hears(*turns)
    assert templates(asked) == [
        Template.OFFER_EXPIRED,
        Template.OFFER_RELEASED,
        Template.OFFER_USED,
        Template.OFFER_CONFIRMED,
        Template.OFFER_ASKED,
    ]


def test_what_is_withheld_is_not_told(city):
    hidden = offer(city, "asked", 2)
    state = {k: v for k, v in hidden.state.items() if k not in ("offer", "title", "body")}
    hidden.data.update(details={}, state=state | {"visibility": "department", "withheld": True})
    city.learns(cafe(city), hidden)
    assert templates(city) == []


@pytest.mark.parametrize(
    ("happened", "template", "subject"),
    [
        ("confirmed", Template.GIVER_CONFIRMED, "Nogen har sagt ja til at hjælpe"),
        ("refused", Template.GIVER_REFUSED, "En giver har sagt nej til at hjælpe"),
    ],
)
def test_the_department_that_asked_is_told_in_either_order(city, happened, template, subject):
    answer = offer(city, happened, 3, ask=happened)
    for order in permutations([answer, cafe(city)]):
        city.learns(*order)
    assert templates(city, "department/kultur") == [template]
    (said,) = city.desk("kultur")
    assert said.subject.startswith(subject)
    assert said.link == "/initiatives/cafe"


@pytest.mark.parametrize("happened", ["confirmed", "refused"])
def test_the_answer_waits_for_the_initiative_and_is_not_lost(city, happened):
    city.learns(offer(city, happened, 3, ask=happened))
    assert templates(city, "department/kultur") == []
    city.learns(cafe(city), cafe(city, 2))
    assert len(templates(city, "department/kultur")) == 1


def test_the_department_is_not_told_who_said_yes(city):
    city.learns(cafe(city), offer(city, "confirmed", 3, ask="confirmed"))
    (said,) = city.desk("kultur")
    assert CONTACT in said.paragraphs
    (message,) = city.told("department/kultur")
    for secret in (city.fact("submitted").state["trackingHash"], "somebody", "author/"):
        assert secret not in str(said)
        assert secret not in str(message)


def test_a_mail_waits_a_little_for_the_initiative_whose_contact_it_tells(city, clock):
    city.hears(city.fact("submitted"))
    city.confirms()
    clock.later(minutes=5)
    city.hears(offer(city, "confirmed", 5, ask="confirmed"))
    city.posts()
    assert city.mails() == []
    city.hears(cafe(city))
    clock.later(seconds=3)
    city.posts()
    (mail,) = city.mails()
    assert CONTACT in city.text(mail)


def test_a_mail_goes_out_without_the_initiative_when_that_never_comes(city, clock):
    city.hears(city.fact("submitted"))
    city.confirms()
    clock.later(minutes=5)
    city.hears(offer(city, "confirmed", 5, ask="confirmed"))
    for _ in range(12):
        city.posts()
        clock.later(minutes=2)
    (mail,) = city.mails()
    assert "Med din kode kan du se, hvem du skal kontakte." in city.text(mail)
