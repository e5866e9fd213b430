import os
import signal
import subprocess
import sys
import time

import pytest

from core.engines import EngineError
from core.engines.children import LONGEST_PAUSE, PATIENCE, Child

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
PARENT = """
import os, sys
from core.engines.children import Child
child = Child("child", [sys.executable, "-c", "import time; time.sleep(60)"], env=os.environ)
child.start()
print(child.process.pid, flush=True)
child.process.wait()
"""


@pytest.fixture
def child():
    found = Child("test", SLEEPER, env=os.environ)
    found.start()
    yield found
    found.stop()


def kill(child):
    child.process.kill()
    child.process.wait()


def test_child_is_stopped_by_its_signal(child):
    process = child.process

    child.stop()

    assert process.returncode == -signal.SIGTERM


def test_child_that_ignores_its_signal_is_killed():
    stubborn = "import signal, time; signal.signal(15, signal.SIG_IGN); print('ready', flush=True); time.sleep(60)"
    seen = []
    child = Child("test", [sys.executable, "-c", stubborn], env=os.environ, grace=0.1, shows=seen.append)
    child.start()
    process = child.process
    child.wait_until(lambda: bool(seen), seconds=10)

    child.stop()

    assert process.returncode == -signal.SIGKILL


def test_child_that_died_is_started_again_after_a_pause(child):
    first = child.process.pid
    kill(child)
    now = time.monotonic()

    child.look_after(now)
    pause = child.due - now
    child.look_after(now + pause / 2)
    is_running_too_early = child.is_running
    child.look_after(now + pause)

    assert (is_running_too_early, child.is_running) == (False, True)
    assert child.process.pid != first


def test_child_that_keeps_dying_is_given_up_after_growing_pauses(child):
    pauses = []
    now = time.monotonic()

    for _ in range(PATIENCE):
        kill(child)
        child.look_after(now)
        pauses.append(child.due - now)
        child.look_after(child.due)
    kill(child)

    with pytest.raises(EngineError, match="keeps stopping"):
        child.look_after(now)
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE


def test_child_that_stops_at_its_start_says_so():
    child = Child("test", [sys.executable, "-c", "raise SystemExit(3)"], env=os.environ)
    child.start()

    with pytest.raises(EngineError, match=r"test stopped at its start \(code 3\)"):
        child.wait_until(lambda: False, seconds=10)

    child.stop()


def test_child_dies_with_a_parent_that_is_killed():
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())

    parent.kill()
    parent.wait()
    parent.stdout.close()

    assert is_gone(child, seconds=5)


def is_gone(pid, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False
