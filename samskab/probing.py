"""Trying what a part's store stands on, before the part begins to work."""

from collections.abc import Mapping
from importlib import import_module

from chassis.running import Unsuitable
from chassis.settings import Environment, PartSettings
from chassis.stores.opening import open_store
from chassis.telemetry import logger


class Probing:
    """Tries a part's store, and remembers what it was found to be."""

    def __init__(self, part: str, settings: PartSettings) -> None:
        self.part, self.settings, self.found = part, settings, dict[str, str]()

    def uses(self) -> Mapping[str, str]:
        """Return what the store turned out to be; nothing before it was tried."""
        return self.found

    def try_(self) -> None:
        """Try it; raises `Busy` while it is away, in production `Unsuitable` for what is unsafe."""
        store = open_store(self.settings.store_url, import_module(f"{self.part}.stores").KINDS)
        try:
            probed = store.probe()
        finally:
            store.close()
        say, trouble = logger(self.part), "; ".join(probed.broken)
        self.found["store"] = f"{probed.engine}: {trouble}" if trouble else probed.engine
        if not trouble:
            say.info("the store keeps what it must", engine=probed.engine)
            return
        say.error("the store is not safe", engine=probed.engine, why=trouble)
        if self.settings.env is Environment.PRODUCTION:
            raise Unsuitable(f"{probed.engine} is not safe for production: {trouble}.")
