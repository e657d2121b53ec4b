"""Signing in with a link that is good once, and signing out."""

from dataclasses import dataclass

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as Answer

from chassis.errors import NotThere
from chassis.pages import render
from gateway.callers import Callers, session_of
from gateway.signins import SESSION_LIVES, SignIns


@dataclass(frozen=True)
class Signing:
    """What signing in needs; in production there are no links."""

    signins: SignIns
    callers: Callers
    cookie: str
    secure: bool
    links: bool


def signing_pages(signing: Signing) -> Blueprint:
    """Return the pages to sign in and out."""
    door = Blueprint("signing", __name__, template_folder="../templates")

    @door.get("/sign-in")
    def how() -> Response:
        """Tell how to get a link."""
        return render("gateway/sign-in.html", person=None, links=signing.links)

    @door.get("/sign-in/<code>")
    def look(code: str) -> Response:
        """Show a button and use up nothing: mail programs and previews open links, too."""
        _check_links(signing)
        return render("gateway/sign-in.html", person=signing.signins.look(code), links=True)

    @door.post("/sign-in/<code>")
    def enter(code: str) -> Answer:
        """Let somebody in."""
        _check_links(signing)
        secret = signing.signins.enter(code)
        answer = redirect("/", 303)
        answer.set_cookie(
            signing.cookie,
            secret,
            max_age=int(SESSION_LIVES.total_seconds()),
            secure=signing.secure,
            httponly=True,
            samesite="Lax",
        )
        return answer

    @door.route("/sign-out", methods=["GET", "POST"])
    def leave() -> Answer:
        """Let somebody out."""
        if request.method == "GET":
            return render("gateway/sign-out.html")
        if secret := session_of(request.environ, signing.cookie):
            signing.signins.leave(secret)
            signing.callers.forget(secret)
        answer = redirect("/", 303)
        answer.delete_cookie(signing.cookie, secure=signing.secure, httponly=True, samesite="Lax")
        return answer

    return door


def _check_links(signing: Signing) -> None:
    if not signing.links:
        raise NotThere("There are no sign-in links here.")
