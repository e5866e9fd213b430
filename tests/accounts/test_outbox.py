import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from accounts import messages as kinds
from accounts.enums import MessageState, Role, Topic
from accounts.models import OutboxMessage
from accounts.outbox import sweep
from accounts.quiet_hours import allowed_moment
from accounts.scoping import scope_context
from accounts.services import Message, queue_messages
from core import doorbell
from kaderisasi import celery_app
from tests.factories.accounts import staff, unit

WIT = ZoneInfo("Asia/Jayapura")


@pytest.fixture
def noon(db, time_machine):
    """Noon in Sorong (WIT), Saturday 21 November 2026."""
    moment = datetime.fromisoformat("2026-11-21T12:00:00+09:00")
    time_machine.move_to(moment, tick=False)
    return moment


@pytest.fixture
def kind(monkeypatch):
    """A kind of message whose answer to «still wanted?» a test can change."""
    wanted = {"yes": True}
    monkeypatch.setitem(
        kinds._KINDS,
        "test",
        kinds.Kind(
            lambda message: kinds.Mail("Pengingat", "Besok."), lambda message: wanted["yes"], "Uji", Topic.SESSIONS
        ),
    )
    return wanted


def reminder(user, moment, **changes):
    fields = {"subject": "session:1", "kind": "test", "occasion": "x", "recipient_id": user.pk, "due_at": moment}
    return Message(**{**fields, **changes})


def test_a_message_planned_twice_is_one_row_and_one_mail(sari, noon, kind):
    with scope_context(sari.scope):
        queue_messages([reminder(sari, noon)])
        queue_messages([reminder(sari, noon)])

    first, second = sweep(), sweep()

    assert OutboxMessage.objects.count() == 1
    assert (first.sent, second.total) == (1, 0)
    assert [m.to for m in mail.outbox] == [[sari.email]]
    assert mail.outbox[0].extra_headers["Message-ID"].startswith(f"<{OutboxMessage.objects.get().key}@")


def test_a_message_is_not_sent_before_its_moment(sari, noon, kind):
    queue_messages([reminder(sari, noon + timedelta(minutes=1))])

    assert sweep().total == 0


def test_a_message_whose_moment_has_passed_is_recorded_as_missed(sari, noon, kind):
    queue_messages([reminder(sari, noon - timedelta(hours=5), expires_at=noon - timedelta(hours=2))])

    assert sweep().missed == 1
    assert OutboxMessage.objects.get().state == MessageState.MISSED
    assert mail.outbox == []


def test_a_message_nobody_wants_any_more_is_cancelled(sari, noon, kind):
    queue_messages([reminder(sari, noon)])
    kind["yes"] = False

    assert sweep().cancelled == 1
    assert mail.outbox == []


def test_one_message_that_fails_stops_nobody_else(sari, dewi, noon, kind):
    queue_messages([reminder(sari, noon, kind="unknown"), reminder(dewi, noon)])

    result = sweep()

    assert (result.failed, result.sent) == (1, 1)
    waiting = OutboxMessage.objects.get(recipient=sari)
    assert (waiting.state, waiting.attempts, waiting.note) == (MessageState.PENDING, 1, "KeyError")
    assert waiting.due_at > noon


def test_what_nobody_may_switch_off_is_not_held_at_night_either(noon, monkeypatch, time_machine):
    kind = kinds.Kind(lambda message: kinds.Mail("Segera", "Sekarang."), lambda message: True, "Uji", Topic.DUTY)
    monkeypatch.setitem(kinds._KINDS, "test", kind)
    night = datetime.fromisoformat("2026-11-21T23:30:00+09:00")
    queue_messages([reminder(staff(Role.LEADER, "96.71"), night)])
    time_machine.move_to(night, tick=False)

    assert sweep().sent == 1


def test_the_quiet_hours_are_those_of_the_recipient(noon, kind, time_machine):
    in_sorong, in_padang = staff(Role.LEADER, "96.71"), staff(Role.LEADER, "13.71")
    evening = datetime.fromisoformat("2026-11-21T20:30:00+09:00")  # 18.30 in Padang
    queue_messages([reminder(in_sorong, evening), reminder(in_padang, evening)])
    time_machine.move_to(evening, tick=False)

    result = sweep()

    assert (result.sent, result.held) == (1, 1)
    assert [m.to for m in mail.outbox] == [[in_padang.email]]
    held = OutboxMessage.objects.get(recipient=in_sorong)
    assert held.due_at.astimezone(WIT).isoformat() == "2026-11-22T07:00:00+09:00"


@pytest.mark.parametrize(
    ("moment", "before", "expected"),
    [
        ("2026-11-21T12:00", None, "2026-11-21T12:00"),
        ("2026-11-21T19:59", None, "2026-11-21T19:59"),
        ("2026-11-21T20:00", None, "2026-11-22T07:00"),
        ("2026-11-22T05:00", "2026-11-22T08:00", "2026-11-22T07:00"),
        ("2026-11-22T05:00", "2026-11-22T07:00", "2026-11-21T19:45"),
        ("2026-11-21T22:00", "2026-11-22T01:00", "2026-11-21T19:45"),
    ],
)
def test_allowed_moment_keeps_the_night_quiet(moment, before, expected):
    def local(text):
        return datetime.fromisoformat(text).replace(tzinfo=WIT) if text else None

    assert allowed_moment(local(moment), WIT, local(before)) == local(expected)


def test_a_person_reads_his_own_messages_only(sari, yohanis, noon, kind):
    queue_messages([reminder(sari, noon), reminder(yohanis, noon)])

    with scope_context(yohanis.scope):
        seen = list(OutboxMessage.objects.values_list("recipient_id", flat=True))

    assert seen == [yohanis.pk]


@pytest.fixture
def broker_away():
    """Doorbells ring at a place where nobody listens."""
    before = {name: getattr(celery_app.conf, name) for name in ("task_always_eager", "broker_url")}
    celery_app.conf.update(task_always_eager=False, broker_url="redis://127.0.0.1:1/0")
    celery_app._pool = celery_app.amqp._producer_pool = None
    yield
    celery_app.conf.update(before)
    celery_app._pool = celery_app.amqp._producer_pool = None


def test_without_a_broker_every_page_answers_and_the_next_sweep_sends(
    client_of, sari, broker_away, django_capture_on_commit_callbacks
):
    """The queue is a doorbell: a broker that refuses every connection costs nobody anything (TRUST REL-10)."""
    person = {"full_name": "Ibu Baru", "email": "baru@contoh.test", "role": "leader", "unit": unit("96.71").pk}
    client = client_of(sari)

    with django_capture_on_commit_callbacks(execute=True):
        answers = [client.get(path).status_code for path in ("/", "/kader/", "/pengaturan/surat/riwayat/")]
        invited = client.post("/pengaturan/akun/undang/", person)
    began = time.monotonic()
    doorbell._ring("accounts.tasks.send_due_messages", ())
    waited = time.monotonic() - began

    assert [code for code in (*answers, invited.status_code) if code >= 500] == []
    assert waited < 2  # kombu alone would try for six seconds, in a page
    assert OutboxMessage.objects.filter(kind="invitation", state="pending").count() == 1
    assert sweep().sent == 1


def test_many_messages_are_written_as_a_few_are(sari, dewi, noon, kind, monkeypatch):
    monkeypatch.setattr("accounts.services.people.MANY", 1)
    fields = {"payload": {"path": '/m/«x»,"y"/'}, "expires_at": noon + timedelta(hours=1)}
    with scope_context(sari.scope):
        queue_messages([reminder(sari, noon), reminder(dewi, noon, **fields)])
        queue_messages([reminder(sari, noon), reminder(dewi, noon, occasion="y")])

    found = OutboxMessage.objects.order_by("pk")
    assert [(m.recipient, m.occasion, m.state, m.attempts) for m in found] == [
        (sari, "x", "pending", 0),
        (dewi, "x", "pending", 0),
        (dewi, "y", "pending", 0),
    ]
    assert (found[1].payload, found[1].expires_at) == (fields["payload"], fields["expires_at"])
    assert (found[0].expires_at, len({m.key for m in found}), sweep().sent) == (None, 3, 3)
