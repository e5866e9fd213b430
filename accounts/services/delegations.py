"""Deeds on delegations: lending one's role for a time (Plt., staff of the chair)."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.enums import TIER_ROLES
from accounts.models import Assignment, User, today
from accounts.rules import can_delegate, can_end_delegation, frozen_sentence, gives_no_power
from core.errors import RuleError
from regions.models import Unit

LONGEST_DAYS = 366


@transaction.atomic
def delegate(
    *, by: User, assignment: Assignment, to: User, unit: Unit, starts_on: date, ends_on: date, reason: str
) -> Assignment:
    """Lend a role, at its unit or below, from one day to another.

    By its holder, or by whoever may give the role. Raises RuleError for what is lent already, outside the role's
    units, without an end inside a year and inside the role's own time, without a reason, or to its holder.
    """
    lender = Assignment.objects.select_for_update(of=("self",)).select_related("unit", "user").get(pk=assignment.pk)
    if not can_delegate(by, lender):
        raise RuleError(_("Anda tidak dapat melimpahkan peran ini."))
    if gives_no_power(by, lender.role):
        raise RuleError(frozen_sentence())
    if lender.on_behalf_of_id is not None or lender.role not in TIER_ROLES:
        raise RuleError(_("Peran yang dilimpahkan tidak dapat dilimpahkan lagi."))
    if to.pk == lender.user_id or not to.is_active:
        raise RuleError(_("Pilih orang lain yang punya akun aktif."))
    if not lender.unit.contains(unit):
        raise RuleError(_("Pelimpahan hanya untuk %(unit)s atau di bawahnya.") % {"unit": lender.unit.full_name})
    if starts_on < today() or ends_on < starts_on:
        raise RuleError(_("Tanggal selesai harus sesudah tanggal mulai, dan tanggal mulai tidak boleh lewat."))
    if ends_on > starts_on + timedelta(days=LONGEST_DAYS) or (lender.ends_on and ends_on > lender.ends_on):
        raise RuleError(_("Pelimpahan paling lama satu tahun, dan tidak melebihi peran asalnya."))
    reason = " ".join(reason.split())
    if len(reason) < 5:
        raise RuleError(_("Tulis alasan atau nomor SK-nya."))
    same = {"user": to, "role": lender.role, "unit": unit}
    if Assignment.objects.filter(**same, ends_on__gte=starts_on, starts_on__lte=ends_on).exists() or (
        Assignment.objects.filter(**same, ends_on=None).exists()
    ):
        raise RuleError(_("Orang ini sudah memegang peran itu di sana."))
    return Assignment.objects.create(
        **same, on_behalf_of=lender, starts_on=starts_on, ends_on=ends_on, reason=reason[:200], created_by=by
    )


@transaction.atomic
def delegation_end(*, by: User, delegation: Assignment) -> None:
    """Take a lent role back; it acts on the holder's next request. Raises RuleError without the right."""
    if delegation.on_behalf_of is None or not can_end_delegation(by, delegation):
        raise RuleError(_("Anda tidak dapat mengakhiri pelimpahan ini."))
    delegation.ends_on = max(today() - timedelta(days=1), delegation.starts_on - timedelta(days=1))
    delegation.save(update_fields=["ends_on"])
