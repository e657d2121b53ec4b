"""Events from portals: read, checked and appended to the intake topic, where ideas finds them."""

from gateway.intake.appending import Appends
from gateway.intake.reading import Given, read_events
from gateway.intake.taking import Intake, Taken, load_schemas

__all__ = ["Appends", "Given", "Intake", "Taken", "load_schemas", "read_events"]
