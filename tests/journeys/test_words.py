"""What journeys says, in Danish."""

from pathlib import Path

import journeys
from chassis.testing.sentences import gaps


def test_everything_is_said_in_danish():
    assert gaps(Path(journeys.__file__).parent) == []
