"""What is read of candidacies: lists, who comes next for a seat, what is missing, marks, and the stage for mentors."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, QuerySet, Value

from accounts.consents import SELECTION
from accounts.models import User
from cadres.elections.moves import BY_DECREE, EXITS
from cadres.elections.ranking import Weighed, weigh
from cadres.enums import CandidacyState, EligibilityKind, EligibilityState, MemberStatus
from cadres.models import (
    Candidacy,
    CandidacyTransition,
    Chamber,
    Election,
    ElectoralDistrict,
    Eligibility,
    Member,
    QuotaRule,
    SelectionCriterion,
    SelectionScore,
)
from core.context import jobs_context

#: UU 7/2017 art. 240(1)a: on the day on which the final list is fixed.
LEAST_AGE = 21


@dataclass(frozen=True)
class Point:
    """One point of the eligibility list as it stands."""

    kind: str
    label: str
    row: Eligibility | None

    @property
    def state(self) -> str:
        """What was recorded; nothing yet is «belum ada»."""
        return self.row.state if self.row else EligibilityState.TODO

    def holds_on(self, day: date) -> bool:
        """Whether it is there and has not run out on a day."""
        if self.row is None or self.row.state == EligibilityState.TODO:
            return False
        return self.row.expires_on is None or self.row.expires_on >= day


def eligibility_of(candidacy: Candidacy) -> list[Point]:
    """All points in their order, recorded or not."""
    rows = {row.kind: row for row in candidacy.eligibility.all()}
    return [Point(kind, str(label), rows.get(kind)) for kind, label in EligibilityKind.choices]


def is_old_enough(birth_date: date | None, day: date) -> bool | None:
    """Whether somebody is 21 on a day; None when his birthday is not known."""
    if birth_date is None:
        return None
    return (day.year - LEAST_AGE, day.month, day.day) >= (birth_date.year, birth_date.month, birth_date.day)


def quota_rule_on(day: date) -> QuotaRule:
    """The rule of rounding in force on a day; the first one for days before it."""
    rules = list(QuotaRule.objects.order_by("in_force_from"))
    return next((rule for rule in reversed(rules) if rule.in_force_from <= day), rules[0])


def elections_for(user: User) -> QuerySet[Election]:
    """All elections, the newest first, with `has_candidates`: whether anybody in sight stands or stood in it."""
    own = Candidacy.objects.for_user(user).filter(election=OuterRef("pk")).order_by()
    return Election.objects.annotate(has_candidates=Exists(own)).prefetch_related("stages")


def list_of(user: User, district: ElectoralDistrict) -> QuerySet[Candidacy]:
    """Who stands in a district, by number; who has none yet comes last."""
    rows: QuerySet[Candidacy] = Candidacy.objects.for_user(user).filter(constituency=district)
    order = F("list_number").asc(nulls_last=True)
    return rows.select_related("member__unit").defer("member__nik").order_by(order, "member__name_key", "pk")


def next_in_line(user: User, district: ElectoralDistrict) -> list[Candidacy]:
    """Who takes a seat that falls free, the next first: the most votes of those not elected (DOMAIN §6).

    Who is no active member any more is passed over. Equal votes: the lower number on the list, as a proposal; the
    election office decides by how the votes are spread.
    """
    rows = list_of(user, district).filter(state=CandidacyState.NOT_ELECTED, member__status=MemberStatus.ACTIVE)
    return list(rows.order_by(F("votes").desc(nulls_last=True), "list_number", "pk"))


def free_seats(district: ElectoralDistrict) -> int:
    """How many seats of a district were given up, also by who was elected and never sat, and not yet taken."""
    rows = Candidacy.objects.filter(constituency=district)
    never_sat = Exists(CandidacyTransition.objects.filter(candidacy=OuterRef("pk"), from_value=CandidacyState.ELECTED))
    out = rows.filter(Q(state=CandidacyState.PAW_OUT) | Q(never_sat, state__in=EXITS)).count()
    came = CandidacyTransition.objects.filter(candidacy__constituency=district, to_value=CandidacyState.PAW_IN)
    return out - came.values("candidacy").distinct().count()


@dataclass(frozen=True)
class Ranked:
    """One candidate of a chamber with what he is worth by its criteria."""

    candidacy: Candidacy
    weighed: Weighed
    shares_growth: bool


def ranking(user: User, district: ElectoralDistrict) -> list[Ranked]:
    """Who stands in a district by his weighted mark, the highest first; without a mark last. Three queries.

    A consent that was taken back takes the marks that needed it out at once.
    """
    criteria = list(criteria_of(district.chamber).values_list("pk", "weight", "is_development"))
    people = list(
        list_of(user, district)
        .on_lists()  # type: ignore[attr-defined]
        .annotate(shares=Func("member_id", Value(SELECTION), function="kad_has_consent", output_field=BooleanField()))
    )
    scores: dict[int, dict[int, int]] = {}
    rows = SelectionScore.objects.for_user(user).filter(candidacy__in=people)
    for candidacy, criterion, score in rows.values_list("candidacy", "criterion", "score"):
        scores.setdefault(candidacy, {})[criterion] = score
    found = [
        Ranked(each, weigh(criteria, scores.get(each.pk, {}), shares_growth=each.shares), each.shares)
        for each in people
    ]
    return sorted(found, key=lambda each: -1.0 if each.weighed.mark is None else each.weighed.mark, reverse=True)


def criteria_of(chamber: Chamber) -> QuerySet[SelectionCriterion]:
    """The criteria of a chamber, the heaviest first."""
    return SelectionCriterion.objects.filter(chamber=chamber).order_by("-weight", "name")


def stages_of(user: User, members: Collection[int]) -> dict[int, str]:
    """The stage of the candidacy of some members whom the user sees, and nothing else of it (DOMAIN §9: mentors).

    Read past the user's own sight, after asking which of the members he may see. The newest election tells.
    """
    seen = set(Member.objects.for_user(user).filter(pk__in=members).values_list("pk", flat=True))
    if not seen:
        return {}
    with jobs_context():
        rows = Candidacy.objects.filter(member__in=seen).order_by("election__voting_on", "pk")
        return {member: str(CandidacyState(state).label) for member, state in rows.values_list("member", "state")}


def rivals_among(members: Collection[int]) -> Iterable[tuple[int, int]]:
    """Pairs of members who stand in the same district of the same election (rule R1). As the system."""
    places: dict[int, list[int]] = {}
    with jobs_context():
        rows = Candidacy.objects.on_lists().filter(member__in=list(members))
        for member, district in rows.values_list("member", "constituency"):
            places.setdefault(district, []).append(member)
    return [(a, b) for people in places.values() for a in people for b in people if a < b]


def judges_among(members: Collection[int]) -> Iterable[tuple[int, int]]:
    """(who gave a mark, who got it) among some members: the first sits on the selection team (R2). As the system."""
    ids = list(members)
    with jobs_context():
        rows = SelectionScore.objects.filter(scored_by__member__in=ids, candidacy__member__in=ids)
        return list(rows.values_list("scored_by__member", "candidacy__member").distinct())


def needs_decree(state: str) -> bool:
    """Whether a state stands on a decree of the election office."""
    return state in BY_DECREE
