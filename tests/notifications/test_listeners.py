from datetime import timedelta

import pytest


def subjects(city, **more):
    return [said.subject.replace("\u2068", "").replace("\u2069", "") for said in city.inbox(**more)]


def test_an_author_is_told_what_happens_step_by_step(city):
    city.hears(
        city.fact("submitted", 1, at=city.NOON),
        city.fact("published", 2, at=city.NOON + timedelta(minutes=1)),
        city.fact("declined", 3, at=city.NOON + timedelta(minutes=2)),
    )
    assert subjects(city) == [
        f"Der er svar på “{city.TITLE}”",
        f"“{city.TITLE}” er nu offentligt",
        "Vi har modtaget dit bidrag",
    ]


@pytest.mark.parametrize(
    ("happened", "danish", "english"),
    [
        ("submitted", "Vi har modtaget dit bidrag", "We have received your contribution"),
        ("rejected", "Der er svar på dit bidrag", "There is an answer to your contribution"),
        ("withdrawn", "Dit bidrag er trukket tilbage", "Your contribution has been taken back"),
        ("corrected", "Vi har modtaget din rettelse", "We have received your correction"),
        (
            "quarantined",
            "Vi ser på dit bidrag en gang til",
            "We are taking another look at your contribution",
        ),
    ],
)
def test_everything_that_happens_is_said_in_both_languages(city, happened, danish, english):
    city.hears(city.fact(happened))
    assert subjects(city) == [danish]
    assert subjects(city, lang="en") == [english]


def test_a_growing_tally_is_no_news(city):
    city.hears(city.fact("supported", 2))
    assert city.inbox() == []


def test_what_is_heard_twice_or_late_is_told_once(city):
    first, second = city.fact("submitted", 1), city.fact("published", 2)
    city.hears(first, second)
    city.hears(second, first, first)
    assert len(city.inbox()) == 2


def test_only_the_author_is_told(city):
    city.hears(city.fact("submitted"))
    assert city.inbox(code=city.OTHER_CODE) == []


def test_a_contribution_without_a_code_concerns_nobody_here(city):
    event = city.fact("submitted")
    del event.data["state"]["trackingHash"]
    city.hears(event)
    assert city.service.store.count("message") == 0
    assert city.service.shelf.waiting() == 0


def test_what_happened_before_the_first_start_is_not_told(city):
    city.hears(city.fact("submitted", at=city.NOON - timedelta(seconds=1)))
    assert city.inbox() == []
    assert city.service.store.get("copy_idea", "bench").body["revision"] == 1


def test_the_first_start_stays_the_first(city, clock):
    clock.later(days=3)
    city.hears(city.fact("submitted", at=city.NOON + timedelta(hours=1)))
    assert city.service.messages.first_start() == city.NOON
    assert len(city.inbox()) == 1


def test_what_is_older_than_a_week_is_not_told(city, clock):
    clock.later(days=8)
    city.hears(city.fact("submitted", at=city.NOON + timedelta(minutes=1)))
    assert city.inbox() == []


def test_the_words_of_a_message_follow_what_may_be_seen_now(city):
    city.hears(city.fact("published", 2))
    assert city.TITLE in city.inbox()[0].subject
    city.hears(city.fact("withdrawn", 3, at=city.NOON + timedelta(minutes=1)))
    assert [said.link for said in city.inbox()] == ["/track", "/track"]
    assert city.TITLE not in str(city.inbox())


def test_a_decline_comes_with_its_reason(city):
    reason = [{"lang": "da", "text": "Der er ikke plads.", "source": "original"}]
    city.hears(city.fact("declined", 3, reason=reason))
    (said,) = city.inbox()
    assert "Der er ikke plads." in said.paragraphs
    assert said.link == "/ideas/bench"


def test_nothing_of_a_text_is_kept_in_a_message(city):
    city.hears(city.fact("published", 2))
    (doc,) = city.service.store.find("message").items
    assert city.TITLE not in str(doc.body)


def test_a_fact_that_cannot_be_read_goes_on_the_shelf_and_others_pass(city):
    broken = city.fact("submitted", id="odd")
    del broken.data["state"]["processId"]
    city.hears(broken, city.fact("submitted", 1))
    assert city.service.shelf.waiting() == 1
    assert len(city.inbox()) == 1
