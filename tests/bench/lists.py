"""Lists of twenty, among few and among many."""

import load


def newest(city, n: int):
    """Return how long the newest twenty take through the door, one after the other."""
    with city.client() as client:
        assert len(client.get("/api/ideas", limit=20).body["items"]) == 20, n
    load.run(city.port, lambda n: load.get("/api/ideas?limit=20"), 0.5, 1)
    return load.run(city.port, lambda n: load.get("/api/ideas?limit=20"), 3.0, 1)


def rows(few, many, limit, n_few: int, n_many: int):
    """Tell both, and the limit."""
    yield (
        f"list of 20 among {n_few:,}, ms p50 / p99",
        f"{few.at(0.5):.1f} / {few.at(0.99):.1f}",
        f"{limit.at(0.5):.1f} / {limit.at(0.99):.1f} bare",
        f"{few.at(0.5) / limit.at(0.5):.1f}×",
    )
    yield (
        f"list of 20 among {n_many:,}, ms p50 / p99",
        f"{many.at(0.5):.1f} / {many.at(0.99):.1f}",
        f"{few.at(0.5):.1f} among {n_few:,}",
        f"{many.at(0.5) / few.at(0.5):.2f}× (aim ≤ 1.5×)",
    )
