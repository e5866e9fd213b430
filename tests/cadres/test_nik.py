from datetime import date

import pytest

from cadres.nik import NikError, mask_nik, nik_warnings, parse_nik

DAMAGED = "Excel mengubah NIK menjadi bilangan; angka akhir hilang. Ketik ulang 16 angkanya dari KTP."


def test_nik_of_a_man_is_read():
    nik = parse_nik("9971023112900012")

    assert (nik.digits, nik.region_code, nik.last4) == ("9971023112900012", "99.71.02", "0012")
    assert (nik.day, nik.month, nik.year, nik.is_woman) == (31, 12, 90, False)
    assert nik.birth_dates == (date(1990, 12, 31), date(2090, 12, 31))


def test_nik_of_a_woman_has_forty_more_days():
    nik = parse_nik("9971027112900012")

    assert (nik.day, nik.is_woman) == (31, True)


@pytest.mark.parametrize(
    "written",
    ["99.71.02.311290.0012", " 9971 0231 1290 0012 ", "'9971023112900012", "9971-0231-1290-0012", 9971023112900012],
)
def test_nik_is_read_in_any_grouping(written):
    assert parse_nik(written).digits == "9971023112900012"


@pytest.mark.parametrize(
    ("written", "code", "sentence"),
    [
        ("99710231129", "nik_length", "NIK harus 16 angka; Anda menulis 11 angka."),
        ("99710231129000123", "nik_length", "NIK harus 16 angka; Anda menulis 17 angka."),
        ("997102311290001O", "nik_letters", "NIK hanya boleh berisi angka."),
        ("", "nik_letters", "NIK hanya boleh berisi angka."),
        ("٩٩٧١٠٢٣١١٢٩٠٠٠١٢", "nik_letters", "NIK hanya boleh berisi angka."),
        (
            "9.27101E+15",
            "nik_damaged",
            DAMAGED,
        ),
        (
            "9,27101e+15",
            "nik_damaged",
            DAMAGED,
        ),
        (
            9971023112900010.0,
            "nik_damaged",
            DAMAGED,
        ),
        (
            9971023112900012.0,
            "nik_damaged",
            DAMAGED,
        ),
        (
            1171023112900010.0,
            "nik_damaged",
            DAMAGED,
        ),
        (
            "9971020000000000",
            "nik_damaged",
            DAMAGED,
        ),
        (
            "9971023002900012",
            "nik_date",
            "Tanggal lahir di dalam NIK (angka ke-7 sampai ke-12) tidak ada di kalender.",
        ),
        ("9971023112910000", "nik_serial", "Empat angka terakhir NIK tidak mungkin 0000."),
    ],
)
def test_nik_is_refused_with_one_sentence(written, code, sentence):
    with pytest.raises(NikError) as refusal:
        parse_nik(written)

    assert (refusal.value.code, refusal.value.sentence) == (code, sentence)


@pytest.mark.parametrize("day_and_month", ["0001", "3201", "4001", "7201", "9901", "0100", "0113", "3104", "7104"])
def test_nik_with_a_day_that_does_not_exist_is_refused(day_and_month):
    with pytest.raises(NikError) as refusal:
        parse_nik(f"997102{day_and_month}900012")

    assert refusal.value.code == "nik_date"


def test_nik_of_29_february_needs_a_leap_year_in_either_century():
    assert parse_nik("9971022902000012").birth_dates == (date(2000, 2, 29),)
    assert parse_nik("9971022902040012").birth_dates == (date(1904, 2, 29), date(2004, 2, 29))

    with pytest.raises(NikError) as refusal:
        parse_nik("9971022902010012")
    assert refusal.value.code == "nik_date"


def test_exact_number_cell_below_the_limit_of_floats_is_read():
    assert parse_nik(8971023112900013.0).digits == "8971023112900013"


@pytest.mark.parametrize(
    ("birth_date", "gender", "codes"),
    [
        (date(1990, 12, 31), "male", []),
        (date(1990, 12, 30), "male", ["nik_birth_date"]),
        (date(1990, 12, 31), "female", ["nik_gender"]),
        (None, "", []),
    ],
)
def test_nik_warns_where_it_disagrees(birth_date, gender, codes):
    warnings = nik_warnings(parse_nik("9971023112900012"), birth_date, gender)

    assert [warning.code for warning in warnings] == codes


def test_mask_shows_the_last_four_digits_alone():
    assert mask_nik("0001") == "••••••••••••0001"
    assert mask_nik("") == ""
