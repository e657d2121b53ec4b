"""What each turn says to a giver, in both languages, from the newest copies."""

from datetime import timedelta

import pytest

from chassis.stores import Write

MINUTE = timedelta(minutes=1)
INITIATIVE = "Legeplads i gården"
DA_END = "Det bygger på det, du har fortalt os. Tak for det."


def initiative(city, happened="changed", revision=2, details=(), **state):
    state = {"title": city.texts(INITIATIVE), "ideaIds": ["bench"]} | state
    return city.thing(
        happened,
        "play",
        revision,
        kind="initiative",
        at=city.NOON + revision * MINUTE,
        details=dict(details),
        **state,
    )


def plain(said):
    """Return a message without the marks that isolate titles."""
    paragraphs = [each.replace("\u2068", "").replace("\u2069", "") for each in said.paragraphs]
    return said.subject.replace("\u2068", "").replace("\u2069", ""), paragraphs


@pytest.fixture
def giver(city):
    """A city with one public contribution, whose giver has heard nothing yet."""
    city.learns(city.fact("published", 1, at=city.NOON - MINUTE))
    return city


def told(city, *events, lang="da"):
    city.learns(*events)
    (said,) = city.inbox(lang=lang)
    return said


TURNS = [
    (
        "initiative.published",
        {},
        "Et initiativ bygger på “Bænke langs skolevejen”",
        f"Kommunen vil gøre noget ved det. Initiativet hedder “{INITIATIVE}”.",
        "An initiative builds on “Bænke langs skolevejen”",
    ),
    (
        "initiative.approved",
        {},
        f"“{INITIATIVE}” bliver til noget",
        "Alle de afdelinger, der skal være med, har sagt ja.",
        f"“{INITIATIVE}” is going to happen",
    ),
    (
        "initiative.advanced",
        {"status": "in_operation"},
        f"“{INITIATIVE}” er nu en del af hverdagen",
        "Det er ikke længere en prøve: fra nu af er det sådan, vi gør.",
        f"“{INITIATIVE}” is part of everyday life now",
    ),
    (
        "initiative.advanced",
        {"status": "evaluated"},
        f"Vi har set på, hvad der kom ud af “{INITIATIVE}”",
        "Det er målt og evalueret, og alle kan se, om det har gjort tingene bedre.",
        f"We have looked at what came of “{INITIATIVE}”",
    ),
    (
        "initiative.advanced",
        {"status": "spread"},
        f"“{INITIATIVE}” breder sig",
        "Det er prøvet af og evalueret, og nu gør flere steder det samme.",
        f"“{INITIATIVE}” is spreading",
    ),
    (
        "initiative.stopped",
        {},
        f"“{INITIATIVE}” er stoppet",
        "Initiativet bygger på dit bidrag, og det fortsætter ikke.",
        f"“{INITIATIVE}” has been stopped",
    ),
]


@pytest.mark.parametrize(("happened", "details", "subject", "first", "english"), TURNS)
def test_each_turn_is_told_in_plain_words(giver, happened, details, subject, first, english):
    said = told(giver, initiative(giver, happened, details=details))
    assert plain(said)[0] == subject
    assert plain(said)[1][0] == first
    assert (said.link, said.action) == (
        "/ideas/bench/thread",
        "Se, hvad der er kommet ud af dit bidrag",
    )
    (other,) = giver.inbox(lang="en")
    assert plain(other)[0] == english
    assert other.action == "See what has come of your contribution"


@pytest.mark.parametrize(("happened", "details", "subject", "first", "english"), TURNS)
def test_what_is_no_longer_public_is_not_said(giver, happened, details, subject, first, english):
    giver.learns(initiative(giver, happened, details=details))
    giver.learns(giver.thing("initiative.changed", "play", 9, public=False))
    giver.learns(giver.fact("withdrawn", 9, at=giver.NOON - MINUTE))
    (said,) = giver.inbox()
    assert INITIATIVE not in str(said)
    assert giver.TITLE not in str(said)
    assert said.link == "/track"


def test_a_quoted_contribution_is_told_with_what_everyone_can_read(giver):
    text = giver.texts("De ældste kan ikke gå hele vejen.")
    said = told(giver, giver.thing("evidence.published", "e", 1, ideaId="bench", text=text))
    subject, paragraphs = plain(said)
    assert subject == f"Vi bygger nu på “{giver.TITLE}”"
    assert paragraphs[1:3] == ["Alle kan læse dette:", "De ældste kan ikke gå hele vejen."]
    giver.learns(giver.thing("evidence.hidden", "e", 2, public=False))
    (said,) = giver.inbox()
    assert len(said.paragraphs) == 2
    assert "De ældste" not in str(said)


def test_a_stop_comes_with_its_last_reason(giver):
    decisions = [
        {"what": "proposed", "why": giver.texts("Det er en god idé.")},
        {"what": "stopped", "why": giver.texts("Jorden er forurenet.")},
    ]
    said = told(giver, initiative(giver, "initiative.stopped", decisions=decisions))
    assert said.paragraphs[1:3] == ("Begrundelsen:", "Jorden er forurenet.")
    assert "dit bidrag bliver stående" in said.paragraphs[3]


def test_who_sees_to_it_from_now_on_is_named_by_function(giver):
    said = told(
        giver,
        initiative(
            giver,
            "initiative.advanced",
            details={"status": "in_operation"},
            operatedBy=giver.texts("Vej og Park"),
        ),
    )
    assert said.paragraphs[1:] == ("De tager sig af det:", "Vej og Park", DA_END)


def indicator(city, **measured):
    return {
        "id": "i",
        "name": city.texts("Børn, der leger ude"),
        "unit": city.texts("pct."),
        "baseline": {"on": "2026-01-01", "value": 31.5},
        "target": {"on": "2026-12-31", "value": 50},
        "measurements": [{"id": "m", "on": "2026-03-01"} | measured],
    }


def test_a_measurement_is_told_with_where_it_began_and_where_it_is_to_go(giver):
    turn = initiative(
        giver,
        "measurement.taken",
        details={"indicatorId": "i", "measurementId": "m"},
        indicators=[indicator(giver, value=41.25, n=12)],
    )
    subject, paragraphs = plain(told(giver, turn))
    assert subject == f"Der er nye tal for “{INITIATIVE}”"
    assert paragraphs[0] == (
        "Børn, der leger ude: 41,25 pct. den 1. marts 2026.\nFør var det 31,5. Målet er 50."
    )
    (other,) = giver.inbox(lang="en")
    assert plain(other)[1][0].startswith("Børn, der leger ude: 41.25 pct. on 1 March 2026.")


def test_a_figure_that_few_are_behind_is_not_told(giver):
    turn = initiative(
        giver,
        "measurement.taken",
        details={"indicatorId": "i", "measurementId": "m"},
        indicators=[indicator(giver)],
    )
    _, paragraphs = plain(told(giver, turn))
    assert paragraphs[0] == (
        "Børn, der leger ude: det er målt den 1. marts 2026. "
        "Vi viser ikke tallet, fordi der står færre end fem personer bag."
    )


def test_the_newest_title_is_told_in_the_readers_language(giver):
    names = [*giver.texts(INITIATIVE), *giver.texts("Playground in the yard", "en")]
    giver.learns(
        initiative(giver, "initiative.approved"), initiative(giver, revision=3, title=names)
    )
    (said,) = giver.inbox(lang="en")
    assert plain(said)[0] == "“Playground in the yard” is going to happen"


def test_a_message_that_was_kept_before_there_were_initiatives_is_still_read(giver):
    store = giver.service.store
    giver.learns(giver.fact("declined", 2))
    (doc,) = store.find("message").items
    older = {k: v for k, v in doc.body.items() if k not in ("kind", "part", "initiative")}
    del older["contribution"]
    store.save(Write("message", doc.id, older, doc.version))
    (said,) = giver.inbox()
    assert said.link == "/ideas/bench"


def test_nothing_of_a_text_is_kept_in_turns_and_messages(giver):
    quote = giver.texts("De ældste kan ikke gå hele vejen.")
    giver.learns(
        giver.thing("evidence.published", "e", ideaId="bench", text=quote),
        initiative(giver, "initiative.stopped", contact=giver.texts("Vej og Park")),
    )
    kept = [
        doc.body for kind in ("turn", "message") for doc in giver.service.store.find(kind).items
    ]
    assert len(kept) == 4
    for words in (giver.TITLE, INITIATIVE, "De ældste", "Vej og Park", "somebody"):
        assert words not in str(kept)
