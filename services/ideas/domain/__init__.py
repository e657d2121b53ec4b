"""The rules of calls and contributions: pure, so that they can be read and tested alone."""
