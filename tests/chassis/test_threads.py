import subprocess
import sys
import threading

from chassis.threads import native

PATCHED = """
import time
from gevent import monkey
monkey.patch_all()
import gevent, threading
from chassis.threads import native
"""
THREADS = """
sleep, done, local = native("sleep", "time"), native("Event")(), native("local")()
local.here = "main"
seen = []
def work():
    sleep(0.1)
    seen.append((native("get_ident")(), hasattr(local, "here")))
    done.set()
thread = native("Thread")(target=work)
thread.start()
assert done.wait(10) and seen == [(thread.ident, False)]
assert thread.ident != native("get_ident")()
thread.join()
greenlets = threading.Thread(target=lambda: gevent.sleep(0))
greenlets.start()
greenlets.join()
"""


def run(code):
    done = subprocess.run(
        [sys.executable, "-c", PATCHED + code],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr


def test_without_gevent_everything_is_pythons_own():
    assert native("Lock") is threading.Lock
    assert native("local") is threading.local


def test_under_gevent_threads_are_real_ones():
    run(THREADS)
