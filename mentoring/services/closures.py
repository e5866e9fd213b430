"""Closing a pairing (DOMAIN §7.6): its checklist line by line, and the completion that needs all of it."""

from calendar import monthrange
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleError
from mentoring.enums import PairingState, Phase
from mentoring.models import Closure, ClosureForm, Pairing
from mentoring.rules import rights
from mentoring.rules.closures import missing_sentence
from mentoring.selectors.closures import checks_of, closure_of, forms_sent
from mentoring.services.moves import (
    drop_upcoming_sessions,
    move_pairing,
)
from mentoring.services.pairings import last_day_of, lock_pairing, own_participant
from regions.settings import value


@transaction.atomic
def closing_write(
    *, by: User, pairing: Pairing, gains: str, unfinished: str, contact: str, at: datetime | None = None
) -> Closure:
    """Name what was gained, what is left and who goes on with it, and how people keep in touch (whoever logs).

    The last held session is noted with it. May be written again until the pairing is completed.
    """
    locked = _in_evaluation(pairing, by)
    if not rights.may_log(locked.participants.filter(user_id=by.pk, left_at=None).first()):
        rights.require_coordinator(by, locked.unit)
    if not gains.strip() or not unfinished.strip() or not contact:
        raise RuleError(_("Isi capaian, yang belum selesai, dan kontak sesudahnya. Bila tidak ada, tulis «tidak ada»."))
    last = locked.sessions.held().order_by("-held_on", "-pk").first()
    if last is None:
        raise RuleError(_("Belum ada sesi yang terlaksana. Catat dulu sesi terakhir."))
    closure, _created = Closure.objects.select_for_update(of=("self",)).get_or_create(
        pairing=locked, defaults={"unit": locked.unit}
    )
    closure.gains, closure.unfinished = gains.strip(), unfinished.strip()
    closure.contact, closure.last_session = contact, last
    closure.save(update_fields=["gains", "unfinished", "contact", "last_session"])
    return closure


@transaction.atomic
def closing_tell(
    *, by: User, pairing: Pairing, helped: str, change: str, again: bool, at: datetime | None = None
) -> ClosureForm:
    """Send one's own closing form; once."""
    locked = _in_evaluation(pairing, by)
    me = own_participant(locked, by)
    if ClosureForm.objects.filter(participant=me).exists():
        raise RuleError(_("Formulir penutup Anda sudah terkirim."))
    if not helped.strip() or not change.strip():
        raise RuleError(_("Jawab kedua pertanyaan; satu kalimat cukup."))
    return ClosureForm.objects.create(
        unit=locked.unit,
        pairing=locked,
        participant=me,
        helped=helped.strip(),
        change=change.strip(),
        again=again,
        sent_at=at or timezone.now(),
    )


@transaction.atomic
def closing_thank(
    *, by: User, pairing: Pairing, next_role: str, next_role_note: str = "", at: datetime | None = None
) -> Closure:
    """Propose the cadre's next role and thank everybody (coordinator); from then on there is a paper of thanks."""
    now = at or timezone.now()
    locked = _in_evaluation(pairing, by)
    rights.require_coordinator(by, locked.unit)
    if not next_role:
        raise RuleError(_("Pilih peran berikut yang diusulkan untuk kader."))
    closure, _created = Closure.objects.select_for_update(of=("self",)).get_or_create(
        pairing=locked, defaults={"unit": locked.unit}
    )
    closure.next_role, closure.next_role_note = next_role, next_role_note.strip()
    closure.thanked_at, closure.thanked_by = closure.thanked_at or now, closure.thanked_by or by
    closure.save(update_fields=["next_role", "next_role_note", "thanked_at", "thanked_by"])
    return closure


@transaction.atomic
def pairing_complete(*, by: User, pairing: Pairing, reason: str = "", at: datetime | None = None) -> None:
    """Complete a pairing whose closing is complete; the clock of retention starts (DOMAIN §§7.6, 11).

    Raises RuleError with what is missing and who can do it. The database refuses it too.
    """
    now = at or timezone.now()
    locked = lock_pairing(pairing, by)
    rights.require_coordinator(by, locked.unit)
    if locked.phase != Phase.EVALUATION:
        raise RuleError(_("Pasangan selesai setelah fase evaluasi, dengan rubrik akhir dan formulir penutup."))
    closure = closure_of(locked)
    if missing := missing_sentence(checks_of(locked, closure, forms_sent(locked))):
        raise RuleError(missing)
    assert closure is not None  # the checklist asks for what only a closure holds
    ended_on = last_day_of(locked, now)
    closure.retain_until = months_after(ended_on, value("mentoring.retention_months"))
    closure.save(update_fields=["retain_until"])
    drop_upcoming_sessions(locked, by=by, at=now)
    move_pairing(locked, PairingState.COMPLETED, by=by, at=now, reason=reason, ended_on=ended_on)


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _in_evaluation(pairing: Pairing, by: User) -> Pairing:
    locked = lock_pairing(pairing, by)
    if locked.state != PairingState.ACTIVE or locked.phase != Phase.EVALUATION:
        raise RuleError(_("Penutupan dibuka pada fase evaluasi."))
    return locked
