import threading

from gateway.asking import all_at_once


def test_several_are_asked_at_the_same_time():
    together = threading.Barrier(3, timeout=5)
    assert all_at_once(lambda n: (together.wait() >= 0, n), [1, 2, 3]) == [
        (True, 1),
        (True, 2),
        (True, 3),
    ]
    assert all_at_once(str, []) == []
