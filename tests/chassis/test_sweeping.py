"""The log is swept once an hour."""

from chassis.sweeping import HOURLY, Sweep


class Counting:
    swept = 0

    def sweep(self):
        self.swept += 1
        return 0


def test_the_log_is_swept_at_the_start_and_then_once_an_hour():
    log, at = Counting(), [100.0]
    chore = Sweep(log, rest=0, clock=lambda: at[0])
    for _ in range(3):
        chore.step()
    assert log.swept == 1
    at[0] += HOURLY
    chore.step()
    assert log.swept == 2
