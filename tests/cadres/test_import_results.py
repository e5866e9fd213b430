"""Sheets of training results: what they add, what they leave alone, what counts, and the way back."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.utils import timezone

from accounts.enums import Role
from accounts.scoping import acting_as
from cadres.enums import AttendanceBy, EventState, ImportKind, RegistrationState, RowState, TrainingResult
from cadres.ladder.gaps import standing_of
from cadres.models import Certificate, ImportBatch, ImportRow, TrainingRegistration
from cadres.services.import_checks import run_check
from cadres.services.import_writes import run_write
from cadres.services.imports import import_check, import_run, import_start
from cadres.services.training import event_move, registration_mark
from cadres.spreadsheets.result_rows import validate_result
from tests.factories.accounts import staff, unit
from tests.factories.cadres import MemberFactory
from tests.factories.imports import sheet, undone
from tests.factories.ladder import event_of, trained
from tests.refusals import is_refused

pytestmark = pytest.mark.django_db
HEADERS = ("No Kegiatan", "Nama", "No KTA", "Hadir", "Nilai", "Hasil")
TODAY = timezone.localdate()


def row(card="", name="", event="", present="", score="", result=""):
    return [str(event), name, card, present, str(score), result]


def checked(by, *rows, event=None):
    assignment = by.assignments.get()
    with acting_as(by, assignment):
        content = sheet(*rows, headers=HEADERS)
        upload = import_start(by=by, filename="h.xlsx", content=content, kind=ImportKind.RESULTS, event=event)
        import_check(by=by, batch=upload.batch, columns=upload.batch.columns, assignment=assignment)
    run_check(batch_id=upload.batch.pk, user=by, assignment=assignment)
    upload.batch.refresh_from_db()
    return upload.batch


def written(by, *rows, event=None):
    batch, assignment = checked(by, *rows, event=event), by.assignments.get()
    with acting_as(by, assignment):
        import_run(by=by, batch=batch, assignment=assignment)
    for _attempt in range(2):
        run_write(batch_id=batch.pk, user=by, assignment=assignment)
    batch.refresh_from_db()
    return batch


def cause(batch):
    told = ImportRow.objects.get(batch=batch)
    return told.state, [problem["cause"] for problem in told.problems]


def seat(event, member, state=RegistrationState.REGISTERED, **fields):
    facts = {"unit": member.unit, "event": event, "member": member, "state": state, "registered_by": event.created_by}
    return TrainingRegistration.objects.create(**facts | fields)


def signed(event, member, **fields):
    """Somebody who was there, and showed his own code."""
    now = {"attended_at": event.starts_at, "attended_by": "code", "confirmed_by": event.created_by}
    return seat(event, member, RegistrationState.ATTENDED, **now | fields)


@pytest.fixture
def event(sari):
    return event_of(by=sari)


def test_a_sheet_brings_attendance_marks_and_results_with_who_brought_them(sari, event):
    known, new = MemberFactory(membership_card_no="K-1"), MemberFactory(full_name="Obed Saa")
    own = signed(event, known)

    batch = written(sari, row("K-1", score="85,0", result="Lulus"), row(name="Obed Saa", result="tidak lulus"),
                    event=event)  # fmt: skip

    own.refresh_from_db()
    assert (own.attended_by, own.score, own.result, own.from_sheet, own.result_by) == (
        AttendanceBy.CODE, 85, TrainingResult.PASSED, True, sari,
    )  # fmt: skip
    added = TrainingRegistration.objects.get(member=new)
    assert (added.state, added.attended_by, added.confirmed_by, added.result, added.from_sheet) == (
        RegistrationState.ATTENDED, AttendanceBy.SHEET, sari, TrainingResult.FAILED, True,
    )  # fmt: skip
    assert (batch.counts["created"], batch.counts["updated"]) == (1, 1)
    assert not Certificate.objects.exists()


def test_what_a_sheet_says_counts_apart_once_the_event_is_closed_and_the_papers_are_out(sari, event):
    member = MemberFactory(membership_card_no="K-1", joined_on=TODAY - timedelta(days=800))

    def counted():
        found = next(r.found for r in standing_of(member).rules if r.requirement.kind == "training")
        return found.have, found.accredited, found.from_sheets

    written(sari, row("K-1", event=event.pk, result="lulus"))
    assert counted() == (0, 0, 0)
    with acting_as(sari):
        event_move(by=sari, event=event, to=EventState.CLOSED)

    assert counted() == (1, 0, 1)
    assert Certificate.objects.get().registration.member == member


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (row("K-9", result="lulus"), "member_unknown"),
        (row("K-1", event=0, result="lulus"), "event_unknown"),
        (row("K-1", result="barangkali"), "result_unknown"),
        (row("K-1", score="101"), "result_score"),
        (row("K-1", present="tidak", result="lulus"), "result_absent"),
        (row("K-1"), "result_attendance"),
        (row("K-1", event="D/2026", result="lulus"), "event_unreadable"),
    ],
)
def test_a_row_in_doubt_is_refused(sari, event, line, problem):
    MemberFactory(membership_card_no="K-1")
    line[0] = line[0] if line[0] not in ("", "0") else {"": str(event.pk), "0": "999999"}[line[0]]

    assert cause(checked(sari, line)) == (RowState.BAD, [problem])


def test_what_is_final_and_who_has_signed_is_left_alone(sari, kornelis, event):
    member = MemberFactory(membership_card_no="K-1", user=None)
    mine = signed(event, member)
    lines = {"result_signed": row("K-1", present="tidak hadir")}
    assert cause(checked(sari, lines["result_signed"], event=event)) == (RowState.BAD, ["result_signed"])

    with acting_as(kornelis):
        registration_mark(by=kornelis, registration=mine, result=TrainingResult.PASSED, score=70)
    assert cause(checked(sari, row("K-1", score="95", result="lulus"), event=event)) == (RowState.BAD, ["result_final"])

    event.state = EventState.CLOSED
    event.save()
    assert cause(checked(sari, row("K-1", score="96"), event=event)) == (RowState.BAD, ["event_closed"])


def test_an_event_elsewhere_ones_own_result_and_the_waiting_list_are_refused(sari, event):
    MemberFactory(membership_card_no="K-1", user=sari)
    waits = MemberFactory(membership_card_no="K-2")
    seat(event, waits, RegistrationState.WAITING)
    far = event_of("13.71")
    early = event_of(on=TODAY + timedelta(days=9), by=sari)

    found = [
        cause(checked(sari, row(card, event=held.pk, result="lulus")))[1]
        for card, held in (("K-1", event), ("K-2", event), ("K-2", far), ("K-2", early))
    ]

    assert found == [["result_own"], ["result_waiting"], ["event_unknown"], ["event_early"]]


def test_the_same_participant_comes_once_and_a_full_event_takes_nobody_in(sari):
    small = event_of(by=sari, capacity=1)
    trained(MemberFactory(), small)
    MemberFactory(membership_card_no="K-1")

    twice = checked(sari, row("K-1", result="lulus"), row("K-1", result="lulus"), event=small)
    batch = written(sari, row("K-1", result="lulus", score=60), event=small)

    assert twice.counts["duplicate"] == 1
    assert (batch.counts["created"], batch.counts["refused"]) == (0, 1)
    assert cause(batch) == (RowState.BAD, ["event_full"])


def test_undo_takes_back_what_nobody_has_touched_while_the_event_is_open(sari, kornelis, event):
    first, second, third = (MemberFactory(membership_card_no=f"K-{n}") for n in (1, 2, 3))
    own = signed(event, first)
    batch = written(sari, *(row(f"K-{n}", score=80, result="lulus") for n in (1, 2, 3)), event=event)
    touched = TrainingRegistration.objects.get(member=third)
    with acting_as(kornelis):
        TrainingRegistration.objects.filter(pk=touched.pk).update(score=81)

    batch = undone(sari, batch)

    own.refresh_from_db()
    assert (own.state, own.attended_by, own.score, own.result, own.from_sheet) == (
        RegistrationState.ATTENDED, AttendanceBy.CODE, None, TrainingResult.OPEN, False,
    )  # fmt: skip
    assert TrainingRegistration.objects.get(member=second).state == RegistrationState.CANCELLED
    assert {name: batch.counts[name] for name in ("deleted", "restored", "kept")} == {
        "deleted": 1, "restored": 1, "kept": 1,
    }  # fmt: skip
    event.refresh_from_db()
    assert event.taken == 2


def test_the_database_keeps_a_sheet_away_from_what_is_final_and_signed(sari, event):
    row_ = signed(event, MemberFactory())
    past = signed(event_of(by=sari, state=EventState.CLOSED), MemberFactory())
    later = event_of(on=TODAY + timedelta(days=9), by=sari)
    change = "UPDATE cadres_trainingregistration SET "
    passed = f"result = 'passed', result_by_id = {sari.pk}, from_sheet = true"
    with acting_as(sari):
        for statement in (
            f"{change} attended_by = 'sheet' WHERE id = {row_.pk}",
            f"{change} state = 'registered', attended_by = 'code' WHERE id = {row_.pk + 1}",
            f"{change} {passed} WHERE id = {past.pk}",
            f"{change} from_sheet = true WHERE id = {row_.pk}",
            f"{change} event_id = {later.pk}, {passed} WHERE id = {row_.pk}",
        ):
            assert is_refused(statement, error=IntegrityError), statement
        assert not is_refused(f"{change} {passed} WHERE id = {row_.pk}", error=IntegrityError)


def test_the_pages_lead_from_the_event_to_its_results(client_of, sari, event):
    MemberFactory(membership_card_no="K-1", full_name="Obed Saa")
    client = client_of(sari)
    link = f"/impor/?kegiatan={event.pk}"
    assert link in client.get(event.get_absolute_url()).content.decode()
    assert f'value="{event.pk}" selected' in client.get(link).content.decode()
    content = sheet(row("K-1", score=77, result="lulus"), headers=HEADERS)
    sent = {"kind": "results", "event": event.pk, "file": SimpleUploadedFile("h.xlsx", content)}
    client.post("/impor/", sent)
    batch = ImportBatch.objects.get()

    batch = batch if batch.event == event else None
    client.post(f"/impor/{batch.pk}/kolom/", {f"column_{at}": field for field, at in batch.columns.items()})
    run_check(batch_id=batch.pk, user=sari, assignment=sari.assignments.get())
    shown = client.get(f"/impor/{batch.pk}/?lihat=new").content.decode()
    client.post(f"/impor/{batch.pk}/jalankan/")
    run_write(batch_id=batch.pk, user=sari, assignment=sari.assignments.get())
    done = client.get(event.get_absolute_url()).content.decode()

    assert all(text in shown for text in ("Obed Saa", "Diklat Kader", "Lulus", "77"))
    assert "dari lembar, dibawa Sari Wanggai" in done
    assert "1 hasil lulus dibawa lewat lembar" in done
    assert client.get("/impor/templat/?isi=results").status_code == 200
    assert client.get(f"/kader/?impor={batch.pk}").context["page"].paginator.count == 1


def test_a_coordinator_and_another_unit_offer_no_sheet(client_of, kornelis, event):
    other = staff(Role.SECRETARIAT, "96.71.06")

    assert "/impor/?kegiatan=" not in client_of(kornelis).get(event.get_absolute_url()).content.decode()
    assert "/impor/?kegiatan=" not in client_of(other).get(event.get_absolute_url()).content.decode()
    assert unit("96.71.06").parent_id == event.unit_id


def test_a_dash_is_an_empty_cell_and_a_result_says_that_he_was_there():
    read = validate_result({"full_name": "Obed Saa", "attended": "-", "score": "-", "result": "L"}, TODAY)

    assert (read.attended, read.score, read.result) == (True, None, TrainingResult.PASSED)
