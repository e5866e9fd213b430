import time
from datetime import date

import pytest

from cadres.spreadsheets.rows import GROUP_LABELS, CleanRow, Problem, validate_row

TODAY = date(2026, 11, 21)


def row(**values):
    return {"full_name": "Yohanis Kambu"} | values


def codes(raw):
    result = validate_row(raw, TODAY)
    return [problem.cause_code for problem in result] if isinstance(result, list) else result


def test_good_row_is_clean():
    result = validate_row(
        {
            "full_name": " H. Yohanis  Kambu, S.Sos. ",
            "nik": "9971023112900012",
            "birthplace_and_date": "Sorong, 31 Desember 1990",
            "gender": "L",
            "phone": "0840-5544-0011",
            "email": "yohanis@contoh.test",
            "membership_card_no": "PC-000001",
            "province": "Papua Barat Daya",
            "regency": "Kota  Sorong",
            "district": "Kec. Sorong Timur",
            "village": "Klawalu",
            "address": "Jl. Contoh 1",
            "level": "Madya",
            "joined_on": "2019-05-01",
        },
        TODAY,
    )

    assert isinstance(result, CleanRow)
    assert (result.prefix, result.full_name, result.suffix) == ("H.", "Yohanis Kambu", "S.Sos.")
    assert result.nik.digits == "9971023112900012"
    assert (result.birthplace, result.birth_date) == ("Sorong", date(1990, 12, 31))
    assert (result.gender, result.phone, result.email) == ("male", "+6284055440011", "yohanis@contoh.test")
    assert (result.regency, result.district, result.village) == ("Kota Sorong", "Kec. Sorong Timur", "Klawalu")
    assert (result.membership_card_no, result.level, result.joined_on) == ("PC-000001", "Madya", date(2019, 5, 1))
    assert result.warnings == ()


def test_name_alone_is_enough():
    result = validate_row(row(nik="-", phone="tidak ada", birth_date=" ", email="N/A"), TODAY)

    assert (result.nik, result.phone, result.birth_date, result.email) == (None, "", None, "")


def test_all_problems_of_a_row_come_at_once():
    bad = row(full_name="", nik="123", birth_date="31/02/1990", gender="x", phone="08", email="a@b", joined_on="besok")

    result = validate_row(bad, TODAY)

    assert [(problem.field, problem.value, problem.cause_code) for problem in result] == [
        ("full_name", "", "name_blank"),
        ("nik", "123", "nik_length"),
        ("birth_date", "31/02/1990", "date_impossible"),
        ("gender", "x", "gender_unknown"),
        ("phone", "08", "phone_short"),
        ("email", "a@b", "email_form"),
        ("joined_on", "besok", "date_unreadable"),
    ]
    assert all(problem.sentence.endswith(".") and problem.group in GROUP_LABELS for problem in result)


@pytest.mark.parametrize(
    ("values", "cause"),
    [
        ({"membership_card_no": "1" * 33}, "card_long"),
        ({"address": "a" * 251}, "text_long"),
        ({"birthplace": "a" * 101}, "text_long"),
        ({"email": "dua@contoh.test, tiga@contoh.test"}, "email_form"),
        ({"email": f"{'a' * 250}@contoh.test"}, "email_form"),
    ],
)
def test_values_that_do_not_fit_are_refused(values, cause):
    assert codes(row(**values)) == [cause]


def test_own_column_of_birth_goes_before_the_double_one():
    result = validate_row(
        row(birthplace_and_date="Sorong, 1-1-1980", birth_date="2-2-1990", birthplace="Fak-Fak"), TODAY
    )

    assert (result.birthplace, result.birth_date) == ("Fak-Fak", date(1990, 2, 2))


def test_nik_that_disagrees_only_warns():
    result = validate_row(row(nik="9971023112900012", birth_date="30/12/1990", gender="P"), TODAY)

    assert [warning.cause_code for warning in result.warnings] == ["nik_birth_date", "nik_gender"]


def test_group_of_a_problem_is_the_start_of_its_cause():
    assert Problem("nik", "1", "nik_length", "…").group == "nik"


def test_twenty_thousand_rows_are_validated_in_three_seconds():
    raw = row(nik="9971023112900012", birth_date="31 Des 1990", gender="L", phone="0840 5544 0011", village="Klawalu")

    started = time.process_time()
    for number in range(20_000):
        validate_row(raw | {"membership_card_no": str(number)}, TODAY)
    taken = time.process_time() - started

    assert taken <= 3
