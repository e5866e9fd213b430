"""Recognition of earlier training: asked for on a document, decided by somebody else, counted apart («diakui»)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import acting_people, frozen_sentence
from cadres.enums import AccreditationState
from cadres.ladder.rights import can_coordinate, can_record_accreditation
from cadres.models import Accreditation, Level, Member
from cadres.rules import is_frozen
from core.errors import RuleError


@transaction.atomic
def accreditation_propose(
    *, by: User, member: Member, level: Level, event_kind: str, title: str, held_on: date, document_ref: str
) -> Accreditation:
    """Ask to recognise a training that was held before, on a document. Raises RuleError without the right."""
    if not can_record_accreditation(by, member):
        raise RuleError(_("Kader ini di luar wilayah kerja Anda."))
    if held_on > timezone.localdate():
        raise RuleError(_("Yang diakui sudah berlangsung; periksa tanggalnya."))
    return Accreditation.objects.create(
        unit=member.unit,
        member=member,
        level=level,
        event_kind=event_kind,
        title=title.strip(),
        held_on=held_on,
        document_ref=document_ref.strip(),
        proposed_by=by,
    )


@transaction.atomic
def accreditation_decide(*, by: User, accreditation: Accreditation, approved: bool, reason: str = "") -> Accreditation:
    """Recognise it or not; a refusal needs a reason. A coordinator decides, never the one who asked.

    Raises RuleError without the right, without a reason, or when decided.
    """
    rows = Accreditation.objects.for_user(by).select_for_update(of=("self",)).select_related("member__unit", "unit")
    row = rows.get(pk=accreditation.pk)
    own = acting_people(by) & {row.proposed_by_id, row.proposed_for_id, row.member.user_id}
    if own or not can_coordinate(by, row.member):
        raise RuleError(_("Pengakuan diputus koordinator, bukan pengusulnya."))
    if row.state != AccreditationState.PROPOSED:
        raise RuleError(_("Pengakuan ini sudah diputus."))
    if is_frozen(by.scope.unit):  # type: ignore[union-attr]
        raise RuleError(frozen_sentence())
    reason = " ".join(reason.split())
    if not approved and len(reason) < 10:
        raise RuleError(_("Tulis alasannya, paling sedikit 10 huruf."))
    row.state = AccreditationState.APPROVED if approved else AccreditationState.REFUSED
    row.decision_reason, row.decided_by, row.decided_at = reason[:200], by, timezone.now()
    row.save(update_fields=["state", "decision_reason", "decided_by", "decided_at"])
    return row
