import pytest

from chassis.errors import Forbidden
from gateway.forgery import Forgery

FORM = "application/x-www-form-urlencoded"
HERE = "https://samskab.example"


def sent(method="POST", **headers):
    environ = {"REQUEST_METHOD": method, "CONTENT_LENGTH": "9"}
    for name, value in headers.items():
        environ[name if name.startswith("CONTENT") else f"HTTP_{name}"] = value
    return environ


@pytest.mark.parametrize(
    "environ",
    [
        sent("GET", COOKIE="a=b", SEC_FETCH_SITE="cross-site"),
        sent(CONTENT_TYPE=FORM, SEC_FETCH_SITE="same-origin"),
        sent(CONTENT_TYPE=FORM, SEC_FETCH_SITE="same-origin", ORIGIN="null"),
        sent(CONTENT_TYPE=FORM, SEC_FETCH_SITE="none"),
        sent(CONTENT_TYPE=FORM, ORIGIN=HERE),
        sent(CONTENT_TYPE="application/json"),
        sent(),
        sent(CONTENT_TYPE="application/json", COOKIE="a=b", ORIGIN=HERE),
        sent(CONTENT_TYPE=FORM, X_API_KEY="k", ORIGIN="https://evil.example"),
    ],
)
def test_what_comes_from_our_pages_or_from_programs_is_let_in(environ):
    Forgery(HERE, local=False).check(environ)


@pytest.mark.parametrize(
    "environ",
    [
        sent(CONTENT_TYPE=FORM),
        sent(CONTENT_TYPE="text/plain"),
        sent(CONTENT_TYPE=f"{FORM}; charset=utf-8"),
        sent(CONTENT_TYPE=FORM, SEC_FETCH_SITE="cross-site"),
        sent(CONTENT_TYPE=FORM, SEC_FETCH_SITE="same-site", ORIGIN=HERE),
        sent(CONTENT_TYPE=FORM, ORIGIN="null"),
        sent(CONTENT_TYPE=FORM, ORIGIN="https://evil.example"),
        sent(CONTENT_TYPE=FORM, ORIGIN="https://samskab.example.evil"),
        sent(CONTENT_TYPE=FORM, ORIGIN="http://samskab.example"),
        sent("DELETE", COOKIE="samskab-session=x"),
        sent(CONTENT_TYPE="application/json", COOKIE="a=b", ORIGIN="null"),
        sent(CONTENT_TYPE="application/json", ORIGIN="https://evil.example"),
    ],
)
def test_what_another_sites_page_sends_is_refused(environ):
    with pytest.raises(Forbidden):
        Forgery(HERE, local=False).check(environ)


def test_on_ones_own_machine_the_door_has_several_names():
    environ = sent(CONTENT_TYPE=FORM, ORIGIN="http://localhost:8080", HOST="localhost:8080")
    Forgery("http://127.0.0.1:8080", local=True).check(environ)
    with pytest.raises(Forbidden):
        Forgery("http://127.0.0.1:8080", local=False).check(environ)
