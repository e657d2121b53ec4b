"""Keeping a part going: requests served by gunicorn, chores in threads, and how it is doing."""

from chassis.running.chores import Chore, Waiter
from chassis.running.health import Waits, answer_health
from chassis.running.processes import end_with_parent, name_process
from chassis.running.pulse import Pulse
from chassis.running.serving import serve
from chassis.running.work import Unsuitable, run_work

__all__ = [
    "Chore",
    "Pulse",
    "Unsuitable",
    "Waiter",
    "Waits",
    "answer_health",
    "end_with_parent",
    "name_process",
    "run_work",
    "serve",
]
