import json
import re
import socket
import time
from threading import Thread

import pytest

FORM = "application/x-www-form-urlencoded"


def test_a_request_reaches_its_service_with_who_is_asking(running):
    key = running.key("intake", "read", source="https://portal.example", departments=["parks"])
    said = running.post_json("/api/ideas?lang=da", {"a": 1}, X_API_Key=key).json
    assert (said["method"], said["path"], said["body"]) == (
        "POST",
        "/api/ideas?lang=da",
        '{"a": 1}',
    )
    caller = said["caller"]
    assert (caller["kind"], caller["source"]) == ("key", "https://portal.example")
    assert caller["departments"] == ["parks"]


def test_a_citizen_is_nobody_in_particular(running):
    caller = running.ask("GET", "/ideas").json["caller"]
    assert (caller["kind"], caller["role"]) == ("nobody", "citizen")
    assert re.fullmatch("[0-9a-f]{16}", caller["subject"])


@pytest.mark.parametrize(
    "header",
    [
        "X-Samskab-Caller",
        "X-Samskab-Anything",
        "X-User-Id",
        "X-Roles",
        "X-Department",
        "X-Forwarded-For",
        "X-Forwarded-User",
        "X-Original-URL",
        "X-Rewrite-URL",
        "X-HTTP-Method-Override",
        "X-Real-IP",
        "Forwarded",
        "Via",
        "Authorization",
        "Proxy-Authorization",
        "CF-Connecting-IP",
        "True-Client-IP",
        "X-Request-Id",
        "Upgrade",
        "TE",
    ],
)
def test_no_header_from_outside_says_who_is_asking(running, header):
    said = running.ask("GET", "/api/ideas", **{header.replace("-", "_"): "admin"}).json
    assert "admin" not in json.dumps(said)
    assert said["caller"]["kind"] == "nobody"


def test_headers_that_matter_are_passed_on(running):
    key = running.key("read")
    said = running.ask(
        "GET",
        "/api/ideas",
        Accept_Language="ar",
        If_None_Match='"v1"',
        Idempotency_Key="k1",
        X_Tracking_Code="ABCD",
        Cookie="lang=da; samskab-session=secret; participant=p",
        X_API_Key=key,
        Connection="keep-alive, X-Named",
        Named="n",
    ).json["headers"]
    assert said["ACCEPT_LANGUAGE"] == "ar"
    assert said["IF_NONE_MATCH"] == '"v1"'
    assert said["IDEMPOTENCY_KEY"] == "k1"
    assert said["X_TRACKING_CODE"] == "ABCD"
    assert said["COOKIE"].replace(" ", "") == "lang=da;participant=p"
    assert said["HOST"] == said["X_FORWARDED_HOST"] == f"127.0.0.1:{running.port}"
    assert said["X_FORWARDED_PROTO"] == "http"
    assert "X_API_KEY" not in said
    assert key not in running.log


def test_an_ideas_thread_is_answered_by_another_service_than_the_idea(running, backend):
    def asked(path):
        said = running.ask("GET", path).json
        return said["process"], said["path"]

    with backend(running.folder, "initiatives"):
        ideas, other = asked("/api/ideas")[0], asked("/api/initiatives")[0]
        assert ideas != other
        for path in ("/api/ideas/7/trace", "/ideas/7/thread", "/api/ideas/7/trace/"):
            assert asked(path) == (other, path)
        assert asked("/d/kommune/api/ideas/7/trace") == (other, "/api/ideas/7/trace")
        for path in ("/api/ideas/7/history", "/ideas/7", "/api/ideas/7/traces"):
            assert asked(path) == (ideas, path)
        for odd in ("/api/ideas/7%2Ftrace", "/api/ideas/%2e%2e/trace"):
            assert running.ask("GET", odd).status == 400
        assert running.ask("GET", "/api/ideas//trace").status == 404
    told = running.ask("GET", "/metrics").body.decode()
    assert 'route="/api/ideas/*/trace/…"' in told
    assert "ideas/7" not in told


def test_a_header_named_in_connection_is_for_us_only(running):
    said = running.ask("GET", "/api/ideas", Connection="Prefer", Prefer="x").json["headers"]
    assert "PREFER" not in said
    assert "CONNECTION" not in said


def test_a_strange_host_does_not_get_into_links(running):
    said = running.ask("GET", "/api/ideas", Host="evil.example").json["headers"]
    assert "evil" not in json.dumps(said)


def test_one_trace_goes_through(running):
    parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    answer = running.ask("GET", "/api/ideas", Traceparent=parent)
    said = answer.json["headers"]
    assert said["TRACEPARENT"].startswith("00-0af7651916cd43dd8448eb211c80319c-")
    assert said["TRACEPARENT"] != parent
    assert answer.headers["X-Request-Id"] == said["X_REQUEST_ID"] == parent[3:35]
    assert parent[3:35] in running.log


@pytest.mark.parametrize("odd", ["", "nonsense", "00-" + "0" * 32 + "-b7ad6b7169203331-01"])
def test_a_trace_that_is_none_begins_anew(running, odd):
    said = running.ask("GET", "/api/ideas", Traceparent=odd).json["headers"]
    assert re.fullmatch("00-[0-9a-f]{32}-[0-9a-f]{16}-01", said["TRACEPARENT"])


def test_a_service_cannot_set_our_session_or_pass_odd_headers_back(running):
    answer = running.ask("GET", "/api/ideas/cookies")
    assert answer.headers.get_all("Set-Cookie") == ["participant=p1; Path=/"]
    assert "X-Samskab-Caller" not in answer.headers
    assert answer.headers["Server"] != "mine"


def test_a_key_that_is_not_known_is_refused_with_a_problem(running):
    answer = running.ask("GET", "/api/ideas", X_API_Key="smk_guess")
    assert answer.status == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "X-API-Key" in answer.headers["WWW-Authenticate"]


def test_problems_are_told_in_the_callers_language_and_shape(running):
    api = running.ask("GET", "/api/nothing", Accept_Language="en")
    assert (api.status, api.json["detail"]) == (404, "There is nothing at this address.")
    danish = running.ask("GET", "/api/nothing")
    assert danish.json["title"] == "Ikke fundet"
    page = running.ask("GET", "/nothing", Accept="text/html")
    assert page.headers["Content-Type"].startswith("text/html")
    assert b"<h1>" in page.body


@pytest.mark.parametrize(
    ("status", "path"),
    [
        (400, "/api/ideas/%2e%2e/departments"),
        (400, "/api/ideas/../../departments"),
        (400, "/api%2fideas"),
        (404, "//api/ideas"),
        (404, "/api//ideas"),
        (404, "/api/ideas;admin=1"),
        (404, "/API/ideas"),
        (404, "/d/nobody/api/ideas"),
        (414, "/api/" + "a" * 5000),
    ],
)
def test_tricks_with_the_path_lead_nowhere(running, status, path):
    answer = running.ask("GET", path)
    assert answer.status == status
    assert answer.headers["Content-Type"].startswith(("application/problem+json", "text/html"))


def test_the_municipality_has_an_address_of_its_own_too(running):
    said = running.ask("GET", "/d/kommune/api/ideas/7").json
    assert said["path"] == "/api/ideas/7"
    assert said["headers"]["X_FORWARDED_PREFIX"] == "/d/kommune"


def test_a_service_that_is_away_is_told_with_when_to_come_again(running):
    answer = running.ask("POST", "/api/subscriptions", "{}", Content_Type="application/json")
    assert answer.status == 503
    assert int(answer.headers["Retry-After"]) >= 1
    assert answer.json["status"] == 503


def test_a_long_answer_is_passed_on_piece_by_piece(running):
    answer = running.ask("GET", "/api/ideas/big?64")
    assert len(answer.body) == 64 * 65536


def test_a_head_has_no_body(running):
    answer = running.ask("HEAD", "/api/ideas")
    assert (answer.status, answer.body) == (200, b"")
    assert int(answer.headers["Content-Length"]) > 0


def raw(running, sent, seconds=8.0):
    with socket.create_connection(("127.0.0.1", running.port), seconds) as sock:
        sock.sendall(sent)
        got = b""
        try:
            while more := sock.recv(65536):
                got += more
        except (TimeoutError, ConnectionResetError):
            pass
        return got


HOST = b"Host: x\r\nContent-Type: application/json\r\n"


@pytest.mark.parametrize(
    ("status", "head"),
    [
        (413, b"Content-Length: 1000000000\r\n"),
        (400, b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"),
        (400, b"Content-Length: 5\r\nContent-Length: 6\r\n"),
        (400, b"Content-Length: -5\r\n"),
        (400, b"Content-Length: 5x\r\n"),
        (415, b"Content-Length: 5\r\nContent-Encoding: gzip\r\nConnection: close\r\n"),
    ],
)
def test_a_body_whose_end_is_uncertain_is_refused_and_the_connection_ended(running, status, head):
    began = time.monotonic()
    got = raw(running, b"POST /api/ideas HTTP/1.1\r\n" + HOST + head + b"\r\nhello")
    assert got.startswith(b"HTTP/1.1 %d " % status), got
    assert b"application/problem+json" in got
    assert got.count(b"HTTP/1.1") == 1
    assert time.monotonic() - began < 7


def test_a_second_request_hidden_in_a_body_is_not_heard(running):
    inner = b"GET /api/ideas/hidden HTTP/1.1\r\nHost: x\r\n\r\n"
    head = b"POST /api/ideas HTTP/1.1\r\n" + HOST
    smuggled = head + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + inner
    assert b"hidden" not in raw(running, smuggled)


def test_a_body_in_pieces_arrives_whole(running):
    head = b"POST /api/ideas HTTP/1.1\r\nConnection: close\r\n" + HOST
    pieces = b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
    assert b'"body": "hello"' in raw(running, head + pieces)


def test_endless_pieces_are_too_much(running):
    head = b"POST /api/ideas HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n"
    assert raw(running, head + b"10000\r\n" + b"x" * 65536 + b"\r\n" + b"").startswith(
        b"HTTP/1.1 408"
    )
    piece = b"10000\r\n" + b"x" * 65536 + b"\r\n"
    assert raw(running, head + piece * 9).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize("header", ["SCRIPT_NAME: /x", "PATH_INFO: /livez"])
def test_no_header_turns_an_address_into_another(running, header):
    sent = f"GET /x/livez HTTP/1.1\r\nHost: x\r\n{header}\r\nConnection: close\r\n\r\n"
    assert raw(running, sent.encode()).startswith(b"HTTP/1.1 404")


def test_who_sends_half_a_request_holds_up_nobody(running):
    half = b"POST /api/ideas HTTP/1.1\r\n" + HOST + b"Content-Length: 100\r\n\r\nhalf"
    idle = [socket.create_connection(("127.0.0.1", running.port), 5) for _ in range(100)]
    slow = [socket.create_connection(("127.0.0.1", running.port), 5) for _ in range(100)]
    for sock in slow:
        sock.sendall(half)
    for sock in idle[:50]:
        sock.sendall(b"GET /api/id")
    began = time.monotonic()
    assert running.ask("GET", "/api/ideas").status == 200
    assert time.monotonic() - began < 1
    assert slow[0].recv(100).startswith(b"HTTP/1.1 408")
    for sock in idle + slow:
        sock.close()


def test_a_client_that_takes_nothing_is_let_go_of(running):
    with socket.create_connection(("127.0.0.1", running.port), 10) as sock:
        sock.sendall(b"GET /api/ideas/big?2000 HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(2.5)
        taken = 0
        try:
            while more := sock.recv(1 << 20):
                taken += len(more)
        except ConnectionResetError:
            pass
    assert taken < 2000 * 65536


def test_a_slow_service_does_not_hold_up_the_door(running):
    slow = Thread(target=running.ask, args=("GET", "/api/ideas/slow?1"))
    slow.start()
    began = time.monotonic()
    assert running.ask("GET", "/livez").status == 200
    assert running.ask("GET", "/api/ideas").status == 200
    assert time.monotonic() - began < 0.9
    slow.join()


def test_another_sites_form_is_refused_as_a_page_or_a_problem(running):
    for path, kind in (("/ideas/new", b"<h1>"), ("/api/ideas", b'"status":403')):
        answer = running.ask(
            "POST", path, "a=b", Content_Type=FORM, Sec_Fetch_Site="cross-site", Accept="text/html"
        )
        assert answer.status == 403
        assert kind in answer.body


def test_our_own_form_is_passed_on(running):
    answer = running.ask(
        "POST", "/ideas/new", "a=b", Content_Type=FORM, Sec_Fetch_Site="same-origin"
    )
    assert answer.json["body"] == "a=b"


def test_nothing_is_open_to_other_sites(running):
    answer = running.ask("OPTIONS", "/api/ideas", Origin="https://evil.example")
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]


def test_limits_are_told_with_when_to_come_again(tmp_path, gateway_at):
    with gateway_at(tmp_path, GATEWAY_LIMIT_ADDRESS="3/minute") as tight:
        statuses = [tight.ask("GET", "/api/departments").status for _ in range(5)]
        assert statuses == [200, 200, 200, 429, 429]
        refused = tight.ask("GET", "/", X_Forwarded_For="198.51.100.9")
        assert refused.status == 429
        assert 1 <= int(refused.headers["Retry-After"]) <= 60
        key = tight.key("read")
        assert tight.ask("GET", "/api/departments", X_API_Key=key).status == 200
        assert tight.ask("GET", "/livez").status == 200
