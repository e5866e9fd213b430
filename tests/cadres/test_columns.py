import pytest

from cadres.spreadsheets.columns import COLUMN_LABELS, known_field, match_columns, raw_values


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Nama", "full_name"), ("NAMA LENGKAP*", "full_name"), ("nama kader", "full_name"), ("N A M A", "full_name"),
        ("NIK", "nik"), ("N I K", "nik"), ("No. KTP", "nik"), ("Nomor Induk Kependudukan (NIK)", "nik"),
        ("Tgl. Lahir", "birth_date"), ("Tanggal Lahir (dd/mm/yyyy)", "birth_date"), ("Tempat Lahir", "birthplace"),
        ("TTL", "birthplace_and_date"), ("Tempat, Tgl Lahir", "birthplace_and_date"),
        ("Tempat/Tanggal Lahir", "birthplace_and_date"),
        ("Jenis Kelamin", "gender"), ("JK", "gender"), ("L/P", "gender"), ("Jenis Kelamin (L/P)", "gender"),
        ("HP", "phone"), ("No. HP", "phone"), ("Telepon", "phone"), ("WA", "phone"), ("No.HP/WA", "phone"),
        ("KTA", "membership_card_no"), ("No Anggota", "membership_card_no"), ("NIA", "membership_card_no"),
        ("Provinsi", "province"), ("Kab/Kota", "regency"), ("KABUPATEN", "regency"), ("Kabupaten / Kota", "regency"),
        ("Distrik", "district"), ("Kec.", "district"), ("Kecamatan", "district"), ("Distrik/Kecamatan", "district"),
        ("Kelurahan", "village"), ("Desa", "village"), ("Kampung", "village"), ("Ranting", "village"),
        ("Alamat Lengkap", "address"), ("E-mail", "email"), ("Jenjang", "level"),
        ("Tanggal Bergabung", "joined_on"), ("Foo", None), ("Nama Ayah", None), ("", None),
    ],
)  # fmt: skip
def test_header_names_its_field(header, field):
    assert known_field(header) == field


def test_every_label_of_ours_is_known():
    assert {field: known_field(str(label)) for field, label in COLUMN_LABELS.items()} == {
        field: field for field in COLUMN_LABELS
    }


def test_columns_are_matched_and_the_rest_is_offered():
    match = match_columns(["No", "Nama", "NIK", "Golongan darah", "Ket.", "", "No. HP", "Masalah"])

    assert match.fields == {"full_name": 1, "nik": 2, "phone": 6}
    assert match.unknown == (3,)
    assert match.missing == ()
    assert match.guessed == frozenset()


def test_misspelt_headers_are_guessed_and_marked():
    match = match_columns(["Nama Lengkp", "Tangal Lahir", "Jns Kelamn", "Alamta"])

    assert match.fields == {"full_name": 0, "birth_date": 1, "gender": 2}
    assert match.guessed == {"full_name", "birth_date", "gender"}
    assert match.unknown == (3,)


def test_first_of_two_equal_columns_wins_and_the_second_is_unknown():
    match = match_columns(["Nama", "Nama lengkap", "HP", "Telepon"])

    assert match.fields == {"full_name": 0, "phone": 2}
    assert match.unknown == (1, 3)


def test_missing_name_is_told():
    assert match_columns(["NIK", "No. HP"]).missing == ("full_name",)


def test_values_of_a_row_are_picked_by_field():
    assert raw_values({"full_name": 1, "phone": 4}, ("1", "Sari")) == {"full_name": "Sari", "phone": ""}
