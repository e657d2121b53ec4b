"""Who may come in, and what every answer carries."""

from chassis.identity import Caller, Signer

PORTAL = Caller(kind="key", subject="key-1", role="portal", scopes=("intake",), source="/portal")
GOOD = {"title": "Benches by the stream", "language": "en"}


def test_a_slash_at_the_end_makes_no_difference(ask):
    assert ask("GET", "/api/things/").status_code == 200
    assert ask("POST", "/api/things/", GOOD).status_code == 201


def test_a_body_that_nobody_reads_is_refused_field_by_field(ask, app, refused):
    refused(ask("POST", "/api/things/1/close", {"why": "x"}), 422, "/why")
    refused(ask("POST", "/api/things/1/close", b"{"), 400)
    assert ask("POST", "/api/things/1/close").status_code == 200
    assert ask("POST", "/api/things/1/close", {}).status_code == 200
    assert len(app.kept) == 2


def test_nobody_comes_in_except_through_the_gateway(app, refused, secret):
    client = app.test_client()
    assert client.get("/livez").status_code == 200
    stranger = Signer(secret, "another").sign(PORTAL)
    forger = Signer(secret[::-1], "trial").sign(PORTAL)
    for token in (None, "", "x", "a.b.c", stranger, forger, "x" * 9000):
        headers = {"X-Samskab-Caller": token} if token is not None else {}
        for path in ("/api/things", "/api/nothing", "/nothing", "/livez/x"):
            answer = client.get(path, headers=headers | {"X-User-Id": "1", "X-Roles": "operator"})
            told = refused(answer, 401)
            assert "gateway" in told["detail"]
            assert answer.headers["WWW-Authenticate"]


def test_what_another_sites_page_sends_is_refused(ask, app, refused):
    for site in ("cross-site", "same-site", "nonsense"):
        refused(ask("POST", "/api/things", GOOD, Sec_Fetch_Site=site), 403)
    assert app.kept == []
    for site in ("same-origin", "none"):
        assert ask("POST", "/api/things", GOOD, Sec_Fetch_Site=site).status_code == 201
    assert ask("GET", "/api/things", Sec_Fetch_Site="cross-site").status_code == 200


def test_every_answer_keeps_to_whom_it_is_for(ask):
    for answer in (
        ask("GET", "/api/things"),
        ask("GET", "/api/nothing"),
        ask("GET", "/api/trouble/bug"),
    ):
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Access-Control-Allow-Origin" not in answer.headers
