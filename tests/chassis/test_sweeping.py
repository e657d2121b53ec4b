"""A part makes its topics and sweeps them once an hour."""

from chassis.logs import Topic
from chassis.sweeping import HOURLY, Sweep

TOPICS = [Topic("samskab.test.gateway"), Topic("samskab.test.intake", compacted=False)]


class Counting:
    def __init__(self):
        self.made, self.swept = [], []

    def create(self, topic):
        self.made.append(topic)

    def sweep(self, topics):
        self.swept.append(topics)
        return 0


def test_topics_are_made_and_swept_at_the_start_and_then_once_an_hour():
    log, at = Counting(), [100.0]
    chore = Sweep(log, TOPICS, rest=0, clock=lambda: at[0])
    for _ in range(3):
        chore.step()
    assert log.made == TOPICS
    assert log.swept == [["samskab.test.gateway", "samskab.test.intake"]]
    at[0] += HOURLY
    chore.step()
    assert len(log.swept) == 2
