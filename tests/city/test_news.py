"""News of one's own: by code in the inbox, and by e-mail once the owner of the address says yes."""

import email
import email.policy
import re
import time
import urllib.error
import urllib.request

import pytest

WORDS = {
    "da": ("Din kode", "Vis mine beskeder", "Din e-mailadresse", "Send mig nyt"),
    "en": ("Your code", "Show my messages", "Your e-mail address", "Send me news"),
}
YES = {"da": "Ja, send mig nyt", "en": "Yes, send me news"}
NO = {"da": "Send mig ikke flere mails", "en": "Send me no more mails"}


def given(city, title):
    """Hand something in and return it, its code in it."""
    with city.client() as anybody:
        return anybody.post("/api/ideas", {"title": title, "body": "…", "language": "da"}).body


def moderated(city, idea, verb, **more):
    with city.client(city.moderator()) as moderator:
        moderator.post(f"/api/ideas/{idea['id']}/{verb}", more)


def mails(city, to, least, seconds=15.0):
    """Return the mails to an address, once there are so many, the newest last."""
    end = time.monotonic() + seconds
    while True:
        files = sorted((city.folder / "mail").glob("*.eml"), key=lambda f: f.stat().st_mtime_ns)
        found = [
            email.message_from_bytes(f.read_bytes(), policy=email.policy.default) for f in files
        ]
        found = [mail for mail in found if mail["To"] == to]
        if len(found) >= least:
            return found
        assert time.monotonic() < end, f"{len(found)} mails to {to}"
        time.sleep(0.05)


def opened(file):
    return email.message_from_bytes(file.read_bytes(), policy=email.policy.default)


def link(mail, purpose):
    body = mail.get_body(("plain",)).get_content()
    return re.search(rf"http\S+/subscriptions/{purpose}/\S+", body)[0]


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("width", [320, 1280])
def test_an_author_reads_subscribes_says_yes_and_stops_it_again(
    browser, city, checked, width, language
):
    idea, to = given(city, f"Bænke {width} {language}"), f"ane{width}{language}@example.dk"
    moderated(city, idea, "publish")
    code, show, address, send = WORDS[language]
    context = browser.new_context(
        viewport={"width": width, "height": 800}, base_url=city.url, locale=language
    )
    page = context.new_page()
    for _ in range(50):
        page.goto("/inbox")
        page.get_by_label(code).fill(idea["trackingCode"].lower())
        page.get_by_role("button", name=show).click()
        if page.locator("article").count() == 2:
            break
    assert page.locator("article").count() == 2
    assert idea["trackingCode"] not in page.url
    checked(page, width)
    page.get_by_label(address).fill(to)
    page.get_by_role("button", name=send).click()
    checked(page, width)
    (asking,) = mails(city, to, 1)
    assert asking["Content-Language"] == language
    page.goto(link(asking, "confirm"))
    checked(page, width)
    page.get_by_role("button", name=YES[language]).click()
    checked(page, width)
    moderated(city, idea, "decline", reason="Der er ikke plads.", language="da")
    news = mails(city, to, 2)[-1]
    assert f"Bænke {width}" in news["Subject"]
    assert "Der er ikke plads." in news.get_body(("plain",)).get_content()
    page.goto(link(news, "unsubscribe"))
    checked(page, width)
    page.get_by_role("button", name=NO[language]).click()
    checked(page, width)
    context.close()


def test_a_mail_program_unsubscribes_with_one_click_through_the_door(city):
    idea, to = given(city, "Lys i tunnelen"), "one.click@example.dk"
    with city.client() as anybody:
        anybody.post("/api/subscriptions", {"trackingCode": idea["trackingCode"], "email": to})
    (asking,) = mails(city, to, 1)
    url = asking["List-Unsubscribe"].strip("<>")
    request = urllib.request.Request(url, b"List-Unsubscribe=One-Click", method="POST")
    with urllib.request.urlopen(request) as answer:
        assert answer.status == 200
    with pytest.raises(urllib.error.HTTPError) as gone:
        urllib.request.urlopen(link(asking, "confirm"))
    gone.value.close()
    assert gone.value.code == 404


def test_no_address_and_no_code_is_in_any_log(city):
    idea, to = given(city, "Flere træer"), "canary.address@example.dk"
    with city.client() as anybody:
        ask = {"trackingCode": idea["trackingCode"], "email": to}
        anybody.post("/api/subscriptions", ask)
        anybody.post("/api/inbox", {"trackingCode": idea["trackingCode"]})
    (asking,) = mails(city, to, 1)
    for secret in (to, idea["trackingCode"], link(asking, "confirm").split("/")[-1].split("?")[0]):
        assert secret not in city.log
