"""Candidates of Kota Sorong in 2024: a list with its result and a replacement, one of names only, one with a gap."""

from datetime import date
from decimal import Decimal
from itertools import islice

from accounts.models import User
from cadres.enums import CandidacyState, EligibilityKind, Gender
from cadres.models import FIRST_LEVEL, Candidacy, ElectoralDistrict, Member
from cadres.selectors.candidacies import is_old_enough
from cadres.services.candidacies import (
    candidacy_add,
    candidacy_move,
    candidacy_number,
    candidacy_votes,
    criterion_add,
    eligibility_record,
    score_record,
    survey_record,
)
from kaderisasi.demo.cast import playing
from kaderisasi.demo.story import Story

DECREES = {
    CandidacyState.DCS: ("312 Tahun 2023", date(2023, 8, 18)),
    CandidacyState.DCT: ("478 Tahun 2023", date(2023, 11, 3)),
    CandidacyState.ELECTED: ("96 Tahun 2024", date(2024, 5, 2)),
    CandidacyState.PAW_OUT: ("41 Tahun 2026", date(2026, 9, 14)),
    CandidacyState.PAW_IN: ("41 Tahun 2026", date(2026, 9, 14)),
}
WAY = (CandidacyState.NOMINATED, CandidacyState.DCS, CandidacyState.DCT)
CRITERIA = (("Pengabdian di partai", 30), ("Orientasi fungsionaris", 20), ("Elektabilitas di dapil", 40))
# Number on the list → personal votes; what came of it is told below.
VOTES = {1: 1240, 2: 310, 3: 1985, 4: 640, 5: 275, 6: 820}


def tell_elections(story: Story) -> None:
    """Three districts of the city: one told to its end, one that looks right by names alone, one that has a gap."""
    districts = {
        each.code: each
        for each in ElectoralDistrict.objects.filter(
            chamber__unit=story.place, chamber__election__code="2024"
        ).select_related("chamber__unit", "chamber__election")
    }
    leads = {mentor.member_id for mentor in story.mentors}
    learns = {member.pk for member in story.learners}
    day = DECREES[CandidacyState.DCT][1]
    active = [member for member in story.members if member.pk not in leads and member.status == "active"]
    people = [member for member in active if is_old_enough(member.birth_date, day)]
    ready = iter([m for m in people if m.gender == Gender.FEMALE and m.pk in learns and m.level != FIRST_LEVEL])
    names = iter([m for m in people if m.gender == Gender.FEMALE and m.level == FIRST_LEVEL and m.pk not in learns])
    men = iter([m for m in people if m.gender == Gender.MALE])
    with playing(story.secretary) as by:
        for name, weight in CRITERIA:
            criterion_add(by=by, chamber=districts["967104"].chamber, name=name, weight=weight)
        told = _listed(by, districts["967104"], [*islice(men, 2), *islice(ready, 2), *islice(men, 2)])
        _to_the_end(by, [_to_dct(by, each) for each in told])
        by_name = _listed(
            by, districts["967101"], [*islice(men, 2), *islice(names, 1), *islice(men, 2), *islice(names, 1)]
        )
        for each in by_name:
            _to_dct(by, each)
        for each in _listed(by, districts["967102"], [*islice(men, 4), *islice(names, 1)]):
            candidacy_move(by=by, candidacy=each, to=CandidacyState.NOMINATED)


def _listed(by: User, district: ElectoralDistrict, members: list[Member]) -> list[Candidacy]:
    found = []
    for number, member in enumerate(members, 1):
        begun = candidacy_add(by=by, member=member, district=district)
        begun = candidacy_move(by=by, candidacy=begun, to=CandidacyState.BACALEG)
        found.append(candidacy_number(by=by, candidacy=begun, number=number))
    return found


def _to_dct(by: User, candidacy: Candidacy) -> Candidacy:
    for kind in EligibilityKind:
        state = "exempt" if kind == EligibilityKind.RESIGNATION else "done"
        eligibility_record(by=by, candidacy=candidacy, kind=kind, state=state)
    for state in WAY:
        number, day = DECREES.get(state, ("", None))
        candidacy = candidacy_move(by=by, candidacy=candidacy, to=state, decree_no=number, decree_on=day)
    return candidacy


def _to_the_end(by: User, candidates: list[Candidacy]) -> None:
    """Votes, a survey and marks; the winner sits, leaves, and the next by votes comes in."""
    for each in candidates:
        candidacy_votes(by=by, candidacy=each, votes=VOTES[each.list_number or 1])
        for place, criterion in enumerate(each.constituency.chamber.criteria.all()):
            score = 55 + (7 * (each.list_number or 1) + 11 * place) % 40
            score_record(by=by, candidacy=each, criterion=criterion, score=score)
    winner, *others = sorted(candidates, key=lambda each: -VOTES[each.list_number or 1])
    survey_record(
        by=by,
        candidacy=winner,
        kind="electability",
        share=Decimal("21.4"),
        pollster="Lembaga Survei Contoh",
        surveyed_on=date(2023, 12, 10),
        sample=440,
        margin=Decimal("4.7"),
        payer="Pengurus Kota Sorong",
    )
    number, day = DECREES[CandidacyState.ELECTED]
    candidacy_move(by=by, candidacy=winner, to=CandidacyState.ELECTED, decree_no=number, decree_on=day)
    for each in others:
        candidacy_move(by=by, candidacy=each, to=CandidacyState.NOT_ELECTED)
    candidacy_move(by=by, candidacy=winner, to=CandidacyState.SEATED)
    for each, state in ((winner, CandidacyState.PAW_OUT), (others[0], CandidacyState.PAW_IN)):
        number, day = DECREES[state]
        candidacy_move(by=by, candidacy=each, to=state, decree_no=number, decree_on=day)
    candidacy_move(by=by, candidacy=others[0], to=CandidacyState.SEATED)
