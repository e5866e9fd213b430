"""What a programme has and lacks, who may own it, how much its owner carries, and where its calendar stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.enums import Role
from accounts.models import Assignment, User
from cadres.enums import MemberStatus
from cadres.models import Member
from cadres.models.levels import level_names
from mentoring.enums import (
    LIVE_STATES,
    TIMED_PHASES,
    Competency,
    DiagnosticState,
    HandoverState,
    PairingState,
    Phase,
    ProgrammeKind,
    ProgrammeState,
    StageKind,
)
from mentoring.models import DiagnosticLevel, Pairing, Programme, ProgrammeHandover, ProgrammeResource, ProgrammeStage
from regions.enums import Tier
from regions.models import Unit


def missing_for(programme: Programme, to: str, *, report: str = "") -> list[str]:
    """What a programme still needs before it may move on, each in a few words (DOMAIN §4.2). Up to four queries.

    `report` are the words of the final report that is about to be kept.
    """
    if to == ProgrammeState.OPEN:
        return _missing_to_open(programme)
    if to == ProgrammeState.RUNNING and not programme.pairings.filter(state=PairingState.ACTIVE).exists():
        return [_("paling sedikit satu pasangan yang aktif")]
    if to == ProgrammeState.CLOSED:
        return _missing_to_close(programme, report or programme.closing_report)
    return []


def _missing_to_open(programme: Programme) -> list[str]:
    found = []
    if not programme.goals.exists():
        found.append(_("sasaran organisasi dengan angka awal, target, dan tenggat"))
    if not programme.programmeneeds.exists():
        found.append(_("kajian kebutuhan (paling sedikit satu temuan)"))
    if programme.programmewindows.count() < len(TIMED_PHASES):
        found.append(_("jendela waktu tiap fase"))
    return found


def _missing_to_close(programme: Programme, words: str) -> list[str]:
    found = []
    live = Pairing.objects.filter(programme=programme, state__in=LIVE_STATES).count()
    if live:
        found.append(
            ngettext("%(n)d pasangan belum selesai atau diakhiri", "%(n)d pasangan belum selesai atau diakhiri", live)
            % {"n": live}
        )
    goals = programme.goals.filter(actual__isnull=True).order_by("due_on", "pk").values_list("statement", flat=True)
    found += [_("angka akhir sasaran «%(goal)s»") % {"goal": goal} for goal in goals]
    if not words.strip():
        found.append(_("uraian laporan akhir"))
    return found


def missing_sentence(programme: Programme, to: str, missing: list[str]) -> str:
    """All of it in one sentence; empty when nothing is missing."""
    if not missing:
        return ""
    verb = {
        ProgrammeState.OPEN: _("dibuka"),
        ProgrammeState.RUNNING: _("dijalankan"),
        ProgrammeState.CLOSED: _("ditutup"),
    }[ProgrammeState(to)]
    parts = {"verb": verb, "missing": get_text_list(missing, _("dan"))}
    return _("Program belum dapat %(verb)s. Yang kurang: %(missing)s.") % parts


def coordinator_load(user_id: int, *, hold: bool = False) -> int:
    """How many live pairings the programmes of a coordinator have, counted whatever the asker may see.

    `hold`: nobody else adds to them until the transaction ends.
    """
    function = "kad_hold_coordinator" if hold else "kad_coordinator_load"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [user_id])
        return int(cursor.fetchone()[0])


def coordinators_over(unit: Unit) -> QuerySet[User]:
    """Who holds the role of coordinator at a unit or above it now, by name."""
    line = [unit.pk, unit.province_id, unit.regency_id, unit.district_id, unit.village_id]
    held = Assignment.objects.current().filter(role=Role.COORDINATOR)
    held = held.filter(Q(unit__in=[pk for pk in line if pk]) | Q(unit__tier=0)).order_by()
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("full_name", "pk")


def coordinators_above(unit: Unit) -> QuerySet[User]:
    """Who coordinates the nearest tier above the one that runs the programmes of a place; nobody above the nation."""
    line = [pk for pk in (unit.province_id, unit.regency_id) if pk]
    held = Assignment.objects.current().filter(role=Role.COORDINATOR, unit__tier__lt=min(unit.tier, Tier.REGENCY))
    held = held.filter(Q(unit__in=line) | Q(unit__tier=Tier.NATIONAL)).order_by()
    nearest = held.aggregate(tier=Max("unit__tier"))["tier"]
    return User.objects.filter(pk__in=held.filter(unit__tier=nearest).values("user"), is_active=True).order_by("pk")


def is_ownerless(programme: Programme) -> bool:
    """Whether its coordinator holds that role there no more."""
    return Programme.objects.filter(pk=programme.pk).ownerless().exists()


def quiet_until(programme: OuterRef) -> Subquery:
    """As part of another statement: the last day of the quiet period that lies on today in a programme (DOMAIN §6)."""
    return Subquery(_quiet_stages().filter(programme=programme).values("ends_on")[:1])


def quiet_end(programme_id: int) -> date | None:
    """The last day of the quiet period that lies on today in a programme; None outside of one."""
    return _quiet_stages().filter(programme=programme_id).values_list("ends_on", flat=True).first()


def _quiet_stages() -> QuerySet[ProgrammeStage]:
    day = timezone.localdate()
    found = ProgrammeStage.objects.filter(kind=StageKind.QUIET, starts_on__lte=day, ends_on__gte=day)
    return found.order_by("-ends_on", "pk")


def is_quiet(pairing: Pairing, moment: datetime) -> bool:
    """Whether a moment lies in a quiet period of the pairing's programme, whatever the asker sees of that."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kad_is_quiet(%s, %s, %s)", [pairing.pk, moment, str(pairing.unit.time_zone)])
        return bool(cursor.fetchone()[0])


def shelf_of(pairing: Pairing, role: str) -> list[ProgrammeResource]:
    """What lies on the shelf of the pairing's present phase for somebody in this place of it."""
    rows = ProgrammeResource.objects.filter(programme=pairing.programme_id, phase=pairing.phase).defer("content")
    return [row for row in rows if row.is_for(role)]


def has_calendar(pairing: Pairing) -> bool:
    """Whether an election calendar belongs to the pairing's programme: then meetings may be of a campaign."""
    return ProgrammeStage.objects.filter(programme=pairing.programme_id).exists()


@dataclass(frozen=True)
class WindowRow:
    """A phase's window in days, with its dates where an election sets the clock."""

    label: str
    first_day: int
    last_day: int
    first: date | None = None
    last: date | None = None


def window_rows(programme: Programme) -> list[WindowRow]:
    """The windows of a programme in the order of the phases."""
    known = {window.phase: window for window in programme.programmewindows.all()}
    dated = programme.kind == ProgrammeKind.CANDIDATE
    return [
        WindowRow(
            str(phase.label),
            window.first_day,
            window.last_day,
            programme.starts_on + timedelta(days=window.first_day) if dated else None,
            programme.starts_on + timedelta(days=window.last_day) if dated else None,
        )
        for phase in TIMED_PHASES
        if (window := known.get(Phase(phase)))
    ]


def open_handover(user: User, programme: Programme) -> ProgrammeHandover | None:
    """The offer to take a programme over that waits for an answer."""
    rows = ProgrammeHandover.objects.for_user(user).filter(programme=programme, state=HandoverState.OFFERED)
    return rows.select_related("from_user", "to_user", "offered_by").first()


@dataclass(frozen=True)
class Hint:
    """A figure of the registry or of the rubrics that may become a finding of the needs assessment."""

    key: str
    finding: str
    evidence: str
    cadres: int
    competencies: Sequence[str] = ()


def need_hints(user: User, programme: Programme) -> list[Hint]:
    """What registry and locked rubrics of the programme's unit say: counts only. Two queries."""
    today = timezone.localdate()
    members = Member.objects.for_user(user).within(programme.unit).filter(status=MemberStatus.ACTIVE)
    steps = list(level_names().items())
    counted = members.aggregate(
        waiting=Count("pk", filter=Q(wants_mentoring=True, is_mentee=False)),
        first=Count("pk", filter=Q(level=steps[0][0])) if steps else Count("pk", filter=Q(pk__in=[])),
        young=Count("pk", filter=Q(birth_date__gt=today.replace(day=1) - timedelta(days=30 * 365))),
    )
    source = _("Registri %(unit)s, %(day)s") % {"unit": programme.unit.full_name, "day": today.strftime("%d/%m/%Y")}
    found = [
        Hint("waiting", _("Kader bersedia belum punya mentor"), source, counted["waiting"]),
        Hint("young", _("Kader di bawah 30 tahun perlu disiapkan memimpin"), source, counted["young"], ("C12",)),
    ]
    if steps:
        finding = _("Anggota masih di jenjang %(level)s") % {"level": steps[0][1]}
        found.append(Hint("first_level", finding, source, counted["first"], ("C01",)))
    gaps = (
        DiagnosticLevel.objects.for_user(user)
        .within(programme.unit)
        .filter(diagnostic__state=DiagnosticState.LOCKED, diagnostic__set_aside_at=None, agreed_level__lt=F("target"))
        .order_by()
        .values_list("competency")
        .annotate(n=Count("learner", distinct=True))
        .order_by("-n", "competency")[:5]
    )
    for code, count in gaps:
        finding = _("%(name)s di bawah sasaran") % {"name": Competency(code).label}
        found.append(Hint(f"gap_{code}", finding, _("Rubrik diagnostik yang sudah dikunci"), count, (code,)))
    return [hint for hint in found if hint.cadres]
