import re
from datetime import timedelta

import pytest

MINUTE = timedelta(minutes=1)
FORM = "application/x-www-form-urlencoded"
LIKES_PAGES = {"Accept": "text/html,*/*;q=0.8"}


@pytest.fixture
def told(city, door):
    """A door to a city in which one contribution was published."""
    city.hears(city.fact("submitted", 1), city.fact("published", 2, at=city.NOON + MINUTE))
    return door


def send(door, path, lang="da", **fields):
    return door.open(path, "POST", lang, data=fields, headers=LIKES_PAGES)


def look(door, path, method="GET", lang="da"):
    return door.open(path, method, lang, headers=LIKES_PAGES)


def standing(city):
    return [doc.body["status"] for doc in city.service.store.find("subscription").items]


def asked(city, door):
    """Ask for news and return the mail with the links."""
    send(door, "/subscriptions/new", trackingCode=city.CODE, email="ane@example.dk")
    city.posts()
    return city.mails()[0]


def test_the_inbox_asks_for_the_code_in_both_languages(door):
    danish, english = look(door, "/inbox"), look(door, "/inbox", lang="en")
    assert "Vis mine beskeder" in danish.text
    assert '<html lang="da"' in danish.text
    assert "Show my messages" in english.text
    assert 'name="trackingCode"' in english.text


def test_the_inbox_shows_what_happened_and_is_kept_by_nobody(told, city):
    page = send(told, "/inbox", trackingCode=city.CODE)
    assert page.status_code == 200
    assert "2 beskeder er ulæste." in page.text
    assert city.TITLE in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert city.CODE not in str(page.headers)


def test_a_message_is_marked_as_read_by_its_button(told, city):
    page = send(told, "/inbox", trackingCode=city.CODE)
    id = re.search(r'name="id" value="([^"]+)"', page.text)[1]
    page = send(told, "/inbox/read", trackingCode=city.CODE, id=id)
    assert "1 besked er ulæst." in page.text


def test_looking_at_the_inbox_reads_nothing(told, city):
    send(told, "/inbox", trackingCode=city.CODE)
    assert "2 beskeder er ulæste." in send(told, "/inbox", trackingCode=city.CODE).text


def test_an_empty_inbox_does_not_say_whether_the_code_is_known(told, city):
    page = send(told, "/inbox", trackingCode=city.OTHER_CODE)
    assert page.status_code == 200
    assert "Der er ingen beskeder endnu." in page.text


def test_a_code_that_cannot_be_one_is_told_beside_its_field(door):
    page = send(door, "/inbox", trackingCode="hej")
    assert page.status_code == 422
    assert 'aria-invalid="true"' in page.text
    assert "fem grupper" in page.text


def test_the_code_is_never_taken_from_an_address(told, city):
    page = look(told, f"/inbox?trackingCode={city.CODE}")
    assert city.TITLE not in page.text
    assert city.CODE not in page.text
    page = look(told, f"/subscriptions/new?trackingCode={city.CODE}&email=eve@example.dk")
    assert city.CODE not in page.text
    assert "eve@" not in page.text


def test_old_messages_are_on_further_pages(city, door):
    for n in range(25):
        city.hears(city.fact("corrected", n + 1, at=city.NOON + n * MINUTE))
    page = send(door, "/inbox", trackingCode=city.CODE)
    more = re.search(r'name="after" value="([^"]+)"', page.text)[1]
    assert page.text.count("<article") == 20
    assert send(door, "/inbox", trackingCode=city.CODE, after=more).text.count("<article") == 5


def test_news_is_asked_for_on_a_page_that_says_the_same_to_everyone(told, city):
    def ask(code, email):
        return send(told, "/subscriptions/new", trackingCode=code, email=email)

    known = ask(city.CODE, "ane@example.dk")
    assert known.status_code == 202
    assert "Hvis koden er rigtig" in known.text
    assert ask(city.OTHER_CODE, "bo@example.dk").data == known.data


def test_a_wrong_address_is_told_beside_its_field_and_the_rest_stays(told, city):
    page = send(told, "/subscriptions/new", trackingCode=city.CODE, email="ane@")
    assert page.status_code == 422
    assert f'value="{city.CODE}"' in page.text
    assert "Det er ikke en e-mailadresse" in page.text


def test_mails_are_in_the_language_of_the_page(told, city):
    fields = {"trackingCode": city.CODE, "email": "ane@example.dk"}
    send(told, "/subscriptions/new", "en", **fields)
    city.posts()
    assert city.mails()[0]["Content-Language"] == "en"


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
@pytest.mark.parametrize("purpose", ["confirm", "unsubscribe"])
def test_a_mail_scanner_changes_nothing(told, city, method, purpose):
    token = city.link(asked(city, told), purpose)
    for _ in range(3):
        assert look(told, f"/subscriptions/{purpose}/{token}", method).status_code == 200
    assert standing(city) == ["pending"]


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_button_says_yes_and_another_one_no(told, city, lang):
    mail = asked(city, told)
    yes, no = (f"/subscriptions/{p}/{city.link(mail, p)}" for p in ("confirm", "unsubscribe"))
    assert "<button" in look(told, yes, lang=lang).text
    page = send(told, yes, lang)
    assert {"da": "Du hører fra os", "en": "You will hear from us"}[lang] in page.text
    assert standing(city) == ["confirmed"]
    assert send(told, yes, lang).status_code == 200
    page = send(told, no, lang)
    told_so = {"da": "Vi har glemt din adresse.", "en": "We have forgotten your address."}
    assert told_so[lang] in page.text
    assert standing(city) == ["ended"]
    assert send(told, no, lang).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {"data": "List-Unsubscribe=One-Click", "content_type": FORM},
        {"data": {"List-Unsubscribe": "One-Click"}, "content_type": "multipart/form-data"},
    ],
)
def test_mail_programs_unsubscribe_with_one_click(told, city, body):
    mail = asked(city, told)
    told.open(f"/subscriptions/confirm/{city.link(mail, 'confirm')}", "POST")
    url = mail["List-Unsubscribe"].strip("<>").removeprefix(city.settings.public_url)
    assert told.open(url, "POST", headers={"Accept": "*/*"}, **body).status_code == 200
    assert standing(city) == ["ended"]


@pytest.mark.parametrize("purpose", ["confirm", "unsubscribe"])
def test_a_link_that_is_not_ours_leads_to_a_page_that_says_so(told, city, purpose):
    other = {"confirm": "unsubscribe", "unsubscribe": "confirm"}[purpose]
    foreign = city.link(asked(city, told), other)
    for token in (foreign, "abc", "a.0.b", foreign[:-1]):
        for method in ("GET", "POST"):
            page = look(told, f"/subscriptions/{purpose}/{token}", method)
            assert page.status_code == 404
            assert "Linket virker ikke længere." in page.text
    assert standing(city) == ["pending"]


def test_a_confirmation_that_was_replaced_says_so(told, city, clock):
    first = asked(city, told)
    clock.later(minutes=1)
    send(told, "/subscriptions/new", trackingCode=city.OTHER_CODE, email="ane@example.dk")
    page = look(told, f"/subscriptions/confirm/{city.link(first, 'confirm')}")
    assert page.status_code == 404


def test_links_in_mails_never_follow_the_host_that_was_asked(told, city):
    headers = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    fields = {"trackingCode": city.CODE, "email": "ane@example.dk"}
    told.open("/subscriptions/new", "POST", data=fields, headers=headers)
    city.posts()
    assert "evil" not in str(city.mails()[0])


def test_a_title_cannot_become_part_of_the_page(city, door):
    title = [{"lang": "da", "text": "<script>alert(1)</script>", "source": "original"}]
    city.hears(city.fact("published", 2, title=title))
    page = send(door, "/inbox", trackingCode=city.CODE)
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;" in page.text
