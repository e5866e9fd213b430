"""Reminders while worker, broker and database are killed, over the whole of `bin/run`: nothing lost, nothing doubled.

    python -m tests.engines.reminder_faults --reminders 1000 --kills 24

Kills with SIGKILL in turn, at random moments while mails go out; then keeps the broker silent, asks for pages, and
measures how long the queue takes to empty once it is back (TRUST REL-09, REL-10). Some minutes, by day: at night in
Jakarta nothing goes out. Exit code 1 when a promise is broken.
"""

import argparse
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from core.engines.folder import DataFolder
from tests.engines.test_run import Run, until
from tests.plugins.server import FOLDER
from tests.smtp import Mailbox

CONCURRENCY = 2  # of the worker that bin/run starts
BACK, DRAINED, PORT = 30, 120, 8419  # seconds, and where it serves
VICTIMS = ("worker", "postgres", "valkey-server")
PLANT = """
from django.utils import timezone
from accounts.models import OutboxMessage, User
users = [User(email=f"fault{{n}}@contoh.test", full_name=f"Orang {{n}}") for n in range({first}, {first} + {count})]
users = User.objects.using("owner").bulk_create(users)
OutboxMessage.objects.using("owner").bulk_create(OutboxMessage(subject=f"award:{{u.pk}}", kind="award_news",
    occasion="x", recipient=u, due_at=timezone.now(), payload={{"path": "/m/jenjang/"}}) for u in users)
"""
READ = """
import json
from accounts.models import OutboxMessage
rows = OutboxMessage.objects.using("owner").filter(kind="award_news")
print("ROWS" + json.dumps([[str(m.key), m.state] for m in rows]))
"""


def say(words: str) -> None:
    """Tell whoever waits for it."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def shell(site: Run, code: str) -> str:
    """What a piece of code prints, run with the engines that are up."""
    said, _nothing = site.command("bin/manage", "shell", "-c", code).communicate()
    return str(said)


def rows(site: Run) -> dict[str, str]:
    """The state of each reminder by its key."""
    said = shell(site, READ)
    return dict(json.loads(said.split("ROWS")[1].splitlines()[0]))


def kill(site: Run, name: str) -> None:
    """Kill a child with all it has started, and wait until another one stands in its place."""
    pid = site.child(name)
    if pid is None:
        return
    for each in [pid, *_below(pid)] if name == "worker" else [pid]:
        try:
            os.kill(each, signal.SIGKILL)
        except ProcessLookupError:
            continue
    until(lambda: site.child(name) not in (None, pid), BACK, site.lines)


def _below(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def under_kills(site: Run, mailbox: Mailbox, reminders: int, kills: int, chance: random.Random) -> list[str]:
    """Plant reminders, kill while they go out, and say which promise was broken."""
    began, done = time.monotonic(), 0
    shell(site, PLANT.format(first=0, count=reminders))
    while done < kills:
        before = sum(mailbox.received.values())
        until(lambda b=before: sum(mailbox.received.values()) > b or len(mailbox.keys) >= reminders, 90, site.lines)
        if len(mailbox.keys) >= reminders:
            break
        time.sleep(chance.uniform(0.0, 0.4))
        kill(site, VICTIMS[done % len(VICTIMS)])
        done += 1
    until(lambda: len(mailbox.keys) >= reminders, 300, site.lines)
    time.sleep(2)
    found = rows(site)
    say(
        f"{len(found)} reminders, {done} kills, {time.monotonic() - began:.0f} s: "
        f"{len(set(found) - mailbox.keys)} lost, {len(found) - reminders} doubled rows, "
        f"{mailbox.doubles} mails twice under the same Message-ID (limit {done * CONCURRENCY})"
    )
    faults = []
    if set(found) != mailbox.keys or set(found.values()) != {"sent"} or len(found) != reminders:
        faults.append("lost or doubled")
    if mailbox.doubles > done * CONCURRENCY or done < kills:
        faults.append("more mails than kills allow, or fewer kills than asked for")
    return faults


def without_broker(site: Run, mailbox: Mailbox, reminders: int) -> list[str]:
    """Keep the broker down while pages are asked for and reminders planned; measure what its return brings."""
    pid = site.child("valkey-server")
    before, errors, asked = len(mailbox.keys), 0, 0
    os.kill(pid, signal.SIGSTOP)  # it answers nobody: worse than being away
    end = time.monotonic() + 30
    shell(site, PLANT.format(first=100_000, count=reminders))
    while time.monotonic() < end:
        for path in ("/masuk/", "/healthz", "/readyz", "/sandi/lupa/"):
            asked += 1
            errors += _status(site, path) >= 500
        time.sleep(0.2)
    os.kill(pid, signal.SIGCONT)
    began = time.monotonic()
    until(lambda: len(mailbox.keys) >= before + reminders, 300, site.lines)
    drained = time.monotonic() - began
    say(f"broker silent: {errors} of {asked} answers from 500 up; drained {drained:.0f} s after")
    return ["broker away"] if errors or drained > DRAINED else []


def _status(site: Run, path: str) -> int:
    try:
        return int(urllib.request.urlopen(site.address + path, timeout=15).status)
    except urllib.error.HTTPError as error:
        return error.code


def main() -> None:
    """Run it on an empty folder of its own and clean up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reminders", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=24)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="faults-", dir=FOLDER))
    folder.chmod(DataFolder(folder).mode)
    site = Run(folder / "data", PORT)
    with Mailbox(seconds=0.03) as mailbox:
        site.env["EMAIL_URL"] = mailbox.url
        try:
            site.start(600)
            faults = under_kills(site, mailbox, asked.reminders, asked.kills, random.Random(asked.seed))
            faults += without_broker(site, mailbox, 50)
        finally:
            site.stop()
            shutil.rmtree(folder, ignore_errors=True)
    say(", ".join(faults) or "all kept")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
