from pathlib import Path

import initiatives
from chassis.testing.sentences import gaps


def test_everything_is_said_in_danish():
    assert gaps(Path(initiatives.__file__).parent) == []
