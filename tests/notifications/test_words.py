from pathlib import Path

import notifications
from chassis.testing.sentences import gaps


def test_everything_is_said_in_danish():
    assert gaps(Path(notifications.__file__).parent) == []
