"""What can be done with journeys and what is learnt from them, whichever way it is asked for."""

from dataclasses import dataclass

from journeys.actions.evidence import Evidences
from journeys.actions.insights import Insights
from journeys.actions.journeys import Journeys
from journeys.actions.neighbours import IdeaCopy, InitiativeCopy, Neighbours, ProcessCopy
from journeys.actions.opportunities import Opportunities, Origins
from journeys.actions.owned import insider
from journeys.actions.personas import Personas
from journeys.actions.pins import Pinned, Pins
from journeys.actions.steps import Steps


@dataclass(frozen=True)
class Nouns:
    """All that can be done here, by noun."""

    personas: Personas
    journeys: Journeys
    steps: Steps
    pins: Pins
    evidence: Evidences
    insights: Insights
    opportunities: Opportunities
    neighbours: Neighbours


__all__ = [
    "Evidences",
    "IdeaCopy",
    "InitiativeCopy",
    "Insights",
    "Journeys",
    "Neighbours",
    "Nouns",
    "Opportunities",
    "Origins",
    "Personas",
    "Pinned",
    "Pins",
    "ProcessCopy",
    "Steps",
    "insider",
]
