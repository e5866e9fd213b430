"""Deeds on action plans: goals in the learner's own words, accepted by both, and what became of them (DOMAIN §4.2)."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import FIRST_ZONE, User
from core.errors import RuleError
from core.sweeps import settle_each
from mentoring.enums import (
    MOST_ACTIONS,
    MOST_GOALS,
    RUNNING_STATES,
    SETTLED_GOALS,
    ActionState,
    Competency,
    GoalState,
    Side,
)
from mentoring.models import (
    ActionItem,
    Goal,
    OrgGoal,
    Pairing,
    PairingParticipant,
    Plan,
)
from mentoring.rules import rights
from mentoring.rules.moves import ACTION_MOVES, require_move
from mentoring.rules.plans import MISSED_AFTER, gap_problem, plan_problem, too_many_actions, too_many_goals
from mentoring.selectors.growth import gap_codes
from mentoring.services.learners import other_side, require_side
from mentoring.services.moves import (
    LONGEST_REASON,
    move,
    record_move,
)
from mentoring.services.pairings import lock_pairing, pairing_refresh_phase
from mentoring.services.reminders import remind_of_action, remind_of_plan


@dataclass(frozen=True)
class GoalEntry:
    """A goal as somebody writes it; `smart` are the lines of the checklist answered «ya»."""

    competency: str
    statement: str
    measure: str
    baseline: Decimal
    target: Decimal
    check_on: date
    due_on: date
    org_goal: OrgGoal | None = None
    smart: Collection[int] = field(default_factory=tuple)


@transaction.atomic
def goal_write(
    *, by: User, learner: PairingParticipant, entry: GoalEntry, goal: Goal | None = None, at: datetime | None = None
) -> Goal:
    """Write a draft goal of a learner, new or (`goal`) changed: by himself or who guides him. Both accept anew.

    Raises RuleError beyond five goals, for a competency without a gap, and for what was agreed already.
    """
    now = at or timezone.now()
    pairing = _lock_running(learner, by)
    plan = _plan_of(learner, at=now)
    if goal is not None and goal.state != GoalState.DRAFT:
        raise RuleError(_("Tujuan yang sudah disepakati tidak diubah. Batalkan dengan catatan, lalu tulis yang baru."))
    if goal is None and plan.goals.exclude(state=GoalState.DROPPED).count() >= MOST_GOALS:
        raise RuleError(too_many_goals())
    _require_sense(pairing, learner, entry)
    is_new = goal is None
    written = goal or Goal(unit=pairing.unit, pairing=pairing, learner=learner, plan=plan)
    written.competency, written.org_goal = Competency(entry.competency), entry.org_goal
    written.statement, written.measure = entry.statement.strip(), entry.measure.strip()
    written.baseline, written.target = entry.baseline, entry.target
    written.check_on, written.due_on = entry.check_on, entry.due_on
    written.smart = sorted(set(entry.smart))
    written.save()
    if is_new:
        record_move(written, "", by=by, at=now)
    _ask_again(plan)
    return written


def _require_sense(pairing: Pairing, learner: PairingParticipant, entry: GoalEntry) -> None:
    problems = {
        _("Tulis tujuannya dengan kata-kata kader sendiri, dan satuannya."): not entry.statement.strip()
        or not entry.measure.strip(),
        _("Angka target harus berbeda dari angka awal."): entry.baseline == entry.target,
        _("Titik cek paling lambat pada tanggal selesai."): entry.check_on > entry.due_on,
        _("Pilih sasaran dari program ini."): entry.org_goal is not None
        and entry.org_goal.programme_id != pairing.programme_id,
    }
    for sentence, holds in problems.items():
        if holds:
            raise RuleError(sentence)
    if problem := gap_problem(entry.competency, gap_codes(learner), pairing.category):
        raise RuleError(problem)


@transaction.atomic
def plan_accept(*, by: User, learner: PairingParticipant, at: datetime | None = None) -> Plan:
    """Say yes to the plan as it stands, for oneself; the second yes agrees its draft goals, and the phase follows.

    Raises RuleError as long as a line of the checklist is open or no goal serves the programme.
    """
    now = at or timezone.now()
    pairing = _lock_running(learner, by)
    plan = _plan_of(learner, at=now)
    goals = list(plan.goals.all())
    if problem := plan_problem(goals, pairing.category):
        raise RuleError(problem)
    accepted = "learner_accepted_at" if require_side(by, learner) == Side.SELF else "guide_accepted_at"
    if getattr(plan, accepted) is None:
        setattr(plan, accepted, now)
        plan.save(update_fields=[accepted])
    if plan.learner_accepted_at is None or plan.guide_accepted_at is None:
        remind_of_plan(plan=plan, users=other_side(by, learner), at=now)
        return plan
    for goal in goals:
        if goal.state == GoalState.DRAFT:
            goal.agreed_at = now
            move(goal, GoalState.AGREED, "agreed_at", by=by, at=now)
    if plan.agreed_at is None:
        plan.agreed_at = now
        plan.save(update_fields=["agreed_at"])
    pairing_refresh_phase(pairing=pairing, by=by, at=now)
    return plan


@transaction.atomic
def goal_settle(*, by: User, goal: Goal, to: str, note: str, at: datetime | None = None) -> Goal:
    """Say what became of a goal, with a line of evidence: who guides the learner. Anybody of both drops a draft.

    The coordinator sees it next (`goal_see`).
    """
    now = at or timezone.now()
    _lock_running(goal.learner, by)
    locked = _lock_goal(goal, by)
    if locked.state == GoalState.AGREED and require_side(by, locked.learner) != Side.MENTOR:
        raise RuleError(_("Hasil tujuan dicatat oleh yang mendampingi."))
    if to not in SETTLED_GOALS:
        raise RuleError(_("Pilih hasilnya."))
    if not note.strip():
        raise RuleError(_("Tulis satu baris bukti atau alasannya."))
    locked.outcome_note, locked.settled_at = note.strip()[:LONGEST_REASON], now
    was_draft = locked.state == GoalState.DRAFT
    move(locked, to, "outcome_note", "settled_at", by=by, at=now, reason=note)
    if was_draft:
        _ask_again(locked.plan)
    return locked


@transaction.atomic
def goal_see(*, by: User, goal: Goal, at: datetime | None = None) -> Goal:
    """A coordinator marks the result of a goal as seen. Twice is once."""
    locked = _lock_goal(goal, by)
    rights.require_coordinator(by, locked.unit)
    if locked.settled_at is None:
        raise RuleError(_("Tujuan ini belum ada hasilnya."))
    if locked.seen_at is None:
        locked.seen_by, locked.seen_at = by, at or timezone.now()
        locked.save(update_fields=["seen_by", "seen_at"])
    return locked


@transaction.atomic
def goals_lapse(*, at: datetime | None = None) -> int:
    """Goals without a result fourteen days after their end count as missed; how many. Runs as a system job."""
    now = at or timezone.now()
    latest = now.astimezone(FIRST_ZONE).date() - MISSED_AFTER
    overdue = Goal.objects.filter(state=GoalState.AGREED, due_on__lte=latest).select_related("unit")

    def miss(goal: Goal) -> None:
        goal.outcome_note = _("Tidak ada hasil yang dicatat sampai 14 hari sesudah tanggal selesai.")
        goal.settled_at = now
        move(goal, GoalState.MISSED, "outcome_note", "settled_at", by=None, at=now, reason=goal.outcome_note)

    return settle_each(overdue, miss)


@transaction.atomic
def action_add(*, by: User, goal: Goal, what: str, due_on: date | None, at: datetime | None = None) -> ActionItem:
    """Add a step to a goal of the plan, the learner's to do. Raises RuleError beyond five."""
    now = at or timezone.now()
    _lock_running(goal.learner, by)
    locked = _lock_goal(goal, by)
    require_side(by, locked.learner)
    if locked.state in SETTLED_GOALS:
        raise RuleError(_("Tujuan ini sudah selesai."))
    if not what.strip():
        raise RuleError(_("Tulis langkahnya."))
    if locked.actions.exclude(state=ActionState.DROPPED).count() >= MOST_ACTIONS:
        raise RuleError(too_many_actions())
    step = ActionItem.objects.create(
        unit=locked.unit, pairing=locked.pairing, goal=locked, owner=locked.learner, what=what.strip(), due_on=due_on
    )
    remind_of_action(action=step, at=now)
    return step


@transaction.atomic
def action_propose(*, by: User, action: ActionItem, to: str, note: str = "", at: datetime | None = None) -> ActionItem:
    """A learner says what became of his step; who guides him confirms. Dropping needs a reason."""
    locked = _lock_action(action, by)
    if require_side(by, locked.owner) != Side.SELF:
        raise RuleError(_("Kader sendiri yang mengusulkan hasil langkahnya."))
    require_move(ACTION_MOVES, locked.state, to)
    _require_note(to, note)
    locked.proposed_state, locked.proposed_note = ActionState(to), note.strip()[:LONGEST_REASON]
    locked.save(update_fields=["proposed_state", "proposed_note"])
    record_move(locked, locked.state, to, by=by, at=at or timezone.now(), reason=note, is_proposal=True)
    return locked


@transaction.atomic
def action_confirm(
    *, by: User, action: ActionItem, accepts: bool = True, note: str = "", at: datetime | None = None
) -> ActionItem:
    """Who guides the learner agrees with what he proposed, or not, with a note; the step then stays as it was."""
    now = at or timezone.now()
    locked = _lock_action(action, by)
    if require_side(by, locked.owner) != Side.MENTOR:
        raise RuleError(_("Hasil langkah dipastikan oleh yang mendampingi."))
    if not locked.proposed_state:
        raise RuleError(_("Kader belum mengusulkan hasil langkah ini."))
    if not accepts and not note.strip():
        raise RuleError(_("Tulis apa yang masih kurang."))
    to, said = locked.proposed_state, locked.proposed_note
    locked.proposed_state = locked.proposed_note = ""
    if accepts:
        locked.reason = said
        move(locked, to, "reason", "proposed_state", "proposed_note", by=by, at=now, reason=note or said)
    else:
        locked.save(update_fields=["proposed_state", "proposed_note"])
        record_move(locked, locked.state, locked.state, by=by, at=now, reason=note)
    return locked


def _require_note(to: str, note: str) -> None:
    if to == ActionState.DROPPED and not note.strip():
        raise RuleError(_("Langkah yang dibatalkan perlu alasan."))


def plans_reopen(*, pairing: Pairing) -> int:
    """Take the agreement from the plans of a pairing, so that both accept anew; how many. Their goals stay."""
    agreed = Plan.objects.filter(pairing=pairing, agreed_at__isnull=False)
    return agreed.update(agreed_at=None, learner_accepted_at=None, guide_accepted_at=None)


def _plan_of(learner: PairingParticipant, *, at: datetime) -> Plan:
    """The learner's plan, held; made when it is the first time."""
    plan, _is_new = Plan.objects.select_for_update(of=("self",)).get_or_create(
        learner=learner, defaults={"unit": learner.pairing.unit, "pairing": learner.pairing, "created_at": at}
    )
    return plan


def _ask_again(plan: Plan) -> None:
    """What changed has to be accepted anew by both."""
    plan.learner_accepted_at = plan.guide_accepted_at = None
    plan.save(update_fields=["learner_accepted_at", "guide_accepted_at"])


def _lock_running(learner: PairingParticipant, by: User) -> Pairing:
    """The learner's pairing, held; RuleError when it does not run or the user stands on no side of him."""
    pairing = lock_pairing(learner.pairing, by)
    require_side(by, learner)
    if pairing.state not in RUNNING_STATES:
        raise RuleError(_("Rencana aksi diubah selama pasangan berjalan."))
    return pairing


def _lock_goal(goal: Goal, by: User) -> Goal:
    rows = Goal.objects.for_user(by).select_for_update(of=("self",))
    return rows.select_related("learner__pairing", "plan", "pairing", "unit").get(pk=goal.pk)


def _lock_action(action: ActionItem, by: User) -> ActionItem:
    rows = ActionItem.objects.for_user(by).filter(goal__isnull=False).select_for_update(of=("self",))
    locked = rows.select_related("owner__pairing", "pairing__unit", "unit").get(pk=action.pk)
    _lock_running(locked.owner, by)
    return locked
