"""From the proposal of a pairing to the answers of its people."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import User
from cadres.models import Member
from core.errors import RuleError
from core.sweeps import settle_each
from mentoring.enums import (
    LEADERS,
    LEARNERS,
    LIVE_STATES,
    Answer,
    Format,
    MentorState,
    PairingState,
    ParticipantRole,
    TieKind,
)
from mentoring.models import (
    DeclaredTie,
    Mentor,
    Pairing,
    PairingParticipant,
    Programme,
)
from mentoring.rules import rights
from mentoring.rules.conflicts import couples, refusal
from mentoring.rules.formats import goes_on_without, rules_of
from mentoring.rules.pairings import (
    UNDO,
    Match,
    capacity_sentence,
    match_problems,
    offer_days,
)
from mentoring.selectors.rotation import rotated_learners
from mentoring.selectors.ties import conflicts_of, couples_of, open_conflicts
from mentoring.services.coordinators import require_room
from mentoring.services.late_answers import tell_of_lapse
from mentoring.services.moves import (
    move_pairing,
    record_transition,
)
from mentoring.services.pairings import lock_pairing, own_participant, pairing_refresh_phase
from mentoring.services.people import person_invite
from mentoring.services.reminders import remind_of_offer
from regions.models import Unit

ONE_RUNNING = "participant_one_running"  # the constraint


@transaction.atomic
def pairing_propose(
    *,
    by: User,
    programme: Programme,
    learners: Sequence[Member],
    reason: str,
    mentor: Mentor | None = None,
    format: str = Format.ONE_TO_ONE,
    emails: Mapping[int, str] | None = None,
    at: datetime | None = None,
) -> Pairing:
    """Propose a pairing and offer it to everybody in it; each answers for himself.

    `learners` are the mentees (or the peers); `mentor` leads them, or keeps a circle going. Who has no account yet
    gets one at the address in `emails` (by member id). Raises RuleError with the reasons why the match may not be
    offered (DOMAIN §§4.3, 5).
    """
    now = at or timezone.now()
    # As they are now, whatever the caller has read: a mentor fills up, a programme closes.
    programme = Programme.objects.for_user(by).select_related("unit", "coordinator", "level").get(pk=programme.pk)
    if mentor:
        mentor = Mentor.objects.for_user(by).select_related("unit", "member__user", "member__unit").get(pk=mentor.pk)
    # Locked in one order: two coordinators who want the same cadre at once answer to each other.
    wanted = Member.objects.for_user(by).filter(pk__in=[learner.pk for learner in learners])
    list(wanted.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    found = wanted.select_related("unit", "user").in_bulk()
    learners = [found[learner.pk] for learner in learners if learner.pk in found]
    for unit in (programme.unit, *(learner.unit for learner in learners), *([mentor.unit] if mentor else [])):
        rights.require_coordinator(by, unit)
    if not reason.strip():
        raise RuleError(_("Tulis alasan pemilihan pasangan ini."))
    for learner in learners:
        if learner.user or (emails or {}).get(learner.pk):
            person_invite(by=by, member=learner, email=(emails or {}).get(learner.pk, ""), role=Role.MENTEE)
    if mentor and mentor.member.user:
        person_invite(by=by, member=mentor.member, email="", role=Role.MENTOR)
    rotated = rotated_learners(programme, mentor, learners)
    problems = list(match_problems(Match(programme, format, learners, mentor, _busy(learners), rotated)))
    if problems:
        raise RuleError(" ".join(problems))
    _require_no_conflict(learners, mentor, format)
    require_room(programme.coordinator)
    pairing = Pairing.objects.create(
        unit=_unit_of(learners, programme),
        programme=programme,
        category=programme.category,
        format=format,
        cadence_days=programme.cadence_days,
        phase_since=now.astimezone(programme.unit.zone).date(),
        created_at=now,
    )
    record_transition(pairing, "state", "", PairingState.PROPOSED, by=by, at=now, reason=reason)
    if mentor:
        _join(pairing, mentor.member, rules_of(format).leader or ParticipantRole.MENTOR)
    for learner in learners:
        _join(pairing, learner, rules_of(format).learner)
    move_pairing(pairing, PairingState.OFFERED, by=by, at=now, offered_at=now)
    remind_of_offer(pairing=pairing, at=now)
    return pairing


def _require_no_conflict(learners: Sequence[Member], mentor: Mentor | None, format: str) -> None:
    """Raise RuleError for what stands between these people and was not waived (R1–R7, DOMAIN §5)."""
    rules = rules_of(format)
    people = [(learner.pk, str(rules.learner)) for learner in learners]
    leads = [(mentor.member_id, str(rules.leader))] if mentor and rules.leader else []
    found = open_conflicts(couples(leads + people), format=format)
    if found:
        raise RuleError(refusal(conflict for row in found.values() for conflict in row))


def _busy(learners: Sequence[Member]) -> frozenset[int]:
    taken = PairingParticipant.objects.filter(
        member__in=learners, left_at=None, role__in=LEARNERS, pairing__state__in=LIVE_STATES
    )
    return frozenset(taken.values_list("member_id", flat=True))


def _unit_of(learners: Sequence[Member], programme: Programme) -> Unit:
    """The learners' unit when they share one, else the programme's."""
    units = {learner.unit_id for learner in learners}
    return learners[0].unit if len(units) == 1 else programme.unit


def _join(pairing: Pairing, member: Member, role: str) -> None:
    PairingParticipant.objects.create(
        unit=pairing.unit, pairing=pairing, member=member, name=member.full_name, role=role
    )


@transaction.atomic
def pairing_undo(*, by: User, pairing: Pairing, at: datetime | None = None) -> None:
    """Take an offer back as if it had not been made, with its people and moves; its history stays in the event table.

    Raises RuleError after ten minutes or once somebody has answered.
    """
    now = at or timezone.now()
    locked = lock_pairing(pairing, by)
    rights.require_coordinator(by, locked.unit)
    if locked.state not in (PairingState.PROPOSED, PairingState.OFFERED) or now > locked.created_at + UNDO:
        raise RuleError(_("Sudah lewat sepuluh menit; pasangan ini tidak dapat diurungkan lagi."))
    if locked.participants.exclude(answer=Answer.WAITING).exists():
        raise RuleError(_("Sudah ada yang menjawab; pasangan ini tidak dapat diurungkan lagi."))
    locked.delete()


@transaction.atomic
def pairing_answer(
    *,
    by: User,
    pairing: Pairing,
    accepts: bool,
    ties: Collection[tuple[int, str]] | None = None,
    at: datetime | None = None,
) -> Pairing:
    """Answer an offer for oneself; a no needs no reason. The last yes makes the pairing accepted.

    `ties`: (member, kind) to which one said yes when asked about the others; None when nobody asked. A tie keeps the
    offer waiting for the coordinator above, and it lapses without him. Raises RuleError when the offer is closed, or
    the mentor carries as many as he can. The mentor's row is locked while he answers, so that two answers at once
    cannot pass his limit.
    """
    now = at or timezone.now()
    locked = lock_pairing(pairing, by)
    me = own_participant(locked, by)
    wanted = Answer.ACCEPTED if accepts else Answer.DECLINED
    if me.answer == wanted:
        return locked
    if locked.state != PairingState.OFFERED or me.answer != Answer.WAITING or _has_lapsed(locked, now):
        raise RuleError(_("Tawaran ini sudah ditutup."))
    others = list(locked.participants.filter(left_at=None).exclude(pk=me.pk))
    if accepts:
        _require_capacity(locked, me)
        if _all_agree(others) and not _is_led(others):
            raise RuleError(_("Mentor pasangan ini sedang jeda atau sudah berhenti. Hubungi koordinator."))
        if ties is not None:
            _declare(locked, me, others, ties, by)
        me.answer, me.answered_at = wanted, now
        me.save(update_fields=["answer", "answered_at"])
        if conflicts_of(locked):
            return locked
        if _all_agree(others) and not accept_if_all_agree(locked, others, by=by, at=now):
            raise RuleError(_("Kader ini sudah didampingi dalam pasangan lain. Hubungi koordinator."))
        return locked
    learners = sum(other.role in LEARNERS for other in others)
    # A circle goes on without its facilitator.
    optional = me.role in LEARNERS or not rules_of(locked.format).needs_leader
    stays = optional and goes_on_without(locked.format, learners)
    if stays:
        accept_if_all_agree(locked, others, by=by, at=now)
    else:
        move_pairing(locked, PairingState.DECLINED, by=by, at=now)
    # Last, since who has left no longer sees the pairing.
    me.answer, me.answered_at, me.left_at = wanted, now, now if stays else None
    me.save(update_fields=["answer", "answered_at", "left_at"])
    return locked


def _declare(
    pairing: Pairing,
    me: PairingParticipant,
    others: Sequence[PairingParticipant],
    ties: Collection[tuple[int, str]],
    by: User,
) -> None:
    """Keep one's own yes or no about everybody whom the rules compare with oneself."""
    compared = {pair for pair in couples_of(pairing) if me.member_id in pair}
    for other in others:
        if not {(me.member_id, other.member_id), (other.member_id, me.member_id)} & compared:
            continue
        a, b = sorted((me.member_id, other.member_id))
        for kind in TieKind.values:
            is_yes = (other.member_id, kind) in ties
            DeclaredTie.objects.update_or_create(
                member_a_id=a,
                member_b_id=b,
                kind=kind,
                declared_by=by,
                defaults={"is_yes": is_yes, "declared_at": timezone.now()},
                create_defaults={"is_yes": is_yes, "unit_id": pairing.unit_id},
            )


def _has_lapsed(pairing: Pairing, now: datetime) -> bool:
    return pairing.offered_at is not None and now >= pairing.offered_at + timedelta(days=offer_days())


def _require_capacity(pairing: Pairing, participant: PairingParticipant) -> None:
    if participant.role not in LEADERS:
        return
    mentor = Mentor.objects.select_for_update().get(member_id=participant.member_id)
    if mentor.state != MentorState.ACTIVE:
        raise RuleError(_("Status mentor Anda belum aktif atau sedang jeda."))
    if pairing.format == Format.ONE_TO_ONE and mentor.load >= mentor.capacity:
        raise RuleError(capacity_sentence(mentor))


def _all_agree(people: Sequence[PairingParticipant]) -> bool:
    return all(person.answer == Answer.ACCEPTED for person in people)


def _is_led(people: Sequence[PairingParticipant]) -> bool:
    """Whether the mentors among them still are: one may have paused since his yes.

    His limit needs no second look: his load counts the offer since his own yes, and a constraint keeps it.
    """
    leads = {person.member_id for person in people if person.role in LEADERS}
    return Mentor.objects.filter(member__in=leads, state=MentorState.ACTIVE).count() == len(leads)


def accept_if_all_agree(pairing: Pairing, others: Sequence[PairingParticipant], *, by: User, at: datetime) -> bool:
    """Make an offer accepted when the last one who had not answered is gone or has said yes; whether it is now.

    It stays an offer, and lapses, while its mentor pauses, one of the learners is in a running pairing, or a rule
    stands between two of them.
    """
    if not (_all_agree(others) and _is_led(others)) or conflicts_of(pairing):
        return False
    try:
        with transaction.atomic():
            move_pairing(pairing, PairingState.ACCEPTED, by=by, at=at)
    except IntegrityError as error:
        if ONE_RUNNING not in str(error):
            raise
        pairing.state = PairingState.OFFERED
        return False
    pairing_refresh_phase(pairing=pairing, by=by, at=at)
    return True


@transaction.atomic
def pairings_lapse(*, at: datetime | None = None) -> int:
    """Close the offers that were met with silence; how many. Runs as a system job."""
    now = at or timezone.now()
    silent = Pairing.objects.filter(state=PairingState.OFFERED, offered_at__lte=now - timedelta(days=offer_days()))
    reason = _("Tidak dijawab selama %(n)d hari.") % {"n": offer_days()}

    def lapse(pairing: Pairing) -> None:
        move_pairing(pairing, PairingState.DECLINED, by=None, at=now, reason=reason)
        tell_of_lapse(pairing, at=now)

    return settle_each(silent, lapse)
