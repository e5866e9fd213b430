"""Candidacies in the districts of 2024."""

from datetime import date
from typing import Any

from accounts.models import User
from cadres.elections.moves import BY_DECREE
from cadres.enums import EligibilityKind
from cadres.models import Candidacy, ElectoralDistrict, Member
from cadres.services.candidacies import (
    candidacy_add,
    candidacy_move,
    candidacy_number,
    candidacy_votes,
    eligibility_record,
)
from tests.factories.cadres import MemberFactory

STEPS = ("bacaleg", "nominated", "dcs", "dct")


def district(code: str = "967104", level: str = "dprd_kabkota") -> ElectoralDistrict:
    """Kota Sorong 4 with six seats, unless `code` says otherwise."""
    rows = ElectoralDistrict.objects.select_related("chamber__unit", "chamber__election")
    return rows.get(code=code, chamber__level=level, chamber__election__code="2024")


def candidate(
    place: ElectoralDistrict | None = None, *, by: User, number: int | None = None, **fields: Any
) -> Candidacy:
    """A would-be candidate with a number."""
    member: Member = MemberFactory.create(**fields)
    begun = candidacy_add(by=by, member=member, district=place or district(), state="bacaleg")
    return candidacy_number(by=by, candidacy=begun, number=number) if number else begun


def walk(candidacy: Candidacy, to: str, *, by: User, votes: int | None = None) -> Candidacy:
    """Take a would-be candidate up to a stage of the lists, with what each asks for."""
    for state in STEPS[STEPS.index(candidacy.state) + 1 : STEPS.index(to) + 1]:
        if state == "dct":
            for kind in EligibilityKind:
                eligibility_record(by=by, candidacy=candidacy, kind=kind, state="done")
        decree = {"decree_no": f"KPU/{state}", "decree_on": date(2026, 1, 5)} if state in BY_DECREE else {}
        candidacy = candidacy_move(by=by, candidacy=candidacy, to=state, **decree)
    return candidacy if votes is None else candidacy_votes(by=by, candidacy=candidacy, votes=votes)
