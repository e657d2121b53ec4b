"""Opening the log that a URL names; its engine is imported only then."""

from collections.abc import Callable

from chassis.apart import kept_apart
from chassis.logs import Log


def _sqlite(url: str) -> Log:
    from chassis.logs.sqlite import SqliteLog

    return kept_apart(SqliteLog(url.removeprefix("sqlite:///")))


def _kafka(url: str) -> Log:
    from chassis.logs.kafka import KafkaLog

    return KafkaLog(url)


ENGINES: dict[str, Callable[[str], Log]] = {"sqlite:///": _sqlite, "kafka://": _kafka}


def import_engine(url: str) -> None:
    """Import what a URL needs, and open nothing: for processes that are forked from this one."""
    if url.startswith("kafka"):
        import chassis.logs.kafka  # noqa: F401


def open_log(url: str) -> Log:
    """Return the log at `sqlite:///relative/path`, `sqlite:////absolute/path` or `kafka://host:port`."""
    for beginning, engine in ENGINES.items():
        if url.startswith(beginning) and url != beginning:
            return engine(url)
    known = " or ".join(f"{beginning}…" for beginning in ENGINES)
    raise ValueError(f"The URL of a log must look like {known}, not {url.partition(':')[0]}:…")
