"""Draft runs of a programme: asked for, computed at once or by a job, and what stands before the next one."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Assignment, User
from accounts.scoping import acting_as
from cadres.models import Member
from core.context import jobs_context
from core.doorbell import ring_on_commit
from core.errors import RuleError
from mentoring.enums import TAKES_PAIRINGS, Factor, MatchRunState, Reach
from mentoring.models import MatchLock, MatchRun, MatchSuggestion, MatchWeights, Mentor, MentoringWish, Programme
from mentoring.rules import rights
from mentoring.rules.cohorts import Finding, Roster, barriers, decide
from mentoring.rules.scores import points_of
from mentoring.selectors.cohorts import cohort_of, waiting_in

#: So many learners are matched while the coordinator waits for the page; more are a job.
AT_ONCE = 200
TASK = "mentoring.tasks.match_cohort"
#: A job that has not moved for so long has lost its worker.
STALE = timedelta(minutes=2)
GIVEN_UP = timedelta(hours=1)
_STEP = 100


@transaction.atomic
def match_ask(*, by: User, programme: Programme, assignment: Assignment) -> MatchRun:
    """Draft the matching of everybody who waits in a programme's unit: at once, or by a job when they are many.

    Raises RuleError for a programme that takes no pairings, when nobody waits, and while a draft is being made.
    """
    rights.require_coordinator(by, programme.unit)
    if programme.state not in TAKES_PAIRINGS:
        raise RuleError(_("Program ini belum dibuka atau sudah ditutup."))
    # Two who ask at once queue here.
    Programme.objects.for_user(by).select_for_update(of=("self",)).get(pk=programme.pk)
    if MatchRun.objects.for_user(by).filter(programme=programme, state=MatchRunState.ASKED).exists():
        raise RuleError(_("Usulan program ini sedang dihitung. Tunggu sampai selesai."))
    waiting = waiting_in(by, programme).count()
    if not waiting:
        raise RuleError(_("Tidak ada kader yang menunggu mentor di wilayah program ini."))
    last = MatchRun.objects.for_user(by).filter(programme=programme).aggregate(Max("number"))["number__max"] or 0
    run = MatchRun.objects.create(
        unit=programme.unit,
        programme=programme,
        number=last + 1,
        created_by=by,
        assignment=assignment,
        learners=waiting,
    )
    if waiting > AT_ONCE:
        ring_on_commit(TASK, run.pk, by.pk, assignment.pk)
    else:
        _finish(run, *_computed(by, run))
    return run


def run_match(*, run_id: int, user: User, assignment: Assignment | None) -> None:
    """Compute a run that waits for it, with its progress to be seen, as the one who asked for it.

    May run twice or in parallel: the second finds the claim of the first and leaves.
    """
    with acting_as(user, assignment):
        run = _claim(user, run_id)
        if run is None:
            return
        roster = cohort_of(user, run.programme)
    try:
        findings = decide(roster, lambda done: _advance(run, user, assignment, done))
        with acting_as(user, assignment):
            if MatchRun.objects.for_user(user).filter(pk=run.pk, claim=run.claim).select_for_update().exists():
                _finish(run, roster, findings)
    except Exception:
        with acting_as(user, assignment):
            _fail(MatchRun.objects.for_user(user).filter(pk=run.pk), _("Ada gangguan di pihak kami. Hitung lagi."))
        raise


def take_up_matches() -> int:
    """Ring again for runs that nobody works on, and fail those nobody finished in an hour; how many it rang for."""
    now, rung = timezone.now(), 0
    with jobs_context():
        waiting = MatchRun.objects.filter(state=MatchRunState.ASKED, asked_at__lt=now - STALE)
        for run in waiting.select_related("assignment"):
            if run.asked_at < now - GIVEN_UP or run.assignment is None:
                _fail(MatchRun.objects.filter(pk=run.pk), _("Usulan ini tidak selesai dalam satu jam. Hitung lagi."))
            elif run.claimed_at is None or run.claimed_at < now - STALE:
                ring_on_commit(TASK, run.pk, run.assignment.user_id, run.assignment_id)
                rung += 1
    return rung


@transaction.atomic
def weights_set(
    *, by: User, programme: Programme, weights: Mapping[str, int], reach: str, at: datetime | None = None
) -> MatchWeights:
    """Say what counts how much in a programme, from the next run on. Raises RuleError when nothing would count."""
    rights.require_coordinator(by, programme.unit)
    if not any(weights[factor] for factor in Factor.values):
        raise RuleError(_("Beri bobot pada paling sedikit satu hal."))
    if reach not in Reach.values:
        raise RuleError(_("Pilih seberapa jauh mentor boleh berada."))
    changes = {factor: weights[factor] for factor in Factor.values} | {"reach": reach}
    return MatchWeights.objects.update_or_create(
        programme=programme,
        defaults={"unit": programme.unit, "set_by": by, "set_at": at or timezone.now(), **changes},
    )[0]


@transaction.atomic
def pair_lock(*, by: User, programme: Programme, member: Member, mentor: Mentor) -> MatchLock:
    """Decide one pair before the rest is matched. Raises RuleError for a pair that a rule forbids or a full mentor."""
    rights.require_coordinator(by, programme.unit)
    roster = cohort_of(by, programme)
    learner = next((each for each in roster.learners if each.member == member.pk), None)
    candidate = next((each for each in roster.mentors if each.mentor == mentor.pk), None)
    if learner is None:
        raise RuleError(_("%(name)s tidak lagi menunggu mentor.") % {"name": member.full_name})
    if candidate is None or barriers(roster, learner, candidate):
        raise RuleError(_("Aturan tidak mengizinkan pasangan ini; lihat alasannya di halaman kader."))
    taken = sum(1 for other, held in roster.locked.items() if held == mentor.pk and other != member.pk)
    if taken >= candidate.room:
        raise RuleError(_("Tempat mentor ini sudah habis dikunci. Naikkan batasnya atau pilih mentor lain."))
    return MatchLock.objects.update_or_create(
        programme=programme,
        member=member,
        defaults={"unit": programme.unit, "mentor": mentor, "made_by": by, "made_at": timezone.now()},
    )[0]


@transaction.atomic
def pair_unlock(*, by: User, programme: Programme, member: Member) -> None:
    """Let the next run decide again."""
    rights.require_coordinator(by, programme.unit)
    MatchLock.objects.for_user(by).filter(programme=programme, member=member).delete()


@transaction.atomic
def wish_set(
    *, by: User, member: Member, mentor_gender: str, goes_farther: bool, at: datetime | None = None
) -> MentoringWish:
    """Keep what a cadre says about his mentor; himself, or staff on his behalf."""
    if member.user_id != by.pk:
        rights.require_staff(by, member.unit)
    return MentoringWish.objects.update_or_create(
        member=member,
        defaults={
            "unit": member.unit,
            "mentor_gender": mentor_gender,
            "goes_farther": goes_farther,
            "said_at": at or timezone.now(),
            "recorded_by": by,
        },
    )[0]


def _claim(user: User, run_id: int) -> MatchRun | None:
    now = timezone.now()
    waiting = MatchRun.objects.for_user(user).filter(pk=run_id, state=MatchRunState.ASKED)
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - STALE)
    if not waiting.filter(free).update(claim=uuid4(), claimed_at=now, progress=0):
        return None
    return waiting.select_related("programme__unit", "unit").get()


def _advance(run: MatchRun, user: User, assignment: Assignment | None, done: int) -> None:
    """Show the progress now and then, in a transaction of its own; it also says that somebody is at it."""
    if done % _STEP == 0:
        with acting_as(user, assignment):
            mine = MatchRun.objects.for_user(user).filter(pk=run.pk, claim=run.claim)
            mine.update(progress=done, claimed_at=timezone.now())


def _computed(by: User, run: MatchRun) -> tuple[Roster, list[Finding]]:
    roster = cohort_of(by, run.programme)
    return roster, decide(roster)


def _finish(run: MatchRun, roster: Roster, findings: list[Finding]) -> None:
    """Keep what a run has found."""
    MatchSuggestion.objects.bulk_create(
        [_suggestion(run, place, finding) for place, finding in enumerate(findings)], batch_size=500
    )
    run.state, run.finished_at = MatchRunState.READY, timezone.now()
    run.learners, run.mentors = len(findings), len(roster.mentors)
    run.matched = sum(finding.mentor is not None for finding in findings)
    run.points = sum(finding.points for finding in findings)
    run.weights = {**roster.weights, "reach": roster.reach}
    run.progress = len(findings)
    kept = ["state", "finished_at", "learners", "mentors", "matched", "points", "weights", "progress"]
    run.save(update_fields=kept)


def _suggestion(run: MatchRun, place: int, finding: Finding) -> MatchSuggestion:
    options: list[dict[str, Any]] = [
        {"mentor": mentor.mentor, "points": points_of(parts), "parts": [list(part) for part in parts]}
        for mentor, parts in finding.options
    ]
    return MatchSuggestion(
        unit_id=run.unit_id,
        run=run,
        place=place,
        member_id=finding.learner.member,
        mentor_id=finding.mentor.mentor if finding.mentor else None,
        points=finding.points,
        is_locked=finding.is_locked,
        options=options,
        obstacles=finding.obstacles,
        remedy=finding.remedy,
    )


def _fail(runs: Any, sentence: str) -> None:
    runs.filter(state=MatchRunState.ASKED).update(state=MatchRunState.FAILED, failure=sentence)
