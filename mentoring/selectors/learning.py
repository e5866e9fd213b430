"""What the tables of diagnostic and plan say about a learner, as closing and hand-over ask for it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef

from mentoring.enums import LEARNERS, Category, DiagnosticState, GoalState, Round
from mentoring.models import Diagnostic, Goal, Pairing, PairingParticipant


def final_rubric_is_done(pairing: Pairing) -> bool:
    """Whether every learner was measured again at the end; personal mentoring may do without (DOMAIN §4.3)."""
    if pairing.category == Category.PERSONAL:
        return True
    locked = Diagnostic.objects.filter(
        learner=OuterRef("pk"), round=Round.FINAL, state=DiagnosticState.LOCKED, set_aside_at=None
    )
    learners = pairing.participants.filter(left_at=None, role__in=LEARNERS)
    return not learners.exclude(Exists(locked)).exists()


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
