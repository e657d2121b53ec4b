"""All promises of the `Store` port together."""

from chassis.testing.stores.crowds import ManyAtOnce
from chassis.testing.stores.documents import KeepingDocuments
from chassis.testing.stores.finding import FindingDocuments
from chassis.testing.stores.histories import KeepingHistory
from chassis.testing.stores.outbox import SendingFacts
from chassis.testing.stores.searching import SearchingTexts
from chassis.testing.stores.waking import WakingWatchers


class StoreContract(
    KeepingDocuments,
    FindingDocuments,
    SearchingTexts,
    KeepingHistory,
    SendingFacts,
    WakingWatchers,
    ManyAtOnce,
):
    """All promises; a subclass gives the fixture `url`, a store that no other test uses."""
