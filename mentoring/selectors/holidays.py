"""Days on which many are not free, or one has said that he is not: hints beside a plan, never a wall (DOMAIN §10)."""

from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.templatetags.format import date_id, day_month
from mentoring.models import BusyTime, Pairing, PairingParticipant
from regions.models import Holiday, Unit

#: How far ahead the form of a plan names holidays.
AHEAD = timedelta(days=45)


def holidays_ahead(unit: Unit) -> str:
    """The next holidays of a unit in a sentence; empty when none is near."""
    today = timezone.localdate(timezone=unit.zone)
    found = Holiday.objects.at(unit).filter(date__range=(today, today + AHEAD))
    days = ", ".join(f"{day_month(each.date)} {each.name}" for each in found[:5])
    return _("Hari libur terdekat: %(days)s. Tetap boleh; pastikan semua bisa.") % {"days": days} if days else ""


def busy_ahead(user: User, pairing: Pairing) -> str:
    """When the people of a pairing are not free, as the user may know it; empty when nobody has said so."""
    today = timezone.localdate(timezone=pairing.unit.zone)
    found = _busy(user, pairing).filter(last_on__gte=today, first_on__lte=today + AHEAD)
    spans = ", ".join(_span(each.first_on, each.last_on) for each in found[:5])
    return _("Tidak tersedia: %(days)s.") % {"days": spans} if spans else ""


def busy_hint(user: User, pairing: Pairing, start: datetime) -> str:
    """That somebody of the pairing is not free on the day of a plan; empty for any other day."""
    day = start.astimezone(pairing.unit.zone).date()
    if not _busy(user, pairing).filter(first_on__lte=day, last_on__gte=day).exists():
        return ""
    return _("Pada %(day)s ada yang tidak tersedia. Rencana tetap disimpan; tanyakan dulu.") % {"day": date_id(day)}


def _busy(user: User, pairing: Pairing) -> QuerySet[BusyTime]:
    people = PairingParticipant.objects.for_user(user).filter(pairing=pairing, left_at=None, user__isnull=False)
    return BusyTime.objects.for_user(user).filter(user__in=people.values("user")).order_by("first_on", "last_on")


def _span(first: date, last: date) -> str:
    return day_month(first) if first == last else f"{day_month(first)} – {day_month(last)}"


def holiday_hint(unit: Unit, start: datetime) -> str:
    """That a plan lies on a holiday, and on which; empty for any other day."""
    day = start.astimezone(unit.zone).date()
    found = Holiday.objects.at(unit).filter(date=day).first()
    if found is None:
        return ""
    words = {"day": date_id(day), "kind": found.get_kind_display().lower(), "name": found.name}
    return _("%(day)s adalah %(kind)s (%(name)s). Rencana tetap disimpan; pastikan semua bisa.") % words
