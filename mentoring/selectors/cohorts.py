"""Whom a run is about and what counts of each: a whole cohort in a constant number of queries.

What other tables know of people joins through the sources below (needs, strengths, languages, free times, waivers),
so that a run asks the same question whoever keeps the answer. A source gets ids of members and answers for those it
knows. None may carry religion, ethnicity or anything about a photo.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from cadres.models import Member
from mentoring.enums import LEADERS, LEARNERS, Answer, Factor, Format, MentorState, PairingState
from mentoring.models import MatchLock, MatchWeights, Mentor, MentoringWish, PairingParticipant, Programme
from mentoring.rules.cohorts import Roster
from mentoring.rules.conflicts import Person
from mentoring.rules.scores import Candidate, Learner, Place
from mentoring.selectors.conflicts import people_facts, ties_among
from mentoring.selectors.learning import gaps_of
from mentoring.selectors.matching import waiting_members
from mentoring.selectors.rotation import rotation_pairs
from regions.enums import TIER_FIELDS, Tier
from regions.models import Unit
from regions.settings import value

Ids = Collection[int]
#: member → competency → gap against the target
NEEDS: list[Callable[[Ids], Mapping[int, Mapping[str, int]]]] = [gaps_of]
#: member who mentors → competency → strength of 1 to 5
STRENGTHS: list[Callable[[Ids], Mapping[int, Mapping[str, int]]]] = []
#: member → codes of languages, of free times
LANGUAGES: list[Callable[[Ids], Mapping[int, Collection[str]]]] = []
TIMES: list[Callable[[Ids], Mapping[int, Collection[str]]]] = []
#: (learner, mentor's member, rule) that the coordinator above has waived
WAIVERS: list[Callable[[Ids], Iterable[tuple[int, int, str]]]] = []

_NOT_AGAIN = (PairingState.DECLINED, PairingState.ENDED_EARLY, PairingState.REMATCHED)


def weights_of(programme: Programme) -> tuple[dict[str, int], str]:
    """The weights of a programme by factor and its reach: its own, or the party's."""
    own = MatchWeights.objects.filter(programme=programme).first()
    if own:
        return {factor: getattr(own, factor) for factor in Factor.values}, own.reach
    return {factor: value(f"mentoring.weight_{factor}") for factor in Factor.values}, value("mentoring.match_reach")


def waiting_in(user: User, programme: Programme) -> QuerySet[Member]:
    """Who waits for a mentor in a programme's unit, longest waiting first."""
    return _within(waiting_members(user), programme.unit)


def cohort_of(user: User, programme: Programme) -> Roster:
    """Everybody whom a run of a programme is about, as the acting user may see them."""
    members = list(waiting_in(user, programme).select_related("unit"))
    mentors = list(_open_mentors(user, programme))
    everybody = [member.pk for member in members] + [mentor.member_id for mentor in mentors]
    weights, reach = weights_of(programme)
    return Roster(
        learners=_learners(members),
        mentors=_candidates(mentors),
        weights=weights,
        reach=reach,
        ties=ties_among(everybody),
        waived=frozenset(each for source in WAIVERS for each in source(everybody)),
        before=_what_did_not_work([member.pk for member in members]),
        rotated=rotation_pairs(programme, [member.pk for member in members]),
        locked=dict(MatchLock.objects.for_user(user).filter(programme=programme).values_list("member", "mentor")),
        new_capacity=(value("mentoring.soft_capacity"), value("mentoring.capacity")),
    )


def _within(rows: QuerySet[Any], unit: Unit) -> QuerySet[Any]:
    field = TIER_FIELDS.get(Tier(unit.tier))
    return rows.filter(**{f"{field}_id": unit.pk}) if field else rows


def _open_mentors(user: User, programme: Programme) -> QuerySet[Mentor]:
    """Active mentors with an account, full ones too: they explain why somebody waits."""
    active = Mentor.objects.for_user(user).filter(state=MentorState.ACTIVE, member__user__isnull=False)
    return _within(active, programme.unit).select_related("member", "unit").order_by("pk")


def _learners(members: list[Member]) -> list[Learner]:
    ids = [member.pk for member in members]
    today = timezone.localdate()
    wishes = {wish.member_id: wish for wish in MentoringWish.objects.filter(member__in=ids)}
    people, needs = people_facts(members, today), _asked(NEEDS, ids)
    languages, times = _asked(LANGUAGES, ids), _asked(TIMES, ids)
    return [
        Learner(
            member=member.pk,
            person=people[member.pk],
            place=_place(member.unit),
            wish=wishes[member.pk].mentor_gender if member.pk in wishes else "",
            goes_farther=member.pk in wishes and wishes[member.pk].goes_farther,
            days_waiting=max(0, (today - timezone.localdate(member.created_at)).days),
            needs=needs.get(member.pk, {}),
            languages=frozenset(languages.get(member.pk, ())),
            times=frozenset(times.get(member.pk, ())),
        )
        for member in members
    ]


def _candidates(mentors: list[Mentor]) -> list[Candidate]:
    ids = [mentor.member_id for mentor in mentors]
    people: dict[int, Person] = people_facts([mentor.member for mentor in mentors], timezone.localdate())
    strengths, languages, times = _asked(STRENGTHS, ids), _asked(LANGUAGES, ids), _asked(TIMES, ids)
    offered = _unanswered(ids)
    return [
        Candidate(
            mentor=mentor.pk,
            member=mentor.member_id,
            person=people[mentor.member_id],
            place=_place(mentor.unit),
            gender=mentor.member.gender,
            load=mentor.load + offered[mentor.member_id],
            soft_capacity=mentor.soft_capacity,
            capacity=mentor.capacity,
            strengths=strengths.get(mentor.member_id, {}),
            languages=frozenset(languages.get(mentor.member_id, ())),
            times=frozenset(times.get(mentor.member_id, ())),
        )
        for mentor in mentors
    ]


def _unanswered(mentors: Ids) -> Counter[int]:
    """Offers that a mentor has not answered, by member: his load counts only what he said yes to."""
    waiting = PairingParticipant.objects.filter(
        member__in=mentors,
        role__in=LEADERS,
        answer=Answer.WAITING,
        left_at=None,
        pairing__format=Format.ONE_TO_ONE,
        pairing__state__in=[PairingState.PROPOSED, PairingState.OFFERED],
    )
    return Counter(waiting.values_list("member_id", flat=True))


def _what_did_not_work(learners: Ids) -> frozenset[tuple[int, int]]:
    """Pairs of members whose offer was declined or whose pairing ended early: not suggested to each other again."""
    ended = PairingParticipant.objects.filter(pairing__state__in=_NOT_AGAIN)
    learnt = ended.filter(member__in=learners, role__in=LEARNERS).values_list("pairing_id", "member_id")
    of_pairing = dict(learnt)
    led = ended.filter(pairing__in=list(of_pairing), role__in=LEADERS).values_list("pairing_id", "member_id")
    return frozenset((of_pairing[pairing], mentor) for pairing, mentor in led)


def _place(unit: Unit) -> Place:
    return Place(unit.pk, unit.village_id, unit.district_id, unit.regency_id, unit.province_id)


def _asked(sources: Iterable[Callable[[Ids], Mapping[int, Any]]], ids: Ids) -> dict[int, Any]:
    """What all sources know of some members; a later source completes an earlier one."""
    found: dict[int, Any] = {}
    for source in sources:
        found |= source(ids)
    return found
