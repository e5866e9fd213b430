"""From a draft run to offers: one pair, or all of them as planned before, and back within ten minutes."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cadres.models import Member
from core.errors import RuleError
from mentoring.enums import MatchRunState
from mentoring.models import MatchRun, MatchSuggestion, Mentor, Pairing
from mentoring.rules import rights
from mentoring.rules.cohorts import Roster, barriers
from mentoring.rules.conflicts import SENTENCES
from mentoring.rules.pairings import level_problems
from mentoring.rules.programmes import load_problem
from mentoring.selectors.cohorts import cohort_of
from mentoring.selectors.programmes import coordinator_load
from mentoring.services.offers import pairing_propose, pairing_undo


@dataclass
class Offered:
    """What came of offering a whole run: how many, and whom it left waiting by the reason why (DOMAIN §5)."""

    made: int = 0
    held: dict[str, list[MatchSuggestion]] = field(default_factory=dict)


@dataclass
class OfferPlan(Offered):
    """What offering a whole run would do now; nothing is offered by it."""

    ready: list[MatchSuggestion] = field(default_factory=list)


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


def offer_plan(*, by: User, run: MatchRun) -> OfferPlan:
    """Whom `run_offer` would offer a mentor now, in the order of waiting, and why it would leave the others.

    Asks what `pairing_propose` asks, for everybody in a constant number of queries. Raises RuleError for a run that is
    not computed.
    """
    rights.require_coordinator(by, run.unit)
    if run.state != MatchRunState.READY:
        raise RuleError(_("Usulan ini belum selesai dihitung."))
    roster, programme = cohort_of(by, run.programme), run.programme
    plan, given = OfferPlan(), Counter[int]()
    load = coordinator_load(programme.coordinator_id)
    live = Pairing.objects.filter(pk=OuterRef("pairing_id"))
    rows = MatchSuggestion.objects.for_user(by).filter(~Exists(live), run=run, mentor__isnull=False)
    for each in rows.select_related("member__unit", "mentor__member", "mentor__unit").order_by("place"):
        mentor = cast(Mentor, each.mentor)
        problem = (
            _problem(roster, each.member_id, mentor.pk, given[mentor.pk])
            or _unreached(each.member)
            or " ".join(level_problems(each.member, programme))
            or load_problem(programme.coordinator.full_name, load + len(plan.ready), 1)
        )
        if problem:
            plan.held.setdefault(problem, []).append(each)
        else:
            plan.ready.append(each)
            given[mentor.pk] += 1
    return plan


@transaction.atomic
def run_offer(*, by: User, run: MatchRun, at: datetime | None = None) -> Offered:
    """Offer every pair of a run that is still open; what cannot be offered is told, the rest is not held up."""
    plan = offer_plan(by=by, run=run)
    roster, found, given = cohort_of(by, run.programme), Offered(held=plan.held), Counter[int]()
    for planned in plan.ready:
        suggestion = _lock(planned, by)
        if is_offered(suggestion):
            continue  # by somebody else, meanwhile
        mentor = cast(Mentor, suggestion.mentor)
        try:
            with transaction.atomic():
                _offer(by, suggestion, mentor, "", suggestion.member.email, roster, at, given)
            found.made += 1
            given[mentor.pk] += 1
        except RuleError as error:
            found.held.setdefault(str(error), []).append(planned)
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
    if problem := _problem(roster, suggestion.member_id, mentor.pk, (given or Counter())[mentor.pk]):
        raise RuleError(problem)
    pairing = pairing_propose(
        by=by,
        programme=suggestion.run.programme,
        learners=[suggestion.member],
        mentor=mentor,
        reason=reason or _("Saran pertama dari usulan seangkatan nomor %(n)d.") % {"n": suggestion.run.number},
        emails={suggestion.member_id: email} if email and suggestion.member.user_id is None else None,
        at=at or timezone.now(),
    )
    suggestion.pairing = pairing
    suggestion.save(update_fields=["pairing"])
    return pairing


def _problem(roster: Roster, member: int, mentor: int, given: int) -> str:
    """Why two may not be offered to each other now: no longer waiting or mentoring, kept apart by DOMAIN §5, no room.

    `given` are the mentor's places that this very deed has given away already. Empty when nothing is in the way.
    """
    learner = next((each for each in roster.learners if each.member == member), None)
    candidate = next((each for each in roster.mentors if each.mentor == mentor), None)
    if learner is None:
        return _("Kader ini tidak lagi menunggu mentor.")
    if candidate is None:
        return _("Mentor ini belum aktif atau sedang jeda.")
    if candidate.room <= given:
        return _("Mentor ini penuh, termasuk tawaran yang belum ia jawab.")
    # Each sentence once: two rules that say the same would tell that there are two, and which (R5 is confidential).
    found = (str(SENTENCES[code]) for code in barriers(roster, learner, candidate) if code in SENTENCES)
    return " ".join(dict.fromkeys(found))


def _unreached(member: Member) -> str:
    """Why an offer would not reach a cadre; empty when it does."""
    if member.user_id or member.email:
        return ""
    return _("Belum punya akun dan emailnya belum tercatat. Buka namanya untuk mengisinya.")


def _lock(suggestion: MatchSuggestion, by: User) -> MatchSuggestion:
    rows = MatchSuggestion.objects.for_user(by).select_for_update(of=("self",))
    return rows.select_related("run__programme__unit", "member__unit", "mentor").get(pk=suggestion.pk)
