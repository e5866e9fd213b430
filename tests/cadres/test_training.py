"""Trainings: seats, attendance that cannot be signed for somebody else, marks and the list for the report."""

import io
from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from openpyxl import load_workbook

from accounts.enums import Role
from accounts.models import SensitiveRead
from accounts.scoping import acting_as
from cadres.models import AttendanceTry, Certificate, TrainingEvent, TrainingRegistration
from cadres.services.attendance import TRIES, attendance_by_hand, attendance_code, attendance_confirm
from cadres.services.training import registration_add, registration_cancel, registration_mark, registration_seat
from core.errors import RuleError
from tests.factories.accounts import lend, staff
from tests.factories.cadres import MemberFactory, member_user
from tests.factories.ladder import event_of, trained
from tests.refusals import is_refused

pytestmark = pytest.mark.django_db


def today(**fields):
    now = timezone.now()
    times = {"starts_at": now - timedelta(hours=1), "ends_at": now + timedelta(hours=4)}
    return event_of(**times | fields)


def seat(by, event, member):
    with acting_as(by):
        return registration_add(by=by, event=event, member=member)


def test_the_code_on_ones_own_phone_opens_the_door_once(client_of, sari):
    user = member_user(Role.MENTEE)
    event = today()
    client_of(user).post(f"/m/diklat/{event.pk}/daftar/")

    page = client_of(user).get(f"/m/diklat/{event.pk}/")
    code = page.context["code"]
    first = client_of(sari).post(f"/diklat/{event.pk}/hadir/", {"code": f"{code[:4]} {code[4:]}"})
    again = client_of(sari).post(f"/diklat/{event.pk}/hadir/", {"code": code})

    row = TrainingRegistration.objects.get()
    assert (first.status_code, first.context["confirmed"], again.status_code) == (200, row, 422)
    assert (row.state, row.attended_by, row.confirmed_by) == ("attended", "code", sari)
    assert list(AttendanceTry.objects.values_list("accepted", flat=True)) == [True, False]
    assert client_of(user).get(f"/m/diklat/{event.pk}/").context["code"] == ""


def test_codes_of_another_minute_event_or_person_open_nothing(sari):
    event, other = today(), today(title="Lain")
    row, elsewhere = seat(sari, event, MemberFactory()), seat(sari, other, MemberFactory())
    now = timezone.now()
    stale = attendance_code(row, at=now - timedelta(minutes=3))
    early = attendance_code(row, at=now + timedelta(minutes=3))

    for code in (stale, early, attendance_code(elsewhere), "", "00000000", "٣" * 8):
        with acting_as(sari), pytest.raises(RuleError):
            attendance_confirm(by=sari, event=event, code=code, at=now)

    row.refresh_from_db()
    assert row.state == "registered"


def test_codes_differ_by_seat_and_minute(sari):
    event = today()
    rows = [seat(sari, event, MemberFactory()) for _ in range(3)]
    now = timezone.now()

    codes = {attendance_code(row, at=now + timedelta(minutes=m)) for row in rows for m in range(5)}

    assert len(codes) == 15


def test_guessing_closes_the_door(sari):
    event = today()
    row = seat(sari, event, MemberFactory())
    for _ in range(TRIES):
        with acting_as(sari), pytest.raises(RuleError, match="tidak berlaku"):
            attendance_confirm(by=sari, event=event, code="1")

    with acting_as(sari), pytest.raises(RuleError, match="Terlalu banyak"):
        attendance_confirm(by=sari, event=event, code=attendance_code(row))


def test_only_the_organiser_confirms(sari, dewi, stranger):
    event = today()
    row = seat(sari, event, MemberFactory())

    for other in (dewi, stranger, staff(Role.SECRETARIAT, "96.71.06")):
        with acting_as(other), pytest.raises(RuleError):
            attendance_confirm(by=other, event=event, code=attendance_code(row))


def test_nobody_signs_himself_in_past_the_pages():
    user, event = member_user(Role.MENTEE), today()
    row = seat(user, event, user.member)

    attempts = (
        f"UPDATE cadres_trainingregistration SET state = 'attended', attended_at = now(), attended_by = 'code', "
        f"confirmed_by_id = {user.pk} WHERE id = {row.pk}",
        f"UPDATE cadres_trainingregistration SET score = 100 WHERE id = {row.pk}",
    )
    for sql in attempts:
        with acting_as(user), pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


@pytest.mark.parametrize("way", ["code", "hand"])
@pytest.mark.parametrize("to", ["registered", "cancelled"])
def test_signed_attendance_is_taken_back_by_nobody(sari, way, to):
    event, member = today(), MemberFactory()
    there = {"attended_at": timezone.now(), "attended_by": way, "confirmed_by": sari, "reason": "Ponsel rusak"}
    row = TrainingRegistration.objects.create(
        unit=member.unit, event=event, member=member, state="attended", registered_by=sari, **there
    )
    rows = TrainingRegistration.objects.filter(pk=row.pk)

    with acting_as(sari), pytest.raises(IntegrityError, match="stays signed"), transaction.atomic():
        rows.update(state=to)


@pytest.mark.parametrize("lends", [False, True])
def test_attendance_and_results_of_ones_own_are_written_by_somebody_else(sari, lends):
    event, member = today(), MemberFactory(user=sari)
    row = seat(staff(Role.SECRETARIAT, "96.71"), event, member)
    rows, stands_in = TrainingRegistration.objects.filter(pk=row.pk), staff(Role.SECRETARIAT, "96.71")
    by, assignment = (stands_in, lend(sari.assignments.get(), stands_in)) if lends else (sari, None)
    there = {"state": "attended", "attended_at": timezone.now(), "attended_by": "code", "confirmed_by": by}
    passed = {"result": "passed", "result_by": by, "result_at": timezone.now()}

    def refused(**changes):
        with acting_as(by, assignment), pytest.raises(IntegrityError, match="somebody else"), transaction.atomic():
            rows.update(**changes)

    refused(**there)
    refused(**there, **passed)
    refused(score=100)
    rows.update(**there)
    refused(**passed)
    other = trained(MemberFactory(), event, result="open")
    rows.update(member=other.member, event=today(title="Lain"))
    refused(member=member)
    with acting_as(by, assignment):
        assert TrainingRegistration.objects.filter(pk=other.pk).update(**passed) == 1


def test_who_writes_down_attendance_and_results_does_so_in_his_own_name(sari):
    event, other = today(), staff(Role.SECRETARIAT, "96.71")
    row = seat(sari, event, MemberFactory())
    there = "state = 'attended', attended_at = now(), attended_by = 'hand', reason = 'Ponsel rusak'"
    forged = (
        f"{there}, confirmed_by_id = {other.pk}",
        f"result = 'failed', result_by_id = {other.pk}, result_at = now()",
        f"result_by_id = {other.pk}",
    )

    for change in forged:
        with acting_as(sari), connection.cursor() as cursor:
            cursor.execute(f"UPDATE cadres_trainingregistration SET {change} WHERE id = {row.pk}")

    row.refresh_from_db()
    assert (row.confirmed_by, row.result_by) == (sari, sari)


@pytest.mark.parametrize("label", ["update", "delete"])
def test_a_history_that_never_was_is_refused(sari, label):
    other, row = staff(Role.SECRETARIAT, "96.71"), seat(sari, today(), MemberFactory())
    names = [field.column for field in TrainingRegistration._meta.concrete_fields]
    told = [str(other.pk) if name == "confirmed_by_id" else f'"{name}"' for name in names]
    forged = (
        f"INSERT INTO cadres_trainingregistrationevent (pgh_created_at, pgh_label, pgh_obj_id, {', '.join(names)}) "
        f"SELECT now(), '{label}', id, {', '.join(told)} FROM cadres_trainingregistration WHERE id = %s"
    )

    with acting_as(sari):
        assert is_refused(forged, row.pk, error=IntegrityError)


def test_a_tick_by_hand_needs_a_reason(sari):
    event = today()
    row = seat(sari, event, MemberFactory())

    with acting_as(sari):
        with pytest.raises(RuleError):
            attendance_by_hand(by=sari, registration=row, reason="lupa")
        attendance_by_hand(by=sari, registration=row, reason="Ponsel peserta rusak")

    row.refresh_from_db()
    assert (row.state, row.attended_by, row.reason) == ("attended", "hand", "Ponsel peserta rusak")


def test_seats_are_never_more_than_the_capacity(sari):
    event = today(capacity=1)
    first, second = seat(sari, event, MemberFactory()), seat(sari, event, MemberFactory())

    with acting_as(sari):
        with pytest.raises(RuleError, match="kursi"):
            registration_seat(by=sari, registration=second)
        registration_cancel(by=sari, registration=first)
        registration_seat(by=sari, registration=second)

    second.refresh_from_db()
    assert (second.state, TrainingEvent.objects.get(pk=event.pk).taken) == ("registered", 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        TrainingRegistration.objects.filter(pk=first.pk).update(state="registered")


def test_registration_is_refused_twice_and_outside_the_reach(sari, stranger):
    event, member = today(), MemberFactory()
    seat(sari, event, member)

    for by, person in ((sari, member), (sari, MemberFactory(code="96.01.01.1001")), (stranger, MemberFactory())):
        with acting_as(by), pytest.raises(RuleError):
            registration_add(by=by, event=event, member=person)


def test_who_passed_gets_a_certificate_and_only_who_was_there(sari):
    event = today()
    absent, present = seat(sari, event, MemberFactory()), trained(MemberFactory(), event, result="open")

    with acting_as(sari):
        with pytest.raises(RuleError):
            registration_mark(by=sari, registration=absent, result="passed")
        registration_mark(by=sari, registration=present, result="passed", score=88)
        with pytest.raises(RuleError):
            registration_mark(by=sari, registration=present, result="failed")

    assert Certificate.objects.get().registration == present


def test_the_attendance_list_says_date_place_topic_and_count_and_is_recorded(client_of, sari):
    event = event_of(title="=Diklat", topic="Anggaran daerah", place="Balai Klasabi")
    trained(MemberFactory(full_name="=HYPERLINK"), event)
    seat_only = MemberFactory()
    TrainingRegistration.objects.create(
        unit=seat_only.unit, event=event, member=seat_only, state="registered", registered_by=sari
    )

    answer = client_of(sari).post(f"/diklat/{event.pk}/daftar-hadir.xlsx", {"reason": "LPJ triwulan ketiga"})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]

    assert cells[1][1] == "=HYPERLINK"
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    facts = {row[0]: row[1] for row in cells if row[0] and isinstance(row[0], str)}
    assert (facts["Tempat"], facts["Pokok bahasan"], facts["Jumlah hadir"]) == ("Balai Klasabi", "Anggaran daerah", 1)
    assert cells[-1][0].startswith("Diekspor oleh Sari Wanggai")
    assert "LPJ triwulan ketiga" in cells[-1][0]
    assert (
        SensitiveRead.objects.filter(
            subject_kind="export_attendance", reader=sari, reason="LPJ triwulan ketiga"
        ).count()
        == 1
    )


def test_events_of_other_regions_do_not_exist(client_of, sari):
    event = event_of("13.71")

    assert client_of(sari).get(f"/diklat/{event.pk}/").status_code == 404
    assert client_of(sari).get("/diklat/?waktu=lalu").context["page"].paginator.count == 0


def test_an_event_is_written_opened_and_filled_through_the_pages(client_of, sari):
    desk, member = client_of(sari), MemberFactory(full_name="Obed Saa")
    start = timezone.localtime() + timedelta(days=3)
    typed = {
        "kind": "diklat", "level": "", "title": "Diklat Dasar", "topic": "Organisasi", "place": "Aula",
        "unit": sari.scope.unit.pk, "unit_text": sari.scope.unit.path, "unit_was": sari.scope.unit.path,
        "starts_at": f"{start:%Y-%m-%dT%H:%M}", "ends_at": f"{start + timedelta(hours=6):%Y-%m-%dT%H:%M}",
        "capacity": "30",
    }  # fmt: skip
    assert "Paling kecil 1" in desk.post("/diklat/tambah/", typed | {"capacity": "0"}).content.decode()
    desk.post("/diklat/tambah/", typed)
    event = TrainingEvent.objects.get()
    desk.post(f"/diklat/{event.pk}/status/", {"to": "open"})
    found = desk.post(f"/diklat/{event.pk}/daftar/", {"words": "obed", "search": "1"})
    desk.post(f"/diklat/{event.pk}/daftar/", {"member": member.pk})

    event.refresh_from_db()
    assert (event.state, event.taken, event.created_by) == ("open", 1, sari)
    assert list(found.context["participant_form"].fields["member"].queryset) == [member]


def test_the_lists_ask_the_same_of_the_database_for_one_and_for_three(client_of, sari, count_queries):
    event, client = today(), client_of(sari)

    def asked(address):
        with count_queries() as spent:
            assert client.get(address).status_code == 200
        return spent()

    addresses = (f"/diklat/{event.pk}/", "/diklat/", f"/diklat/{event.pk}/hadir/")
    trained(MemberFactory(), event)
    asked(addresses[0])  # a process reads the party's name once
    one = [asked(address) for address in addresses]
    for _ in range(2):
        trained(MemberFactory(), event)
        today()

    assert [asked(address) for address in addresses] == one
    assert max(one) <= 8


def test_who_registers_twice_at_once_gets_the_sentence(sari, monkeypatch):
    event, member = today(), MemberFactory()
    seat(sari, event, member)
    monkeypatch.setattr(QuerySet, "first", lambda rows: None)  # neither click has seen the other

    with pytest.raises(RuleError, match="sudah terdaftar"):
        seat(sari, event, member)


def test_what_was_typed_stays_when_a_deed_is_refused(client_of, sari):
    event = today()
    member, other = MemberFactory(), MemberFactory()
    row, there = seat(sari, event, member), trained(other, event, result="open")
    later = event_of(on=timezone.localdate() + timedelta(days=9), by=sari)
    client = client_of(sari)

    called_off = client.post(f"/diklat/{later.pk}/status/", {"to": "cancelled", "reason": "hujan"})
    ticked = client.post(f"/diklat/peserta/{row.pk}/", {"do": "hand", "reason": "lupa"})
    marked = client.post(f"/diklat/peserta/{there.pk}/", {"do": "mark", "score": "777", "result": "passed"})

    for answer, value in ((called_off, "hujan"), (ticked, "lupa"), (marked, "777")):
        assert answer.status_code == 422
        assert f'value="{value}"' in answer.content.decode()
