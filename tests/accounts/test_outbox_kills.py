"""Workers are killed, their connections cut: no message is lost, no row doubled, a mail at most once more a kill.

`OUTBOX_KILLS=100 bin/test tests/accounts/test_outbox_kills.py` kills as often as wanted. The whole of `bin/run`, with
broker and database killed for good: `python -m tests.engines.reminder_faults`.
"""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Self

import pytest
from django.conf import settings
from django.utils import timezone

from accounts.enums import MessageState, Role
from accounts.models import OutboxMessage
from accounts.scoping import acting_as
from accounts.services import invite
from core.engines.urls import with_database
from tests.factories.accounts import staff, unit
from tests.plugins.server import administer
from tests.smtp import Mailbox

KILLS = int(os.environ.get("OUTBOX_KILLS", "20"))
MESSAGES = max(400, KILLS * 10)
# The connections of a test database but for the test's own are cut by the server, as when it goes down.
CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}' AND application_name = 'worker'"
# A process that has loaded Django and forks a worker for each line it is given: loading takes seconds, dying does not.
NURSERY = """
import os, signal, sys
import django; django.setup()
from django.db import connection
from django.core.mail.utils import DNS_NAME
from accounts.outbox import sweep
DNS_NAME.get_fqdn()
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
while line := sys.stdin.readline():
    order, _, pid = line.strip().partition(" ")
    if order == "bury":
        print(os.waitpid(int(pid), 0)[1], flush=True)
    elif not os.fork():
        with connection.cursor() as cursor:
            cursor.execute("SET application_name = 'worker'")
        print(os.getpid(), flush=True)
        signal.sigwait({signal.SIGUSR1})
        while sweep(limit=10).total:
            pass
        os._exit(0)
"""


class Nursery:
    """Workers of their own: each a process with its own connection, which waits until it is let go."""

    def __init__(self, database: str, folder: Path, **more: str) -> None:
        environment = os.environ | {
            "DATABASE_URL": database,
            "OWNER_DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "kaderisasi.settings",
            "KADERISASI_DATA": str(folder),
            **more,
        }
        self.process = subprocess.Popen(
            [sys.executable, "-c", NURSERY],
            env=environment,
            cwd=settings.BASE_DIR,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate()

    def _order(self, words: str) -> int:
        self.process.stdin.write(f"{words}\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def ready(self) -> int:
        """The id of a new worker that is connected and waits."""
        return self._order("bear")

    def bury(self, worker: int) -> int:
        """Wait for a worker's end; how it ended (0: by itself, with nothing left to do)."""
        return self._order(f"bury {worker}")


@pytest.mark.django_db(transaction=True)
def test_killing_workers_loses_and_doubles_nothing(tmp_path, test_server, test_database, monkeypatch):
    monkeypatch.setattr("core.doorbell._ring", lambda task, args: None)
    sari = staff(Role.SECRETARIAT, "96.71")
    for number in range(MESSAGES):
        invite(by=sari, email=f"p{number}@contoh.test", full_name="P", role=Role.LEADER, unit=unit("96.71"))
    database = with_database(test_server["app"], test_database)
    chance = random.Random(7)

    killed = 0
    with Nursery(database, tmp_path) as nursery:
        while killed < KILLS and OutboxMessage.objects.filter(state=MessageState.PENDING).exists():
            running = [nursery.ready() for _ in range(2)]
            for worker in running:
                os.kill(worker, signal.SIGUSR1)
            time.sleep(chance.uniform(0.0, 0.04))
            for worker in running:
                os.kill(worker, signal.SIGKILL)
                nursery.bury(worker)
                killed += 1
        last = nursery.ready()
        os.kill(last, signal.SIGUSR1)
        assert nursery.bury(last) == 0

    states = set(OutboxMessage.objects.values_list("state", flat=True))
    written = [path.name for path in (tmp_path / "mail").glob("*.eml")]
    assert killed >= KILLS
    assert states == {MessageState.SENT}
    assert len(written) == MESSAGES
    assert {name[:36] for name in written} == {str(m.key) for m in OutboxMessage.objects.all()}


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_sees_a_mail_twice_at_most_once_a_kill(tmp_path, test_server, test_database, monkeypatch):
    monkeypatch.setattr("core.doorbell._ring", lambda task, args: None)
    with acting_as(staff(Role.SECRETARIAT, "96.71")) as sari:
        for number in range(MESSAGES // 16):
            invite(by=sari, email=f"p{number}@contoh.test", full_name="P", role=Role.LEADER, unit=unit("96.71"))
    OutboxMessage.objects.update(due_at=timezone.now() - timedelta(hours=1))
    database = with_database(test_server["app"], test_database)
    chance, killed = random.Random(8), 0

    with Mailbox(seconds=0.002) as mailbox, Nursery(database, tmp_path, EMAIL_URL=mailbox.url) as nursery:
        while killed < KILLS // 2 and OutboxMessage.objects.filter(state=MessageState.PENDING).exists():
            running = [nursery.ready() for _ in range(2)]
            for worker in running:
                os.kill(worker, signal.SIGUSR1)
            time.sleep(chance.uniform(0.0, 0.1))
            if killed % 4:
                for worker in running:
                    os.kill(worker, signal.SIGKILL)
            else:
                administer(test_server["url"], CUT.format(test_database))
            for worker in running:
                nursery.bury(worker)
                killed += 1
            OutboxMessage.objects.filter(state=MessageState.PENDING).update(due_at=timezone.now() - timedelta(hours=1))
        last = nursery.ready()
        os.kill(last, signal.SIGUSR1)
        nursery.bury(last)

    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {MessageState.SENT}
    assert mailbox.keys == {str(message.key) for message in OutboxMessage.objects.all()}
    assert mailbox.doubles <= killed
