"""The rules of processes and initiatives: pure, so that they can be read and tested alone."""
