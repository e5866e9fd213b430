"""Logs that ask for an explanation: found by the job, explained by their writer, settled, told to no leader."""

import json
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from accounts.enums import Role
from accounts.messages import kind_of
from accounts.models import Assignment, OutboxMessage
from accounts.scoping import acting_as
from cadres.selectors.own import as_oneself
from core.context import jobs_context
from core.errors import RuleError
from mentoring.enums import OddState
from mentoring.models import OddLogs, Session
from mentoring.selectors.oddities import odd_queue
from mentoring.selectors.own import odd_rows
from mentoring.services.oddities import odd_explain, odd_logs_find, odd_settle
from mentoring.tasks import look_for_odd_logs
from tests.factories.accounts import lend, staff
from tests.factories.mentoring import ProgrammeFactory, active_pairing, held_session
from tests.refusals import is_refused

pytestmark = pytest.mark.django_db

WIT = ZoneInfo("Asia/Jayapura")
NOW = datetime(2026, 11, 22, 5, 0, tzinfo=WIT)
NIGHT = datetime(2026, 11, 18, 20, 0, tzinfo=WIT)
WHY = "Saya menulisnya dari buku catatan setelah sinyal kembali."


@pytest.fixture(autouse=True)
def sunday(time_machine, db):
    """Sunday before dawn in Sorong, when the job runs."""
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def pairing(yohanis, marthina, kornelis):
    old = {"offered_at": NOW - timedelta(days=90), "active_on": NOW.date() - timedelta(days=80)}
    return active_pairing(yohanis, marthina, programme=ProgrammeFactory.create(coordinator=kornelis), **old)


def typed(pairing, count=12, **fields):
    """So many meetings of October and November, written in one night."""
    for number in range(count):
        moment = NIGHT + timedelta(minutes=10 * number)
        day = NOW.date() - timedelta(days=8 + 2 * number)
        held_session(pairing, on=day, **({"recorded_at": moment, "received_at": moment} | fields))


def find():
    with jobs_context():
        return odd_logs_find()


@pytest.fixture
def odd(pairing):
    """A night that was found."""
    typed(pairing)
    find()
    return OddLogs.objects.get()


def test_a_night_is_found_once_and_its_writer_is_asked_once(pairing, yohanis):
    typed(pairing)

    counts = [find(), find()]

    row = OddLogs.objects.get()
    assert counts == [1, 0]
    assert (row.rule, row.occasion, row.total, row.person, row.state) == ("night", "2026-11-18", 12, yohanis, "open")
    assert sorted(row.session_ids) == sorted(Session.objects.values_list("pk", flat=True))
    message = OutboxMessage.objects.get(kind="odd.found")
    assert (message.recipient, message.payload) == (yohanis, {"path": "/m/penjelasan/"})
    assert kind_of(message).still_wanted(message)


def test_what_comes_later_joins_and_what_was_settled_stays(deed, odd, pairing, kornelis):
    late = NIGHT + timedelta(hours=3)
    held_session(pairing, on=NOW.date() - timedelta(days=40), recorded_at=late, received_at=late)
    find()
    grown = OddLogs.objects.get()
    deed(odd_settle, by=kornelis, row=odd, words="Sudah dibicarakan.")
    held_session(pairing, on=NOW.date() - timedelta(days=42), recorded_at=late, received_at=late)
    find()

    assert (grown.total, len(grown.session_ids)) == (13, 13)
    assert (OddLogs.objects.get().total, OddLogs.objects.get().state) == (13, "settled")


def test_a_question_that_no_longer_stands_goes_unless_somebody_has_answered(deed, odd, yohanis):
    Session.objects.update(recorded_at=timezone.now() - timedelta(days=400))
    find()
    assert not OddLogs.objects.exists()

    Session.objects.update(recorded_at=NIGHT)
    find()
    deed(odd_explain, by=yohanis, row=OddLogs.objects.get(), words=WHY)
    Session.objects.update(recorded_at=timezone.now() - timedelta(days=400))
    find()
    assert OddLogs.objects.get().explanation == WHY


def test_a_phone_that_was_away_for_thirty_days_is_asked_nothing(client_of, pairing, yohanis):
    """Through the phone's own door: thirteen evenings in one batch."""

    def item(ago):
        day = NOW - timedelta(days=ago)
        fields = {"date": day.date().isoformat(), "time": "15:00", "minutes": "60", "mode": "phone", "next": "unknown"}
        return {
            "client_id": str(uuid4()),
            "pairing": pairing.pk,
            "recorded_at": day.replace(hour=20).isoformat(),
            "fields": fields | {"no_next_reason": "Menunggu", "what_1": "Kunjungi warga"},
        }

    batch = json.dumps({"items": [item(2 * number) for number in range(1, 14)]})
    sent = client_of(yohanis).post("/api/v1/sync", batch, content_type="application/json")
    assert {each["code"] for each in sent.json()["results"]} == {"stored"}
    assert Session.objects.values("received_at").distinct().count() == 1

    with jobs_context():
        assert odd_logs_find(at=NOW + timedelta(days=3)) == 0


def test_twenty_in_a_row_by_the_office_are_asked_nothing(pairing, yohanis, sari):
    typed(pairing, 20, source="paper", logged_by=sari, on_behalf_of=yohanis)

    assert find() == 0


def test_two_places_of_two_relations_are_one_question_to_him_and_one_row_to_each(deed, pairing, yohanis, kornelis):
    other = active_pairing(mentor=yohanis, programme=pairing.programme)
    day = NOW.date() - timedelta(days=9)
    held_session(pairing, on=day, place="Balai Klasabi")
    held_session(other, on=day, place="Kantor distrik")

    assert find() == 2
    row = OddLogs.objects.order_by("pk").last()
    deed(odd_explain, by=yohanis, row=row, words=WHY)
    assert set(OddLogs.objects.values_list("explanation", "state")) == {(WHY, "explained")}
    deed(odd_settle, by=kornelis, row=row, words="Jelas.")
    assert set(OddLogs.objects.values_list("state", flat=True)) == {"settled"}


def test_copied_words_are_found_without_leaving_their_table(pairing):
    text = "Kami membaca anggaran distrik bersama dan menandai belanja yang belum dipahami."
    for number in range(3):
        on = NOW.date() - timedelta(days=9 + number)
        held_session(pairing, on=on, log={"goal": text if number else text.upper().replace(" ", "  ")})

    find()

    row = OddLogs.objects.get()
    assert (row.rule, row.total, len(row.occasion)) == ("copied", 3, 16)
    with jobs_context(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM mentoring_sessionlog")
        assert cursor.fetchone() == (0,)
    with acting_as(pairing.programme.coordinator):
        assert is_refused("SELECT kad_log_words(ARRAY[1]::bigint[])")


def test_one_explains_and_another_settles_each_once(deed, odd, yohanis, marthina, kornelis, sari):
    with pytest.raises(RuleError, match="orang yang mencatat"):
        deed(odd_explain, by=marthina, row=odd, words=WHY)
    deed(odd_explain, by=yohanis, row=odd, words=WHY)
    told = OutboxMessage.objects.get(kind="odd.explained")
    with pytest.raises(RuleError, match="sudah dijelaskan"):
        deed(odd_explain, by=yohanis, row=odd, words="Lain")
    with pytest.raises(RuleError, match="Hanya koordinator"):
        deed(odd_settle, by=sari, row=odd, words="Ya")
    deed(odd_settle, by=kornelis, row=odd, words="Wajar: desa tanpa sinyal.")

    assert told.recipient == kornelis
    assert not kind_of(told).still_wanted(told)
    odd.refresh_from_db()
    assert (odd.state, odd.settled_by, odd.settlement) == (OddState.SETTLED, kornelis, "Wajar: desa tanpa sinyal.")
    with pytest.raises(RuleError, match="sudah selesai"):
        deed(odd_settle, by=kornelis, row=odd, words="Lagi")


def test_nobody_settles_his_own_also_not_in_anothers_name(deed, odd, yohanis, kornelis):
    Assignment.objects.filter(user=yohanis).update(role=Role.COORDINATOR, unit=kornelis.scope.unit)
    with pytest.raises(RuleError, match="koordinator lain"):
        deed(odd_settle, by=yohanis, row=odd, words="Beres")

    deputy = lend(Assignment.objects.get(user=yohanis), staff(Role.MENTOR, "96.71")).user
    Assignment.objects.filter(user=deputy, on_behalf_of=None).update(ends_on=NOW.date() - timedelta(days=1))
    with pytest.raises(RuleError, match="koordinator lain"):
        deed(odd_settle, by=deputy, row=odd, words="Beres")
    settle = "UPDATE mentoring_oddlogs SET state = 'settled', settlement = 'x', settled_by_id = %s, settled_at = now()"
    for user in (yohanis, deputy):
        with acting_as(user):
            assert is_refused(settle, user.pk, error=IntegrityError)


def test_database_keeps_the_way_of_a_question_whoever_writes(odd, yohanis, marthina, kornelis):
    explain = "UPDATE mentoring_oddlogs SET state = 'explained', explanation = 'x', explained_at = now()"
    settle = "UPDATE mentoring_oddlogs SET state = 'settled', settlement = 'x', settled_by_id = %s, settled_at = now()"

    def refused(statement, *values):
        return is_refused(statement, *values, error=IntegrityError)

    with acting_as(yohanis):
        assert refused(settle, yohanis.pk)
        assert refused(settle, kornelis.pk)
        assert refused("UPDATE mentoring_oddlogs SET total = 1")
        assert refused("DELETE FROM mentoring_oddlogs")
        assert refused(explain.replace("'x'", "' '"))
    with acting_as(kornelis):
        assert refused(explain)
        assert refused(settle, yohanis.pk)
        assert refused("DELETE FROM mentoring_oddlogs")
        copy = "INSERT INTO mentoring_oddlogs (unit_id, pairing_id, person_id, rule, occasion, \"on\", session_ids, total, state, found_at, explanation, settlement) SELECT unit_id, pairing_id, person_id, 'places', 'x', \"on\", session_ids, total, state, found_at, '', '' FROM mentoring_oddlogs"  # noqa: E501
        assert refused(copy)
    with jobs_context():
        assert refused(explain)
        assert refused("UPDATE mentoring_oddlogs SET person_id = %s", marthina.pk)
    with acting_as(yohanis), connection.cursor() as cursor:
        cursor.execute(explain)
        assert cursor.rowcount == 1
        assert refused(explain)


def test_leaders_secretariat_and_cadre_never_learn_of_it(client_of, odd, dewi, sari, marthina, kornelis):
    for user in (dewi, sari, marthina, staff(Role.COORDINATOR, "13.71")):
        with acting_as(user), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM mentoring_oddlogs")
            assert cursor.fetchone() == (0,)
            assert not OddLogs.objects.for_user(user).exists()
        assert not odd_queue(user).exists()  # arranged past row security: scoping stands alone
    assert odd_queue(kornelis).exists()
    assert client_of(dewi).get(f"/sesi/penjelasan/{odd.pk}/").status_code == 403
    assert client_of(marthina).get(f"/m/penjelasan/{odd.pk}/").status_code == 404
    assert "penjelasan" not in client_of(dewi).get("/sesi/").content.decode()
    assert client_of(kornelis).get(f"/sesi/penjelasan/{odd.pk}/").status_code == 200


def test_pages_lead_from_the_question_to_its_end(client_of, odd, yohanis, kornelis):
    phone, desk = client_of(yohanis), client_of(kornelis)
    own, office = f"/m/penjelasan/{odd.pk}/", f"/sesi/penjelasan/{odd.pk}/"

    assert own in phone.get("/m/").content.decode()
    assert phone.post(own, {"words": " "}).status_code == 422
    assert phone.post(own, {"words": WHY}).url == "/m/penjelasan/"
    assert own not in phone.get("/m/").content.decode()
    assert WHY in desk.get(office).content.decode()
    assert office in desk.get("/sesi/penjelasan/").content.decode()
    assert "Kirim penjelasan" not in phone.get(own).content.decode()
    assert desk.post(office, {"words": "Wajar."}).url == "/sesi/penjelasan/"
    assert "Tidak ada catatan yang perlu penjelasan" in desk.get("/sesi/penjelasan/").content.decode()
    assert "Wajar." in phone.get(own).content.decode()
    assert "Tandai selesai" not in desk.get(office).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_queue_and_own_list_cost_the_same_whatever_they_hold(client_of, count_queries, odd, yohanis, kornelis, rows):
    for number in range(1, rows):
        OddLogs.objects.create(
            unit=odd.unit,
            pairing=odd.pairing,
            person=yohanis,
            rule="places",
            occasion=f"2026-10-0{number}",
            on=odd.on,
            session_ids=odd.session_ids[:2],
            total=2,
        )
    own = f"/m/penjelasan/{odd.pk}/"
    costs = [("/sesi/penjelasan/", kornelis, 9), ("/m/penjelasan/", yohanis, 8), (own, yohanis, 9)]
    for path, user, most in costs:
        browser = client_of(user)
        with count_queries() as spent:
            assert browser.get(path).status_code == 200
        assert spent() <= most, (path, spent())


@pytest.mark.parametrize("people", [1, 3])
def test_the_job_asks_the_same_few_things_for_one_and_for_many(count_queries, pairing, yohanis, people):
    held_session(pairing)
    for _ in range(people - 1):
        held_session(active_pairing())

    with jobs_context(), count_queries() as spent:
        odd_logs_find()

    assert spent() <= 7


def test_the_task_runs_as_the_system(odd):
    look_for_odd_logs()

    assert OddLogs.objects.count() == 1


def test_own_copy_of_ones_data_tells_of_it(odd, yohanis):
    with as_oneself(yohanis) as member:
        (row,) = odd_rows(member, yohanis)

    assert (row["banyaknya"], row["status"]) == (12, "Menunggu penjelasan")
