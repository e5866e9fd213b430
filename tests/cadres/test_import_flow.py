"""From a file to members and back, as the jobs do it."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone

from accounts.models import SensitiveRead
from accounts.scoping import acting_as
from cadres.enums import ImportState, MemberStatus, RowState
from cadres.models import ImportBatch, ImportRow, Member, OfficerTerm
from cadres.selectors.members import nik_hash
from cadres.services.import_checks import run_check
from cadres.services.import_writes import run_write
from cadres.services.imports import (
    _give_up,
    forget_old_imports,
    import_check,
    import_run,
    import_start,
    import_undo,
    take_up_imports,
)
from cadres.spreadsheets.errors import SpreadsheetError
from core.errors import RuleError
from tests.cadres.sheets import ugly_workbook
from tests.factories.accounts import unit
from tests.factories.cadres import MemberFactory
from tests.factories.imports import HEADERS, checked, person, sheet, undone, written

pytestmark = pytest.mark.django_db

NIK = "9971061205900001"
OTHER_NIK = "9971061205900002"
TABLES = ("cadres_member", "cadres_memberevent", "evaluations_rollupdirty")


def give_nik(member, digits):
    member.nik, member.nik_hash, member.nik_last4 = digits, nik_hash(digits), digits[-4:]
    member.save()


def row_counts():
    """How many rows the tables that an import writes to have; marks are readable for jobs alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('role')")
        (role,) = cursor.fetchone()
        cursor.execute("SET LOCAL ROLE kad_jobs")
        cursor.execute("SELECT count(*) FROM evaluations_rollupdirty")
        (marks,) = cursor.fetchone()
        cursor.execute("SELECT set_config('role', %s, true)", [role])
        cursor.execute("SELECT (SELECT count(*) FROM cadres_member), (SELECT count(*) FROM cadres_memberevent)")
        return (*cursor.fetchone(), marks)


def test_ugly_sheet_of_5000_rows_comes_in_with_exact_counts(sari):
    ugly = ugly_workbook()

    batch = written(sari, ugly.content)

    bad = {fault for fault in ugly.counts if fault != "duplicate_in_file"}
    expected_bad = sum(ugly.counts[fault] for fault in bad)
    duplicates = ugly.counts["duplicate_in_file"]
    ready = ugly.row_count - expected_bad - duplicates
    assert batch.state == ImportState.DONE
    assert {name: batch.counts.get(name, 0) for name in ("read", "ready", "new", "bad", "duplicate")} == {
        "read": 5000,
        "ready": ready,
        "new": ready,
        "bad": expected_bad,
        "duplicate": duplicates,
    }
    assert batch.counts["groups"] == {
        "nik": ugly.counts["nik_damaged"] + ugly.counts["nik_length"],
        "date": ugly.counts["date_impossible"] + ugly.counts["date_year"],
        "phone": ugly.counts["phone_short"],
        "name": ugly.counts["name_blank"],
        "place": ugly.counts["place_unknown"] + ugly.counts["place_missing"],
        "duplicate": duplicates,
    }
    assert (batch.counts["created"], batch.counts["refused"], Member.objects.count()) == (ready, 0, ready)
    problems = ImportRow.objects.filter(batch=batch).exclude(problems=[]).values_list("number", "problems")
    causes = {number: [problem["cause"] for problem in found] for number, found in problems}
    assert causes == {number: [fault] for number, fault in ugly.faults.items()}


def test_imported_member_has_all_that_the_sheet_says(sari):
    row = person("H. Yohanis Kareth, S.Th.", NIK, "12/05/1990", "PC-1", phone="0812 4455 0011")

    written(sari, sheet(row))

    member = Member.objects.get()
    assert (member.prefix, member.full_name, member.suffix) == ("H.", "Yohanis Kareth", "S.Th.")
    assert (member.nik, member.nik_last4, bytes(member.nik_hash)) == (NIK, "0001", nik_hash(NIK))
    assert (str(member.birth_date), member.gender, member.phone) == ("1990-05-12", "male", "+6281244550011")
    assert (member.membership_card_no, member.status, member.level) == ("PC-1", "active", "anggota")
    assert member.unit == unit("96.71.06.1005")
    assert member.regency_id == unit("96.71").pk
    assert member.created_by == sari
    assert [event.pgh_context.metadata["user"] for event in member.events.all()] == [sari.pk]


def test_without_a_card_one_applies_and_only_a_yes_in_the_sheet_is_a_yes(sari):
    rows = ([*person("Tanpa Kartu", NIK), "ya"], [*person("Dengan Kartu", OTHER_NIK, card="PC-2"), ""])

    written(sari, sheet(*rows, headers=[*HEADERS, "Bersedia dibina"]))

    rows = Member.objects.order_by("full_name").values_list("full_name", "status", "wants_mentoring")
    assert list(rows) == [("Dengan Kartu", "active", False), ("Tanpa Kartu", "applied", True)]


def test_import_writes_history_and_marks(sari):
    before = row_counts()

    written(sari, sheet(person("Satu", NIK), person("Dua", OTHER_NIK)))

    members, events, marks = (after - then for after, then in zip(row_counts(), before, strict=True))
    assert (members, events) == (2, 2)
    assert marks >= 1


def test_same_file_twice_changes_nothing(sari):
    content = ugly_workbook(200).content
    first = written(sari, content)
    before = row_counts()

    second = checked(sari, content)

    assert second.pk != first.pk
    assert second.counts["unchanged"] == first.counts["created"]
    assert second.counts.get("ready", 0) == 0
    with acting_as(sari), pytest.raises(RuleError, match="Tidak ada baris yang siap"):
        import_run(by=sari, batch=second, assignment=sari.assignments.get())
    assert row_counts() == before


def test_same_file_while_the_first_waits_opens_the_first(sari):
    content = sheet(person("Satu"))
    batch = checked(sari, content)

    with acting_as(sari):
        upload = import_start(by=sari, filename="lagi.xlsx", content=content)

    assert (upload.batch, upload.earlier) == (batch, batch)


def test_known_member_with_differences_is_an_update_and_blanks_leave_what_there_is(sari):
    member = MemberFactory(
        full_name="Yohanis Kareth",
        code="96.71.06.1005",
        phone="+6281244550011",
        membership_card_no="PC-1",
        gender="male",
    )
    give_nik(member, NIK)

    batch = written(sari, sheet(person("YOHANIS KARETH", NIK, "12/05/1990")))

    member.refresh_from_db()
    assert (batch.counts["update"], batch.counts["updated"], batch.counts["created"]) == (1, 1, 0)
    assert (member.full_name, str(member.birth_date), member.phone) == (
        "Yohanis Kareth",
        "1990-05-12",
        "+6281244550011",
    )


def test_member_is_known_by_card_and_gets_the_nik_he_lacked(sari):
    member = MemberFactory(full_name="Yohanis Kareth", code="96.71.06.1005", membership_card_no="PC-1", gender="male")

    written(sari, sheet(person("Yohanis Kareth", NIK, card="PC-1")))

    member.refresh_from_db()
    assert (Member.objects.count(), member.nik, member.nik_last4) == (1, NIK, "0001")


@pytest.mark.parametrize(
    ("rows", "state", "cause"),
    [
        ([person("Baru", NIK, card="PC-2")], RowState.BAD, "member_conflict"),
        ([person("Baru", OTHER_NIK, card="PC-1")], RowState.BAD, "member_conflict"),
        ([person("Marthina Sagrim", born="01/02/1980")], RowState.DUPLICATE, "member_suspect"),
        ([person("Berakhir", card="PC-9")], RowState.BAD, "member_ended"),
        ([person("A", NIK), person("B", NIK)], RowState.DUPLICATE, "duplicate_in_file"),
        ([person("A", card="X"), person("B", card="X")], RowState.DUPLICATE, "duplicate_in_file"),
        ([person("A", born="1/1/1990"), person("a", born="1/1/1990")], RowState.DUPLICATE, "duplicate_in_file"),
    ],
)
def test_row_in_conflict_is_told_and_not_written(sari, rows, state, cause):
    give_nik(MemberFactory(full_name="Yohanis Kareth", membership_card_no="PC-1"), NIK)
    MemberFactory(full_name="Marthina Sagrim", membership_card_no="PC-2", birth_date="1980-02-01")
    MemberFactory(full_name="Berakhir", membership_card_no="PC-9", status=MemberStatus.ENDED)

    batch = checked(sari, sheet(*rows))

    told = ImportRow.objects.filter(batch=batch).latest("number")
    assert (told.state, told.problems[0]["cause"]) == (state, cause)


def test_same_name_and_birth_date_with_two_different_nik_are_two_people(sari):
    give_nik(MemberFactory(full_name="Marthina Sagrim", birth_date="1980-02-01"), NIK)

    batch = checked(sari, sheet(person("Marthina Sagrim", OTHER_NIK, "01/02/1980")))

    assert batch.counts["new"] == 1


def test_rows_outside_the_reach_are_refused_one_by_one(sari):
    headers = ("Nama", "Kab/Kota", "Kelurahan")
    rows = [("Satu", "Kota Sorong", "Klasabi"), ("Dua", "Kota Padang", "Klasabi"), ("Tiga", "", "Klasabi")]

    batch = written(sari, sheet(*rows, headers=headers))

    assert (batch.counts["created"], batch.counts["bad"]) == (2, 1)
    row = ImportRow.objects.get(state=RowState.BAD)
    assert (row.number, row.problems[0]["cause"]) == (3, "place_outside")


def test_number_held_out_of_sight_refuses_the_row_neutrally_and_is_recorded(sari):
    far = MemberFactory(full_name="Orang Jauh", code="13.71.01.1001", membership_card_no="JAUH")
    give_nik(far, NIK)

    batch = written(sari, sheet(person("Satu", NIK), person("Dua", card="JAUH"), person("Tiga", OTHER_NIK)))

    assert (batch.state, batch.counts["created"], batch.counts["refused"]) == (ImportState.DONE, 1, 2)
    sentences = {row.problems[0]["sentence"] for row in ImportRow.objects.filter(state=RowState.BAD)}
    assert sentences == {"NIK atau nomor KTA ini sudah tercatat. Hubungi sekretariat provinsi untuk memeriksanya."}
    assert SensitiveRead.objects.filter(reader=sari, field="nik_elsewhere").count() == 2


def held_far(count):
    """Rows whose numbers members out of sight hold: every other one by its NIK, the rest by their card."""
    rows = []
    for n in range(count):
        far = MemberFactory(code="13.71.01.1001", membership_card_no=f"JAUH-{n}")
        nik = f"99710612059000{n + 10:02}" if n % 2 else ""
        if nik:
            give_nik(far, nik)
        rows.append(person(f"Orang {'abcdefghijklmnopqrstuvwxyz'[n]}", nik, card="" if nik else f"JAUH-{n}"))
    return rows


def told(user):
    return SensitiveRead.objects.filter(reader=user, field="nik_elsewhere")


def test_sheet_with_more_numbers_held_out_of_sight_than_the_hour_has_left_writes_nothing(sari):
    rows = held_far(21)

    batch = written(sari, sheet(person("Baru", NIK), *rows))

    assert batch.state == ImportState.FAILED
    assert batch.failure == (
        "Terlalu banyak nomor di berkas ini sudah tercatat di luar wilayah Anda. Hubungi sekretariat provinsi."
    )
    assert Member.objects.for_user(sari).count() == 0
    assert set(ImportRow.objects.filter(batch=batch).values_list("state", flat=True)) == {RowState.READY}
    assert sorted(told(sari).values_list("subject_kind", flat=True)) == ["card"] * 11 + ["member"] * 10
    again = checked(sari, sheet(person("Lain", OTHER_NIK)))
    with acting_as(sari), pytest.raises(RuleError, match="Terlalu banyak pemeriksaan NIK"):
        import_run(by=sari, batch=again, assignment=sari.assignments.get())


def test_job_of_a_sheet_writes_nothing_once_the_hour_is_used_up(sari):
    batch = checked(sari, sheet(person("Baru", NIK)))
    assignment = sari.assignments.get()
    with acting_as(sari, assignment):
        import_run(by=sari, batch=batch, assignment=assignment)
    for n in range(20):
        SensitiveRead.objects.create(
            reader=sari, subject_kind="member", subject_id=n, field="nik_elsewhere", reason="duplicate check"
        )

    run_write(batch_id=batch.pk, user=sari, assignment=assignment)

    batch.refresh_from_db()
    assert (batch.state, Member.objects.count(), told(sari).count()) == (ImportState.FAILED, 0, 20)


def test_same_numbers_held_out_of_sight_are_told_once_an_hour(sari):
    rows = held_far(20)
    first = written(sari, sheet(*rows[:19]))
    second = written(sari, sheet(*rows[:19], person("Baru", NIK)))

    third = written(sari, sheet(*rows))

    assert [each.counts["refused"] for each in (first, second, third)] == [19, 19, 20]
    assert told(sari).count() == 20


def test_update_to_a_card_held_out_of_sight_refuses_that_row_alone(sari):
    MemberFactory(code="13.71.01.1001", membership_card_no="JAUH")
    give_nik(MemberFactory(full_name="Satu", code="96.71.06.1005", gender="male"), NIK)
    give_nik(MemberFactory(full_name="Dua", code="96.71.06.1005", gender="male"), OTHER_NIK)

    batch = written(sari, sheet(person("Satu", NIK, card="JAUH"), person("Dua", OTHER_NIK, card="DEKAT")))

    assert (batch.counts["updated"], batch.counts["refused"]) == (1, 1)
    assert set(Member.objects.for_user(sari).values_list("membership_card_no", flat=True)) == {None, "DEKAT"}


def test_undo_deletes_the_new_and_gives_the_changed_their_values_back(sari):
    member = MemberFactory(full_name="Yohanis Kareth", code="96.71.06.1005", membership_card_no="PC-1", gender="male")
    batch = written(sari, sheet(person("Yohanis Kareth", NIK, "12/05/1990", "PC-1"), person("Baru", OTHER_NIK)))

    batch = undone(sari, batch)

    assert batch.state == ImportState.UNDONE
    assert {name: batch.counts[name] for name in ("deleted", "restored", "kept")} == {
        "deleted": 1,
        "restored": 1,
        "kept": 0,
    }
    member.refresh_from_db()
    assert list(Member.objects.all()) == [member]
    assert (member.birth_date, member.nik, member.nik_hash, member.nik_last4) == (None, "", None, "")


def test_undo_keeps_who_was_touched_or_is_pointed_at(sari):
    batch = written(sari, sheet(person("Diubah", NIK), person("Pengurus", OTHER_NIK), person("Diam")))
    touched = Member.objects.get(full_name="Diubah")
    touched.address = "Jl. Contoh 1"
    touched.save()
    officer = Member.objects.get(full_name="Pengurus")
    OfficerTerm.objects.create(member=officer, unit=officer.unit, post="Ketua", starts_on="2026-01-01")

    batch = undone(sari, batch)

    assert (batch.counts["deleted"], batch.counts["kept"]) == (1, 2)
    assert set(Member.objects.values_list("full_name", flat=True)) == {"Diubah", "Pengurus"}


def test_undo_deletes_also_whom_a_later_sheet_has_named(sari):
    content = sheet(person("Satu", NIK), person("Dua", OTHER_NIK))
    batch = written(sari, content)
    assert checked(sari, content).counts["unchanged"] == 2

    batch = undone(sari, batch)

    assert (batch.counts["deleted"], batch.counts["kept"], Member.objects.count()) == (2, 0, 0)


def test_undo_is_possible_once_and_for_a_day(sari):
    batch = written(sari, sheet(person("Satu")))
    assignment = sari.assignments.get()
    ImportBatch.objects.update(finished_at=timezone.now() - timedelta(hours=25))

    with acting_as(sari), pytest.raises(RuleError, match="tidak dapat diurungkan lagi"):
        import_undo(by=sari, batch=batch, assignment=assignment)

    ImportBatch.objects.update(finished_at=timezone.now())
    undone(sari, batch)
    with acting_as(sari), pytest.raises(RuleError, match="tidak dapat diurungkan lagi"):
        import_undo(by=sari, batch=batch, assignment=assignment)


def test_jobs_run_twice_do_their_work_once(sari):
    batch = written(sari, sheet(person("Satu", NIK), person("Salah", "123")))
    assignment = sari.assignments.get()
    before = row_counts(), batch.counts, list(ImportRow.objects.values_list("number", "state"))

    run_check(batch_id=batch.pk, user=sari, assignment=assignment)
    run_write(batch_id=batch.pk, user=sari, assignment=assignment)

    batch.refresh_from_db()
    assert (row_counts(), batch.counts, list(ImportRow.objects.values_list("number", "state"))) == before


def test_check_that_lost_its_worker_begins_again_when_rung(sari):
    batch = checked(sari, sheet(person("Satu"), person("Dua")))
    long_ago = timezone.now() - timedelta(minutes=5)
    ImportBatch.objects.update(state=ImportState.CHECKING, claimed_at=long_ago, asked_at=long_ago, progress=1)

    assert take_up_imports() == 1
    run_check(batch_id=batch.pk, user=sari, assignment=sari.assignments.get())

    batch.refresh_from_db()
    assert (batch.state, batch.progress, ImportRow.objects.count()) == (ImportState.CHECKED, 2, 2)


def test_check_under_way_is_left_alone(sari):
    batch = checked(sari, sheet(person("Satu")))
    ImportBatch.objects.update(state=ImportState.CHECKING, claimed_at=timezone.now(), progress=0)

    assert take_up_imports() == 0
    run_check(batch_id=batch.pk, user=sari, assignment=sari.assignments.get())

    batch.refresh_from_db()
    assert (batch.state, batch.progress) == (ImportState.CHECKING, 0)


@pytest.mark.parametrize(
    ("state", "after"),
    [
        (ImportState.CHECKING, ImportState.FAILED),
        (ImportState.IMPORTING, ImportState.FAILED),
        (ImportState.UNDOING, ImportState.DONE),
    ],
)
def test_job_that_nobody_finished_in_an_hour_is_given_up(sari, state, after):
    batch = checked(sari, sheet(person("Satu")))
    ImportBatch.objects.update(state=state, asked_at=timezone.now() - timedelta(hours=2))

    take_up_imports()
    take_up_imports()

    batch.refresh_from_db()
    assert batch.state == after


def test_giving_up_leaves_a_job_alone_that_has_just_ended(sari):
    batch = checked(sari, sheet(person("Budi")))
    asked = timezone.now() - timedelta(hours=2)
    ImportBatch.objects.filter(pk=batch.pk).update(state=ImportState.CHECKING, asked_at=asked)
    seen = ImportBatch.objects.get(pk=batch.pk)
    ImportBatch.objects.filter(pk=batch.pk).update(state=ImportState.CHECKED)

    _give_up(seen)

    assert ImportBatch.objects.get(pk=batch.pk).state == ImportState.CHECKED


def test_revoked_right_stops_the_job(sari):
    assignment = sari.assignments.get()
    with acting_as(sari, assignment):
        batch = import_start(by=sari, filename="a.xlsx", content=sheet(person("Satu"))).batch
        import_check(by=sari, batch=batch, columns=batch.columns, assignment=assignment)
    assignment.ends_on = assignment.starts_on = timezone.localdate() - timedelta(days=1)
    assignment.save()

    run_check(batch_id=batch.pk, user=sari, assignment=assignment)

    batch.refresh_from_db()
    assert (batch.state, ImportRow.objects.count()) == (ImportState.CHECKING, 0)


def test_week_old_imports_are_forgotten(sari):
    old, fresh = written(sari, sheet(person("Satu", "123"), person("Dua"))), checked(sari, sheet(person("Tiga")))
    waiting = checked(sari, sheet(person("Empat")))
    ImportBatch.objects.exclude(pk=fresh.pk).update(created_at=timezone.now() - timedelta(days=8))

    assert (forget_old_imports(), forget_old_imports()) == (2, 0)

    for batch in (old, fresh, waiting):
        batch.refresh_from_db()
    assert (bytes(old.content), old.sample, old.state) == (b"", "", ImportState.DONE)
    assert not old.rows.exclude(original="", clean="", before="").exists()
    assert waiting.state == ImportState.FAILED
    assert bytes(fresh.content)
    assert fresh.rows.exclude(clean="").exists()


def test_stored_import_holds_no_value_of_a_person_in_the_clear(sari):
    checked(sari, sheet(person("Yohanis Kareth", "99710612059", "12/05/1990"), person("Obed Saa", NIK)))

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT b::text || r::text || encode(b.content, 'escape') FROM cadres_importbatch b, cadres_importrow r"
        )
        stored = " ".join(row[0] for row in cursor.fetchall())
    assert not [text for text in ("Kareth", "99710612059", "Obed", NIK) if text in stored]


def test_bad_file_writes_nothing(sari):
    with acting_as(sari), pytest.raises(SpreadsheetError):
        import_start(by=sari, filename="a.xlsx", content=b"PK\x03\x04 rusak")

    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize(
    "columns",
    [{}, {"nik": 0}, {"full_name": 0, "nik": 0}, {"full_name": 99}, {"full_name": -1}, {"full_name": 0, "status": 1}],
)
def test_columns_that_cannot_be_are_refused(sari, columns):
    with acting_as(sari):
        batch = import_start(by=sari, filename="a.xlsx", content=sheet(person("Satu"))).batch

        with pytest.raises(RuleError):
            import_check(by=sari, batch=batch, columns=columns, assignment=sari.assignments.get())


def test_others_cannot_import(kornelis, dewi):
    for user in (kornelis, dewi):
        with acting_as(user), pytest.raises(RuleError):
            import_start(by=user, filename="a.xlsx", content=sheet(person("Satu")))


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_the_same_people_at_once_write_each_once(sari):
    """Both dry runs have seen an empty registry; the second write finds what the first has written."""
    rows = [person(f"Orang {n}", born=f"{n:02}/01/1990") for n in range(1, 13)]
    assignment = sari.assignments.get()
    batches = [checked(sari, sheet(*rows, person(f"Pembeda {n}"))) for n in (1, 2)]
    for batch in batches:
        with acting_as(sari, assignment):
            import_run(by=sari, batch=batch, assignment=assignment)

    def write(batch_id):
        try:
            run_write(batch_id=batch_id, user=type(sari).objects.get(pk=sari.pk), assignment=assignment)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=[batch.pk]) for batch in (*batches, batches[0])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    counts = list(ImportBatch.objects.order_by("pk").values_list("counts", flat=True))
    assert Member.objects.count() == 14
    assert sorted(count["created"] for count in counts) == [1, 13]
    assert sorted(count["unchanged"] + count["refused"] for count in counts) == [0, 12]
