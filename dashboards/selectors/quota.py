"""Who stands for which seats, and whether women stand among them: per district, chamber and province (DOMAIN §6).

A woman is *ready* when the ladder and mentoring both show something: she stands above the first level, and has been or
is being mentored. Otherwise the list has her *name only*. Counted as the system, over the chambers that the reader
covers, so that the figure is the same for whoever asks; nobody is named by it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, When

from accounts.models import User
from cadres.elections.quota import Rule, Verdict, judge
from cadres.enums import CandidacyState, ChamberLevel, Gender
from cadres.models import FIRST_LEVEL, Candidacy, Chamber, Election, ElectoralDistrict, Member, level_names
from cadres.selectors.candidacies import quota_rule_on
from core.context import jobs_context
from dashboards.selectors.nearness import nearest
from mentoring.careers import proven
from mentoring.enums import MentorState
from mentoring.models import Mentor
from regions.enums import Tier
from regions.models import Unit

WOMAN = Q(member__gender=Gender.FEMALE)
#: How many women the page proposes for one district.
PROPOSED = 5


@dataclass(frozen=True)
class DistrictRow:
    """One district with its list as it stands and what the rules say of it."""

    pk: int
    name: str
    seats: int
    verdict: Verdict
    ready: int

    @property
    def name_only(self) -> int:
        """Women on the list without evidence from ladder and mentoring."""
        return self.verdict.women - self.ready

    @property
    def status(self) -> str:
        """`none` without a list, `bad` when a rule is broken, `warn` when it is met by names only, else `good`."""
        if not self.verdict.size:
            return "none"
        if not self.verdict.is_met:
            return "bad"
        return "warn" if self.ready < self.verdict.needed else "good"


@dataclass
class BoardRow:
    """One chamber, or a province with all its chambers, summed over districts."""

    label: str
    key: str
    value: str
    districts: list[DistrictRow] = field(default_factory=list)

    def _with(self, *status: str) -> int:
        return sum(row.status in status for row in self.districts)

    @property
    def seats(self) -> int:
        """Seats to be elected."""
        return sum(row.seats for row in self.districts)

    @property
    def listed(self) -> int:
        """Districts with anybody on the list."""
        return len(self.districts) - self._with("none")

    @property
    def met(self) -> int:
        """Districts whose list meets both rules, by names alone or not."""
        return self._with("good", "warn")

    @property
    def by_name(self) -> int:
        """Districts whose list meets the rules, but not with women who are ready."""
        return self._with("warn")

    @property
    def candidates(self) -> int:
        """Everybody on the lists."""
        return sum(row.verdict.size for row in self.districts)

    @property
    def women(self) -> int:
        """The women among them."""
        return sum(row.verdict.women for row in self.districts)

    @property
    def ready(self) -> int:
        """Those women who are ready."""
        return sum(row.ready for row in self.districts)


def district_rows(
    user: User, chambers: QuerySet[Chamber], election: Election, rule: Rule
) -> dict[int, list[DistrictRow]]:
    """The districts of some chambers that the reader covers, by chamber; three queries however many they are."""
    inside = chambers.filter(election=election)
    lists = Candidacy.objects.for_user(user).on_lists().filter(election=election, constituency__chamber__in=inside)
    columns = (
        lists.order_by()
        .values_list("constituency")
        .annotate(
            size=Count("pk"),
            women_at=ArrayAgg("list_number", filter=WOMAN & Q(list_number__isnull=False), default=[]),
            unplaced_women=Count("pk", filter=WOMAN & Q(list_number=None)),
            unplaced=Count("pk", filter=Q(list_number=None)),
        )
    )
    found = {district: row for district, *row in columns}
    with jobs_context():
        evident = lists.filter(WOMAN, proven()).exclude(member__level=FIRST_LEVEL)
        ready = dict(evident.order_by().values_list("constituency").annotate(Count("pk")))
    rows: dict[int, list[DistrictRow]] = {}
    districts = ElectoralDistrict.objects.filter(chamber__in=inside).order_by("code")
    for pk, chamber, name, seats in districts.values_list("pk", "chamber", "name", "seats"):
        size, women_at, unplaced_women, unplaced = found.get(pk, (0, [], 0, 0))
        verdict = judge(size, women_at, unplaced_women=unplaced_women, is_ordered=not unplaced, rule=rule)
        rows.setdefault(chamber, []).append(DistrictRow(pk, name, seats, verdict, ready.get(pk, 0)))
    return rows


def board(user: User, unit: Unit, election: Election, rule: Rule) -> list[BoardRow]:
    """At the top a row for the national chamber and one per province; below it a row per chamber."""
    chambers = Chamber.objects.within(unit)
    rows = district_rows(user, chambers, election, rule)
    table: dict[Any, BoardRow] = {}
    listed = chambers.filter(election=election).order_by("unit__tier", "unit__province__name", "label")
    columns = ("pk", "level", "label", "unit__province__name", "unit__province__area__code")
    for pk, level, label, province, code in listed.values_list(*columns):
        if unit.tier == Tier.NATIONAL and level != ChamberLevel.NATIONAL:
            row = table.setdefault(code, BoardRow(province, "wilayah", code))
        else:
            row = table.setdefault(pk, BoardRow(label, "lembaga", str(pk)))
        row.districts += rows.get(pk, [])
    return list(table.values())


def standing_of(user: User, unit: Unit, election: Election) -> BoardRow:
    """All lists of the chambers in sight as one row, by the rule that holds for the election."""
    rule = quota_rule_on(election.lists_fixed_on)
    rows = board(user, unit, election, rule.rule)
    return BoardRow("", "", "", [each for row in rows for each in row.districts])


@dataclass(frozen=True)
class Standing:
    """One candidate of a list, and whether ladder and mentoring show something of him or her."""

    candidacy: Candidacy
    is_ready: bool

    @property
    def is_woman(self) -> bool:
        """Whether the quota counts her."""
        return self.candidacy.member.gender == Gender.FEMALE


def ready_among(members: Iterable[int]) -> set[int]:
    """Those of some members who are ready. As the system."""
    keys = list(members)  # before the context: what is read lazily must not be read with the rights of a job
    with jobs_context():
        rows = Member.objects.filter(proven("pk"), pk__in=keys).exclude(level=FIRST_LEVEL)
        return set(rows.values_list("pk", flat=True))


def standings(candidacies: Sequence[Candidacy]) -> list[Standing]:
    """The rows of a list with their readiness; one query."""
    ready = ready_among(each.member_id for each in candidacies)
    return [Standing(each, each.member_id in ready) for each in candidacies]


@dataclass(frozen=True)
class Proposal:
    """A woman who could fill the gap, and the nearest mentor with a place for her."""

    member: Member
    mentor: Mentor | None


def proposals(user: User, district: ElectoralDistrict) -> list[Proposal]:
    """Women of the district's own areas who stand nowhere in this election, the furthest on the ladder first.

    Who is mentored already needs no mentor; for the others the nearest one with a free place. Three queries.
    """
    areas = district.areas.values("area")
    units = list(Unit.objects.filter(area__in=areas).values_list("pk", flat=True))
    rank = [When(level=code, then=place) for place, code in enumerate(level_names())]
    standing = Candidacy.objects.standing().filter(election=district.chamber.election_id).values("member")
    women = Member.objects.for_user(user).active().listed().filter(gender=Gender.FEMALE)
    here = Q(province__in=units) | Q(regency__in=units) | Q(district__in=units) | Q(village__in=units)
    rows = women.filter(here).exclude(level=FIRST_LEVEL).exclude(pk__in=standing)
    rows = rows.annotate(rank=Case(*rank, default=0, output_field=IntegerField()))
    found = list(rows.select_related("unit").defer("nik").order_by("-rank", "-is_mentee", "name_key", "pk")[:PROPOSED])
    mentors = _free_mentors(user, found)
    return [Proposal(each, None if each.is_mentee else nearest(each, mentors)) for each in found]


def _free_mentors(user: User, members: Sequence[Member]) -> list[Mentor]:
    regencies = {member.regency_id for member in members if not member.is_mentee}
    if not regencies:
        return []
    rows = Mentor.objects.for_user(user).filter(
        regency__in=regencies, state=MentorState.ACTIVE, load__lt=F("soft_capacity")
    )
    return list(rows.select_related("member__unit").defer("member__nik").order_by("load", "pk")[:200])


def funnel(user: User, district: ElectoralDistrict) -> list[tuple[str, int]]:
    """How many of a district's candidacies have come how far (K15); who left stays counted where he had come to."""
    reached = (
        (CandidacyState.BACALEG.label, Q(transitions__to_value=CandidacyState.BACALEG)),
        (CandidacyState.NOMINATED.label, Q(transitions__to_value=CandidacyState.NOMINATED)),
        (CandidacyState.DCS.label, Q(transitions__to_value=CandidacyState.DCS)),
        (CandidacyState.DCT.label, Q(transitions__to_value=CandidacyState.DCT)),
        (CandidacyState.ELECTED.label, Q(transitions__to_value=CandidacyState.ELECTED)),
    )
    rows = Candidacy.objects.for_user(user).filter(constituency=district)
    counts = rows.aggregate(
        **{f"n{place}": Count("pk", filter=reach, distinct=True) for place, (_label, reach) in enumerate(reached)}
    )
    return [(str(label), counts[f"n{place}"]) for place, (label, _reach) in enumerate(reached)]
