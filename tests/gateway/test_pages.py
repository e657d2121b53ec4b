from dataclasses import replace

import pytest

from chassis.settings import Environment
from chassis.web.manners import HEADERS
from gateway.app import create_own

JSON = {"Accept": "application/json"}
PAGES = ("/", "/docs", "/catalog", "/status", "/sign-in", "/sign-out")


@pytest.fixture
def client(own):
    return own.test_client()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_page_is_there_in_danish_and_english(client, path, lang):
    answer = client.get(path, headers={"Accept": "text/html", "Accept-Language": lang})
    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == lang
    assert f'<html lang="{lang}"' in answer.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", [path for path in PAGES if path != "/docs"])
def test_pages_run_nothing_and_load_nothing_from_elsewhere(client, path):
    answer = client.get(path, headers={"Accept": "text/html"})
    assert answer.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]
    assert "<script" not in answer.text
    assert "style=" not in answer.text


def test_the_page_to_try_the_api_runs_scripts_of_ours_only(client):
    policy = client.get("/docs").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "script-src" not in policy
    assert "http" not in policy


def test_the_front_page_leads_three_ways_and_shows_what_is_new(own):
    own.view_functions["front.front"].__closure__[0].cell_contents.kept = (
        float("inf"),
        [{"id": "a1", "title": [{"lang": "da", "text": "<b>Bænke</b>"}]}],
    )
    text = own.test_client().get("/").text
    for href in ("/ideas/new", "/track", "/ideas", "/ideas/a1"):
        assert f'href="{href}"' in text
    assert "&lt;b&gt;Bænke" in text


def test_the_front_page_leads_to_what_came_of_it(own):
    text = own.test_client().get("/").text
    section = text[text.index("Hvad der kom ud af det") :].split("</section>")[0]
    for href in ("/initiatives", "/journeys", "/offers"):
        assert f'href="{href}"' in section


def test_the_front_page_is_there_while_all_services_are_away(client):
    assert "Intet er offentligt endnu." in client.get("/").text


def test_files_of_ours_can_be_kept_for_ever(client):
    page = client.get("/").text
    at = page.index("/static/gateway/")
    answer = client.get(page[at : page.index('"', at)])
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get("/static/gateway/x/nothing.css").status_code == 404


def test_every_type_of_event_has_a_page(client):
    types = [item["type"] for item in client.get("/catalog", headers=JSON).json["items"]]
    assert "dk.samskab.intake.idea.v1" in types
    for type_ in types:
        assert client.get(f"/catalog/{type_}", headers=JSON).json["schema"]
        answer = client.get(f"/catalog/{type_}", headers={"Accept": "text/html"})
        assert "<pre" in answer.text
    assert client.get("/catalog/nothing").status_code == 404


def test_a_link_lets_a_browser_in_once(running):
    address = f"/sign-in/{running.link()}"
    for _ in range(2):  # looking uses up nothing
        assert "moderator" in running.ask("GET", address, Accept="text/html").body.decode()
    here = {"Sec_Fetch_Site": "same-origin", "Content_Type": "application/x-www-form-urlencoded"}
    entered = running.ask("POST", address, "", **here)
    assert (entered.status, entered.headers["Location"]) == (303, "/")
    cookie = entered.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    session = cookie.partition(";")[0]
    caller = running.ask("GET", "/api/ideas", Cookie=session).json["caller"]
    assert (caller["kind"], caller["role"]) == ("person", "moderator")
    assert running.ask("POST", address, "", **here).status == 409
    assert session.partition("=")[2] not in running.log
    assert address.rpartition("/")[2] not in running.log
    left = running.ask("POST", "/sign-out", "", Cookie=session, **here)
    assert (left.status, "Max-Age=0" in left.headers["Set-Cookie"]) == (303, True)
    assert running.ask("GET", "/api/ideas", Cookie=session).json["caller"]["kind"] == "nobody"


def test_another_site_can_sign_nobody_in_or_out(running):
    address = f"/sign-in/{running.link()}"
    for path in (address, "/sign-out"):
        answer = running.ask("POST", path, "", Sec_Fetch_Site="cross-site")
        assert answer.status == 403


def test_in_production_there_are_no_links(gateway):
    code = gateway.signins.link("Mette", "moderator")
    settings = replace(gateway.settings, env=Environment.PRODUCTION)
    client = create_own(replace(gateway, settings=settings)).test_client()
    assert client.get(f"/sign-in/{code}").status_code == 404
    assert client.post(f"/sign-in/{code}").status_code == 404
