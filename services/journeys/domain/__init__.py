"""The rules of journeys: frozen things, and functions that decide."""
