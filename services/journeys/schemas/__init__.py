"""What journeys takes and shows over HTTP: a module for each noun."""
