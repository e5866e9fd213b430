"""The facts that a pairing's phase is derived from."""

from django.db.models import Count, Q

from mentoring.enums import HELD_STATES, AgreementState, Category, EvidenceKind
from mentoring.models import Pairing
from mentoring.rules.phases import Facts


def phase_facts(pairing: Pairing) -> Facts:
    """What the database knows now; `pairing.unit` should be loaded. Four queries."""
    evidence = {row.kind: row.recorded_at for row in pairing.evidence.all()}
    opened_by = EvidenceKind.COORDINATOR_TALK if pairing.category == Category.PERSONAL else EvidenceKind.PLAN_AGREED
    since = evidence.get(opened_by)
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
        evidence=frozenset(evidence),
    )
