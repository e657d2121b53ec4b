"""Documents and their histories in one SQLite file, for many threads and processes at once."""

from chassis.stores.sqlite.store import SqliteStore

__all__ = ["SqliteStore"]
