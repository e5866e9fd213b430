"""Deeds on the diagnostic: both rate blindly, talk, agree on levels, and lock them (DOMAIN §§4.3, 8 I-2)."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleError
from mentoring.enums import DiagnosticState, Profile, Round, Side
from mentoring.models import (
    Diagnostic,
    DiagnosticLevel,
    DiagnosticRating,
    Pairing,
    PairingParticipant,
    Rubric,
)
from mentoring.rules.diagnostics import Agreed, agreement_problem, rating_problem, round_problem
from mentoring.rules.moves import DIAGNOSTIC_MOVES, require_move
from mentoring.services.learners import other_side, require_side
from mentoring.services.moves import (
    LONGEST_REASON,
    move,
    record_move,
)
from mentoring.services.pairings import lock_pairing, pairing_refresh_phase, require_reason
from mentoring.services.reminders import remind_of_rubric


@transaction.atomic
def diagnostic_open(
    *, by: User, learner: PairingParticipant, round: str, profile: str = Profile.CADRE, at: datetime | None = None
) -> Diagnostic:
    """Begin a round for a learner, by himself or who guides him, with the newest rubric.

    The baseline comes first; each round is a row of its own. Raises RuleError for what `round_problem` refuses.
    """
    now = at or timezone.now()
    pairing = lock_pairing(learner.pairing, by)
    require_side(by, learner)
    rounds = Diagnostic.objects.filter(learner=learner, set_aside_at=None)
    locked = [each.round for each in rounds if each.state == DiagnosticState.LOCKED]
    problem = round_problem(round, pairing.state, locked, len(locked) < len(rounds))
    rubric = Rubric.objects.last()
    if problem or rubric is None:
        raise RuleError(problem or _("Belum ada rubrik."))
    opened = Diagnostic.objects.create(
        unit=pairing.unit,
        pairing=pairing,
        learner=learner,
        rubric=rubric,
        round=Round(round),
        profile=Profile(profile),
        opened_at=now,
    )
    record_move(opened, "", by=by, at=now)
    return opened


@transaction.atomic
def rating_save(
    *,
    by: User,
    diagnostic: Diagnostic,
    levels: Mapping[str, int | None],
    submit: bool = False,
    at: datetime | None = None,
) -> DiagnosticRating:
    """Keep one's own side of a round; with `submit` it is sent for good. None is «belum tahu».

    Once both have sent theirs the talk begins. Raises RuleError for an incomplete or sent rating, or when somebody
    else rates for this side.
    """
    now = at or timezone.now()
    locked = lock_diagnostic(diagnostic, by)
    side = require_side(by, locked.learner)
    asked = list(locked.rubric.items.values_list("competency", flat=True))
    kept = {code: level for code, level in levels.items() if code in asked}
    if locked.state != DiagnosticState.DRAFT:
        raise RuleError(_("Penilaian sudah dikirim dan tidak diubah lagi."))
    if submit and (problem := rating_problem(kept, asked)):
        raise RuleError(problem)
    rating = DiagnosticRating.objects.filter(diagnostic=locked, author=by).first()
    if rating is None:
        rating = DiagnosticRating(
            unit=locked.unit,
            pairing=locked.pairing,
            learner=locked.learner,
            diagnostic=locked,
            side=side,
            author=by,
        )
    if rating.submitted_at:
        raise RuleError(_("Penilaian sudah dikirim dan tidak diubah lagi."))
    rating.levels, rating.submitted_at = kept, now if submit else None
    _store(rating)
    if submit:
        _begin_talk(locked, asked, by=by, at=now)
    return rating


def _store(rating: DiagnosticRating) -> None:
    """Save it. Among peers several could rate as mentor and one does: who he is, is hidden, that he is, is not."""
    try:
        with transaction.atomic():
            rating.save()
    except IntegrityError as error:
        if "rating_side_once" in str(error):
            raise RuleError(_("Teman lain sudah menilai putaran ini.")) from None
        raise


def _begin_talk(diagnostic: Diagnostic, asked: Iterable[str], *, by: User, at: datetime) -> None:
    """Open the talk once both sides are in; else ask the other side for his."""
    if DiagnosticRating.objects.filter(diagnostic=diagnostic, is_open=True).count() < len(Side):
        remind_of_rubric(diagnostic=diagnostic, users=other_side(by, diagnostic.learner), at=at)
        return
    move(diagnostic, DiagnosticState.TALK, by=by, at=at)
    DiagnosticLevel.objects.bulk_create(
        DiagnosticLevel(
            unit=diagnostic.unit,
            pairing=diagnostic.pairing,
            learner=diagnostic.learner,
            diagnostic=diagnostic,
            competency=code,
        )
        for code in asked
    )


@transaction.atomic
def levels_agree(
    *, by: User, diagnostic: Diagnostic, agreed: Iterable[Agreed], at: datetime | None = None
) -> Diagnostic:
    """Write down what the talk came to; the other side then confirms it on his own phone.

    Raises RuleError naming what is missing: a level, the talk about two levels that lie far apart, evidence for 4, 5.
    """
    now = at or timezone.now()
    locked = lock_diagnostic(diagnostic, by)
    require_side(by, locked.learner)
    require_move(DIAGNOSTIC_MOVES, locked.state, DiagnosticState.AGREED)
    said = {each.competency: each for each in agreed}
    rows = list(DiagnosticLevel.objects.filter(diagnostic=locked).order_by("competency"))
    problems = [agreement_problem(row, said.get(row.competency, Agreed(row.competency, None))) for row in rows]
    if any(problems):
        raise RuleError(" ".join(problem for problem in problems if problem))
    for row in rows:
        one = said[row.competency]
        row.agreed_level, row.talked = one.level, one.talked
        row.talk_note, row.evidence = one.talk_note.strip(), one.evidence.strip()
    DiagnosticLevel.objects.bulk_update(rows, ["agreed_level", "talked", "talk_note", "evidence"])
    locked.agreed_by = by
    move(locked, DiagnosticState.AGREED, "agreed_by", by=by, at=now)
    remind_of_rubric(diagnostic=locked, users=other_side(by, locked.learner), at=now)
    return locked


@transaction.atomic
def diagnostic_confirm(*, by: User, diagnostic: Diagnostic, at: datetime | None = None) -> Diagnostic:
    """The other side's yes to the levels: they are locked, and the phase follows."""
    now = at or timezone.now()
    locked = lock_diagnostic(diagnostic, by)
    _require_other(by, locked)
    require_move(DIAGNOSTIC_MOVES, locked.state, DiagnosticState.LOCKED)
    locked.locked_by, locked.locked_at = by, now
    move(locked, DiagnosticState.LOCKED, "locked_by", "locked_at", by=by, at=now)
    pairing_refresh_phase(pairing=locked.pairing, by=by, at=now)
    return locked


@transaction.atomic
def diagnostic_return(*, by: User, diagnostic: Diagnostic, reason: str, at: datetime | None = None) -> Diagnostic:
    """Take the levels back to the talk, with a reason: by whoever has not written them down."""
    now = at or timezone.now()
    locked = lock_diagnostic(diagnostic, by)
    _require_other(by, locked)
    require_reason(reason)
    if locked.state == DiagnosticState.AGREED:
        locked.agreed_by = None
    move(locked, DiagnosticState.TALK, "agreed_by", by=by, at=now, reason=reason)
    return locked


def _require_other(by: User, diagnostic: Diagnostic) -> None:
    require_side(by, diagnostic.learner)
    if diagnostic.agreed_by_id == by.pk:
        raise RuleError(_("Tingkat ini Anda sendiri yang menulis. Pihak lain yang menyetujuinya."))


def baselines_set_aside(*, pairing: Pairing, reason: str, at: datetime) -> int:
    """Set the locked baselines of a pairing aside, unchanged, so that new ones are made; how many."""
    counted = Diagnostic.objects.filter(
        pairing=pairing, round=Round.BASELINE, state=DiagnosticState.LOCKED, set_aside_at=None
    )
    return counted.update(set_aside_at=at, set_aside_reason=reason.strip()[:LONGEST_REASON])


def lock_diagnostic(diagnostic: Diagnostic, by: User) -> Diagnostic:
    """The round as it is now, held with its pairing until the transaction ends."""
    lock_pairing(diagnostic.pairing, by)
    rows = Diagnostic.objects.for_user(by).select_for_update(of=("self",))
    return rows.select_related("pairing__unit", "learner__pairing", "rubric", "unit").get(pk=diagnostic.pk)
