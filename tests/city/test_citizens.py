"""Citizens without log-in give in any language, support once, are answered (CIT-1, 3, 8, 9)."""

import pytest
from building import Town
from hands import Hand, da, soon

TITLE, BODY = "ናይ ቋንቋ ሓገዝ", "ኣብ ቤት ማእከል ሓገዝ የድልየና።"


def test_an_idea_comes_in_any_language_without_log_in_or_cookie(town):
    body = {"title": TITLE, "body": BODY, "language": "ti"}
    answer = Hand(town.city.url, language="ti").ask("POST", "/api/ideas", body)
    assert answer.status == 201
    assert "Set-Cookie" not in answer.headers
    given = answer.json
    assert given["title"] == [{"lang": "ti", "text": TITLE, "source": "original"}]
    shown = town.track(given)
    assert (shown["status"], shown["ownerDepartmentId"]) == ("submitted", "kommune")
    assert shown["responsible"]["departmentId"] == "kommune"


@pytest.mark.parametrize("width", [320, 1280])
def test_the_form_needs_neither_javascript_nor_a_cookie(browser, city, width):
    context = browser.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=False, base_url=city.url
    )
    page = context.new_page()
    page.goto("/ideas/new?lang=en")
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=body]").fill(BODY)
    context.clear_cookies()
    page.locator("main form button").first.click()
    assert page.locator(".code").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_a_cpr_number_is_refused_kindly_and_kept_nowhere(town):
    body = {"title": "Et møde", "body": "Mit nummer er 251248-9996", "language": "da"}
    problem = Hand(town.city.url, language="da").no(422, "POST", "/api/ideas", body)
    assert problem["errors"][0]["pointer"] == "/body"
    assert "251248" not in str(problem)
    assert [e for e in town.moderator.items("/api/ideas", q="Et møde") if "251248" in str(e)] == []
    fixed = body | {"body": "Jeg kommer gerne."}
    assert town.anyone.post("/api/ideas", fixed)["trackingCode"]


def supports(town, idea):
    return town.anyone.get(f"/api/ideas/{idea['id']}")["tally"]["agree"]


def test_who_supports_twice_counts_once_and_may_take_it_back(town):
    idea = town.idea("Cykelsti til skolen")
    path = f"/api/ideas/{idea['id']}/support"
    for _ in range(2):
        again = town.anyone.ask("PUT", path, {"stance": "agree"}, **from_here(town, path))
        assert again.status == 200
    soon(lambda: supports(town, idea) == 1)
    assert town.anyone.ask("DELETE", path, **from_here(town, path)).status == 200
    soon(lambda: supports(town, idea) == 0)


KEPT = {}


def from_here(town, path):
    """Return what the browser of one participant sends, who got a cookie at the first support."""
    if path not in KEPT:
        answer = town.anyone.ask("PUT", path, {"stance": "agree"})
        KEPT[path] = answer.headers["Set-Cookie"].partition(";")[0]
    return {"Cookie": KEPT[path], "Origin": town.city.url}


def test_a_hundred_scripted_supports_move_no_more_than_the_limit(tmp_path, founded):
    with founded(tmp_path / "data", GATEWAY_LIMIT_IDEAS="20/hour") as city:
        town = Town(city)
        idea = town.idea()
        path = f"/api/ideas/{idea['id']}/support"
        statuses = [town.anyone.ask("PUT", path, {"stance": "agree"}).status for _ in range(100)]
        assert statuses.count(200) <= 20
        assert statuses.count(429) >= 80
        soon(lambda: supports(town, idea) == statuses.count(200))


def test_a_no_is_read_with_its_reason_in_ones_own_language(town):
    idea = town.idea("En bro over åen")
    reason = da("Der er ikke penge til den i år.", ar="لا يوجد مال لها هذا العام")
    town.moderator.no(422, "POST", f"/api/ideas/{idea['id']}/decline", {})
    town.moderator.post(f"/api/ideas/{idea['id']}/decline", {"reason": reason})
    own = town.track(idea)
    assert (own["status"], [text["lang"] for text in own["reason"]]) == ("declined", ["da", "ar"])
    assert soon(lambda: [m for m in town.inbox(idea) if "ikke penge" in str(m)])
    town.moderator.no(409, "POST", f"/api/ideas/{idea['id']}/decline", {"reason": reason})


def test_who_got_a_no_may_reply_once(town):
    idea = town.idea("En bro til")
    reply = {"trackingCode": idea["trackingCode"], "body": da("Hvad koster den?")}
    town.anyone.no(409, "POST", "/api/track/reply", reply)
    reason = {"reason": da("Der er ikke penge til den.")}
    town.moderator.post(f"/api/ideas/{idea['id']}/decline", reason)
    told = town.anyone.post("/api/track/reply", reply)
    assert told["reply"]["body"][0]["text"] == "Hvad koster den?"
    town.anyone.no(409, "POST", "/api/track/reply", reply | {"body": da("Og nu?")})
