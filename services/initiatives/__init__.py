"""Initiatives: what departments commit to, what came of it, and the red thread to both ends."""
