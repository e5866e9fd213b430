"""What is read of careers: the steps of a member, what he lacks for a way, and the bench of a post.

A bench holds the active members who lack nothing for a post (ready), one thing, or two. Members who have neither a step
nor a level above the first have nothing to show and are left out; so is who holds the post already.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from accounts.models import User, today
from cadres.enums import Gender
from cadres.mobility.needs import held, kind_of, station
from cadres.models import (
    FIRST_LEVEL,
    CareerNeed,
    CareerPath,
    Election,
    ElectoralDistrict,
    Member,
    MobilityStep,
    level_names,
)
from core.context import jobs_context
from regions.models import Unit

#: How many things may be missing for somebody to sit on a bench.
FARTHEST = 2
#: Age bands by the first year of each; who has no birth date stands in none.
BANDS = (("30", 0, 30), ("45", 31, 45), ("60", 46, 60), ("61", 61, 150))
UNKNOWN = "?"


def steps_of(user: User, member: Member) -> QuerySet[MobilityStep]:
    """All steps of a member that the reader may see, struck ones too, the newest first."""
    rows = MobilityStep.objects.for_user(user).filter(member=member).select_related("channel", "origin")
    return rows.select_related("recorded_by", "recorded_for", "struck_by", "struck_for").order_by("-starts_on", "-pk")


def career_paths() -> QuerySet[CareerPath]:
    """All ways with their needs, in their order."""
    return CareerPath.objects.select_related("origin", "goal").prefetch_related("needs")


def first_known_day() -> date | None:
    """The first day of the first election that the product holds: from then on candidacies write their steps."""
    days = Election.objects.aggregate(vote=Min("voting_on"), stage=Min("stages__starts_on"))
    return min(filter(None, days.values()), default=None)


def path_name(path: CareerPath) -> str:
    """A way in words: «Pengurus · Ranting → Calon · Kabupaten/Kota»."""
    return f"{station(path.origin.name, path.origin_tier)} → {station(path.goal.name, path.goal_tier)}"


@dataclass(frozen=True)
class Need:
    """One need of a way, and whether a member meets it."""

    label: str
    who: str
    is_met: bool


def needs_of(path: CareerPath, member: Member, *, on: date | None = None) -> list[Need]:
    """What a way asks for, beside what the member has of it. As the system; the caller has asked who may look."""
    needs, day = list(path.needs.all()), on or today()
    with jobs_context():
        row = Member.objects.filter(pk=member.pk).values(**_flags(path, needs, day)).get()
    return [Need(kind_of(n).label(path, n), kind_of(n).who(), row[_flag(n)]) for n in needs]


def _flag(need: CareerNeed) -> str:
    return f"need_{need.pk}"


def _flags(path: CareerPath, needs: Iterable[CareerNeed], day: date) -> dict[str, Any]:
    return {_flag(n): _flagged(kind_of(n).condition(path, n, day)) for n in needs}


def _flagged(condition: Any) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def benched(user: User, unit: Unit, path: CareerPath, day: date, district: ElectoralDistrict | None = None) -> Any:
    """The bench of a post in a unit, or of a seat in a district: members with `unmet` (0 to 2), `band`, and a flag for
    each need. Read it as the system (`jobs_context`): it asks for what leaders may not read.
    """
    needs = list(path.needs.all())
    people = Member.objects.for_user(user).active().listed().within(unit)
    if district is not None:
        units = list(Unit.objects.filter(area__in=district.areas.values("area")).values_list("pk", flat=True))
        people = people.filter(
            Q(province__in=units) | Q(regency__in=units) | Q(district__in=units) | Q(village__in=units)
        )
    has_steps = Exists(MobilityStep.objects.standing().filter(member=OuterRef("pk")))
    people = people.filter(has_steps | ~Q(level=FIRST_LEVEL)).exclude(
        Exists(held(path, goal=True).filter(ends_on=None))
    )
    unmet = sum(
        (Case(When(kind_of(n).condition(path, n, day), then=0), default=1, output_field=IntegerField()) for n in needs),
        Value(0),
    )
    return people.annotate(unmet=unmet, band=_band(day)).filter(unmet__lte=FARTHEST)


def _band(day: date) -> Case:
    def born(years: int) -> date:
        leap = (day.month, day.day) == (2, 29)
        return day.replace(year=day.year - years, day=28 if leap else day.day)

    bands = [When(birth_date__gt=born(last + 1), then=Value(code)) for code, _first, last in BANDS]
    return Case(When(birth_date=None, then=Value(UNKNOWN)), *bands, default=Value(UNKNOWN))


@dataclass
class Bench:
    """How many sit on the bench of a way's goal: by what is missing, by gender and by age band."""

    path: CareerPath
    cells: Counter[tuple[int, str, str]] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """The post that the bench is for."""
        return station(self.path.goal.name, self.path.goal_tier)

    @property
    def origin(self) -> str:
        """The post that the way starts from."""
        return station(self.path.origin.name, self.path.origin_tier)

    def count(self, unmet: int | None = None, gender: str | None = None, band: str | None = None) -> int:
        """How many; each of the three narrows."""
        asked = (unmet, gender, band)
        return sum(
            n for key, n in self.cells.items() if all(a is None or a == k for a, k in zip(asked, key, strict=True))
        )

    @property
    def ready(self) -> int:
        """Those who lack nothing."""
        return self.count(0)

    @property
    def one(self) -> int:
        """Those who lack one thing."""
        return self.count(1)

    @property
    def two(self) -> int:
        """Those who lack two."""
        return self.count(2)

    @property
    def women_ready(self) -> int:
        """The women among the ready."""
        return self.count(0, Gender.FEMALE)


def benches(
    user: User,
    unit: Unit,
    paths: Iterable[CareerPath],
    *,
    on: date | None = None,
    district: ElectoralDistrict | None = None,
) -> list[Bench]:
    """The bench of each way's goal in a unit; one query for all of them."""
    day, found = on or today(), {path.pk: Bench(path) for path in paths}
    parts = [
        benched(user, unit, bench.path, day, district)
        .order_by()
        .values_list(Value(pk, IntegerField()), "unmet", "gender", "band")
        .annotate(n=Count("pk"))
        for pk, bench in found.items()
    ]
    if parts:
        with jobs_context():
            for pk, unmet, gender, band, n in parts[0].union(*parts[1:], all=True):
                found[pk].cells[unmet, gender, band] += n
    return list(found.values())


def bench_rows(
    user: User, unit: Unit, path: CareerPath, *, on: date | None = None, district: ElectoralDistrict | None = None
) -> Any:
    """Who sits on a bench, the readiest first, then the furthest on the ladder: key, `unmet`, a flag for each need."""
    day = on or today()
    rank = [When(level=code, then=place) for place, code in enumerate(level_names())]
    flags = _flags(path, path.needs.all(), day)
    rows = benched(user, unit, path, day, district).annotate(
        rank=Case(*rank, default=0, output_field=IntegerField()), **flags
    )
    return rows.order_by("unmet", "-rank", "name_key", "pk").values("pk", "unmet", *flags)


def seated(user: User, seats: Sequence[Mapping[str, Any]]) -> list[Member]:
    """The members of rows of `bench_rows`, in their order, read with the reader's own rights."""
    rows = Member.objects.for_user(user).select_related("unit").defer("nik")
    people, found = rows.in_bulk([seat["pk"] for seat in seats]), []
    for seat in seats:
        if member := people.get(seat["pk"]):
            for name, value in seat.items():
                setattr(member, name, value)
            found.append(member)
    return found


def missing(path: CareerPath, row: Any) -> list[str]:
    """What somebody of `seated` lacks, in words."""
    return [kind_of(n).label(path, n) for n in path.needs.all() if not getattr(row, _flag(n))]


def flows_live(user: User, unit: Unit, first: int, last: int) -> dict[tuple[str, str], tuple[int, int]]:
    """(origin, channel) → (steps, of women) that began in some years in a unit, counted from the rows."""
    rows = moved(user, unit, first, last).order_by().values_list(Coalesce(F("origin"), Value("")), "channel")
    counted = rows.annotate(n=Count("pk"), women=Count("pk", filter=Q(member__gender=Gender.FEMALE)))
    return {(origin, channel): (n, women) for origin, channel, n, women in counted}


def moved(user: User, unit: Unit, first: int, last: int) -> QuerySet[MobilityStep]:
    """The steps in a unit that began in some years, from the first to the last."""
    rows = MobilityStep.objects.for_user(user).standing().within(unit)
    found: QuerySet[MobilityStep] = rows.filter(starts_on__gte=date(first, 1, 1), starts_on__lt=date(last + 1, 1, 1))
    return found
