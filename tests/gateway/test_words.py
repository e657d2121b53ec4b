from pathlib import Path

import gateway
from chassis.testing.sentences import gaps


def test_everything_is_said_in_danish():
    assert gaps(Path(gateway.__file__).parent) == []
