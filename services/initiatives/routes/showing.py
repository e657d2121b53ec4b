"""How an initiative is answered with, whatever was done with it."""

from typing import Any

from chassis.web import caller
from initiatives.actions import Initiatives
from initiatives.domain.initiatives import Initiative
from initiatives.schemas import shown


def answer(
    initiatives: Initiatives, initiative: Initiative, made_id: str | None = None
) -> dict[str, Any]:
    """Return an initiative as this caller sees it, with the id of a part just made."""
    (seen,) = initiatives.seen(caller(), [initiative])
    return shown(seen, made_id)
