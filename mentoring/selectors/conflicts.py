"""The facts behind R1–R7, for one pair or a whole cohort, in as many queries as there are sources."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date

from cadres.models import Member, level_names
from cadres.rules import ADULT_AGE, age_on
from mentoring.rules.conflicts import Person

#: (one member's id, the other's, a code of R1 to R5 or «PDLT»)
Tie = tuple[int, int, str]
TieSource = Callable[[Collection[int]], Iterable[Tie]]
#: Who keeps facts between two people adds a function: ids of members → their ties, seen past the asker's own sight.
TIE_SOURCES: list[TieSource] = []
#: Who keeps parental consents adds a function: ids of minors → those with consent and a second adult.
GUARDIAN_SOURCES: list[Callable[[Collection[int]], Collection[int]]] = []


def ties_among(members: Collection[int]) -> Mapping[frozenset[int], frozenset[str]]:
    """The codes of R1 to R5 that are known between any two of some members."""
    found: dict[frozenset[int], set[str]] = defaultdict(set)
    for source in TIE_SOURCES:
        for one, other, code in source(members):
            found[frozenset((one, other))].add(code)
    return {pair: frozenset(codes) for pair, codes in found.items()}


def people_facts(members: Iterable[Member], today: date) -> dict[int, Person]:
    """What R6 and R7 ask of each member (level, age, whether a minor is accompanied), by id."""
    members = list(members)
    rank = {code: number for number, code in enumerate(level_names())}
    ages = {member.pk: age_on(member.birth_date, today) if member.birth_date else None for member in members}
    minors = [pk for pk, age in ages.items() if age is not None and age < ADULT_AGE]
    accompanied = {pk for source in GUARDIAN_SOURCES for pk in source(minors)} if minors else set()
    return {
        member.pk: Person(rank.get(member.level, 0), ages[member.pk], member.pk in accompanied) for member in members
    }
