"""Deeds on one's own days that are not free. A hint for the other side; no plan is refused for it (DOMAIN §10)."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleError
from mentoring.models import BusyTime

LONGEST, MOST = timedelta(days=92), 20


@transaction.atomic
def busy_add(*, by: User, first_on: date, last_on: date) -> BusyTime:
    """Say that one is not free on these days; saying it again is saying it once.

    Raises RuleError for days that are over, in the wrong order, too many at once, or too many entries.
    """
    if last_on < first_on:
        raise RuleError(_("Hari terakhir tidak boleh sebelum hari pertama."))
    if last_on < timezone.localdate():
        raise RuleError(_("Hari itu sudah lewat. Pilih hari ini atau sesudahnya."))
    if last_on - first_on > LONGEST:
        raise RuleError(_("Paling lama %(n)d hari. Untuk lebih lama, minta jeda.") % {"n": LONGEST.days})
    if BusyTime.objects.filter(user=by, last_on__gte=timezone.localdate()).count() >= MOST:
        raise RuleError(_("Paling banyak %(n)d catatan. Hapus yang tidak berlaku lagi.") % {"n": MOST})
    return BusyTime.objects.get_or_create(user=by, first_on=first_on, last_on=last_on)[0]


@transaction.atomic
def busy_remove(*, by: User, busy: BusyTime) -> None:
    """Be free again. Raises RuleError for somebody else's days."""
    if busy.user_id != by.pk:
        raise RuleError(_("Catatan ini bukan milik Anda."))
    busy.delete()
