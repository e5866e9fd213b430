"""Nothing is lost and nothing doubled, whatever breaks between a phone and the server (TRUST REL-02 to REL-07).

The phone's own script runs in Chromium against the real server over a cable that breaks. A run queues logs and tries to
send them through one fault; at the end the line is mended and everything must be on record once. A few dozen runs are
part of the suite; `FAULT_RUNS=1000 bin/test tests/journeys/test_faults.py` makes as many as wanted.
"""

import logging
import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import BrowserType

from accounts.enums import Role
from accounts.models import User
from mentoring.models import Pairing, SessionLog, SyncItem
from mentoring.views import api
from tests.factories.cadres import member_user
from tests.factories.mentoring import active_pairing
from tests.journeys.cable import Cable
from tests.journeys.phones import Phone, sign_in, until

pytestmark = pytest.mark.django_db(transaction=True)
RUNS = int(os.environ.get("FAULT_RUNS", "30"))
PAIRINGS, DAYS, HOURS = 5, 13, 24  # so many logs of an hour each fit in, and no mentor has more pairings
QUEUE = """async ([pairing, day, hour, known, more]) => {
    const id = known ?? Field.newId();
    await Field.queue({ client_id: id, pairing, session: null, fields: {
        date: [day], time: [`${hour}:00`], minutes: ["45"], mode: ["face_to_face"], next: ["14"], goal: [id], ...more,
    } }, "Uji");
    return id;
}"""
SEND = "Field.send(true).catch(() => {})"


class World:
    """A mentor with his phone, the logs that were queued, and what can happen to them."""

    def __init__(self, phone: Phone, mentor: User, pairings: list[Pairing], seed: int) -> None:
        self.phone, self.mentor, self.pairings = phone, mentor, pairings
        self.random = random.Random(seed)
        self.queued: list[str] = []
        self.disputed = 0
        self.slots = [(p.pk, day, hour) for p in pairings for day in range(1, DAYS + 1) for hour in range(HOURS)]
        self.random.shuffle(self.slots)
        self.page = phone.open()
        sign_in(self.page, mentor)

    def queue(self, **more: list[str]) -> list[Any]:
        """One log more, of an hour of its own; on the phone once `queue` has come back. Gives what writes it anew."""
        pairing, back, hour = self.slots.pop()
        day: date = timezone.localdate() - timedelta(days=back)
        words = [pairing, day.isoformat(), f"{hour:02d}"]
        self.queued.append(self.page.evaluate(QUEUE, [*words, None, more]))
        return [*words, self.queued[-1]]

    def count(self, state: str) -> int:
        """How many logs on the phone are `waiting` or to `fix`."""
        return self.page.evaluate(f"Field.counts().then((counts) => counts.{state})")

    def send(self) -> None:
        """Let the phone try."""
        self.page.evaluate(SEND)

    # --- what can happen; each leaves a phone that may try again

    def nothing(self) -> None:
        """The line holds."""
        self.send()

    def cut_before(self) -> None:
        """No byte reaches the server."""
        self.phone.cable.cut()
        self.send()

    def answer_cut(self) -> None:
        """The server has it; the answer breaks off at some byte, the first one too."""
        self.phone.cable.cut()
        self.phone.cable.mend()
        self.phone.cable.answer_bytes = self.random.choice([0, 1, self.random.randrange(2_000)])
        self.send()

    def cut_while_sending(self) -> None:
        """The line breaks at some moment of the sending."""
        self.page.evaluate(f"void ({SEND})")
        self.page.wait_for_timeout(self.random.randrange(120))
        self.phone.cable.cut()

    def sent_twice(self) -> None:
        """Two tabs send at once."""
        other = self.page.context.new_page()
        other.goto("/m/luring/")
        other.evaluate(f"void ({SEND})")
        self.send()
        other.close()

    def told_again(self) -> None:
        """The phone has forgotten that the server has them, and sends them in another order."""
        before = self.page.evaluate(
            "Field.items().then((rows) => rows.filter((row) => row.state === 'waiting').map((row) => row.value))"
        )
        self.send()
        for value in reversed(before):
            self.page.evaluate("(value) => Field.queue(value.item, value.title)", value)
        self.send()

    def signed_out(self) -> None:
        """The session has ended meanwhile."""
        self.page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        self.send()
        assert self.page.evaluate("Field.counts().then((counts) => counts.pause)") == "login"
        self.sign_in_again()

    def csrf_changed(self) -> None:
        """Another tab has signed in: the token is another."""
        self.page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
        self.send()

    def told_off(self) -> None:
        """Something on the way answers with a status of its own."""
        status = self.random.choice([400, 409, 413, 422, 429, 500, 502, 503])
        answer: dict[str, Any] = {"status": status, "body": "<h1>Gagal</h1>", "headers": {"Retry-After": "1"}}
        self.page.context.route("**/api/v1/sync", lambda route: route.fulfill(**answer))
        self.send()
        self.page.context.unroute("**/api/v1/sync")

    def told_of_two_versions(self) -> None:
        """Another body under a key that the server has: 409, and both stay."""
        written = self.queue()
        self.send()
        self.page.evaluate(QUEUE, [*written, {"minutes": ["60"]}])
        self.send()
        self.disputed += 1
        assert (self.count("waiting"), self.count("fix")) == (0, 0)

    def told_to_mend(self) -> None:
        """What the server does not take: 422, and it stays on the phone until it is mended."""
        written = self.queue(next=["unknown"])
        self.send()
        assert (self.count("waiting"), self.count("fix")) == (0, 1)
        self.page.evaluate(QUEUE, [*written, {}])
        self.send()

    def told_too_often(self) -> None:
        """The server itself asks for patience: 429."""
        most, api.BATCHES = api.BATCHES, 0
        self.send()
        api.BATCHES = most
        assert self.count("waiting") > 0

    def told_too_much(self) -> None:
        """The server takes one at a time only: 413, until the batch is small enough."""
        self.queue()
        most, api.MOST_ITEMS = api.MOST_ITEMS, 1
        self.send()
        api.MOST_ITEMS = most
        assert self.count("waiting") == 0

    def tab_killed(self) -> None:
        """The tab goes while it sends."""
        self.page.evaluate(f"void ({SEND})")
        fresh = self.page.context.new_page()
        self.page.close()
        self.page = fresh
        self.page.goto("/m/luring/")

    def browser_killed(self) -> None:
        """The battery is empty."""
        self.page.evaluate(f"void ({SEND})")
        self.phone.kill()
        self.page = self.phone.open()
        self.sign_in_again()
        self.page.goto("/m/luring/")

    def sign_in_again(self) -> None:
        """As the person would, by a cookie: passwords cost a second."""
        client = Client()
        client.force_login(self.mentor)
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}
        self.page.context.add_cookies([cookie | {"url": self.phone.cable.url}])  # type: ignore[list-item]


FAULTS: dict[Callable[[World], None], int] = {
    World.nothing: 4,
    World.cut_before: 10,
    World.answer_cut: 30,
    World.cut_while_sending: 15,
    World.sent_twice: 5,
    World.told_again: 10,
    World.signed_out: 5,
    World.csrf_changed: 5,
    World.told_off: 10,
    World.told_of_two_versions: 5,
    World.told_to_mend: 5,
    World.told_too_often: 3,
    World.told_too_much: 3,
    World.tab_killed: 5,
    World.browser_killed: 1,
}
# Each once, the rarest first; then as they come.
EVERY = sorted(FAULTS, key=lambda fault: FAULTS[fault])


@pytest.fixture
def world(tmp_path: Path, live_server, browsers: BrowserType, transactional_db: None) -> Iterator[World]:
    """A mentor of several pairings, some weeks old."""
    mentor = member_user(Role.MENTOR, full_name="Marthina Sagrim")
    pairings = [active_pairing(mentor, member_user(Role.MENTEE)) for _ in range(PAIRINGS)]
    month_ago = timezone.now() - timedelta(days=30)
    Pairing.objects.update(active_on=month_ago.date(), offered_at=month_ago, accepted_on=month_ago.date())
    phone = Phone(browsers, tmp_path / "phone", Cable(live_server.url))
    yield World(phone, mentor, pairings, seed=random.randrange(10**9))
    phone.close()


def test_no_fault_loses_or_doubles_a_log(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(api, "BATCHES", 1_000_000)  # nobody sends that often; what a 429 does is one of the faults
    done: Counter[str] = Counter()
    for number in range(RUNS):
        for _ in range(world.random.choice((1, 1, 2))):
            world.queue()
        fault = EVERY[number] if number < len(EVERY) else world.random.choices(list(FAULTS), FAULTS.values())[0]
        logging.getLogger(__name__).info("%d: %s", number, fault.__name__)
        fault(world)
        world.phone.cable.mend()
        done[fault.__name__] += 1
    world.sign_in_again()
    world.page.goto("/m/luring/")
    until(world.page, f"{SEND}.then(() => Field.counts()).then((counts) => counts.waiting === 0)")

    kept = Counter(SessionLog.objects.values_list("goal", flat=True))
    logging.getLogger(__name__).warning("%d runs, %d logs: %s", RUNS, len(world.queued), dict(done))
    assert kept == Counter(world.queued)
    assert world.count("fix") == 0
    assert dict(Counter(SyncItem.objects.exclude(state="kept").values_list("state", flat=True))) == (
        {"conflict": world.disputed} if world.disputed else {}
    )
