from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chassis.words import Words
from notifications.actions.copies import Copies
from notifications.actions.letters import Ready
from notifications.app import HERE
from notifications.domain.messages import Template, Turn, message
from notifications.wording import TEMPLATES, Wording
from notifications.wording.texts import isolated

MINUTE = timedelta(minutes=1)
HEARD = Turn(
    id="turn",
    fact="/samskab/kommune/ideas/bench-2",
    template=Template.PUBLISHED,
    about="bench",
    process_id="standing",
    owner_department_id="kommune",
    revision=2,
    at=datetime(2026, 3, 2, 11, tzinfo=UTC),
)


@pytest.fixture
def reader(city, clock):
    """A city whose author reads mails."""
    city.hears(city.fact("submitted"))
    clock.later(seconds=10)
    city.confirms()
    return city


def news(city, happened, lang="", **state):
    if lang:
        city.confirms("reader@example.com", language=lang)
    city.hears(city.fact(happened, 2, at=city.NOON + MINUTE, **state))
    city.posts()
    return city.mails()


def test_a_danish_mail_reads_well(reader):
    (mail,) = news(reader, "published")
    lines = reader.text(mail).splitlines()
    assert mail["Content-Language"] == "da"
    assert mail["Subject"] == f"“\u2068{reader.TITLE}\u2069” er nu offentligt"
    assert lines[:4] == [
        "Alle kan nu se det, du skrev, og andre kan støtte det.",
        "",
        "Du hører fra os, når der er et svar.",
        "",
    ]
    assert lines[4:6] == ["Se dit bidrag:", "http://127.0.0.1:8080/ideas/bench?lang=da"]
    assert lines[7:10] == [
        "-- ",
        "Samskab",
        "Du får denne mail, fordi du har bedt om nyt om et bidrag.",
    ]


def test_an_english_mail_reads_well(reader):
    mails = news(reader, "declined", "en", reason=[{"lang": "en", "text": "No room."}])
    (mail,) = [m for m in mails if m["To"] == "reader@example.com"]
    assert mail["Content-Language"] == "en"
    assert reader.text(mail).startswith(
        "The municipality has looked at what you wrote and will not take it further.\n"
        "\nThe reason:\n\nNo room.\n\nThank you for taking the time."
    )
    assert '<html lang="en" dir="ltr">' in reader.text(mail, "html")


@pytest.mark.parametrize(
    ("wanted", "idea", "written"),
    [("en", "da", "en"), ("", "en", "en"), ("", "ti", "da"), ("ar", "en", "en"), ("", "", "da")],
)
def test_the_language_is_the_readers_then_the_contributions_then_danish(wanted, idea, written):
    assert Wording(Words(HERE)).language(wanted, {"language": idea}) == written


@pytest.mark.parametrize("happened", ["rejected", "withdrawn", "quarantined", "corrected"])
def test_a_mail_holds_nothing_that_is_not_public(reader, happened):
    reader.hears(reader.fact("published", 2, at=reader.NOON))
    reader.hears(reader.fact(happened, 3, at=reader.NOON + MINUTE))
    reader.posts()
    raw = b"".join(f.read_bytes() for f in reader.folder.glob("*.eml"))
    assert len(reader.mails()) == 1
    for words in ("nke langs", "skolevejen", "ldste", "bench", reader.CODE):
        assert words.encode() not in raw


def test_news_that_was_overtaken_does_not_show_what_is_hidden_by_now(reader):
    reader.hears(
        reader.fact("published", 2, at=reader.NOON + MINUTE),
        reader.fact("quarantined", 3, at=reader.NOON + 2 * MINUTE),
    )
    reader.posts()
    assert len(reader.mails()) == 2
    assert all("skolevejen" not in str(mail) for mail in reader.mails())


def test_every_mail_says_that_a_machine_wrote_it_and_how_to_stop_it(reader):
    (mail,) = news(reader, "published")
    token = reader.link(mail, "unsubscribe")
    url = f"http://127.0.0.1:8080/subscriptions/unsubscribe/{token}"
    assert mail["List-Unsubscribe"] == f"<{url}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert url in reader.text(mail, "html")
    assert mail["Message-ID"].endswith("@samskab.example>")


def test_links_and_long_addresses_stand_in_headers_as_they_are(city):
    city.hears(city.fact("submitted"))
    to = "a" * 64 + "@" + ".".join(["b" * 60] * 3) + ".dk"
    city.subscribes(to)
    city.posts()
    (file,) = city.folder.glob("*.eml")
    lines = file.read_bytes().split(b"\r\n")
    assert f"To: {to}".encode() in lines
    assert any(line.startswith(b"List-Unsubscribe: <http://127.0.0.1:8080/subs") for line in lines)
    assert max(map(len, lines)) < 998


def test_a_mail_loads_nothing_from_elsewhere_and_runs_nothing(reader):
    (mail,) = news(reader, "published")
    html = reader.text(mail, "html")
    for tag in ("<img", "<script", "<link", "<iframe", "url(", "@import", "onload"):
        assert tag not in html


def test_a_title_cannot_break_a_mail(reader):
    nasty = '<a href="https://evil.example">\u202eKlik\r\nBcc: all@example.dk\u2028</a>'
    title = [{"lang": "da", "text": nasty, "source": "original"}]
    reader.hears(reader.fact("published", 2, at=reader.NOON + MINUTE, title=title))
    reader.posts()
    (mail,) = reader.mails()
    assert mail["Bcc"] is None
    assert mail["To"] == "ane@example.dk"
    assert "\u202e" not in mail["Subject"]
    assert '<a href="https://evil' not in reader.text(mail, "html")
    assert "&lt;a href=" in reader.text(mail, "html")


def test_a_title_is_isolated_shortened_and_on_one_line():
    assert isolated("حديقة") == "\u2068حديقة\u2069"
    assert isolated("a\u2069b\nc") == "\u2068a b c\u2069"
    assert len(isolated("x" * 500)) == 82
    assert isolated("") == ""


def test_a_title_in_arabic_arrives_whole(reader):
    long = "مقاعد على طول طريق المدرسة حتى يتمكن كبار السن من الراحة في الطريق"
    title = [{"lang": "ar", "text": long, "source": "original"}]
    (mail,) = news(reader, "published", title=title)
    assert long in mail["Subject"]
    assert mail["Subject"].startswith("“\u2068")


def test_the_same_letter_is_always_the_same_mail(reader):
    news(reader, "published")
    (first,) = [f.read_bytes() for f in reader.folder.glob("*.eml")]
    (letter,) = [each for each in reader.service.letters.kept.find([])[0] if each.message]
    again = reader.service.letters.kept.alter(letter.id, lambda each: each)
    ready = _ready(reader, again)
    assert reader.deliveries.write(ready).as_bytes() == first


def _ready(city, letter):
    letters = city.service.letters
    message = letters._message(letter)
    subscription = city.subscriptions.kept.get(letter.subscription)
    return Ready(letter, subscription, message, letters.copies(message))


SECRET = [{"lang": "da", "text": "Hemmelig"}]
HIDDEN = {
    "visibility": "department",
    "ownerDepartmentId": "kommune",
    "title": SECRET,
    "reason": SECRET,
    "text": SECRET,
    "contact": SECRET,
    "operatedBy": SECRET,
    "decisions": [{"what": "stopped", "why": SECRET}],
    "commitments": [{"id": "part", "departmentId": "skole", "what": SECRET, "reason": SECRET}],
    "indicators": [{"name": SECRET, "unit": SECRET, "measurements": [{"id": "part", "value": 7}]}],
    "matches": [{"id": "part", "needId": "need"}],
    "needs": [{"id": "need", "title": SECRET}],
    "offer": {"status": "offered", "asks": [{"id": "part", "thanks": SECRET}]},
}
KINDS = ("idea", "evidence", "initiative")
WORDING = Wording(Words(HERE))


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("template", list(Template))
def test_nothing_is_said_that_only_a_department_may_see(template, lang):
    for kind in KINDS:
        for copy in (HIDDEN, {}, HIDDEN | {"visibility": "public", "withheld": True}):
            turn = replace(HEARD, template=template, kind=kind, about="it", part="part")
            told = message(replace(turn, initiative="it"), "author/0", "it")
            copies = Copies({(each, "it"): copy for each in KINDS if copy})
            said = WORDING.say(told, copies, lang)
            assert "Hemmelig" not in str(said)
            assert said.subject
            assert said.paragraphs
            assert said.link == "/track"


def test_each_message_has_its_words():
    names = {path.stem for path in (TEMPLATES / "mails").glob("*.txt")}
    assert names - {"letter", "confirmation"} == {each.value for each in Template}
