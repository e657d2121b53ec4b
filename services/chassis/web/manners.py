"""Teaching an app its manners: who may come in, how it says no, and what every answer carries."""

from collections.abc import Callable
from typing import Protocol

from flask import Flask, Response, current_app, g, request
from werkzeug.exceptions import HTTPException

from chassis.errors import Forbidden, NotThere
from chassis.identity import HEADER, Caller
from chassis.screening import has_cpr
from chassis.telemetry import logger, trace
from chassis.web.asking import caller, is_api, language, manners
from chassis.web.problems import CONTENT_TYPE, Problem, problem
from chassis.web.reading import MOST_BYTES
from chassis.web.strict import ID, Strict
from chassis.web.taking import Said, asked, given
from chassis.words import Words

OPEN = frozenset(("/livez", "/readyz", "/metrics", "/openapi.json"))
ASKING = frozenset(("GET", "HEAD", "OPTIONS"))
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; form-action 'self'; object-src 'none';"
    " frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
USUAL = [(name.lower(), name, value) for name, value in HEADERS.items()]
NOTHING = Strict()
KINDS = ("text/html", "application/json", CONTENT_TYPE)


class Verifies(Protocol):
    """Tells who is asking (`identity.Verifier`)."""

    def verify(self, token: str) -> Caller:
        """Return who is asking; raises `Unknown`."""


class Manners:
    """What an app needs to know to be polite."""

    def __init__(self, words: Words, verifier: Verifies | None) -> None:
        self.words, self.verifier = words, verifier
        self.page: Callable[[Problem], Response] | None = None
        """How a problem looks to people, where this app has pages."""


def mind_manners(app: Flask, words: Words, verifier: Verifies | None = None) -> None:
    """Teach an app to let in only who comes through the gateway, and to refuse politely.

    Call it before the routes are added. Without a verifier (the gateway itself) whoever calls is
    who `g.caller` says.
    """
    app.extensions["samskab"] = Manners(words, verifier)
    app.url_map.strict_slashes, app.url_map.merge_slashes = False, False
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = MOST_BYTES
    app.before_request(let_in)
    app.after_request(finish)
    app.register_error_handler(Exception, refuse)


def let_in() -> None:
    """Find out who is asking, and refuse what no route should have to look at."""
    path = request.path
    if path in OPEN or path.startswith("/static/"):
        return
    if verifier := manners().verifier:
        g.caller = verifier.verify(request.headers.get(HEADER, ""))
    if request.method not in ASKING and _from_elsewhere():
        raise Forbidden("This was sent by a page of another site. Please do it here.")
    for value in (request.view_args or {}).values():
        if not isinstance(value, str) or not ID.fullmatch(value) or has_cpr(value):
            raise NotThere("There is nothing at this address.")
    _refuse_idle()


def _from_elsewhere() -> bool:
    """Tell whether a browser says that a page of another site has sent this (CSRF)."""
    site = request.headers.get("Sec-Fetch-Site")
    return site is not None and site not in ("same-origin", "none")


def _refuse_idle() -> None:
    """Refuse a query or body that the route takes no notice of.

    Not on pages: a link from elsewhere may carry a query that means something there.
    """
    rule = request.url_rule
    view = current_app.view_functions[rule.endpoint] if rule else None
    notes: Said | None = getattr(view, "_said", None)
    if not notes or not is_api():
        return
    if request.query_string and not notes.query:
        asked(NOTHING)
    if request.content_length and not notes.body:
        given(NOTHING)


def refuse(error: Exception) -> Response | HTTPException:
    """Answer an error, whichever part of the app it comes from."""
    if isinstance(error, HTTPException) and (error.response or (error.code or 200) < 400):
        return error
    told = problem(error, trace())
    if told.status == 500:
        logger(current_app.name).exception("A request failed.", method=request.method)
    return show(told)


def show(told: Problem) -> Response:
    """Return a problem as a page for people, as problem details for everyone else."""
    polite, lang = manners(), language()
    if polite.page and wants_page():
        response = polite.page(told)
    else:
        response = Response(told.json(polite.words, lang), told.status, content_type=CONTENT_TYPE)
        response.headers["Content-Language"] = lang
        response.vary.add("Accept-Language")
    response.headers.extend(told.headers)
    return response


def wants_page() -> bool:
    """Tell whether this request is a person's."""
    if is_api() or request.is_json:
        return False
    wanted = request.accept_mimetypes.best_match(KINDS)
    return wanted in (KINDS[0], None)


def finish(response: Response) -> Response:
    """Give every answer the headers that keep it to whom it is for."""
    headers = response.headers
    there = {name.lower() for name, _ in headers}
    for lower, name, value in USUAL:
        if lower not in there:
            headers.add(name, value)
    if "cache-control" not in there:
        headers["Cache-Control"] = "private, no-cache" if _for_everyone(response) else "no-store"
    return response


def _for_everyone(response: Response) -> bool:
    """Tell whether this is a page that everybody is shown alike."""
    who = caller()
    return (
        request.method == "GET"
        and response.status_code == 200
        and not is_api()
        and who.kind == "nobody"
        and not who.participant
        and "Set-Cookie" not in response.headers
    )
