"""Journeys: how people find their way through the municipality, and what is learnt from it."""
