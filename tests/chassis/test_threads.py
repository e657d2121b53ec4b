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
STORE = """
import sys
from chassis.stores import Write
from chassis.testing.stores.acts import opened, step
store = opened("chassis.testing.stores.samples:open_sample", sys.argv[1])
pool = gevent.get_hub().threadpool
ticks = []
def tick():
    while True:
        ticks.append(1)
        gevent.sleep(0.001)
ticking = gevent.spawn(tick)
pool.spawn(store.save, Write("idea", "a", {"n": 0}, 0)).get()
jobs = [pool.spawn(step, store, "a") for _ in range(100)]
gevent.joinall(jobs, timeout=30, raise_error=True)
assert pool.spawn(store.get, "idea", "a").get().body == {"n": 100}
assert len(ticks) > 3
ticking.kill()
watch = pool.spawn(store.watch).get()
waiting = pool.spawn(watch.wait, 20)
gevent.sleep(0.05)
pool.spawn(store.save, Write("note", "a", {}, 0)).get()
assert waiting.get()
watch.close()
"""


def run(code, *arguments):
    done = subprocess.run(
        [sys.executable, "-c", PATCHED + code, *arguments],
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


def test_under_gevent_a_store_works_from_the_pool_of_real_threads(tmp_path):
    run(STORE, f"sqlite:///{tmp_path}/store.db")
