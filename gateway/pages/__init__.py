"""The gateway's own pages: the front page, signing in, and what there is for developers."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask

from chassis.pages.files import Files
from gateway.catalogue import Catalogue
from gateway.merging import Merged
from gateway.pages.developers import developers_pages
from gateway.pages.front import front_pages
from gateway.pages.signing import Signing, signing_pages
from gateway.status import Status

STATIC = Path(__file__).parent.parent / "static"
ADDRESS = "/static/gateway"


@dataclass(frozen=True)
class Shown:
    """What the pages show."""

    latest: Callable[[], list[Any]]
    merged: Merged
    catalogue: Catalogue
    status: Status
    signing: Signing


def add_pages(app: Flask, shown: Shown) -> None:
    """Let an app answer people, not only programs."""
    files = Files(ADDRESS, STATIC)
    app.add_url_rule(f"{ADDRESS}/<print>/<name>", "gateway_static", files.send)
    app.jinja_env.globals["own_file"] = files.url
    app.register_blueprint(front_pages(shown.latest))
    app.register_blueprint(developers_pages(shown.merged, shown.catalogue, shown.status))
    app.register_blueprint(signing_pages(shown.signing))
