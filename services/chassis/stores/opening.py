"""Opening the store that a URL names; its engine is imported only then."""

from collections.abc import Callable, Sequence

from chassis.apart import kept_apart
from chassis.stores import Kind, Store


def _sqlite(url: str, kinds: Sequence[Kind]) -> Store:
    from chassis.stores.sqlite import SqliteStore

    return kept_apart(SqliteStore(url.removeprefix("sqlite:///"), kinds))


def _mongo(url: str, kinds: Sequence[Kind]) -> Store:
    from chassis.stores.mongo import MongoStore

    return MongoStore(url, kinds)


ENGINES: dict[str, Callable[[str, Sequence[Kind]], Store]] = {
    "sqlite:///": _sqlite,
    "mongodb://": _mongo,
    "mongodb+srv://": _mongo,
}


def import_engine(url: str) -> None:
    """Import what a URL needs, and open nothing: for processes that are forked from this one."""
    if url.startswith("mongodb"):
        import chassis.stores.mongo  # noqa: F401


def open_store(url: str, kinds: Sequence[Kind]) -> Store:
    """Return the store at a URL.

    `sqlite:///relative/path`, `sqlite:////absolute/path`, or `mongodb://host/database`.
    """
    for beginning, engine in ENGINES.items():
        if url.startswith(beginning) and url != beginning:
            return engine(url, kinds)
    known = " or ".join(f"{beginning}…" for beginning in ENGINES)
    raise ValueError(f"The URL of a store must look like {known}, not {url.partition(':')[0]}:…")
