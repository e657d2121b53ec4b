"""What can happen to personas, journeys and what is learnt from them, and their public states."""

from journeys.events import findings, journeys, opportunities, personas, pins

__all__ = ["findings", "journeys", "opportunities", "personas", "pins"]
