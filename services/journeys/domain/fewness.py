"""How many people must be behind a figure before others than its department may see it."""

FEWEST = 5


def too_few(n: int | None) -> bool:
    """Tell whether so few are behind it that they might be recognised; unknown is too few."""
    return n is None or n < FEWEST
