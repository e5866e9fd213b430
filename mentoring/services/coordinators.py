"""What a coordinator carries, and how a programme passes to another one (DOMAIN §§5, 7.4)."""

from datetime import datetime
from typing import cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleError
from mentoring.enums import LIVE_STATES, HandoverState, ProgrammeState
from mentoring.models import Pairing, Programme, ProgrammeHandover
from mentoring.rules import rights
from mentoring.rules.programmes import load_problem
from mentoring.selectors.programmes import coordinator_load, coordinators_over


def require_room(coordinator: User, more: int = 1) -> None:
    """Raise RuleError when a coordinator may not take so many pairings more; what he carries is held until the end.

    The database counts again behind the same lock, so that two at once cannot pass the limit.
    """
    if more and (problem := load_problem(coordinator.full_name, coordinator_load(coordinator.pk, hold=True), more)):
        raise RuleError(problem)


@transaction.atomic
def handover_offer(
    *, by: User, programme: Programme, to_user: User, note: str, at: datetime | None = None
) -> ProgrammeHandover:
    """Ask another coordinator to take a programme over; it stays where it is until he says yes.

    Its owner asks, or whoever coordinates the unit or one above it where the owner is gone. Raises RuleError for a
    draft (its form changes the owner), a closed one, somebody who is no coordinator there, or a second offer.
    """
    locked = lock_programme(programme, by)
    if locked.state in (ProgrammeState.DRAFT, ProgrammeState.CLOSED):
        raise RuleError(_("Hanya program yang sudah dibuka dan belum ditutup yang diserahterimakan."))
    if to_user.pk == locked.coordinator_id:
        raise RuleError(_("%(name)s sudah koordinator program ini.") % {"name": to_user.full_name})
    if not coordinators_over(locked.unit).filter(pk=to_user.pk).exists():
        raise RuleError(_("%(name)s bukan koordinator di wilayah program ini.") % {"name": to_user.full_name})
    if not note.strip():
        raise RuleError(_("Tulis apa yang perlu diketahui koordinator baru."))
    if locked.handovers.filter(state=HandoverState.OFFERED).exists():
        raise RuleError(_("Serah terima program ini sudah ditawarkan. Tunggu jawabannya, atau tarik dulu."))
    return ProgrammeHandover.objects.create(
        unit=locked.unit,
        programme=locked,
        from_user_id=locked.coordinator_id,
        to_user=to_user,
        offered_by=by,
        offered_at=at or timezone.now(),
        note=note.strip(),
    )


@transaction.atomic
def handover_answer(
    *, by: User, handover: ProgrammeHandover, accepts: bool, at: datetime | None = None
) -> ProgrammeHandover:
    """Take a programme over, or leave it where it is; only the one who was asked answers.

    Raises RuleError when he may not carry its pairings as well, or the offer is closed.
    """
    programme = lock_programme(handover.programme, by)
    found = _open_offer(handover)
    if found.to_user_id != by.pk:
        raise RuleError(_("Hanya koordinator yang ditawari yang menjawab."))
    if accepts:
        require_room(by, Pairing.objects.filter(programme=programme, state__in=LIVE_STATES).count())
    found.state = HandoverState.ACCEPTED if accepts else HandoverState.DECLINED
    found.answered_at = at or timezone.now()
    found.save(update_fields=["state", "answered_at"])
    if accepts:
        programme.coordinator = by
        programme.save(update_fields=["coordinator"])
    return found


@transaction.atomic
def handover_withdraw(*, by: User, handover: ProgrammeHandover, at: datetime | None = None) -> None:
    """Take an offer back before it is answered."""
    lock_programme(handover.programme, by)
    found = _open_offer(handover)
    found.state, found.answered_at = HandoverState.WITHDRAWN, at or timezone.now()
    found.save(update_fields=["state", "answered_at"])


def lock_programme(programme: Programme, by: User) -> Programme:
    """The programme as it is now, held until the transaction ends; RuleError unless the user coordinates it."""
    rights.require_coordinator(by, programme.unit)
    rows = Programme.objects.for_user(by).select_for_update(of=("self",)).select_related("unit", "coordinator")
    return cast(Programme, rows.get(pk=programme.pk))


def _open_offer(handover: ProgrammeHandover) -> ProgrammeHandover:
    found = ProgrammeHandover.objects.select_for_update(of=("self",)).get(pk=handover.pk)
    if found.state != HandoverState.OFFERED:
        raise RuleError(_("Tawaran serah terima ini sudah ditutup."))
    return cast(ProgrammeHandover, found)
