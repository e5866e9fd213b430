from datetime import date, datetime

import pytest

from cadres.dates import DateError, parse_date, split_birthplace

TODAY = date(2026, 11, 21)
LAST_OF_1990 = date(1990, 12, 31)


@pytest.mark.parametrize(
    "written",
    [
        LAST_OF_1990,
        datetime(1990, 12, 31, 5, 6),
        33238,
        33238.0,
        "33238",
        "33238.0",
        "31/12/1990",
        "31-12-1990",
        "31.12.1990",
        "31.12.90",
        "31 12 1990",
        "31/12/'90",
        "1990-12-31",
        "1990/12/31",
        "1990-12-31 00:00:00",
        "1990-12-31T07:30",
        "31121990",
        "19901231",
        "31 Desember 1990",
        "31 des 1990",
        "31-Des-90",
        "31 DESEMBER 1990",
        "Senin, 31 Desember 1990",
        "31 December 1990",
        " 31 / 12 / 1990 ",
    ],
)
def test_date_is_read_in_any_writing(written):
    assert parse_date(written, today=TODAY) == LAST_OF_1990


@pytest.mark.parametrize(
    ("month", "names"),
    [
        (1, "Januari Jan"), (2, "Februari Pebruari Feb Peb"), (3, "Maret Mar Mrt"), (4, "April Apr"), (5, "Mei"),
        (6, "Juni Jun"), (7, "Juli Jul"), (8, "Agustus Agu Agt Ags Agst"), (9, "September Sept Sep"),
        (10, "Oktober Okt"), (11, "November Nopember Nov Nop"), (12, "Desember Des"),
    ],
)  # fmt: skip
def test_months_have_indonesian_names(month, names):
    for name in names.split():
        assert parse_date(f"5 {name} 1988", today=TODAY) == date(1988, month, 5)


def test_a_first_zero_lost_by_a_number_cell_is_given_back():
    assert parse_date("5011988", today=TODAY) == date(1988, 1, 5)


@pytest.mark.parametrize(("year", "full"), [("26", 2026), ("05", 2005), ("27", 1927), ("90", 1990)])
def test_two_digit_years_are_the_latest_past(year, full):
    assert parse_date(f"01/02/{year}", today=TODAY) == date(full, 2, 1)
    assert parse_date("31/12/26", today=TODAY) == date(1926, 12, 31)


@pytest.mark.parametrize(
    ("written", "code", "sentence"),
    [
        ("31/02/1994", "date_impossible", "Tanggal tidak ada di kalender; tulis hari/bulan/tahun."),
        ("12/31/1990", "date_impossible", "Tanggal tidak ada di kalender; tulis hari/bulan/tahun."),
        ("0/1/1990", "date_impossible", "Tanggal tidak ada di kalender; tulis hari/bulan/tahun."),
        ("12/05/20026", "date_year", "Tahun tidak mungkin; tulis tahun dengan empat angka, misalnya 1990."),
        ("20026-05-12", "date_year", "Tahun tidak mungkin; tulis tahun dengan empat angka, misalnya 1990."),
        ("12/05/199", "date_year", "Tahun tidak mungkin; tulis tahun dengan empat angka, misalnya 1990."),
        ("12/05/9026", "date_year", "Tahun tidak mungkin; tulis tahun dengan empat angka, misalnya 1990."),
        ("12/05/2027", "date_future", "Tanggal ini belum terjadi; periksa tahunnya."),
        ("12/05/1890", "date_old", "Tanggal ini lebih dari 110 tahun yang lalu; periksa tahunnya."),
        ("1990", "date_unreadable", "Tanggal tidak terbaca; tulis seperti 31/12/1990."),
        ("besok", "date_unreadable", "Tanggal tidak terbaca; tulis seperti 31/12/1990."),
        ("31 Foo 1990", "date_unreadable", "Tanggal tidak terbaca; tulis seperti 31/12/1990."),
        ("9" * 5000, "date_unreadable", "Tanggal tidak terbaca; tulis seperti 31/12/1990."),
        ("", "date_unreadable", "Tanggal tidak terbaca; tulis seperti 31/12/1990."),
    ],
)
def test_date_is_refused_by_cause(written, code, sentence):
    with pytest.raises(DateError) as refusal:
        parse_date(written, today=TODAY)

    assert (refusal.value.code, refusal.value.sentence) == (code, sentence)


def test_today_and_the_day_110_years_ago_are_the_limits():
    assert parse_date("21/11/2026", today=TODAY) == TODAY
    assert parse_date("21/11/1916", today=TODAY) == date(1916, 11, 21)

    for written in ("22/11/2026", "20/11/1916"):
        with pytest.raises(DateError):
            parse_date(written, today=TODAY)


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        ("Sorong, 12-05-1990", "Sorong", "12-05-1990"),
        ("Sorong / 12 Mei 1990", "Sorong", "12 Mei 1990"),
        ("Fak-Fak 12/05/1990", "Fak-Fak", "12/05/1990"),
        ("Sorong", "Sorong", ""),
        ("12-05-1990", "", "12-05-1990"),
    ],
)
def test_birthplace_and_date_are_taken_apart(text, place, day):
    assert split_birthplace(text) == (place, day)
