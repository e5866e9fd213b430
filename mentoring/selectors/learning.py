"""What the tables of diagnostic and plan say about a learner, as closing and hand-over ask for it."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef

from mentoring.enums import LEARNERS, Category, DiagnosticState, GoalState, Round
from mentoring.models import Diagnostic, DiagnosticLevel, Goal, Pairing, PairingParticipant


def final_rubric_is_done(pairing: Pairing) -> bool:
    """Whether every learner was measured again at the end; personal mentoring may do without (DOMAIN §4.3)."""
    if pairing.category == Category.PERSONAL:
        return True
    locked = Diagnostic.objects.filter(
        learner=OuterRef("pk"), round=Round.FINAL, state=DiagnosticState.LOCKED, set_aside_at=None
    )
    learners = pairing.participants.filter(left_at=None, role__in=LEARNERS)
    return not learners.exclude(Exists(locked)).exists()


def gaps_of(members: Collection[int]) -> dict[int, dict[str, int]]:
    """What members have still to learn: competency → gap against the target, by their last locked round (DOMAIN §8)."""
    found: dict[int, dict[str, int]] = {}
    levels = DiagnosticLevel.objects.filter(
        diagnostic__learner__member__in=members,
        diagnostic__state=DiagnosticState.LOCKED,
        diagnostic__set_aside_at=None,
        agreed_level__isnull=False,
    )
    rows = levels.order_by("diagnostic__locked_at", "pk").values_list(
        "diagnostic__learner__member", "competency", "target", "agreed_level"
    )
    for member, competency, target, agreed in rows:
        found.setdefault(member, {})[competency] = max(0, target - (agreed or 0))
    return found


def learning_facts(learner: PairingParticipant) -> dict[str, Iterable[Mapping[str, Any]]]:
    """The goals that a learner and his guide agreed on, and the levels of his last locked round."""
    goals = Goal.objects.filter(learner=learner).exclude(state__in=[GoalState.DRAFT, GoalState.DROPPED])
    last = (
        Diagnostic.objects.filter(learner=learner, state=DiagnosticState.LOCKED, set_aside_at=None)
        .order_by("locked_at")
        .last()
    )
    return {
        "goals": goals.order_by("due_on", "pk").values(),
        "levels": last.levels.order_by("competency").values() if last else (),
    }
