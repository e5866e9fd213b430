"""What a cadre asks about his mentor, and how people leave before the end (DOMAIN §§4.3, 5, 7.6)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import User
from cadres.models import Member
from core.context import jobs_context
from core.errors import RuleError, refused_by
from mentoring.enums import LEARNERS, RUNNING_STATES, ExitReason, PairingState, RequestState
from mentoring.models import ExitCall, ExitForm, MentorChange, MentorRequest, Pairing
from mentoring.rules import rights
from mentoring.rules.formats import may_leave, rules_of
from mentoring.rules.moves import REQUEST_MOVES, require_move
from mentoring.services.departures import depart
from mentoring.services.moves import (
    drop_upcoming_sessions,
    move_pairing,
)
from mentoring.services.pairings import last_day_of, lock_pairing, own_participant

# Constraints that answer two clicks at once.
ONE_WISH, ONE_CHANGE = "request_one_waiting", "change_once_per_programme"
ONE_EXIT_FORM = "mentoring_exitform_participant_id"


@transaction.atomic
def mentor_ask(*, by: User, wanted: str, at: datetime | None = None) -> MentorRequest:
    """Name the mentor one would like; one wish waits at a time. Raises RuleError for others than cadres."""
    member = Member.objects.for_user(by).filter(user_id=by.pk).select_related("unit").first()
    if member is None or by.scope is None or by.scope.role != Role.MENTEE:
        raise RuleError(_("Hanya kader yang dapat meminta mentor."))
    if not wanted.strip():
        raise RuleError(_("Tulis nama mentor yang Anda inginkan."))
    with refused_by(ONE_WISH, _("Permintaan Anda sebelumnya masih menunggu. Tarik dulu bila ingin mengganti.")):
        return MentorRequest.objects.create(
            unit=member.unit, member=member, wanted=wanted.strip()[:120], asked_at=at or timezone.now()
        )


@transaction.atomic
def request_settle(
    *, by: User, wish: MentorRequest, to: str, answer: str = "", at: datetime | None = None
) -> MentorRequest:
    """Answer a wish (coordinator) or take back one's own. A wish that is not met is answered in a sentence."""
    found = MentorRequest.objects.for_user(by).select_related("unit").get(pk=wish.pk)
    if to == RequestState.WITHDRAWN:
        if not Member.objects.for_user(by).filter(pk=found.member_id, user_id=by.pk).exists():
            raise RuleError(_("Hanya kader sendiri yang dapat menarik permintaannya."))
    else:
        rights.require_coordinator(by, found.unit)
    locked = MentorRequest.objects.select_for_update(of=("self",)).get(pk=found.pk)
    require_move(REQUEST_MOVES, locked.state, to)
    if to == RequestState.NOT_MET and not answer.strip():
        raise RuleError(_("Tulis jawabannya; kader akan membacanya."))
    if to != RequestState.WITHDRAWN:
        locked.settled_by, locked.answer = by, answer.strip()[:300]
    locked.state, locked.settled_at = to, at or timezone.now()
    locked.save(update_fields=["state", "settled_at", "settled_by", "answer"])
    return locked


@transaction.atomic
def mentor_change(*, by: User, pairing: Pairing, at: datetime | None = None) -> MentorChange:
    """Ask for another mentor without explanation, once in a programme (DOMAIN §5).

    The pairing ends as «rematched»; the cadre goes back to the queue with the seniority he had. Raises RuleError the
    second time, and in formats without a mentor of one's own.
    """
    now = at or timezone.now()
    locked = lock_pairing(pairing, by)
    me = own_participant(locked, by)
    if me.role not in LEARNERS or not rules_of(locked.format).needs_leader or rules_of(locked.format).goes_on:
        raise RuleError(_("Berganti mentor hanya untuk kader yang punya mentor sendiri. Hubungi koordinator."))
    if locked.state not in RUNNING_STATES:
        raise RuleError(_("Pendampingan ini tidak sedang berjalan."))
    once = _("Anda sudah satu kali berganti mentor dalam program ini. Bicarakan dengan koordinator.")
    with refused_by(ONE_CHANGE, once):
        change = MentorChange.objects.create(
            unit=locked.unit, pairing=locked, programme_id=locked.programme_id, member_id=me.member_id, at=now
        )
    drop_upcoming_sessions(locked, by=by, at=now)
    move_pairing(locked, PairingState.REMATCHED, by=by, at=now, ended_on=last_day_of(locked, now))
    return change


@transaction.atomic
def pairing_leave(*, by: User, pairing: Pairing, reason: str = "", at: datetime | None = None) -> None:
    """Leave a group or circle; a learner gives no reason, and the others go on without him.

    Raises RuleError where too few would be left, or somebody leads: that is an end for all (`pairing_end`).
    """
    now = at or timezone.now()
    locked = lock_pairing(pairing, by)
    me = own_participant(locked, by)
    left = locked.participants.filter(left_at=None, role__in=LEARNERS).exclude(pk=me.pk).count()
    if locked.state not in RUNNING_STATES or not may_leave(locked.format, me.role, left):
        raise RuleError(_("Tanpa Anda pendampingan ini tidak dapat berlanjut. Pilih «Akhiri pendampingan»."))
    with jobs_context():  # what the rest have signed may come into force by it
        depart(locked, me, by=by, at=now, reason=reason)


@transaction.atomic
def exit_tell(
    *,
    by: User,
    pairing: Pairing,
    reasons: Collection[str] = (),
    words: str = "",
    would_continue: bool | None = None,
    at: datetime | None = None,
) -> ExitForm:
    """Say something after an early end, or nothing but that; voluntary, once (DOMAIN §7.6)."""
    found = Pairing.objects.for_user(by).get(pk=pairing.pk)
    me = own_participant(found, by)
    if found.state not in (PairingState.ENDED_EARLY, PairingState.REMATCHED):
        raise RuleError(_("Formulir ini hanya untuk pendampingan yang berakhir lebih awal."))
    with refused_by(ONE_EXIT_FORM, _("Formulir ini sudah Anda kirim.")):
        return ExitForm.objects.create(
            unit_id=found.unit_id,
            pairing=found,
            participant=me,
            reasons=[code for code in ExitReason.values if code in reasons],
            words=words.strip(),
            would_continue=would_continue,
            sent_at=at or timezone.now(),
        )


@transaction.atomic
def exit_call(*, by: User, pairing: Pairing, note: str, at: datetime | None = None) -> ExitCall:
    """Keep that one has called the people of a pairing that ended early (coordinator); it leaves the queue."""
    locked = lock_pairing(pairing, by)
    rights.require_coordinator(by, locked.unit)
    if locked.state not in (PairingState.ENDED_EARLY, PairingState.REMATCHED):
        raise RuleError(_("Pasangan ini tidak berakhir lebih awal."))
    if not note.strip():
        raise RuleError(_("Tulis hasil pembicaraannya dalam satu kalimat."))
    if ExitCall.objects.filter(pairing=locked).exists():
        raise RuleError(_("Panggilan ini sudah dicatat."))
    return ExitCall.objects.create(
        unit=locked.unit, pairing=locked, note=note.strip(), called_by=by, called_at=at or timezone.now()
    )
