"""PDLT as pages and rules read it."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Q, QuerySet

from accounts.consents import SELECTION, given_codes
from accounts.enums import Role
from accounts.models import Assignment, User
from cadres.models import Member
from evaluations.enums import PdltState
from evaluations.models import PdltAssessment


def possible_assessors(assessment: PdltAssessment) -> QuerySet[Assignment]:
    """Who holds the role of an assessor at the member's unit or above it, and is not named yet."""
    unit = assessment.unit
    line = [key for key in (unit.pk, unit.village_id, unit.district_id, unit.regency_id, unit.province_id) if key]
    named = assessment.assessors.values("user")
    held = Assignment.objects.current().filter(Q(unit__in=line) | Q(unit__tier=0), role=Role.ASSESSOR)
    return held.exclude(user__in=named).select_related("user", "unit").order_by("user__full_name", "pk")


def ranking_totals(user: User, members: Iterable[Member]) -> dict[int, Decimal]:
    """Final totals that a selection may use: only of members who said yes to that purpose by itself (DOMAIN §5)."""
    final = PdltAssessment.objects.for_user(user).filter(member__in=list(members), state=PdltState.FINAL)
    return {
        each.member_id: each.total
        for each in final.order_by("decided_at")
        if each.total is not None and SELECTION in given_codes(each.member_id)
    }
