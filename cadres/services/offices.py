"""Deeds on offices: the boards of units."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import frozen_sentence
from cadres.models import Member, OfficerTerm
from cadres.rules import can_manage_unit, is_frozen
from core.context import jobs_context
from core.errors import RuleError
from regions.models import Unit


def term_add(
    *,
    by: User,
    unit: Unit,
    member: Member,
    post: str,
    decree_no: str,
    decree_on: date | None = None,
    starts_on: date,
    ends_on: date | None = None,
    portfolio: str = "",
    at: datetime | None = None,
) -> OfficerTerm:
    """Put a member into an office of a unit for a term, with its decree. It waits until a board above confirms it.

    Raises RuleError outside the user's reach, in a disputed board, for a member whose membership has ended, or for an
    office that the member holds already.
    """
    if not can_manage_unit(by, unit):
        raise RuleError(_("Unit ini di luar wilayah kerja Anda."))
    if is_frozen(unit):
        raise RuleError(frozen_sentence())
    if not Member.objects.for_user(by).active().filter(pk=member.pk).exists():
        raise RuleError(_("Pilih kader aktif di wilayah kerja Anda."))
    try:
        with transaction.atomic():
            return OfficerTerm.objects.create(
                unit=unit,
                member=member,
                post=post,
                portfolio=portfolio,
                decree_no=decree_no,
                decree_on=decree_on,
                starts_on=starts_on,
                ends_on=ends_on,
                recorded_by=by,
                recorded_at=at or timezone.now(),
            )
    except IntegrityError:
        raise RuleError(_("Kader ini sudah memegang jabatan itu di unit ini.")) from None


@transaction.atomic
def term_end(*, by: User, term: OfficerTerm, on: date) -> None:
    """End an office. Raises RuleError outside the user's reach, twice, or before it began."""
    if not can_manage_unit(by, term.unit):
        raise RuleError(_("Unit ini di luar wilayah kerja Anda."))
    if term.ends_on is not None:
        raise RuleError(_("Jabatan ini sudah berakhir."))
    if on <= term.starts_on:
        raise RuleError(_("Tanggal selesai harus sesudah tanggal mulai."))
    term.ends_on = on
    term.save(update_fields=["ends_on"])


def terms_end(*, member: Member, on: date) -> None:
    """End every office of a member with his membership, also those of other units: he cannot hold one any more.

    Part of a deed that has been checked. Runs as the system, since the boards above are out of the register's sight.
    """
    with jobs_context():
        for term in OfficerTerm.objects.open().filter(member=member).select_for_update().order_by("pk"):
            term.ends_on = max(on, term.starts_on + timedelta(days=1))
            term.save(update_fields=["ends_on"])
