"""What mentoring itself keeps between two people: declared ties, upheld reports, waivers; and who accompanies a minor.

Read past the asker's own sight, as the system: who pairs learns that two may not be paired, never who said what.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from accounts.consents import PARENTAL
from accounts.models import Consent
from cadres.models import Member
from cadres.selectors.candidacies import judges_among, rivals_among
from core.context import jobs_context
from mentoring.enums import LEADERS, Format, ParticipantRole, TieKind, WaiverState
from mentoring.models import ConflictWaiver, DeclaredTie, Mentor, Pairing, PairingParticipant, SecondAdult
from mentoring.rules.conflicts import RULE_OF_TIE, Conflict, Person, conflicts, couples
from mentoring.selectors.cohorts import WAIVERS
from mentoring.selectors.concerns import upheld_pairs
from mentoring.selectors.conflicts import GUARDIAN_SOURCES, TIE_SOURCES, people_facts, ties_among

Couple = tuple[int, int]
#: One learner and one mentor.
ALONE = (Format.ONE_TO_ONE, Format.REVERSE)


def ties_kept(members: Collection[int]) -> Iterable[tuple[int, int, str]]:
    """R2 to R5 between any two of some members; two queries."""
    ids = list(members)
    with jobs_context():
        said = DeclaredTie.objects.filter(is_yes=True, member_a__in=ids, member_b__in=ids)
        declared = [
            (a, b, RULE_OF_TIE[TieKind(kind)]) for a, b, kind in said.values_list("member_a", "member_b", "kind")
        ]
        upheld = [(min(pair), max(pair), "R5") for pair in upheld_pairs(ids)]
    return [*declared, *upheld]


def accompanied(members: Collection[int]) -> Collection[int]:
    """Who of some minors has the consent of a parent and a second adult (R6)."""
    with jobs_context():
        said = Consent.objects.filter(member__in=list(members), purpose__code=PARENTAL).newest()
        allowed = [consent.member_id for consent in said if consent.is_given]
        return set(SecondAdult.objects.filter(member__in=allowed).values_list("member_id", flat=True))


def waived_among(members: Collection[int]) -> Iterable[tuple[int, int, str]]:
    """(learner, leader, rule) that a coordinator above has waived."""
    ids = list(members)
    with jobs_context():
        granted = ConflictWaiver.objects.filter(state=WaiverState.GRANTED, learner__in=ids, leader__in=ids)
        return list(granted.values_list("learner_id", "leader_id", "rule"))


def ties_of_candidates(members: Collection[int]) -> Iterable[tuple[int, int, str]]:
    """R1 for who stands in one district of one election, R2 for who marked the other's candidacy; two queries."""
    rivals = [(one, other, "R1") for one, other in rivals_among(members)]
    return [*rivals, *((judge, judged, "R2") for judge, judged in judges_among(members))]


TIE_SOURCES += [ties_kept, ties_of_candidates]
GUARDIAN_SOURCES.append(accompanied)
WAIVERS.append(waived_among)


def open_conflicts(
    pairs: Collection[Couple], *, format: str = Format.ONE_TO_ONE, on: date | None = None
) -> Mapping[Couple, list[Conflict]]:
    """What stands between each (learner, leader) and has not been waived, for one pair or for a cohort.

    The same few queries however many pairs there are; pairs without a conflict are left out.
    """
    ids = {member for pair in pairs for member in pair}
    if not ids:
        return {}
    with jobs_context():
        found = Member.objects.filter(pk__in=ids).only("pk", "level", "birth_date")
        people: Mapping[int, Person] = people_facts(found, on or timezone.localdate())
        ties, waived = ties_among(ids), set(waived_among(ids))
    answer = {}
    for learner, leader in pairs:
        between = ties.get(frozenset((learner, leader)), frozenset())
        all_of_them = conflicts(people[learner], people[leader], between=between, format=format)
        left = [each for each in all_of_them if (learner, leader, each.code) not in waived]
        if left:
            answer[learner, leader] = left
    return answer


def couples_of(pairing: Pairing) -> list[Couple]:
    """(learner, leader) for each two people of a pairing whom the rules compare."""
    here = PairingParticipant.objects.filter(pairing=pairing, left_at=None).order_by("pk")
    return couples(here.values_list("member_id", "role"))


def conflicts_of(pairing: Pairing) -> list[Conflict]:
    """What stands in the way of a pairing now, each rule once."""
    found = open_conflicts(couples_of(pairing), format=pairing.format)
    return list({each.code: each for row in found.values() for each in row}.values())


def waivers_of(user: Any, pairing: Pairing) -> list[ConflictWaiver]:
    """What was asked and decided about the people of a pairing, as the user may see it."""
    members = list(PairingParticipant.objects.for_user(user).filter(pairing=pairing).values_list("member_id", "role"))
    leads = [member for member, role in members if role in LEADERS]
    learns = [member for member, _role in members]
    rows = ConflictWaiver.objects.for_user(user).filter(learner__in=learns, leader__in=leads or learns)
    return list(rows.select_related("learner", "leader", "actor", "on_behalf_of", "acting_unit", "asked_by"))


def ties_of(user: Any, one: int, other: int) -> dict[str, list[DeclaredTie]]:
    """What was declared about two people, by kind, as the user may see it."""
    a, b = sorted((one, other))
    rows = DeclaredTie.objects.for_user(user).filter(Q(member_a=a, member_b=b)).select_related("declared_by")
    return {kind: [row for row in rows if row.kind == kind] for kind in TieKind.values}


def couple_of(user: Any, pairing: Pairing) -> tuple[int, int] | None:
    """The one learner and his mentor as addresses name them (member, mentor); None for the other formats."""
    people = dict(PairingParticipant.objects.for_user(user).filter(pairing=pairing).values_list("role", "member_id"))
    mentors = Mentor.objects.for_user(user).filter(member=people.get(ParticipantRole.MENTOR))
    mentor = mentors.values_list("pk", flat=True).first() if pairing.format in ALONE else None
    learner = people.get(ParticipantRole.MENTEE)
    return (learner, mentor) if learner and mentor else None
