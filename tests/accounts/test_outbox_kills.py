"""Worker processes are killed at any point: no message is lost, none is doubled."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

from accounts.enums import MessageState, Role
from accounts.models import OutboxMessage
from accounts.services import invite
from core.engines.urls import with_database
from tests.factories.accounts import staff, unit

MESSAGES = 400
KILLS = 20
WORKER = """
import django; django.setup()
from django.db import connection; connection.ensure_connection()
from accounts.outbox import sweep
print("ready", flush=True)
input()
while sweep(limit=10).total:
    pass
"""


def worker(database: str, folder: Path) -> subprocess.Popen[str]:
    environment = os.environ | {
        "DATABASE_URL": database,
        "OWNER_DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "kaderisasi.settings",
        "KADERISASI_DATA": str(folder),
    }
    return subprocess.Popen(
        [sys.executable, "-c", WORKER],
        env=environment,
        cwd=settings.BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def release(*processes: subprocess.Popen[str]) -> None:
    """Let workers that are ready begin together."""
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()


@pytest.mark.django_db(transaction=True)
def test_killing_workers_loses_and_doubles_nothing(tmp_path, test_server, test_database, monkeypatch):
    monkeypatch.setattr("core.doorbell._ring", lambda task, args: None)
    sari = staff(Role.SECRETARIAT, "96.71")
    for number in range(MESSAGES):
        invite(by=sari, email=f"p{number}@contoh.test", full_name="P", role=Role.LEADER, unit=unit("96.71"))
    database = with_database(test_server["app"], test_database)
    chance = random.Random(7)

    killed = 0
    while killed < KILLS and OutboxMessage.objects.filter(state=MessageState.PENDING).exists():
        running = [worker(database, tmp_path) for _ in range(2)]
        release(*running)
        time.sleep(chance.uniform(0.0, 0.04))
        for process in running:
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
    last = worker(database, tmp_path)
    release(last)
    assert last.wait(timeout=60) == 0

    states = set(OutboxMessage.objects.values_list("state", flat=True))
    written = [path.name for path in (tmp_path / "mail").glob("*.eml")]
    assert killed >= KILLS
    assert states == {MessageState.SENT}
    assert len(written) == MESSAGES
    assert {name[:36] for name in written} == {str(m.key) for m in OutboxMessage.objects.all()}
