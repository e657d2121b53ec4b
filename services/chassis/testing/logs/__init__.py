"""The promises of the `Log` port, to be kept by every adapter.

    class TestSqliteLog(LogContract):
        @pytest.fixture
        def url(self, tmp_path):
            return f"sqlite:///{tmp_path}/log.db"

Nothing here relies on exact offsets, on the order between partitions, or on a group being joined
at the first poll.
"""

from chassis.testing.logs.appends import Appends
from chassis.testing.logs.crashes import Crashes
from chassis.testing.logs.groups import Groups
from chassis.testing.logs.keeping import Keeping
from chassis.testing.logs.places import Places


class LogContract(Appends, Groups, Places, Keeping, Crashes):
    """All promises; a subclass gives the fixture `url`, a log that no other test uses."""
