"""Deeds on programmes and their organisational goals (DOMAIN §4.2)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cadres.models import Level
from core.errors import RuleError
from core.templatetags.format import date_id
from mentoring.enums import Category, Phase, ProgrammeKind, ProgrammeState
from mentoring.models import (
    OrgGoal,
    Programme,
    ProgrammeReport,
    ProgrammeStage,
    ProgrammeTemplate,
    ProgrammeWindow,
)
from mentoring.rules import rights
from mentoring.rules.moves import PROGRAMME_MOVES, require_move
from mentoring.rules.programmes import EDITABLE_LATER, fitted, goal_problems, length_problem, windows_problems
from mentoring.selectors.programme_figures import goal_figures, programme_figures
from mentoring.selectors.programmes import coordinators_over, missing_for, missing_sentence
from mentoring.services.coordinators import lock_programme
from mentoring.services.moves import (
    move,
    record_move,
)
from regions.models import Unit
from regions.settings import value

EDITABLE = EDITABLE_LATER | {"category", "coordinator", "starts_on", "level"}
GOAL_EDITABLE = frozenset({"statement", "measure", "baseline", "target", "due_on"})
FIRST_TEMPLATE = "six_months"


@transaction.atomic
def programme_create(
    *,
    by: User,
    name: str,
    starts_on: date,
    ends_on: date | None = None,
    template: ProgrammeTemplate | None = None,
    level: Level | None = None,
    cadence_days: int | None = None,
    category: str = "",
    coordinator: User | None = None,
    unit: Unit | None = None,
    focus: Sequence[str] = (),
    at: datetime | None = None,
) -> Programme:
    """A draft owned by one coordinator (the acting one unless named), at his unit unless said otherwise.

    A template gives kind, length, rhythm, windows and stages where nothing else is said; they are copied, so that
    the template may change. Without one: the windows of «6 bulan», the party's rhythm. Raises RuleError when the
    acting user does not coordinate the unit, the dates do not fit what the party has set (`length_problem`), or the
    level is missing that a programme of its kind leads to.
    """
    unit = unit or (by.scope.unit if by.scope else None)
    if unit is None:
        raise RuleError(_("Pilih wilayah programnya."))
    rights.require_coordinator(by, unit)
    pattern = template or ProgrammeTemplate.objects.get(code=FIRST_TEMPLATE)
    ends_on = ends_on or starts_on + timedelta(days=pattern.days)
    _require_length(starts_on, ends_on)
    owner = coordinator or by
    _require_coordinator_role(owner, unit)
    _require_level(pattern.kind, level)
    if cadence_days is None:
        cadence_days = template.cadence_days if template else value("mentoring.cadence_days")
    made = Programme.objects.create(
        unit=unit,
        name=name.strip(),
        kind=pattern.kind,
        level=level,
        category=category or (template.category if template else Category.FORMAL_STAGE),
        coordinator=owner,
        starts_on=starts_on,
        ends_on=ends_on,
        cadence_days=cadence_days,
        focus=list(focus),
    )
    _copy(pattern, made)
    record_move(made, "", by=by, at=at or timezone.now())
    return made


def _copy(pattern: ProgrammeTemplate, programme: Programme) -> None:
    """Windows and stages as the template has them now; in a shorter programme the windows are shorter too."""
    own = {"unit": programme.unit, "programme": programme}
    windows = pattern.windows
    if pattern.kind != ProgrammeKind.CANDIDATE:
        windows = fitted(windows, pattern.days, (programme.ends_on - programme.starts_on).days)
    ProgrammeWindow.objects.bulk_create(
        ProgrammeWindow(**own, phase=Phase(phase), first_day=first, last_day=last)
        for phase, (first, last) in windows.items()
    )
    ProgrammeStage.objects.bulk_create(
        ProgrammeStage(
            **own,
            kind=kind,
            name=name,
            starts_on=programme.starts_on + timedelta(days=first),
            ends_on=programme.starts_on + timedelta(days=last),
        )
        for kind, name, first, last in pattern.stages
    )


@transaction.atomic
def programme_update(*, by: User, programme: Programme, **changes: Any) -> Programme:
    """Change a draft, or name, end, rhythm and focus of what has opened; a closed programme stays as it is.

    The stages of an election calendar move with the beginning. Raises RuleError for dates of the wrong length or
    that leave a goal outside.
    """
    locked = lock_programme(programme, by)
    unknown = set(changes) - EDITABLE
    if unknown:
        raise TypeError(f"not editable: {', '.join(sorted(unknown))}")
    if locked.state == ProgrammeState.CLOSED:
        raise RuleError(_("Program yang sudah ditutup tidak dapat diubah."))
    before = locked.starts_on
    changed = {name for name, entered in changes.items() if getattr(locked, name) != entered}
    if locked.state != ProgrammeState.DRAFT and changed - EDITABLE_LATER:
        raise RuleError(
            _(
                "Setelah dibuka, hanya nama, tanggal selesai, irama, dan kompetensi utama yang diubah. Koordinator "
                "diganti lewat serah terima."
            )
        )
    for name, entered in changes.items():
        setattr(locked, name, entered)
    _require_length(locked.starts_on, locked.ends_on)
    _require_goals_inside(locked)
    if changed & {"starts_on", "ends_on"}:
        _require_windows_inside(locked)
    _require_level(locked.kind, locked.level)
    if "coordinator" in changed:
        _require_coordinator_role(locked.coordinator, locked.unit)
    locked.save(update_fields=list(changes))
    if locked.starts_on != before:
        shift = locked.starts_on - before
        ProgrammeStage.objects.filter(programme=locked).update(
            starts_on=F("starts_on") + shift, ends_on=F("ends_on") + shift
        )
    return locked


@transaction.atomic
def programme_move(
    *, by: User, programme: Programme, to: str, report: str = "", at: datetime | None = None
) -> Programme:
    """Move a programme on. Opening needs goal and needs assessment, running an active pairing, closing its report.

    Raises RuleError with one sentence that lists all that is missing. Closing counts the figures and freezes them.
    """
    now = at or timezone.now()
    locked = lock_programme(programme, by)
    require_move(PROGRAMME_MOVES, locked.state, to)
    if problem := missing_sentence(locked, to, missing_for(locked, to, report=report)):
        raise RuleError(problem)
    locked.closing_report = report.strip() or locked.closing_report
    if to == ProgrammeState.CLOSED:
        ProgrammeReport.objects.create(
            unit=locked.unit,
            programme=locked,
            figures=programme_figures(locked, by, now.astimezone(locked.unit.zone).date()),
            goals=goal_figures(locked),
            closed_by=by,
            closed_at=now,
        )
    move(locked, to, "closing_report", by=by, at=now)
    return locked


@transaction.atomic
def goal_add(
    *,
    by: User,
    programme: Programme,
    statement: str,
    measure: str,
    baseline: Decimal,
    target: Decimal,
    due_on: date,
    falls: bool = False,
) -> OrgGoal:
    """Say what the party wants from a programme: a figure with baseline, target and date.

    Raises RuleError for a closed programme, a date outside it, or a target below the start that is not meant (`falls`).
    """
    locked = lock_programme(programme, by)
    if locked.state == ProgrammeState.CLOSED:
        raise RuleError(_("Program yang sudah ditutup tidak dapat diubah."))
    _require_goal(locked, baseline=baseline, target=target, due_on=due_on, falls=falls)
    return OrgGoal.objects.create(
        unit=locked.unit,
        programme=locked,
        statement=statement.strip(),
        measure=measure.strip(),
        baseline=baseline,
        target=target,
        due_on=due_on,
    )


@transaction.atomic
def goal_update(*, by: User, goal: OrgGoal, falls: bool = False, **changes: Any) -> OrgGoal:
    """Put a goal of a draft right; an open programme keeps what it was opened for."""
    locked = lock_programme(goal.programme, by)
    if locked.state != ProgrammeState.DRAFT:
        raise RuleError(_("Sasaran program yang sudah dibuka tidak dapat diubah."))
    unknown = set(changes) - GOAL_EDITABLE
    if unknown:
        raise TypeError(f"not editable: {', '.join(sorted(unknown))}")
    for name, entered in changes.items():
        setattr(goal, name, entered.strip() if isinstance(entered, str) else entered)
    _require_goal(locked, baseline=goal.baseline, target=goal.target, due_on=goal.due_on, falls=falls)
    goal.save(update_fields=list(changes))
    return goal


@transaction.atomic
def goal_measure(*, by: User, goal: OrgGoal, actual: Decimal) -> OrgGoal:
    """Note where a goal stands now."""
    locked = lock_programme(goal.programme, by)
    if locked.state == ProgrammeState.CLOSED:
        raise RuleError(_("Program yang sudah ditutup tidak dapat diubah."))
    goal.actual = actual
    goal.save(update_fields=["actual"])
    return goal


@transaction.atomic
def goal_remove(*, by: User, goal: OrgGoal) -> None:
    """Take a goal out of a draft; an open programme keeps what it was opened for."""
    rights.require_coordinator(by, goal.unit)
    if goal.programme.state != ProgrammeState.DRAFT:
        raise RuleError(_("Sasaran program yang sudah dibuka tidak dapat dihapus."))
    goal.delete()


def _require_length(starts_on: date, ends_on: date) -> None:
    problem = length_problem(starts_on, ends_on)
    if problem:
        raise RuleError(problem)


def _require_goal(programme: Programme, **figures: Any) -> None:
    for problem in goal_problems(programme, **figures).values():
        raise RuleError(problem)


def _require_windows_inside(programme: Programme) -> None:
    windows = {each.phase: (each.first_day, each.last_day) for each in programme.programmewindows.all()}
    days = (programme.ends_on - programme.starts_on).days
    for phase, problem in windows_problems(windows, days, programme.kind).items() if windows else ():
        raise RuleError(
            _(
                "Fase %(phase)s berlangsung sampai hari ke-%(last)d. %(problem)s Pilih tanggal selesai yang lebih "
                "lambat, atau atur jendela fase selama program masih rancangan."
            )
            % {"phase": Phase(phase).label, "last": windows[phase][1], "problem": problem}
        )


def _require_goals_inside(programme: Programme) -> None:
    outside = OrgGoal.objects.filter(programme=programme).exclude(
        due_on__range=(programme.starts_on, programme.ends_on)
    )
    if goal := outside.order_by("due_on", "pk").first():
        named = {"goal": goal.statement, "due": date_id(goal.due_on)}
        raise RuleError(_("Tenggat sasaran «%(goal)s» (%(due)s) di luar waktu program. Ubah tenggatnya dulu.") % named)


def _require_coordinator_role(user: User, unit: Unit) -> None:
    if not coordinators_over(unit).filter(pk=user.pk).exists():
        raise RuleError(_("%(name)s bukan koordinator di wilayah program ini.") % {"name": user.full_name})


def _require_level(kind: str, level: Level | None) -> None:
    if kind == ProgrammeKind.LEVEL and level is None:
        raise RuleError(_("Pilih jenjang yang dituju program ini."))
    if kind != ProgrammeKind.LEVEL and level is not None:
        raise RuleError(_("Jenjang hanya dipilih untuk templat «Jenjang»."))
