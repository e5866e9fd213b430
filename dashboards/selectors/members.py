"""Members with what mentoring says about them: the registry list and the profile."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Case,
    Count,
    F,
    Func,
    IntegerField,
    Max,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable, OrderBy, OuterRef
from django.utils import timezone

from accounts.models import User
from cadres.enums import MemberStatus
from cadres.models import HIDDEN, Member, MemberQuerySet, OfficerTerm, level_names
from cadres.models.members import LISTED as LISTED_MEMBERS
from cadres.rules import can_read_profiles
from cadres.selectors.imports import written_members
from cadres.selectors.members import search_condition
from evaluations.rollups import today
from mentoring.cadence import unmet_since
from mentoring.enums import LEADERS, LEARNERS, RUNNING_STATES, PairingState, Phase
from mentoring.models import Pairing, PairingParticipant
from mentoring.party_settings import dormant_days
from regions.models import Unit

#: The phases a bar shows, in order; orientation comes before the first.
PHASES = (Phase.RAPPORT, Phase.DIAGNOSTIC, Phase.ACTION_PLAN, Phase.EXECUTION, Phase.EVALUATION)
LONG_SILENCE = 60  # days
LISTED = ("full_name", "prefix", "suffix", "level", "status", "is_mentee", "joined_on", "unit__name", "unit__label",
          "unit__tier", "unit__path")  # fmt: skip


@dataclass
class MemberRow:
    """A line of the list: the member, what he holds, and how his mentoring stands."""

    member: Member
    place: str
    offices: list[str] = field(default_factory=list)
    pairing: Pairing | None = None
    mentor: str = ""
    phase_step: int = 0
    days_since: int | None = None
    days_unmet: int = 0
    tone: str = ""


LACKING = {"nik": Q(nik_last4=""), "hp": Q(phone=""), "lahir": Q(birth_date=None)}


def member_condition(user: User, filters: dict[str, str], words: str) -> Q:
    """What the filters of an address mean."""
    condition = Q()
    for name, column in (("jenjang", "level"), ("jenis", "gender"), ("status", "status")):
        if value := filters.get(name):
            condition &= Q(**{column: value})
    for name, column in (("dampingan", "is_mentee"), ("bersedia", "wants_mentoring")):
        if value := filters.get(name):
            condition &= Q(**{column: value == "ya"})
    if body := filters.get("sayap"):
        condition &= Q(bodies__contains=[body])
    if filters.get("tanpa_sesi"):
        condition &= dormant(user)
    if lacking := filters.get("kurang"):
        condition &= LACKING[lacking]
    if batch := filters.get("impor"):
        condition &= Q(pk__in=written_members(user, int(batch)).values("pk"))
    return condition & search_condition(words, user) if words else condition


def dormant(user: User) -> Q:
    """Mentees of a dormant pairing (K6), on the day for which the figures hold."""
    pairings = Pairing.objects.for_user(user).dormant_on(today())
    people = PairingParticipant.objects.for_user(user).filter(
        _one_of("pairing", pairings.values("pk")), left_at=None, role__in=LEARNERS
    )
    return Q(_one_of("pk", people.values("member")))


def _one_of(column: str, rows: QuerySet[Any, Any]) -> Func:
    """`column IN rows`, with the rows found before anything else: the planner takes rows behind row security for
    fewer than they are, and would look at the pairing of every person."""
    return Func(
        F(column),
        ArraySubquery(rows.order_by()),
        template="(%(expressions)s))",
        arg_joiner=" = ANY (",
        output_field=BooleanField(),
    )


def member_counts(user: User, unit: Unit, shown: Q, *, body: str = "") -> dict[str, int]:
    """The numbers of the chips and of the list itself, in one query: one scan of an index for the chips, and apart
    from it, by whatever index fits, the others. `body`: the affiliated body that has a chip.

    `hidden` are those whom the filters mean and the list leaves out, since they have asked for it (DOMAIN §11): the
    figure that led here counts them.
    """
    everybody = Member.objects.for_user(user).within(unit)
    members = everybody.listed()
    chips = {
        "all": Q(),
        "mentored": Q(is_mentee=True),
        "unmentored": Q(is_mentee=False, status=MemberStatus.ACTIVE),
        "women": Q(gender="female"),
    }
    apart = {}
    if shown != Q():
        apart["shown"] = members.filter(shown)
    if can_read_profiles(user):
        apart["dormant"] = members.filter(dormant(user))
        if body:
            apart["body"] = members.filter(bodies__contains=[body])
    apart["hidden"] = everybody.filter(shown, HIDDEN)
    counts: dict[str, Any] = {name: Count("pk", filter=condition) for name, condition in chips.items()}
    # Max: a number that is the same for every row is not grouped by.
    counts |= {name: Max(Subquery(_count(found))) for name, found in apart.items()}
    found = members.aggregate(**counts)
    if not found["all"]:  # nothing to carry the numbers that stand apart
        found["hidden"] = apart["hidden"].count()
    return {"shown": found["all"], **{name: number or 0 for name, number in found.items()}}


def _count(members: QuerySet[Member]) -> QuerySet[Member, Any]:
    return (
        members.order_by().annotate(number=Func("pk", function="count", output_field=IntegerField())).values("number")
    )


def list_members(user: User, unit: Unit, condition: Q, sort: str) -> QuerySet[Member]:
    """The members of the list in their order, with as few columns as it shows."""
    members = Member.objects.for_user(user).listed().within(unit).filter(condition)
    members = members.select_related("unit").only(*LISTED)
    return members.order_by(*_order(sort))


def _order(sort: str) -> Sequence[str | Combinable | OrderBy]:
    key, down = sort.removeprefix("-"), sort.startswith("-")
    by_name = ("-name_key", "-pk") if down and key == "name" else ("name_key", "pk")
    if key == "name":
        return by_name
    values: dict[str, Any] = {"level": _level_rank(), "joined": F("joined_on"), "session": Subquery(_last_held())}
    value = values[key]
    ordered = OrderBy(value, descending=down, nulls_first=not down or None, nulls_last=down or None)
    return (ordered, *by_name)


def _level_rank() -> Case:
    steps = enumerate(level_names())
    return Case(*(When(level=code, then=Value(rank)) for rank, code in steps), output_field=IntegerField())


def _last_held() -> QuerySet[PairingParticipant, Any]:
    running = PairingParticipant.objects.filter(
        member=OuterRef("pk"), left_at=None, role__in=LEARNERS, pairing__state=PairingState.ACTIVE
    )
    newest = running.order_by(F("pairing__last_held_on").desc(nulls_last=True))
    return newest.values("pairing__last_held_on")[:1]


def member_rows(user: User, members: Iterable[Member]) -> list[MemberRow]:
    """The lines of one page. One further query, whatever the number of rows."""
    members = list(members)
    rows = {member.pk: MemberRow(member, place_below(member.unit, user)) for member in members}
    if can_read_profiles(user):
        _add_pairings(user, rows)
    else:
        for member_id, post in _offices(user, rows):
            rows[member_id].offices.append(post)
    return list(rows.values())


def place_below(unit: Unit, user: User) -> str:
    """A unit with its way up to where the reader stands: «Ranting Klasabi, Sorong Manoi»."""
    names = unit.path.split(", ")[1:]
    root = user.scope.unit.name if user.scope else ""
    if root in names:
        names = names[: names.index(root)]
    return ", ".join([unit.full_name, *names])


def _offices(user: User, members: Iterable[int]) -> Iterable[tuple[int, str]]:
    terms = OfficerTerm.objects.for_user(user).open().filter(member__in=list(members))
    return terms.order_by("rank", "pk").values_list("member_id", "post")


def _add_pairings(user: User, rows: dict[int, MemberRow]) -> None:
    mentor = PairingParticipant.objects.filter(pairing=OuterRef("pairing"), left_at=None, role__in=LEADERS)
    people = (
        PairingParticipant.objects.for_user(user)
        .filter(member__in=list(rows), left_at=None, role__in=LEARNERS, pairing__state__in=RUNNING_STATES)
        .select_related("pairing")
        .annotate(mentor_name=Subquery(mentor.order_by("pk").values("name")[:1]))
        .order_by("pairing_id")
    )
    now = timezone.localdate()
    for person in people:
        row, pairing = rows[person.member_id], person.pairing
        row.pairing, row.mentor = pairing, person.mentor_name or ""
        row.phase_step = PHASES.index(pairing.phase) + 1 if pairing.phase in PHASES else 0
        since = unmet_since(pairing, now) if pairing.state == PairingState.ACTIVE else None
        row.days_unmet = (now - since).days if since else 0
        row.days_since = (now - pairing.last_held_on).days if pairing.last_held_on else None
        row.tone = _tone(row.days_unmet)


def _tone(days: int) -> str:
    """The colour of a silence: amber when dormant, red well after that."""
    if days > max(LONG_SILENCE, dormant_days()):
        return "bad"
    return "warn" if days > dormant_days() else ""


def list_officers(user: User, unit: Unit, filters: dict[str, str]) -> QuerySet[Member]:
    """The members who live in the unit or below and hold an office in it or below today, each once, by name."""
    officers = _officers(user, unit, filters).listed()
    return officers.select_related("unit").only(*LISTED).order_by("name_key", "pk")


def officer_counts(user: User, unit: Unit, filters: dict[str, str]) -> tuple[int, int]:
    """How many the list of officers shows, and how many it leaves out at their own wish."""
    found = _officers(user, unit, filters).aggregate(
        shown=Count("pk", filter=LISTED_MEMBERS), hidden=Count("pk", filter=HIDDEN)
    )
    return found["shown"], found["hidden"]


def _officers(user: User, unit: Unit, filters: dict[str, str]) -> MemberQuerySet:
    terms = OfficerTerm.objects.for_user(user).within(unit).open()
    members = Member.objects.for_user(user).within(unit).filter(pk__in=terms.values("member"))
    return members.filter(gender=filters["jenis"]) if filters.get("jenis") else members


def offices_of(user: User, unit: Unit, members: Iterable[Member]) -> dict[int, list[OfficerTerm]]:
    """The offices of some members in the unit or below, by member."""
    found: dict[int, list[OfficerTerm]] = defaultdict(list)
    terms = OfficerTerm.objects.for_user(user).within(unit).open().filter(member__in=[m.pk for m in members])
    for term in terms.select_related("unit").order_by("rank", "pk"):
        found[term.member_id].append(term)
    return found
