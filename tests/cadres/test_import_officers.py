"""Sheets of officers: who is meant, which office, and the way back."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.enums import Role
from accounts.scoping import acting_as
from cadres.enums import ImportKind, ImportState, MemberStatus, RowState, TermState
from cadres.models import ImportBatch, ImportRow, OfficerTerm, TermTransition
from cadres.selectors.members import nik_hash
from cadres.services.boards import dispute_raise
from cadres.services.import_checks import run_check
from cadres.services.import_writes import run_write
from cadres.services.imports import import_check, import_run, import_start
from tests.factories.accounts import staff, unit
from tests.factories.cadres import MemberFactory
from tests.factories.imports import sheet, undone

pytestmark = pytest.mark.django_db

HEADERS = ("Nama", "NIK", "No KTA", "Jabatan", "Distrik", "Kelurahan", "No SK", "TMT", "Sampai")
NIK = "9971061205900001"


def row(name="", nik="", card="", post="Ketua", district="", village="", decree="SK-1", start="01/02/2025", end=""):
    return [name, nik, card, post, district, village, decree, start, end]


def checked(by, *rows):
    assignment = by.assignments.get()
    with acting_as(by, assignment):
        content = sheet(*rows, headers=HEADERS)
        batch = import_start(by=by, filename="p.xlsx", content=content, kind=ImportKind.OFFICERS).batch
        import_check(by=by, batch=batch, columns=batch.columns, assignment=assignment)
    run_check(batch_id=batch.pk, user=by, assignment=assignment)
    batch.refresh_from_db()
    return batch


def written(by, *rows):
    batch = checked(by, *rows)
    assignment = by.assignments.get()
    with acting_as(by, assignment):
        import_run(by=by, batch=batch, assignment=assignment)
    run_write(batch_id=batch.pk, user=by, assignment=assignment)
    run_write(batch_id=batch.pk, user=by, assignment=assignment)
    batch.refresh_from_db()
    return batch


def test_officers_come_in_by_nik_card_or_name_at_the_unit_named(sari):
    by_nik = MemberFactory(full_name="Obed Saa", nik=NIK, nik_hash=nik_hash(NIK), nik_last4="0001")
    by_card = MemberFactory(full_name="Yohanis Kareth", membership_card_no="K-1")
    by_name = MemberFactory(full_name="Marthina Sagrim")

    batch = written(
        sari,
        row(nik=NIK),
        row("Yohanis Kareth", card="K-1", post="Sekretaris", district="Sorong Manoi"),
        row("MARTHINA SAGRIM", post="Bendahara", district="Sorong Manoi", village="Klasabi", end="31/12/2029"),
    )

    assert (batch.state, batch.counts["created"], batch.counts.get("bad", 0)) == ("done", 3, 0)
    found = {(term.member, term.post, term.unit.name, term.ends_on) for term in OfficerTerm.objects.all()}
    assert found == {
        (by_nik, "Ketua", unit("96.71").name, None),
        (by_card, "Sekretaris", "Sorong Manoi", None),
        (by_name, "Bendahara", "Klasabi", None),
    }


@pytest.mark.parametrize(
    ("wrong", "cause"),
    [
        (row("Siapa Gerangan"), "member_unknown"),
        (row("Kembar"), "member_namesakes"),
        (row("Orang Lain", card="K-1"), "member_othername"),
        (row("Berakhir", card="K-9"), "member_ended"),
        (row("Yohanis Kareth", post=""), "post_missing"),
        (row("Yohanis Kareth", start=""), "date_missing"),
        (row("Yohanis Kareth", start="01/02/2025", end="01/01/2025"), "date_order"),
        (row("Yohanis Kareth", district="Sorong Tmur"), "place_unknown"),
        (row(card="JAUH"), "member_unknown"),
        (row(post="Ketua"), "name_blank"),
    ],
)
def test_officer_in_doubt_is_refused(sari, wrong, cause):
    MemberFactory(full_name="Yohanis Kareth", membership_card_no="K-1")
    MemberFactory.create_batch(2, full_name="Kembar")
    MemberFactory(full_name="Berakhir", membership_card_no="K-9", status=MemberStatus.ENDED)
    MemberFactory(membership_card_no="JAUH", code="13.71.01.1001")

    batch = checked(sari, wrong)

    told = ImportRow.objects.get(batch=batch)
    assert (told.state, told.problems[0]["cause"]) == (RowState.BAD, cause)


def test_same_list_again_changes_nothing_and_a_changed_cell_is_one_update(sari):
    MemberFactory(full_name="Yohanis Kareth")
    MemberFactory(full_name="Obed Saa")
    written(sari, row("Yohanis Kareth"), row("Obed Saa", post="Sekretaris", end="01/03/2026"))

    again = checked(sari, row("Yohanis Kareth"), row("Obed Saa", post="sekretaris", end="01/03/2026"))
    changed = written(sari, row("Yohanis Kareth", decree="SK-2"), row("Obed Saa", post="Sekretaris", end="01/03/2026"))

    assert (again.counts.get("ready", 0), again.counts["unchanged"]) == (0, 2)
    assert (changed.counts["updated"], changed.counts["created"], changed.counts["unchanged"]) == (1, 0, 1)
    assert OfficerTerm.objects.get(post="Ketua").decree_no == "SK-2"
    undone(sari, changed)
    assert OfficerTerm.objects.get(post="Ketua").decree_no == "SK-1"


def test_undo_takes_the_offices_back_that_nobody_has_touched(sari):
    MemberFactory(full_name="Yohanis Kareth")
    MemberFactory(full_name="Obed Saa")
    batch = written(sari, row("Yohanis Kareth"), row("Obed Saa", post="Sekretaris"))
    OfficerTerm.objects.filter(post="Ketua").update(portfolio="Umum")

    batch = undone(sari, batch)

    assert {name: batch.counts[name] for name in ("deleted", "restored", "kept")} == {
        "deleted": 1,
        "restored": 0,
        "kept": 1,
    }
    assert OfficerTerm.objects.get().post == "Ketua"


def test_officer_twice_in_a_sheet_and_the_page_of_changes(client_of, sari):
    member = MemberFactory(full_name="Yohanis Kareth")
    OfficerTerm.objects.create(
        member=member, unit=unit("96.71"), post="Ketua", starts_on="2025-02-01", decree_no="SK-0"
    )
    batch = checked(sari, row("Yohanis Kareth"), row("Yohanis Kareth"))

    page = client_of(sari).get(batch.get_absolute_url(), {"lihat": "changed"}).content.decode()

    assert "<del>SK-0</del> → <ins>SK-1</ins>" in " ".join(page.split())
    assert ImportRow.objects.get(batch=batch, number=3).state == RowState.DUPLICATE


def test_kind_is_chosen_at_the_upload(client_of, sari):
    content = sheet(row("Obed Saa"), headers=HEADERS)
    client = client_of(sari)

    client.post("/impor/", {"kind": "officers", "file": SimpleUploadedFile("p.xlsx", content)})
    forged = client.post("/impor/", {"kind": "users", "file": SimpleUploadedFile("p.xlsx", content)})

    batch = ImportBatch.objects.get()
    assert (batch.kind, batch.state, batch.columns["post"]) == ("officers", ImportState.UPLOADED, 3)
    assert forged.status_code == 422
    assert client.get("/impor/templat/?isi=officers").status_code == 200
    assert client.get("/impor/templat/?isi=users").status_code == 404


DECREED = ("Nama", "Jabatan", "Kabupaten/Kota", "No SK", "Tanggal SK", "TMT")


def decreed(name="Yohanis Kareth", post="Ketua", decree="SK-1", on="15/01/2025", start="01/02/2025"):
    return [name, post, "Kota Sorong", decree, on, start]


def brought(by, *rows, run=True):
    assignment = by.assignments.get()
    with acting_as(by, assignment):
        content = sheet(*rows, headers=DECREED)
        batch = import_start(by=by, filename="p.xlsx", content=content, kind=ImportKind.OFFICERS).batch
        import_check(by=by, batch=batch, columns=batch.columns, assignment=assignment)
    run_check(batch_id=batch.pk, user=by, assignment=assignment)
    if run:
        with acting_as(by, assignment):
            import_run(by=by, batch=batch, assignment=assignment)
        run_write(batch_id=batch.pk, user=by, assignment=assignment)
    batch.refresh_from_db()
    return batch


@pytest.fixture
def above():
    return staff(Role.SECRETARIAT, "96", full_name="Ruth Sagrim")


def test_the_date_of_the_decree_is_not_the_beginning(sari):
    MemberFactory(full_name="Yohanis Kareth")

    brought(sari, decreed())

    term = OfficerTerm.objects.get()
    assert (term.decree_on, term.starts_on, term.state) == (date(2025, 1, 15), date(2025, 2, 1), TermState.WAITING)


@pytest.mark.parametrize(
    ("wrong", "cause"), [(decreed(start=""), "date_missing"), (decreed(on="01/01/2099"), "date_future")]
)
def test_a_decree_to_come_and_a_missing_beginning_are_told(sari, wrong, cause):
    MemberFactory(full_name="Yohanis Kareth")

    batch = brought(sari, wrong, run=False)

    assert [problem["cause"] for problem in ImportRow.objects.get(batch=batch).problems] == [cause]


def test_the_sheet_of_the_board_above_confirms_what_the_board_has_written(client_of, sari, above):
    MemberFactory(full_name="Yohanis Kareth")
    MemberFactory(full_name="Obed Saa")
    brought(sari, decreed(), decreed("Obed Saa", "Sekretaris"))

    batch = brought(above, decreed(), decreed("Obed Saa", "Sekretaris", start="01/03/2025"), run=False)
    assert (batch.counts["confirm"], batch.counts["update"]) == (1, 2)
    page = client_of(above).get(batch.get_absolute_url(), {"lihat": "confirm"}).content.decode()
    assert "<del>Menunggu pengesahan</del> → <ins>Disahkan</ins>" in " ".join(page.split())
    batch = brought(above, decreed(), decreed("Obed Saa", "Sekretaris", start="01/03/2025"))

    chair = OfficerTerm.objects.get(post="Ketua")
    assert (chair.state, chair.confirmed_by, chair.confirmed_by_unit) == (TermState.CONFIRMED, above, unit("96"))
    assert TermTransition.objects.get().actor == above
    # A new beginning is a new entry: somebody else confirms it.
    assert OfficerTerm.objects.get(post="Sekretaris").state == TermState.WAITING
    undone(above, batch)
    chair.refresh_from_db()
    assert (chair.state, chair.confirmed_by) == (TermState.WAITING, None)


def test_one_sheet_of_two_people_of_the_board_above_enters_and_confirms(above):
    MemberFactory(full_name="Yohanis Kareth")
    colleague = staff(Role.SECRETARIAT, "96", full_name="Markus Fonataba")

    brought(above, decreed())
    again = brought(above, decreed(), run=False)
    assert (OfficerTerm.objects.get().state, again.counts["unchanged"]) == (TermState.WAITING, 1)
    brought(colleague, decreed())

    assert OfficerTerm.objects.get().state == TermState.CONFIRMED


@pytest.mark.parametrize("row_without", [decreed(decree=""), decreed(on="")])
def test_without_a_decree_and_for_ones_own_board_nothing_is_confirmed(sari, above, row_without):
    MemberFactory(full_name="Yohanis Kareth")
    brought(sari, decreed())

    assert brought(above, row_without, run=False).counts.get("confirm", 0) == 0
    colleague = staff(Role.SECRETARIAT, "96.71", full_name="Lea Kambu")
    assert brought(colleague, decreed(), run=False).counts.get("confirm", 0) == 0


def test_a_disputed_board_is_not_confirmed_by_a_sheet(sari, above):
    MemberFactory(full_name="Yohanis Kareth")
    brought(sari, decreed())
    with acting_as(sari):
        dispute_raise(by=sari, unit=unit("96.71"), reason="Dua surat mandat beredar")

    assert brought(above, decreed(), run=False).counts.get("confirm", 0) == 0
