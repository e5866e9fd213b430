import pytest

from cadres.names import (
    MAX_NAME_LENGTH,
    PersonName,
    PersonNameError,
    clean_name,
    fold_name,
    name_similarity,
    parse_name,
    split_titles,
)


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("  Yohanis   Kambu ", "Yohanis Kambu"),
        ("Yohanis\tKambu\r\n", "Yohanis Kambu"),
        ("Yo\u200bhanis\x00 Kambu\ufeff", "Yohanis Kambu"),
        ("YOHANIS KAMBU", "YOHANIS KAMBU"),
        ("yohanis kambu", "yohanis kambu"),
        ("Sae\u0301ni", "Saéni"),
    ],
)
def test_name_is_kept_as_typed_but_for_spaces_and_invisible_characters(typed, clean):
    assert clean_name(typed) == clean


@pytest.mark.parametrize(
    ("typed", "prefix", "full_name", "suffix"),
    [
        ("H. Muhammad Ilham, S.Sos., M.Si.", "H.", "Muhammad Ilham", "S.Sos., M.Si."),
        ("Hj.Siti Aminah", "Hj.", "Siti Aminah", ""),
        ("Prof. Dr. K.H. Ma'ruf", "Prof. Dr. K.H.", "Ma'ruf", ""),
        ("Dr. Ir. H. Budi S.T, M.T", "Dr. Ir. H.", "Budi", "S.T, M.T"),
        ("Pdt. Yosep Kareth S.Th", "Pdt.", "Yosep Kareth", "S.Th"),
        ("BUDI SANTOSO, SE., MM", "", "BUDI SANTOSO", "SE., MM"),
        ("Drs Simon, S. Sos", "Drs", "Simon", "S. Sos"),
        ("Yohanis", "", "Yohanis", ""),
        ("Yohanis M. Kambu", "", "Yohanis M. Kambu", ""),
        ("Kambu, Yohanis", "", "Kambu, Yohanis", ""),
        ("Irma Wati", "", "Irma Wati", ""),
        ("Dramawan", "", "Dramawan", ""),
        ("Drs.", "", "Drs.", ""),
        ("H Simanjuntak", "", "H Simanjuntak", ""),
    ],
)
def test_titles_are_set_apart_from_the_name(typed, prefix, full_name, suffix):
    assert split_titles(typed) == PersonName(prefix, full_name, suffix)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "name_blank"),
        (" \u200b ", "name_blank"),
        ("12345", "name_letters"),
        ("--", "name_letters"),
        ("a" * (MAX_NAME_LENGTH + 1), "name_long"),
        ("Budi, " + ", ".join(["S.Sos."] * 10), "name_titles"),
    ],
)
def test_what_is_no_name_is_refused(typed, code):
    with pytest.raises(PersonNameError) as refusal:
        parse_name(typed)

    assert refusal.value.code == code


def test_one_word_is_a_name():
    assert parse_name("Sukarno").full_name == "Sukarno"


def test_fold_is_for_searching():
    assert fold_name("  SAÉNI  Kambú ") == "saeni kambu"


@pytest.mark.parametrize(
    ("a", "b", "least", "most"),
    [
        ("Yohanis Kambu", "KAMBU Yohanis", 1.0, 1.0),
        ("H. Budi Santoso, S.H.", "budi santoso", 1.0, 1.0),
        ("Ma'ruf", "Maruf", 1.0, 1.0),
        ("Yohanis Kambu", "Yohanes Kambu", 0.9, 0.99),
        ("Muh. Ilham", "Muhammad Ilham", 0.9, 0.99),
        ("Maria Yosefa Kambu", "Maria Kambu", 0.75, 0.85),
        ("Yohanis", "Yohanis Kambu", 0.6, 0.7),
        ("Yohanis Kambu", "Maria Kareth", 0.0, 0.5),
        ("", "Yohanis", 0.0, 0.0),
    ],
)
def test_similarity_looks_at_words_in_any_order(a, b, least, most):
    assert least <= name_similarity(a, b) <= most
    assert name_similarity(a, b) == name_similarity(b, a)
