from datetime import date
from itertools import islice

from cadres.names import parse_name
from cadres.nik import nik_warnings, parse_nik
from cadres.phones import normalise_phone
from cadres.synthetic import SyntheticPeople


def test_people_are_the_same_for_the_same_seed():
    first, again, other = (list(islice(SyntheticPeople(seed), 20)) for seed in (1, 1, 2))

    assert first == again
    assert first != other


def test_people_have_numbers_that_agree_and_belong_to_nobody():
    people = list(islice(SyntheticPeople(7), 500))

    for person in people:
        nik = parse_nik(person.nik)
        assert nik.region_code.startswith("99.")
        assert nik_warnings(nik, person.birth_date, person.gender) == []
        assert normalise_phone(person.phone) == person.phone
        assert person.phone.startswith("+62840")
        assert parse_name(person.full_name).full_name == person.full_name
        assert date(1950, 1, 1) < person.birth_date < date(2009, 1, 1)
    assert len({person.nik for person in people}) == 500
    assert len({person.phone for person in people}) == 500


def test_gender_can_be_chosen():
    people = SyntheticPeople(3)

    assert {people.person("female").gender for _ in range(20)} == {"female"}


def test_numbers_do_not_repeat_when_many_share_a_birthday():
    people = SyntheticPeople(3)

    niks = [people.nik(date(1990, 12, 31), "male") for _ in range(3000)]

    assert len(set(niks)) == 3000
