"""The facts that a pairing's phase is derived from."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Count, Q

from mentoring.enums import HELD_STATES, AgreementState, Category, EvidenceKind
from mentoring.models import Pairing
from mentoring.rules.phases import Facts


@dataclass(frozen=True)
class Growth:
    """Of those who learn in a pairing: how many, with a locked baseline, with an agreed plan, and since when all."""

    learners: int
    baselines: int
    plans: int
    planned_at: datetime | None


def growth_of(pairing: Pairing) -> Growth:
    """Counts without content, so that the phase is the same for whoever asks (a secretariat sees no plan)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT learners, baselines, plans, planned_at FROM kad_growth(%s)", [pairing.pk])
        return Growth(*cursor.fetchone())


def phase_facts(pairing: Pairing) -> Facts:
    """What the database knows now; `pairing.unit` should be loaded. Five queries."""
    evidence = {row.kind: row.recorded_at for row in pairing.evidence.all()}
    growth = growth_of(pairing)
    is_personal = pairing.category == Category.PERSONAL
    since = evidence.get(EvidenceKind.COORDINATOR_TALK) if is_personal else growth.planned_at
    held = Q(state__in=HELD_STATES)
    counted = pairing.sessions.aggregate(
        held=Count("pk", filter=held),
        executed=Count("pk", filter=held & Q(held_on__gte=since.astimezone(pairing.unit.zone).date()))
        if since
        else Count("pk", filter=Q(pk__in=[])),
    )
    return Facts(
        state=pairing.state,
        category=pairing.category,
        all_oriented=not pairing.participants.filter(left_at=None, oriented_at=None).exists(),
        agreement_in_force=pairing.agreements.filter(state=AgreementState.IN_FORCE).exists(),
        sessions=counted["held"],
        execution_sessions=counted["executed"],
        learners=growth.learners,
        baselines=growth.baselines,
        plans=growth.plans,
        evidence=frozenset(evidence),
    )
