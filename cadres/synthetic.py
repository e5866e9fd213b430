"""People who do not exist, for the demo and the tests: the same seed always gives the same people."""

import csv
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from faker import Faker
from faker.providers.person.id_ID import Provider as Elsewhere

from cadres.genders import FEMALE, MALE
from cadres.nik import WOMAN_DAY_OFFSET

#: No province has this number, so no NIK below is a real person's.
PROVINCE_CODE = "99"
#: Mobile prefix that no operator holds, so no phone number below rings.
UNUSED_PHONE_START = "+62840"
YOUNGEST_YEARS = 17
OLDEST_YEARS = 72

_GENDERS = {"L": MALE, "P": FEMALE}


class SyntheticPerson(NamedTuple):
    """A person of nowhere; NIK and phone are unique within one SyntheticPeople."""

    full_name: str
    gender: str
    birth_date: date
    nik: str
    phone: str


class SyntheticPeople:
    """An endless, seeded row of people: half with a Papuan marga, half with names from elsewhere in Indonesia."""

    def __init__(self, seed: int, *, today: date = date(2026, 1, 1)) -> None:
        self.random = random.Random(seed)
        self._today = today
        self._faker = Faker("id_ID")
        self._faker.seed_instance(seed)
        self._used: set[str] = set()

    def __iter__(self) -> Iterator[SyntheticPerson]:
        while True:
            yield self.person()

    def person(self, gender: str | None = None) -> SyntheticPerson:
        """Return the next person, a man or a woman by chance when `gender` is not given."""
        gender = gender or self.random.choice((MALE, FEMALE))
        birth_date = self.birth_date()
        return SyntheticPerson(self.full_name(gender), gender, birth_date, self.nik(birth_date, gender), self.phone())

    def full_name(self, gender: str) -> str:
        """Return a given name and a marga or family name."""
        if self.random.random() < 0.5:
            return f"{self.random.choice(_given_names()[gender])} {self.random.choice(_surnames())}"
        if gender == FEMALE:
            return f"{self._faker.first_name_female()} {self._faker.last_name_female()}"
        return f"{self._faker.first_name_male()} {self._faker.last_name_male()}"

    def birth_date(self) -> date:
        """Return a day of birth between 17 and 72 years ago."""
        days = self.random.randrange(YOUNGEST_YEARS * 366, OLDEST_YEARS * 365)
        return self._today - timedelta(days=days)

    def nik(self, birth_date: date, gender: str) -> str:
        """Return an unused NIK of province 99 that agrees with the birth date and gender."""
        day = birth_date.day + (WOMAN_DAY_OFFSET if gender == FEMALE else 0)
        start = f"{PROVINCE_CODE}71{self.random.randint(1, 10):02}{day:02}{birth_date:%m%y}"
        return self._unused(lambda: f"{start}{self.random.randint(1, 9999):04}")

    def phone(self) -> str:
        """Return an unused number in a range without subscribers, as E.164."""
        return self._unused(lambda: f"{UNUSED_PHONE_START}{self.random.randrange(10**8):08}")

    def _unused(self, draw: Callable[[], str]) -> str:
        while (text := draw()) in self._used:
            pass
        self._used.add(text)
        return text


def name_lists() -> dict[tuple[str, bool], list[str]]:
    """Given names by gender and family names («family»), each from Papua (True) and from elsewhere (False)."""
    return {
        (FEMALE, True): _given_names()[FEMALE],
        (MALE, True): _given_names()[MALE],
        ("family", True): _surnames(),
        (FEMALE, False): list(Elsewhere.first_names_female),
        (MALE, False): list(Elsewhere.first_names_male),
        ("family", False): list(Elsewhere.last_names),
    }


@cache
def _surnames() -> list[str]:
    return [row["surname"] for row in _rows("papuan_surnames.csv")]


@cache
def _given_names() -> dict[str, list[str]]:
    rows = _rows("papuan_given_names.csv")
    return {gender: [row["name"] for row in rows if _GENDERS[row["gender"]] == gender] for gender in (MALE, FEMALE)}


def _rows(filename: str) -> list[dict[str, str]]:
    text = (files("core") / "data" / filename).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
