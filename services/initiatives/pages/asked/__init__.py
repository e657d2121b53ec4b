"""Which forms there are on the pages of an initiative, and what each does."""

from initiatives.pages.asked.carrying import carrying_out
from initiatives.pages.asked.deciding import deciding, declining
from initiatives.pages.asked.linking import linking
from initiatives.pages.asked.planning import planning
from initiatives.pages.forms import Asking
from initiatives.pages.parts import Parts


def askings(parts: Parts) -> list[Asking]:
    """Return all forms."""
    return [
        *deciding(parts),
        declining(parts),
        *planning(parts),
        linking(parts),
        *carrying_out(parts),
    ]
