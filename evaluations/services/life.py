"""Evaluations in the life of a person: a no to being evaluated, the end of a membership, two rows that become one."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.consents import EVALUATION, LISTENERS
from accounts.models import User
from cadres.models import Member
from core.context import jobs_context
from core.errors import RuleError
from evaluations.enums import ANSWERABLE, EvaluationState, PdltState
from evaluations.models import Evaluation, PdltAssessment

CASES = "evaluations.pdlt"


@transaction.atomic
def evaluations_close(*, member: Member, at: datetime | None = None) -> int:
    """Close what is still asked of and about a member; how many. What was sent stays.

    As the system: the forms may stand outside the sight of whoever records the member's word.
    """
    with jobs_context():
        theirs = Evaluation.objects.filter(Q(subject__member=member) | Q(rater__member=member))
        theirs.filter(state=EvaluationState.SCHEDULED).update(state=EvaluationState.OPEN)  # the only way to the lock
        return theirs.filter(state__in=ANSWERABLE).update(state=EvaluationState.LOCKED, locked_at=at or timezone.now())


def follow_consent(*, by: User, member: Member, code: str, is_given: bool) -> None:
    """Close the forms of who says no to being evaluated (UU 27/2022 art. 9). After a new yes he is asked next time."""
    if code == EVALUATION and not is_given:
        evaluations_close(member=member)


LISTENERS.append(follow_consent)


def cases_repoint(*, lost: Member, kept: Member) -> dict[str, list[int]]:
    """Point the lost row's PDLT cases at the kept one; which ones. Raises RuleError when both have a running case."""
    running = PdltAssessment.objects.filter(member__in=[lost, kept]).exclude(state=PdltState.FINAL)
    if running.count() > 1:
        raise RuleError(_("PDLT kedua data masih berjalan. Putuskan dulu salah satunya."))
    cases = sorted(PdltAssessment.objects.filter(member=lost).values_list("pk", flat=True))
    _point(lost, kept, cases)
    return {CASES: cases}


def cases_repoint_back(*, lost: Member, kept: Member, moved: dict[str, list[int]]) -> None:
    """Take back what `cases_repoint` did, as far as it still points at the kept row."""
    _point(kept, lost, moved.get(CASES, []))


def _point(source: Member, target: Member, cases: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT kad_point_cases(%s, %s, %s::bigint[])", [source.pk, target.pk, cases])
