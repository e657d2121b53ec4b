"""How long texts may be."""

TITLE, BODY, REASON = 200, 10_000, 2_000
