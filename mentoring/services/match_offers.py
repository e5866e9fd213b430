"""From a draft run to offers: one pair or all of them, and back within ten minutes."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleError
from mentoring.enums import MatchRunState
from mentoring.models import MatchRun, MatchSuggestion, Mentor, Pairing
from mentoring.rules import rights
from mentoring.rules.cohorts import Roster, barriers
from mentoring.rules.conflicts import SENTENCES
from mentoring.selectors.cohorts import cohort_of
from mentoring.services.offers import pairing_propose, pairing_undo


@dataclass
class Offered:
    """What came of offering a whole run."""

    made: int = 0
    refused: list[str] = field(default_factory=list)


@transaction.atomic
def suggestion_accept(
    *,
    by: User,
    suggestion: MatchSuggestion,
    mentor: Mentor,
    reason: str = "",
    email: str = "",
    at: datetime | None = None,
) -> Pairing:
    """Offer a cadre the mentor whom the coordinator has chosen; the run keeps which pairing came of it.

    The suggested mentor needs no words, any other one a line of reason. The rules are asked again, since a draft may
    be old. Raises RuleError for a pair that may not be offered.
    """
    locked = _lock(suggestion, by)
    return _offer(by, locked, mentor, reason, email, cohort_of(by, locked.run.programme), at)


@transaction.atomic
def run_offer(*, by: User, run: MatchRun, at: datetime | None = None) -> Offered:
    """Offer every pair of a run that is still open; what cannot be offered is told, the rest is not held up."""
    rights.require_coordinator(by, run.unit)
    if run.state != MatchRunState.READY:
        raise RuleError(_("Usulan ini belum selesai dihitung."))
    roster = cohort_of(by, run.programme)
    found, given = Offered(), Counter[int]()
    open_ones = MatchSuggestion.objects.for_user(by).filter(run=run, mentor__isnull=False).order_by("place")
    for pk in open_ones.values_list("pk", flat=True):
        suggestion = _lock_pk(pk, by)
        if is_offered(suggestion):
            continue
        try:
            with transaction.atomic():
                _offer(by, suggestion, suggestion.mentor, "", suggestion.member.email, roster, at, given)  # type: ignore[arg-type]
            found.made += 1
            given[suggestion.mentor_id or 0] += 1
        except RuleError as error:
            found.refused.append(f"{suggestion.member.full_name}: {error}")
    return found


@transaction.atomic
def run_undo(*, by: User, run: MatchRun, at: datetime | None = None) -> int:
    """Take back the offers of a run that nobody has answered and that are less than ten minutes old; how many."""
    rights.require_coordinator(by, run.unit)
    taken = 0
    suggestions = MatchSuggestion.objects.for_user(by).filter(run=run, pairing__isnull=False)
    for pairing in Pairing.objects.for_user(by).filter(pk__in=suggestions.values("pairing_id")).order_by("pk"):
        try:
            with transaction.atomic():
                pairing_undo(by=by, pairing=pairing, at=at)
            taken += 1
        except RuleError:
            continue  # answered, or too old: it stays
    if not taken:
        raise RuleError(_("Sudah lewat sepuluh menit atau sudah dijawab; tidak ada yang dapat diurungkan."))
    return taken


def is_offered(suggestion: MatchSuggestion) -> bool:
    """Whether an offer came of a suggestion that has not been taken back."""
    return suggestion.pairing_id is not None and Pairing.objects.filter(pk=suggestion.pairing_id).exists()


def _offer(
    by: User,
    suggestion: MatchSuggestion,
    mentor: Mentor,
    reason: str,
    email: str,
    roster: Roster,
    at: datetime | None,
    given: Counter[int] | None = None,
) -> Pairing:
    if is_offered(suggestion):
        raise RuleError(_("Kader ini sudah ditawari mentor dari usulan ini."))
    if mentor.pk != suggestion.mentor_id and not reason.strip():
        raise RuleError(_("Tulis mengapa Anda memilih mentor ini dan bukan saran pertama."))
    _require_allowed(roster, suggestion, mentor, (given or Counter())[mentor.pk])
    pairing = pairing_propose(
        by=by,
        programme=suggestion.run.programme,
        learners=[suggestion.member],
        mentor=mentor,
        reason=reason or _("Saran pertama dari usulan seangkatan nomor %(n)d.") % {"n": suggestion.run_id},
        emails={suggestion.member_id: email} if email and suggestion.member.user_id is None else None,
        at=at or timezone.now(),
    )
    suggestion.pairing = pairing
    suggestion.save(update_fields=["pairing"])
    return pairing


def _require_allowed(roster: Roster, suggestion: MatchSuggestion, mentor: Mentor, given: int) -> None:
    """Refuse a pair of people who no longer wait or mentor, whom a rule of DOMAIN §5 keeps apart, or without room.

    `given` are the mentor's places that this very deed has given away already.
    """
    learner = next((each for each in roster.learners if each.member == suggestion.member_id), None)
    candidate = next((each for each in roster.mentors if each.mentor == mentor.pk), None)
    if learner is None:
        raise RuleError(_("Kader ini tidak lagi menunggu mentor."))
    if candidate is None:
        raise RuleError(_("Mentor ini belum aktif atau sedang jeda."))
    if candidate.room <= given:
        raise RuleError(_("Mentor ini penuh, termasuk tawaran yang belum ia jawab."))
    broken = [SENTENCES[code] for code in barriers(roster, learner, candidate) if code in SENTENCES]
    if broken:
        raise RuleError(" ".join(map(str, broken)))


def _lock(suggestion: MatchSuggestion, by: User) -> MatchSuggestion:
    return _lock_pk(suggestion.pk, by)


def _lock_pk(pk: int, by: User) -> MatchSuggestion:
    rows = MatchSuggestion.objects.for_user(by).select_for_update(of=("self",))
    return rows.select_related("run__programme__unit", "member__unit", "mentor").get(pk=pk)
