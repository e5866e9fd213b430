"""A coordinator's duty to call: twice in the first month of a relation, then monthly (DOMAIN §5)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleError
from mentoring.enums import RUNNING_STATES, ContactWith
from mentoring.models import CoordinatorContact, Pairing
from mentoring.rules import rights
from mentoring.services.pairings import lock_pairing


@transaction.atomic
def contact_record(
    *, by: User, pairing: Pairing, who: str, note: str = "", on: date | None = None
) -> CoordinatorContact:
    """Write down a talk with one side or both (coordinator). Raises RuleError for one in the future or too early."""
    locked = lock_pairing(pairing, by)
    rights.require_coordinator(by, locked.unit)
    today = timezone.localdate(timezone=locked.unit.zone)
    day = on or today
    if locked.state not in RUNNING_STATES:
        raise RuleError(_("Pasangan ini belum diterima atau sudah berakhir."))
    if who not in ContactWith.values:
        raise RuleError(_("Pilih dengan siapa Anda berbicara."))
    if day > today or day < timezone.localdate(locked.created_at, timezone=locked.unit.zone):
        raise RuleError(_("Tanggal kontak paling awal sejak pasangan diusulkan dan paling akhir hari ini."))
    return CoordinatorContact.objects.create(
        unit=locked.unit, pairing=locked, on=day, who=who, note=note.strip(), actor=by
    )
