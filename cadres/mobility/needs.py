"""What a way between two posts may ask for, each as a condition on members, so that thousands are asked in one query.

Apps above register theirs when they load (mentoring: `mentored`). What leaders may not read they count here as the
system: the answer is the same for whoever asks.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from cadres.enums import AccreditationState, EventKind, EventState, LevelKind, NeedKind, TrainingResult
from cadres.models import Accreditation, CareerNeed, CareerPath, Level, MobilityStep, TrainingRegistration, level_names
from regions.enums import Tier


@dataclass(frozen=True)
class Kind:
    """A kind of need: the condition that a member meets, how it is said, and who can see to it."""

    condition: Callable[[CareerPath, CareerNeed, date], Any]
    label: Callable[[CareerPath, CareerNeed], str]
    who: Callable[[], str]


_kinds: dict[str, Kind] = {}


def register(code: str, kind: Kind) -> None:
    """Make a kind of need known."""
    _kinds[code] = kind


def kind_of(need: CareerNeed) -> Kind:
    """The kind of a need. Raises KeyError for one that no app has registered."""
    return _kinds[need.kind]


def station(channel: str, tier: int | None) -> str:
    """A post in words: «Pengurus · Ranting»."""
    return channel if tier is None else f"{channel} · {Tier(tier).label}"


def held(path: CareerPath, *, goal: bool = False) -> Any:
    """The steps of the outer member at the post a way starts from, or leads to."""
    channel, tier = (path.goal_id, path.goal_tier) if goal else (path.origin_id, path.origin_tier)
    return MobilityStep.objects.standing().filter(member=OuterRef("pk"), channel=channel, tier=tier)


def _post(path: CareerPath, need: CareerNeed, day: date) -> Exists:
    long = timedelta(days=need.amount * 365 // 12)
    still, once = Q(ends_on=None, starts_on__lte=day - long), Q(ends_on__gte=F("starts_on") + long)
    return Exists(held(path).filter(still | once))


def _level(path: CareerPath, need: CareerNeed, day: date) -> Q:
    wanted = Level.objects.filter(code=need.detail).values("order")[:1]
    return Q(level__in=Level.objects.filter(kind=LevelKind.LEVEL, order__gte=wanted).values("code"))


def _training(path: CareerPath, need: CareerNeed, day: date) -> Any:
    passed = TrainingRegistration.objects.filter(
        Q(from_sheet=False) | Q(event__state=EventState.CLOSED),
        member=OuterRef("pk"),
        result=TrainingResult.PASSED,
        event__kind=need.detail,
    )
    recognised = Accreditation.objects.filter(
        member=OuterRef("pk"), state=AccreditationState.APPROVED, event_kind=need.detail
    )
    return Exists(passed) | Exists(recognised)


def _age(path: CareerPath, need: CareerNeed, day: date) -> Q:
    leap = (day.month, day.day) == (2, 29)
    return Q(birth_date__lte=day.replace(year=day.year - need.amount, day=28 if leap else day.day))


register(
    NeedKind.POST,
    Kind(
        _post,
        lambda path, need: (
            _("Pernah %(post)s, paling sedikit %(n)d bulan")
            % {"post": station(path.origin.name, path.origin_tier), "n": need.amount}
        ),
        lambda: _("Pengurus wilayahnya memberi tugas; sekretariat mencatat langkahnya."),
    ),
)
register(
    NeedKind.LEVEL,
    Kind(
        _level,
        lambda path, need: _("Jenjang %(level)s atau di atasnya") % {"level": level_names().get(need.detail, "")},
        lambda: _("Kader menempuh jenjang; koordinator mengusulkan."),
    ),
)
register(
    NeedKind.TRAINING,
    Kind(
        _training,
        lambda path, need: _("Lulus %(kind)s") % {"kind": EventKind(need.detail).label},
        lambda: _("Kader mendaftar; sekretariat mencatat hasilnya."),
    ),
)
register(
    NeedKind.AGE,
    Kind(_age, lambda path, need: _("Berumur %(n)d tahun") % {"n": need.amount}, lambda: _("Waktu.")),
)
