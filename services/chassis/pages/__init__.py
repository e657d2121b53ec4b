"""Pages with one look: layout, language switch, forms and the page that says no."""

from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol
from urllib.parse import urlencode

import jinja2
from flask import Blueprint, Flask, Response, request

from chassis.pages.files import Files
from chassis.pages.forms import (
    Form,
    act_on,
    again,
    blank,
    fills,
    new,
    pressed,
    query_kept,
    taken,
    written_in,
)
from chassis.pages.rendering import render
from chassis.pages.showing import (
    best,
    day,
    direction,
    hour,
    language_name,
    languages,
    number,
    own_name,
    translated,
    translated_many,
)
from chassis.web import Problem, caller, language
from chassis.web.asking import is_api, manners
from chassis.words import Words, _

__all__ = [
    "Form",
    "Plain",
    "Site",
    "act_on",
    "again",
    "blank",
    "dress",
    "fills",
    "new",
    "pressed",
    "render",
    "taken",
    "written_in",
]

ADDRESS = "/static/chassis"
A_YEAR = 31_536_000
PLACES = (
    ("/", _("Home")),
    ("/ideas", _("Contributions")),
    ("/ideas/new", _("Contribute")),
    ("/offers", _("Offers of help")),
    ("/journeys", _("Journeys")),
    ("/initiatives", _("Initiatives")),
    ("/track", _("Follow yours")),
    ("/inbox", _("Inbox")),
)
ROLES = {
    "citizen": _("citizen"),
    "volunteer": _("volunteer"),
    "consultant": _("consultant"),
    "moderator": _("moderator"),
    "leader": _("leader"),
    "operator": _("operator"),
    "portal": _("portal"),
}


class Site(Protocol):
    """Whose pages these are (settings have it)."""

    @property
    def site_name(self) -> str:
        """What the site is called."""

    @property
    def authority(self) -> str:
        """Who is responsible for it."""

    @property
    def accessibility_url(self) -> str:
        """Where the accessibility statement is."""

    @property
    def public_url(self) -> str:
        """The address of the door, as people see it."""

    @property
    def made_up(self) -> bool:
        """Whether all of it is an example; every page says so."""


@dataclass(frozen=True)
class Plain:
    """A site that nobody has named yet."""

    site_name: str = "Samskab"
    authority: str = ""
    accessibility_url: str = ""
    public_url: str = ""
    made_up: bool = False


def dress(app: Flask, words: Words, site: Site | None = None) -> None:
    """Give an app pages that look like all others; call it after `mind_manners`."""
    files, site = Files(ADDRESS), site or Plain()
    look = Blueprint("chassis", "chassis", template_folder="templates")
    look.add_url_rule(f"{ADDRESS}/<print>/<name>", "static", files.send)
    app.register_blueprint(look)
    env = app.jinja_env
    env.undefined, env.trim_blocks, env.lstrip_blocks = jinja2.StrictUndefined, True, True
    env.globals |= {
        "_": translated,
        "_n": translated_many,
        "best": best,
        "direction": direction,
        "file": files.url,
        "first_page": first_page,
        "language_name": language_name,
        "own_name": own_name,
        "places": PLACES,
        "roles": ROLES,
        "site": site,
        "switched": switched,
    }
    env.filters |= {"day": day, "hour": hour, "number": number, "say": translated}
    app.context_processor(around)
    app.after_request(partial(remember_language, site.public_url.startswith("https:")))
    app.extensions["samskab"].page = problem_page


def around() -> dict[str, Any]:
    """Return what every template knows about this request."""
    lang = language()
    return {
        "lang": lang,
        "dir": direction(lang),
        "languages": languages(),
        "here": current_place(request.path),
        "who": caller(),
    }


def current_place(path: str) -> str:
    """Return the place in the navigation that an address belongs to, or nothing."""
    inside = [place for place, _name in PLACES if f"{path}/".startswith(f"{place}/")]
    return max(inside, key=len, default="/" if path == "/" else "")


def switched(lang: str) -> str:
    """Return this address in another language, the rest of its query kept."""
    kept = [(k, v) for k, v in query_kept() if k != "lang"]
    return f"?{urlencode([*kept, ('lang', lang)])}"


def first_page() -> str:
    """Return this address without the place to go on from."""
    kept = [(k, v) for k, v in query_kept() if k != "after"]
    return f"?{urlencode(kept)}" if kept else request.path


def remember_language(secure: bool, response: Response) -> Response:
    """Keep the language that somebody chose with `?lang=`."""
    chosen = request.args.get("lang")
    if chosen in manners().words.languages and not is_api():
        response.set_cookie(
            "lang", str(chosen), A_YEAR, secure=secure, httponly=True, samesite="Lax"
        )
    return response


def problem_page(told: Problem) -> Response:
    """Return the page that says no."""
    return render("problem.html", told.status, problem=told)
