"""Who takes part from a browser or with a key: a random id, another one in each process."""

import secrets

from flask import after_this_request, current_app, request
from flask.wrappers import Response
from itsdangerous import BadSignature, URLSafeSerializer

from chassis.web import caller

COOKIE = "participant"
A_YEAR = 365 * 24 * 3600


def participant(secret: str) -> str:
    """Return a word for who is asking, from which the participant's id in a process follows.

    A person's and a key's follow from what the gateway knows; a browser gets a random signed
    cookie the first time it is asked for, and nothing else about it is kept.
    """
    return known(secret) or _remembered(secret, secrets.token_urlsafe(18))


def known(secret: str) -> str:
    """Return that word where there is one already, else nothing."""
    who = caller()
    if who.kind == "nobody":
        return _read(secret)
    return who.participant or f"{who.kind}/{who.subject}"


def _remembered(secret: str, made: str) -> str:
    signed = _serializer(secret).dumps(made)

    @after_this_request
    def remember(response: Response) -> Response:
        response.set_cookie(
            COOKIE,
            str(signed),
            max_age=A_YEAR,
            httponly=True,
            samesite="Lax",
            secure=current_app.config["HTTPS"],
        )
        return response

    return made


def _read(secret: str) -> str:
    try:
        found = _serializer(secret).loads(request.cookies.get(COOKIE, ""))
    except BadSignature:
        return ""
    return found if isinstance(found, str) else ""


def _serializer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="participant")
