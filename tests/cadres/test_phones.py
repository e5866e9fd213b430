import pytest

from cadres.phones import (
    PhoneError,
    display_phone,
    mask_phone,
    normalise_phone,
    phone_search_keys,
    whatsapp_number,
)


@pytest.mark.parametrize(
    "written",
    [
        "084055440011",
        "84055440011",
        "6284055440011",
        "+6284055440011",
        "006284055440011",
        "+62 (0)840-5544-0011",
        "0840 5544 0011",
        "0840-5544-0011",
        "0840.5544.0011",
        "(0840) 55440011",
        "'084055440011",
        "HP: 0840 5544 0011",
        "WA 084055440011",
        84055440011.0,
        84055440011,
        6284055440011.0,
    ],
)
def test_phone_is_read_in_any_writing(written):
    assert normalise_phone(written) == "+6284055440011"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("0840-1234", "phone_short"),
        ("08401234567890", "phone_long"),
        ("0951 321 456", "phone_landline"),
        ("+62 951 321 456", "phone_landline"),
        ("+1 202 555 0101", "phone_foreign"),
        ("0840 5544 OO11", "phone_letters"),
        ("belum punya", "phone_letters"),
        ("", "phone_letters"),
        ("8.40554E+10", "phone_damaged"),
        ("0840 5544 0011 / 0840 5544 0022", "phone_two"),
        ("0840-5544-0011, 0840-5544-0022", "phone_two"),
        ("084055440011 atau 084055440022", "phone_two"),
    ],
)
def test_phone_is_refused_by_cause(written, code):
    with pytest.raises(PhoneError) as refusal:
        normalise_phone(written)

    assert refusal.value.code == code
    assert refusal.value.sentence.endswith(".")


def test_phone_may_have_8_to_11_digits_after_the_start():
    assert normalise_phone("08" + "4" * 8) == "+628" + "4" * 8
    assert normalise_phone("08" + "4" * 11) == "+628" + "4" * 11


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("0840 5544", ["+628405544", "08405544"]),
        ("+62 840-55", ["+6284055"]),
        ("0062840", ["+62840"]),
        ("62840", ["62840"]),
        ("5544", ["5544"]),
        ("0011", ["+62011", "0011"]),
        ("08", []),
        ("yohanis", []),
        ("", []),
    ],
)
def test_part_of_a_phone_gives_keys_to_search_for(written, keys):
    assert phone_search_keys(written) == keys


@pytest.mark.parametrize("part", ["084055", "+62 840 55", "6284055", "84055", "5544-0011", "440011"])
def test_keys_find_the_stored_number(part):
    assert any(key in "+6284055440011" for key in phone_search_keys(part))


def test_phone_is_shown_in_groups_masked_and_for_whatsapp():
    assert display_phone("+6284055440011") == "+62 840-5544-0011"
    assert mask_phone("+6284055440011") == "+62 840-••••-0011"
    assert whatsapp_number("+6284055440011") == "6284055440011"
    assert (display_phone(""), mask_phone(""), whatsapp_number("")) == ("", "", "")
