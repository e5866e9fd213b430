import pytest

from cadres.enums import Gender
from cadres.genders import GenderError, parse_gender


@pytest.mark.parametrize("written", ["L", "l", "Laki-laki", "LAKI - LAKI", "laki2", "Lk.", "Pria", "M", "Male"])
def test_writings_of_male_are_known(written):
    assert parse_gender(written) == Gender.MALE


@pytest.mark.parametrize("written", ["P", "Perempuan", "Pr.", "WANITA", "F", "female"])
def test_writings_of_female_are_known(written):
    assert parse_gender(written) == Gender.FEMALE


@pytest.mark.parametrize("written", ["", "L/P", "x", "Ibu Kota"])
def test_what_is_no_gender_is_refused(written):
    with pytest.raises(GenderError) as refusal:
        parse_gender(written)

    assert refusal.value.code == "gender_unknown"
