"""Deeds on programmes and their organisational goals (DOMAIN §4.2)."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import User
from core.errors import RuleError
from core.templatetags.format import date_id
from mentoring.enums import Category, ProgrammeState
from mentoring.models import OrgGoal, Programme
from mentoring.rules import rights
from mentoring.rules.moves import PROGRAMME_MOVES, require_move
from mentoring.rules.programmes import goal_problems, length_problem
from mentoring.selectors.office import has_what_it_needs
from mentoring.services.moves import move_programme, record_programme_move
from regions.models import Unit
from regions.settings import value

EDITABLE = frozenset({"name", "category", "coordinator", "starts_on", "ends_on", "cadence_days", "focus"})
GOAL_EDITABLE = frozenset({"statement", "measure", "baseline", "target", "due_on"})


@transaction.atomic
def programme_create(
    *,
    by: User,
    name: str,
    starts_on: date,
    ends_on: date,
    cadence_days: int | None = None,
    category: str = Category.FORMAL_STAGE,
    coordinator: User | None = None,
    focus: Sequence[str] = (),
    unit: Unit | None = None,
    at: datetime | None = None,
) -> Programme:
    """A draft owned by one coordinator (the acting one unless named), at his unit unless said otherwise.

    Its rhythm is the party's unless said otherwise. Raises RuleError when the acting user does not coordinate the
    unit or the dates do not fit what the party has set (`length_problem`).
    """
    unit = unit or (by.scope.unit if by.scope else None)
    if unit is None:
        raise RuleError(_("Pilih wilayah programnya."))
    rights.require_coordinator(by, unit)
    _require_length(starts_on, ends_on)
    owner = coordinator or by
    _require_coordinator_role(owner)
    made = Programme.objects.create(
        unit=unit,
        name=name.strip(),
        category=category,
        coordinator=owner,
        starts_on=starts_on,
        ends_on=ends_on,
        cadence_days=value("mentoring.cadence_days") if cadence_days is None else cadence_days,
        focus=list(focus),
    )
    record_programme_move(made, "", by=by, at=at or timezone.now())
    return made


@transaction.atomic
def programme_update(*, by: User, programme: Programme, **changes: Any) -> Programme:
    """Change name, category, coordinator, dates or cadence; a closed programme stays as it is.

    Raises RuleError for dates of the wrong length or that leave a goal outside.
    """
    locked = _lock(programme, by)
    unknown = set(changes) - EDITABLE
    if unknown:
        raise TypeError(f"not editable: {', '.join(sorted(unknown))}")
    if locked.state == ProgrammeState.CLOSED:
        raise RuleError(_("Program yang sudah ditutup tidak dapat diubah."))
    for name, changed in changes.items():
        setattr(locked, name, changed)
    _require_length(locked.starts_on, locked.ends_on)
    _require_goals_inside(locked)
    _require_coordinator_role(locked.coordinator)
    locked.save(update_fields=list(changes))
    return locked


@transaction.atomic
def programme_move(
    *, by: User, programme: Programme, to: str, report: str = "", at: datetime | None = None
) -> Programme:
    """Move a programme on. Opening needs a goal, running an active pairing, closing a final report."""
    locked = _lock(programme, by)
    require_move(PROGRAMME_MOVES, locked.state, to)
    if to == ProgrammeState.OPEN and not has_what_it_needs(locked, to):
        raise RuleError(_("Program dibuka setelah ada sasaran organisasi dengan angka awal, target, dan tenggat."))
    if to == ProgrammeState.RUNNING and not has_what_it_needs(locked, to):
        raise RuleError(_("Program berjalan setelah ada pasangan yang aktif."))
    if to == ProgrammeState.CLOSED and not report.strip():
        raise RuleError(_("Program ditutup dengan laporan akhir."))
    locked.closing_report = report.strip() or locked.closing_report
    move_programme(locked, to, "closing_report", by=by, at=at or timezone.now())
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
    locked = _lock(programme, by)
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
    locked = _lock(goal.programme, by)
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
    rights.require_coordinator(by, goal.unit)
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


def _lock(programme: Programme, by: User) -> Programme:
    rights.require_coordinator(by, programme.unit)
    rows = Programme.objects.for_user(by).select_for_update(of=("self",)).select_related("unit")
    return cast(Programme, rows.get(pk=programme.pk))


def _require_length(starts_on: date, ends_on: date) -> None:
    problem = length_problem(starts_on, ends_on)
    if problem:
        raise RuleError(problem)


def _require_goal(programme: Programme, **figures: Any) -> None:
    for problem in goal_problems(programme, **figures).values():
        raise RuleError(problem)


def _require_goals_inside(programme: Programme) -> None:
    outside = OrgGoal.objects.filter(programme=programme).exclude(
        due_on__range=(programme.starts_on, programme.ends_on)
    )
    if goal := outside.order_by("due_on", "pk").first():
        named = {"goal": goal.statement, "due": date_id(goal.due_on)}
        raise RuleError(_("Tenggat sasaran «%(goal)s» (%(due)s) di luar waktu program. Ubah tenggatnya dulu.") % named)


def _require_coordinator_role(user: User) -> None:
    if not user.assignments.current().filter(role=Role.COORDINATOR).exists():
        raise RuleError(_("%(name)s bukan koordinator program.") % {"name": user.full_name})
