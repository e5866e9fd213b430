"""How much two rows of the registry look like one person: the weights, in one place.

Points are added up; from `DUPLICATE` on a pair goes to the review queue. A NIK is unique in the registry, so two
rows never share one: the second entry of a person has none, or has it with a slip. Hence the NIK speaks mostly
against: two different ones are two people, unless the end agrees.
"""

from dataclasses import dataclass
from datetime import date

from cadres.names import name_similarity

#: From here on somebody should look.
DUPLICATE = 55
#: Below this the names are those of two people, whatever else agrees: families share phones and birthdays.
NAMES_ALIKE = 0.75
NAME = 45
SAME_BIRTH, NEAR_BIRTH, OTHER_BIRTH = 35, 20, -25
SAME_PHONE, OTHER_PHONE = 35, -3
NIK_ENDS_ALIKE, OTHER_NIK = 12, -15
OTHER_GENDER = -30
SAME_VILLAGE = 3


@dataclass(frozen=True, slots=True)
class Facts:
    """What is compared of one row."""

    name: str
    birth_date: date | None
    phone: str
    gender: str
    nik_last4: str
    village_id: int | None


def likeness(a: Facts, b: Facts) -> tuple[int, list[str]]:
    """Points from 0 to 100, and the codes of what speaks for it; two NIK given are two different ones."""
    alike = name_similarity(a.name, b.name)
    if alike < NAMES_ALIKE:
        return 0, []
    points, reasons = NAME * (alike - 0.5) / 0.5, ["same_name" if alike > 0.999 else "like_name"]
    if a.birth_date and b.birth_date:
        if a.birth_date == b.birth_date:
            points, reasons = points + SAME_BIRTH, [*reasons, "same_birth"]
        elif _near(a.birth_date, b.birth_date):
            points, reasons = points + NEAR_BIRTH, [*reasons, "near_birth"]
        else:
            points += OTHER_BIRTH
    if a.phone and b.phone:
        same = a.phone == b.phone
        points += SAME_PHONE if same else OTHER_PHONE
        reasons += ["same_phone"] if same else []
    if a.nik_last4 and b.nik_last4:
        ends = a.nik_last4 == b.nik_last4
        points += NIK_ENDS_ALIKE if ends else OTHER_NIK
        reasons += ["nik_ends_alike"] if ends else []
    if a.gender and b.gender and a.gender != b.gender:
        points += OTHER_GENDER
    if a.village_id and a.village_id == b.village_id:
        points += SAME_VILLAGE
    return max(0, min(100, round(points))), reasons


def _near(a: date, b: date) -> bool:
    """A slip of the pen: day and month changed places, or one digit is another."""
    if (a.year, a.month, a.day) == (b.year, b.day, b.month):
        return True
    return sum(x != y for x, y in zip(a.isoformat(), b.isoformat(), strict=True)) == 1
