"""What can be done with processes and initiatives, whichever way it is asked for."""

from initiatives.actions.commitments import Commitments
from initiatives.actions.departments import Departments
from initiatives.actions.indicators import Indicators
from initiatives.actions.initiatives import Initiatives
from initiatives.actions.matches import Matches
from initiatives.actions.milestones import Milestones
from initiatives.actions.needs import Needs
from initiatives.actions.neighbours import Neighbours
from initiatives.actions.processes import Processes
from initiatives.actions.threads import Threads

__all__ = [
    "Commitments",
    "Departments",
    "Indicators",
    "Initiatives",
    "Matches",
    "Milestones",
    "Needs",
    "Neighbours",
    "Processes",
    "Threads",
]
