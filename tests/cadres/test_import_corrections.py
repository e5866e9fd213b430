"""Corrections where the rows stand, remembered columns, impact of a write, and moves with their own tick."""

import pytest
from django.db import connection
from django.urls import reverse

from accounts.scoping import acting_as
from cadres.enums import Impact, ImportState, RowState
from cadres.models import ColumnMapping, ImportBatch, ImportRow, Member
from cadres.selectors.members import nik_hash
from cadres.services.import_fixes import import_continue, row_correct, suggestion_take
from cadres.services.import_writes import run_write
from cadres.services.imports import KEPT, can_undo, import_check, import_run, import_start
from core.errors import RuleError
from tests.factories.accounts import unit
from tests.factories.cadres import MemberFactory
from tests.factories.imports import HEADERS, checked, person, sheet, undone, written

pytestmark = pytest.mark.django_db

NIK = "9971061205900001"
OTHER_NIK = "9971061205900002"
SLIP = ("Sorong Timur", "Klwalu")


def counts_of(batch):
    batch.refresh_from_db()
    return {name: batch.counts.get(name, 0) for name in ("ready", "new", "update", "moved", "bad", "duplicate")}


def row_of(batch, number):
    return ImportRow.objects.get(batch=batch, number=number)


def test_columns_are_remembered_per_unit_and_proposed_for_the_same_headers(client_of, sari, stranger):
    headers = ("Nama", "Sebutan", "Tempat")
    with acting_as(sari):
        batch = import_start(by=sari, filename="a.xlsx", content=sheet(["A", "B", "Klasabi"], headers=headers)).batch
        chosen = {"full_name": 1, "village": 2}
        import_check(by=sari, batch=batch, columns=chosen, assignment=sari.assignments.get())
    again = ["NAMA*", " sebutan", "Tempat"]

    with acting_as(sari):
        mine = import_start(by=sari, filename="b.xlsx", content=sheet(["C", "D", "Klasabi"], headers=again)).batch
        other = import_start(by=sari, filename="c.xlsx", content=sheet(["C", "D"], headers=again[:2])).batch
    with acting_as(stranger):
        theirs = import_start(by=stranger, filename="b.xlsx", content=sheet(["C", "D", "E"], headers=headers)).batch

    assert (mine.columns, other.columns, theirs.columns) == (chosen, {"full_name": 0}, {"full_name": 0})
    assert ColumnMapping.objects.count() == 1
    page = client_of(sari).get(reverse("cadres:import_columns", args=[mine.pk])).content.decode()
    assert "Dicocokkan seperti terakhir kali" in page


def test_wrong_row_is_corrected_on_the_page_and_checked_at_once(client_of, sari):
    batch = checked(sari, sheet(person("Satu", "123"), person("Dua")))
    row = row_of(batch, 2)
    client = client_of(sari)
    url = reverse("cadres:import_row", args=[row.pk])
    cells = {"full_name": "Satu", "nik": "12", "district": "Sorong Manoi", "village": "Klasabi"}

    shown = client.get(url).content.decode()
    still_wrong = client.post(url, cells)
    right = client.post(url, cells | {"nik": NIK}, follow=True)

    assert "NIK harus 16 angka; Anda menulis 3 angka." in shown
    assert still_wrong.status_code == 422
    assert "Anda menulis 2 angka." in still_wrong.content.decode()
    assert "Baris 2 sudah benar." in right.content.decode()
    assert counts_of(batch) == {"ready": 2, "new": 2, "update": 0, "moved": 0, "bad": 0, "duplicate": 0}
    batch.refresh_from_db()
    assert batch.counts["groups"] == {}
    assert client.get(url).status_code == 404
    run = written_from(sari, batch)
    assert (run.counts["created"], Member.objects.filter(nik_last4="0001").count()) == (2, 1)


def written_from(user, batch, **options):
    assignment = user.assignments.get()
    with acting_as(user, assignment):
        import_run(by=user, batch=batch, assignment=assignment, **options)
    run_write(batch_id=batch.pk, user=user, assignment=assignment)
    batch.refresh_from_db()
    return batch


def test_corrected_row_that_now_names_somebody_of_the_sheet_is_told(sari):
    batch = checked(sari, sheet(person("Satu", NIK), person("Dua", "123")))

    with acting_as(sari):
        row = row_correct(by=sari, row=row_of(batch, 3), cells={"nik": NIK})

    assert (row.state, row.problems[0]["sentence"]) == (RowState.DUPLICATE, "NIK sama dengan baris 2.")
    assert counts_of(batch)["duplicate"] == 1


def test_masked_cell_that_comes_back_masked_stays(client_of, sari):
    batch = checked(sari, sheet(person("Satu", NIK, place=SLIP)))
    url = reverse("cadres:import_row", args=[row_of(batch, 2).pk])
    page = client_of(sari).get(url)
    shown = {name: page.context["form"][name].value() for name in page.context["form"].fields}

    client_of(sari).post(url, shown | {"village": "Klawalu"})

    assert NIK not in page.content.decode()
    run = written_from(sari, batch)
    assert (run.counts["created"], Member.objects.get().nik) == (1, NIK)


def test_nearest_unit_is_suggested_and_taken_for_all_rows_that_are_wrong_alike(client_of, sari):
    rows = [person(f"Orang {n}", place=SLIP) for n in range(3)]
    batch = checked(sari, sheet(*rows, person("Lain", place=("Sorong Timur", "Klmana")), person("Baik")))
    client = client_of(sari)
    page = client.get(batch.get_absolute_url()).content.decode()

    client.post(reverse("cadres:import_row_suggestion", args=[row_of(batch, 2).pk]), {"semua": "ya"})

    assert "Pakai Klawalu untuk 3 baris yang sama" in " ".join(page.split())
    assert counts_of(batch) == {"ready": 4, "new": 4, "update": 0, "moved": 0, "bad": 1, "duplicate": 0}
    run = written_from(sari, batch)
    assert run.counts["created"] == 4
    assert Member.objects.filter(unit__name="Klawalu").count() == 3


@pytest.mark.parametrize(
    ("place", "label"),
    [
        (("Sorong Timur", "Klawaloe"), "Klawalu"),
        (("Sorong Manoi", "Klawalu"), "Klawalu, Sorong Timur"),
        (("Sorong Tmur", "Klawalu"), "Sorong Timur"),
        (("Sorong Manoi", "Zzzzzz"), None),
    ],
)
def test_suggestion_is_near_by_letters_or_sound_and_may_correct_the_district(sari, place, label):
    batch = checked(sari, sheet(person("Satu", place=place)))
    row = row_of(batch, 2)

    assert row.suggestion.get("label") == label
    assert place[1] not in str(row.suggestion) or place[1] == "Klawalu"
    if label:
        with acting_as(sari):
            assert suggestion_take(by=sari, row=row, for_all=False) == 1


def test_corrections_close_with_the_write_and_for_others(client_of, sari, kornelis, stranger):
    batch = checked(sari, sheet(person("Satu", "123", place=SLIP), person("Dua")))
    row = row_of(batch, 2)
    url = reverse("cadres:import_row", args=[row.pk])

    assert client_of(stranger).post(url, {"nik": NIK}).status_code == 404
    assert client_of(kornelis).post(url, {"nik": NIK}).status_code == 403
    ImportBatch.objects.update(state=ImportState.DONE)
    with acting_as(sari), pytest.raises(RuleError, match="sudah berjalan"):
        row_correct(by=sari, row=row, cells={"nik": NIK})
    with acting_as(sari), pytest.raises(RuleError, match="sudah berjalan"):
        suggestion_take(by=sari, row=row, for_all=True)
    assert client_of(sari).post(url, {"nik": NIK}).status_code == 404


def test_what_a_write_left_wrong_is_corrected_written_and_undone_by_itself(client_of, sari, stranger):
    held = {"nik": OTHER_NIK, "nik_hash": nik_hash(OTHER_NIK), "nik_last4": OTHER_NIK[-4:]}
    MemberFactory(full_name="Jauh", code="13.71.01.1001", **held)
    first = written(sari, sheet(person("Satu", "123"), person("Dua", NIK), person("Tiga", OTHER_NIK)))
    client, go_on = client_of(sari), reverse("cadres:import_continue", args=[first.pk])
    assert (first.state, first.counts["created"], first.counts["refused"]) == (ImportState.DONE, 1, 1)
    assert go_on in client.get(first.get_absolute_url()).content.decode()
    assert client_of(stranger).post(go_on).status_code == 404

    page = client.post(go_on, follow=True)
    second = ImportBatch.objects.exclude(pk=first.pk).get()
    cells = {"district": "Sorong Manoi", "village": "Klasabi"}
    for number, nik in ((2, "9971061205900003"), (4, "9971061205900004")):
        row = row_of(second, number)
        client.post(reverse("cadres:import_row", args=[row.pk]), {"full_name": "Orang", "nik": nik} | cells)

    assert page.redirect_chain[-1][0] == second.get_absolute_url()
    assert counts_of(second)["ready"] == 2
    assert (
        reverse("cadres:import_continue", args=[first.pk]) not in client.get(first.get_absolute_url()).content.decode()
    )
    client.post(reverse("cadres:import_write", args=[second.pk]))
    run_write(batch_id=second.pk, user=sari, assignment=sari.assignments.get())
    second.refresh_from_db()
    assert can_undo(second)
    second.created_at -= KEPT  # what stood there before is forgotten with the contents of the first
    assert not can_undo(second)
    undone(sari, first)
    assert (
        sorted(Member.objects.filter(unit__regency=unit("96.71")).values_list("full_name", flat=True)) == ["Orang"] * 2
    )
    with acting_as(sari), pytest.raises(RuleError):
        import_continue(by=sari, batch=second)


def test_forged_fields_of_a_row_are_ignored_or_refused(client_of, sari):
    batch = checked(sari, sheet(person("Satu", "123")))
    row = row_of(batch, 2)
    forged = {"unit": 1, "member": 1, "state": "ready", "status": "ended", "level": "utama", "columns": "x"}

    client_of(sari).post(reverse("cadres:import_row", args=[row.pk]), {"full_name": "Satu", **forged})
    with acting_as(sari), pytest.raises(RuleError, match="Kolom ini tidak ada"):
        row_correct(by=sari, row=row, cells={"level": "utama"})

    row.refresh_from_db()
    assert (row.state, row.member_id, row.unit_id) == (RowState.BAD, None, unit("96.71").pk)


def known(**fields):
    return MemberFactory(code="96.71.06.1005", gender="male", **fields)


def test_impact_tells_new_changed_moved_refused_with_before_and_after(client_of, sari):
    known(full_name="Diubah", membership_card_no="K-1", phone="+6281244550011")
    MemberFactory(full_name="Pindah", membership_card_no="K-2", code="96.71.06.1001", gender="male")
    rows = [person("Diubah", card="K-1", phone="0812 4455 0022"), person("Pindah", card="K-2"), person("Baru")]
    batch = checked(sari, sheet(*rows, person("Salah", "123")))
    client = client_of(sari)

    pages = {
        impact: " ".join(client.get(batch.get_absolute_url(), {"lihat": impact}).content.decode().split())
        for impact in Impact.values
    }

    assert counts_of(batch) == {"ready": 3, "new": 1, "update": 2, "moved": 1, "bad": 1, "duplicate": 0}
    assert "<del>+6281244550011</del> → <ins>+6281244550022</ins>" in pages["changed"]
    assert "Pindahkan juga 1 kader" in pages["moved"]
    assert "Unit:</span> <del>" in pages["moved"]
    assert "Diubah" not in pages["new"]
    assert client.get(batch.get_absolute_url(), {"lihat": "semua"}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("view", ["?lihat=changed", "?lihat=moved", ""])
def test_impact_pages_cost_the_same_whatever_they_hold(client_of, sari, count_queries, count, view):
    for n in range(count):
        known(full_name=f"Diubah {n}", membership_card_no=f"K-{n}")
        MemberFactory(full_name=f"Pindah {n}", membership_card_no=f"P-{n}", gender="male")
    changed = [person(f"Diubah {n}", card=f"K-{n}", born="01/02/1990") for n in range(count)]
    moved = [person(f"Pindah {n}", card=f"P-{n}") for n in range(count)]
    batch = checked(sari, sheet(*changed, *moved, *(person(f"S {n}", place=SLIP) for n in range(count))))
    client = client_of(sari)
    client.get(batch.get_absolute_url())

    with count_queries() as spent:
        client.get(f"{batch.get_absolute_url()}{view}")

    assert spent() == {"?lihat=changed": 9, "?lihat=moved": 8, "": 7}[view]


@pytest.mark.parametrize("ticked", [True, False])
def test_moves_are_written_only_when_ticked(client_of, sari, ticked):
    member = MemberFactory(full_name="Pindah", membership_card_no="K-2", code="96.71.06.1001", gender="male")
    batch = checked(sari, sheet(person("Pindah", card="K-2"), person("Baru")))

    client_of(sari).post(reverse("cadres:import_write", args=[batch.pk]), {"pindah": "ya"} if ticked else {})
    run_write(batch_id=batch.pk, user=sari, assignment=sari.assignments.get())

    member.refresh_from_db()
    batch.refresh_from_db()
    assert member.unit == unit("96.71.06.1005" if ticked else "96.71.06.1001")
    assert {name: batch.counts[name] for name in ("created", "updated", "skipped")} == {
        "created": 1,
        "updated": int(ticked),
        "skipped": int(not ticked),
    }


def test_moves_alone_without_the_tick_write_nothing(sari):
    MemberFactory(full_name="Pindah", membership_card_no="K-2", gender="male")
    batch = checked(sari, sheet(person("Pindah", card="K-2")))

    with acting_as(sari), pytest.raises(RuleError, match="centang dulu perpindahannya"):
        import_run(by=sari, batch=batch, assignment=sari.assignments.get())


def test_changed_cell_is_one_update_and_one_history_event(sari):
    rows = [person("Satu", NIK, card="K-1"), person("Dua", OTHER_NIK, card="K-2")]
    written(sari, sheet(*rows))
    before = events()

    batch = checked(sari, sheet(rows[0], person("Dua", OTHER_NIK, card="K-2", phone="081244550011")))
    batch = written_from(sari, batch)

    assert (batch.counts["updated"], batch.counts["created"], batch.counts["unchanged"]) == (1, 0, 1)
    assert events() - before == 1
    undone(sari, batch)
    assert not Member.objects.exclude(phone="").exists()


def events():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cadres_memberevent")
        return cursor.fetchone()[0]


def test_stored_suggestion_and_identity_hold_no_value_of_a_person(sari):
    checked(sari, sheet(person("Satu", NIK, "12/05/1990", "KTA-77", place=("Sorong Timur", "Klwalu"))))
    checked(sari, sheet(person("Obed Saa", OTHER_NIK, card="KTA-88")))

    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(suggestion::text || identity::text, ' ') FROM cadres_importrow")
        (stored,) = cursor.fetchone()
    assert not [text for text in ("Klwalu", NIK, OTHER_NIK, "KTA-77", "KTA-88", "Obed") if text in stored]
    assert len(HEADERS) == 8
