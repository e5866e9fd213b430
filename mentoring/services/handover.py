"""Handing a cadre over to the next mentor (DOMAIN §7.6)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleError
from mentoring.models import Handover, Pairing
from mentoring.rules import rights
from mentoring.selectors.handover import facts_of, passing_to
from mentoring.services.pairings import lock_pairing


@transaction.atomic
def handover_make(*, by: User, pairing: Pairing, at: datetime | None = None) -> list[Handover]:
    """Give the people of a running pairing what passes on from each learner's last one (coordinator).

    Raises RuleError when there is nothing to hand over: no pairing before, or it has been done.
    """
    locked = lock_pairing(pairing, by)
    rights.require_coordinator(by, locked.unit)
    passing = passing_to(by, locked)
    if not passing:
        raise RuleError(_("Tidak ada yang perlu diserahkan: tidak ada pendampingan sebelumnya, atau sudah diserahkan."))
    return [
        Handover.objects.create(
            unit=locked.unit,
            pairing=locked,
            before=each.before,
            learner=each.now,
            facts=facts_of(each.before, each.learner),
            made_by=by,
            made_at=at or timezone.now(),
        )
        for each in passing
    ]
