"""Deeds on sheets of paper: give out the next running numbers of relations."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleError
from mentoring.models import Pairing
from mentoring.rules import rights
from mentoring.rules.sessions import may_plan
from mentoring.rules.sheets import MOST_AT_ONCE
from mentoring.services.pairings import lock_pairing


@transaction.atomic
def sheets_number(*, by: User, pairings: Iterable[Pairing], count: int) -> None:
    """Give each relation its next `count` running numbers (staff): no number is printed for two meetings.

    Raises RuleError for relations that do not meet (yet, any more), and for more than are printed at once.
    """
    if not 1 <= count <= MOST_AT_ONCE:
        raise RuleError(_("Sekali cetak 1 sampai %(most)d lembar untuk satu pasangan.") % {"most": MOST_AT_ONCE})
    for pairing in sorted(pairings, key=lambda each: each.pk):
        locked = lock_pairing(pairing, by)
        rights.require_staff(by, locked.unit)
        if not may_plan(locked):
            raise RuleError(_("Pasangan ini sedang tidak bertemu; lembarnya dicetak lagi saat aktif."))
        locked.sheets += count
        locked.save(update_fields=["sheets"])
