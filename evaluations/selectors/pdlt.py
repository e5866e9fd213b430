"""PDLT as pages and rules read it."""

from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from accounts.enums import Role
from accounts.models import Assignment, User
from core.context import jobs_context
from evaluations.enums import PdltState
from evaluations.models import PdltAssessment, PdltAssessor
from evaluations.rules.pdlt import waits_for
from mentoring.selectors.conflicts import TIE_SOURCES
from regions.models import Unit


def assessors_among(members: Collection[int]) -> Iterable[tuple[int, int, str]]:
    """Who among some members assesses whom, while the case runs: they are not paired (DOMAIN §5 R2, §8 I-5).

    As the system: who pairs learns that two may not be paired, never that there is a case. The database says the same
    (`kad_broken_rules`); the other direction is `kad_guard_assessor`.
    """
    ids = list(members)
    with jobs_context():
        rows = PdltAssessor.objects.filter(user__member__in=ids, assessment__member__in=ids)
        running = rows.exclude(assessment__state=PdltState.FINAL)
        return [(*pair, "PDLT") for pair in running.values_list("user__member", "assessment__member")]


TIE_SOURCES.append(assessors_among)


def assessors_in_line(assessment: PdltAssessment) -> QuerySet[Assignment]:
    """Who holds the role of an assessor today at the member's unit or above it (`kad_assessor_in_line`)."""
    line = Unit.objects.line_of(assessment.unit).values("pk")
    return Assignment.objects.current().filter(unit__in=line, role=Role.ASSESSOR)


def possible_assessors(assessment: PdltAssessment) -> QuerySet[Assignment]:
    """Those of them who are not named yet."""
    return assessors_in_line(assessment).exclude(user__in=assessment.assessors.values("user"))


def still_needed(user: User, assessment: PdltAssessment) -> str:
    """What a case waits for, in words for who leads it; empty where it waits for no assessor."""
    rows = list(PdltAssessor.objects.for_user(user).filter(assessment=assessment))
    totals = [each.total for each in rows if each.submitted_at is not None and each.total is not None]
    objected = assessment.objected_at
    is_heard = objected is not None and any(each.named_at > objected for each in rows)
    return waits_for(assessment.state, len(rows), totals, is_heard, assessment.instrument.terms)
