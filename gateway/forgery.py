"""Requests that another site's page makes a browser send (CSRF) are refused here."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from chassis.errors import Forbidden
from gateway.limiting import ASKING

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain")
"""What a page of any site may send to any other without being asked first."""
HERE = frozenset(("same-origin", "none"))
PROGRAMS = ("/api/", "/events")
ONE_CLICK = "/subscriptions/unsubscribe/"
"""Mail programs post a form there by themselves (RFC 8058); the address is proof enough."""


class Forgery:
    """Asks where a request was made up, where a browser may have sent it unasked."""

    def __init__(self, public_url: str, local: bool) -> None:
        self.origin, self.local = public_url.rstrip("/"), local

    def check(self, environ: Mapping[str, Any]) -> None:
        """Refuse what changes something, came from a browser, and not from a page of ours."""
        if environ["REQUEST_METHOD"] in ASKING or "HTTP_X_API_KEY" in environ:
            return
        if environ.get("PATH_INFO", "").startswith(ONE_CLICK):
            return
        site = environ.get("HTTP_SEC_FETCH_SITE")
        if site is not None:
            if site not in HERE:
                raise Forbidden("This was sent by a page of another site. Please do it here.")
            return
        origin = environ.get("HTTP_ORIGIN")
        if origin is None and not self._from_browser(environ):
            return
        if origin != self.origin and not self._same_host(origin or "", environ):
            raise Forbidden("This was sent by a page of another site. Please do it here.")

    def _from_browser(self, environ: Mapping[str, Any]) -> bool:
        """Tell whether this is what a browser sends unasked: with cookies, or as forms do."""
        if environ.get("HTTP_COOKIE"):
            return True
        if environ.get("PATH_INFO", "").startswith(PROGRAMS):
            return False  # a form is never taken there, and the answer says so
        kind = environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
        return kind in FORMS and environ.get("CONTENT_LENGTH", "0") not in ("", "0")

    def _same_host(self, origin: str, environ: Mapping[str, Any]) -> bool:
        """On one's own machine the door has several names: localhost, 127.0.0.1."""
        return self.local and bool(origin) and urlsplit(origin).netloc == environ.get("HTTP_HOST")
