"""What people hear by mail, the bell, read marks, the log of what was sent to whom, and runs that send nothing."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from accounts import messages
from accounts.enums import MessageState, Role, Topic, Why
from accounts.messages import Kind, Mail, registered
from accounts.models import Assignment, OutboxMessage, User, today
from accounts.models.people import CONFIDENTIAL_KINDS
from accounts.outbox import sweep
from accounts.runs import keep_run, last_run
from accounts.scoping import acting_as
from accounts.selectors import deliveries
from accounts.told import notices_of, topics_choose, topics_for, unread
from tests.factories.accounts import staff
from tests.factories.cadres import member_user

pytestmark = pytest.mark.django_db
LOG, CHOICES, READ = "/pengaturan/surat/riwayat/", "/pengaturan/notifikasi/", "/pemberitahuan/dibaca/"


def told(recipient, kind="import_ready", path="/impor/1/", **fields):
    wanted = {"state": MessageState.SENT, "due_at": timezone.now() - timedelta(hours=1), "payload": {"path": path}}
    wanted |= {"subject": f"x:{OutboxMessage.objects.count()}", "occasion": "1", "kind": kind, **fields}
    return OutboxMessage.objects.create(recipient=recipient, **wanted)


def test_every_kind_of_message_has_a_topic_of_its_own_choice():
    fixed = {code for code, kind in registered().items() if kind.topic == Topic.DUTY}

    assert {"invitation", "data_request", "incident", "concern", "evaluation.alert"} <= fixed
    assert {kind.topic for kind in registered().values()} == set(Topic)


def test_a_topic_without_mail_is_told_in_the_product_alone(sari, monkeypatch, time_machine):
    kind = Kind(lambda message: Mail("Tenggat mendekat", "Besok."), lambda message: True, "Uji", Topic.DEADLINES)
    monkeypatch.setitem(messages._KINDS, "test", kind)
    time_machine.move_to("2026-12-01T12:00:00+09:00", tick=False)
    other = staff(Role.SECRETARIAT, "96.71")
    sari.muted = [Topic.DEADLINES]
    sari.save()
    for user in (sari, other):
        told(user, "test", state="pending")

    result = sweep()

    assert (result.shown, result.sent) == (1, 1)
    assert [m.to for m in mail.outbox] == [[other.email]]
    kept = OutboxMessage.objects.get(recipient=sari)
    assert (kept.state, kept.note, kept.sent_at) == (MessageState.SHOWN, Why.MUTED, None)
    with acting_as(sari):
        assert [notice.subject for notice in notices_of(sari)] == ["Tenggat mendekat"]


def test_what_the_law_counts_cannot_be_switched_off_by_page_or_database(sari, client_of):
    client = client_of(sari)

    refused = client.post(CHOICES, {"mailed": ["duty"]})
    saved = client.post(CHOICES, {"mailed": ["reports", "sessions"]})

    assert (refused.status_code, saved.url) == (422, CHOICES)
    sari.refresh_from_db()
    offered = set(Topic) - {Topic.DUTY}
    assert set(sari.muted) == offered - {"reports", "sessions"}
    with acting_as(sari), pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=sari.pk).update(muted=["duty"])


def test_a_choice_of_one_role_leaves_what_another_hears(yohanis):
    yohanis.muted = [Topic.REPORTS, Topic.LOGS]
    yohanis.save()
    with acting_as(yohanis):
        assert Topic.REPORTS not in topics_for(yohanis)
        topics_choose(by=yohanis, mailed={"logs", "sessions"})

    yohanis.refresh_from_db()
    assert {Topic.REPORTS, Topic.GROWTH} <= set(yohanis.muted)
    assert not {Topic.LOGS, Topic.SESSIONS} & set(yohanis.muted)


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.MENTOR, Role.MENTEE)])
def test_bell_rings_on_every_page_of_every_office(client_of, role):
    user = staff(role, "pusat")
    told(user)
    told(user, path="/m/")

    for path in (CHOICES, "/pemberitahuan/"):
        page = client_of(user).get(path).content.decode()
        assert 'aria-label="Pemberitahuan, 1 baru"' in page


@pytest.mark.parametrize("role", [Role.MENTOR, Role.MENTEE])
def test_bell_rings_on_the_phone_and_is_silent_once_read(client_of, role):
    user = member_user(role)
    told(
        user,
        "session.tomorrow",
        payload={"path": "/m/sesi/1/", "start": "2026-11-28T06:00:00+00:00", "zone": "Asia/Jayapura"},
    )
    told(user, "evaluation.open", path="/isian/1/")
    told(user)
    client = client_of(user)

    for path in ("/m/", "/m/kotak/", CHOICES):
        assert 'aria-label="Pemberitahuan, 2 baru"' in client.get(path).content.decode()
    answer = client.post(READ)
    page = client.get(answer.url).content.decode()

    assert answer.url == "/m/kotak/"
    assert 'aria-label="Pemberitahuan, 0 baru"' in page
    assert page.count("Pertemuan berikut") == 1
    assert OutboxMessage.objects.unread().count() == 1


@pytest.mark.parametrize("path", ["/m/x/", "/isian/1/", "/pdlt/saya/", "/impor/1/", None])
@pytest.mark.parametrize("role", [Role.MENTOR, Role.SECRETARIAT])
def test_list_and_bell_agree_on_what_is_told_to_whom(role, path):
    user = member_user(role) if role == Role.MENTOR else staff(role, "96.71")
    told(user, payload={"path": path} if path else {})
    told(user, path="/impor/2/", due_at=timezone.now() + timedelta(hours=1))
    told(user, path="/impor/3/", state="cancelled")
    told(user, path="/impor/4/", due_at=timezone.now() - timedelta(days=31))
    told(staff(Role.LEADER, "96.71"))

    with acting_as(user):
        assert unread() == OutboxMessage.objects.told(user).unread().count()


def test_nobody_marks_or_changes_the_messages_of_others(sari, dewi):
    foreign, own = told(dewi), told(sari)

    with acting_as(sari), connection.cursor() as cursor:
        cursor.execute("SELECT kad_read_messages()")
        for change in ({"read_at": None}, {"state": "pending"}):
            try:
                with transaction.atomic():
                    changed = OutboxMessage.objects.filter(pk=own.pk).update(**change)
            except DatabaseError:
                changed = 0
            assert changed == 0

    foreign.refresh_from_db()
    own.refresh_from_db()
    assert (foreign.read_at, own.read_at is None) == (None, False)


def test_log_says_to_whom_by_which_way_and_why_not(client_of, sari, yohanis, dewi):
    told(yohanis, "session.tomorrow", sent_at=timezone.now())
    told(yohanis, state="shown", note=Why.MUTED)
    told(yohanis, state="missed", note=Why.PASSED)
    told(dewi, state="cancelled", note=Why.UNWANTED)
    told(dewi, "concern", note="")
    told(dewi, "evaluation.alert", note="")
    client = client_of(sari)

    page = client.get(LOG).content.decode()
    own = client.get(f"/pengaturan/akun/{yohanis.assignments.get().pk}/kiriman/?status=missed").content.decode()

    assert 'data-total="4"' in page
    for why in (Why.MUTED, Why.PASSED, Why.UNWANTED):
        assert str(why.label) in page
    assert "Aplikasi dan email" in page
    assert 'data-total="1"' in own
    assert "Kiriman kepada Yohanis Kareth" in own
    assert client.get(f"{LOG}?status=x").status_code == 400


@pytest.mark.parametrize("walls", ["scoping", "row security"])
def test_log_shows_the_people_of_ones_own_units_and_nothing_confidential(sari, yohanis, stranger, dewi, walls):
    near, far = told(yohanis), told(stranger)
    told(yohanis, "concern")
    told(yohanis, "evaluation.alert")

    def seen(user):
        with acting_as(user):
            if walls == "row security":
                return {message.pk for message in OutboxMessage.objects.exclude(recipient=user)}
        return {message.pk for message in deliveries(user)}  # arranged past row security: scoping stands alone

    assert (seen(sari), seen(staff(Role.ADMIN, "pusat")), seen(dewi)) == ({near.pk}, {near.pk, far.pk}, set())


@pytest.mark.parametrize("count", [1, 3])
def test_log_costs_the_same_whatever_it_holds(client_of, sari, yohanis, count_queries, count):
    for _ in range(count):
        told(yohanis)
    client = client_of(sari)
    client.get(LOG)

    with count_queries() as spent:
        client.get(LOG)

    assert spent() <= 10


def test_a_run_that_sends_nothing_says_why(client_of, sari, yohanis):
    cache.clear()
    assert "Pengirim belum pernah berjalan" in client_of(sari).get(LOG).content.decode()
    assert keep_run(0).reason() == "Tidak ada yang dikirim: antrean kosong."
    later = {"state": "pending", "due_at": timezone.now() + timedelta(hours=3)}
    told(yohanis, **later)
    told(yohanis, note=Why.QUIET, **later)
    told(yohanis, note="OSError", attempts=2, **later)

    keep_run(0)

    why = last_run().reason()
    assert why.startswith(
        "Tidak ada yang dikirim: 1 menunggu jam tenang berakhir, 1 dicoba lagi setelah gangguan, 1 belum tiba saatnya."
    )
    assert "antrean" not in client_of(sari).get(LOG).content.decode()
    assert keep_run(2).reason() == "2 surat terkirim."


def test_a_silent_sender_is_told_to_who_looks_after_it(client_of, sari, time_machine):
    keep_run(0)
    time_machine.move_to(timezone.now() + timedelta(minutes=5))

    assert "Pengirim tidak berjalan" in client_of(sari).get(LOG).content.decode()


def test_incidents_are_never_held_for_the_night(sari, time_machine):
    time_machine.move_to("2026-11-21T23:00:00+09:00", tick=False)
    told(sari, "incident", state="pending", due_at=timezone.now())

    assert sweep().held == 0


def run(by, sql, *values):
    with acting_as(by), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount


def test_a_message_is_written_as_one_that_waits(dewi, yohanis):
    message = {"subject": "session:1", "kind": "session.tomorrow", "occasion": "1", "recipient": yohanis, "payload": {}}
    message["due_at"] = timezone.now()
    with acting_as(dewi):
        for wrong in ({"state": "cancelled"}, {"attempts": 78}, {"read_at": timezone.now()}):
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                OutboxMessage.objects.bulk_create([OutboxMessage(**message, **wrong)], ignore_conflicts=True)
        OutboxMessage.objects.bulk_create([OutboxMessage(**message)], ignore_conflicts=True)


def test_nobody_chooses_for_another_what_is_mailed(dewi, yohanis):
    mute = "UPDATE accounts_user SET muted = '{sessions}' WHERE id = %s"
    with pytest.raises(ProgrammingError, match="own choice"), transaction.atomic():
        run(dewi, mute, yohanis.pk)

    assert run(yohanis, mute, yohanis.pk) == 1


@pytest.mark.parametrize(("starts", "ends", "seen"), [(0, 0, 1), (1, None, 0), (-9, -1, 0)])
def test_the_secretariat_sees_what_went_to_who_has_a_role_today(sari, starts, ends, seen):
    person = staff(Role.LEADER, "96.71.06")
    told(person)
    days = [today() + timedelta(days=each) if each is not None else None for each in (starts, ends)]
    Assignment.objects.filter(user=person).update(starts_on=days[0], ends_on=days[1])

    with acting_as(sari):
        assert OutboxMessage.objects.filter(recipient=person).count() == seen


@pytest.mark.parametrize("kind", CONFIDENTIAL_KINDS)
def test_of_confidential_matters_not_even_row_security_shows_that_somebody_was_told(sari, yohanis, kind):
    told(yohanis, kind=kind)

    with acting_as(sari):
        assert not OutboxMessage.objects.filter(recipient=yohanis).exists()
