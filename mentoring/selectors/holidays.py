"""Days on which many are not free, as a hint beside a plan: it never stands in its way (DOMAIN §10)."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from core.templatetags.format import date_id, day_month
from regions.models import Holiday, Unit

#: How far ahead the form of a plan names holidays.
AHEAD = timedelta(days=45)


def holidays_ahead(unit: Unit) -> str:
    """The next holidays of a unit in a sentence; empty when none is near."""
    today = timezone.localdate(timezone=unit.zone)
    found = Holiday.objects.at(unit).filter(date__range=(today, today + AHEAD))
    days = ", ".join(f"{day_month(each.date)} {each.name}" for each in found[:5])
    return _("Hari libur terdekat: %(days)s. Tetap boleh; pastikan semua bisa.") % {"days": days} if days else ""


def holiday_hint(unit: Unit, start: datetime) -> str:
    """That a plan lies on a holiday, and on which; empty for any other day."""
    day = start.astimezone(unit.zone).date()
    found = Holiday.objects.at(unit).filter(date=day).first()
    if found is None:
        return ""
    words = {"day": date_id(day), "kind": found.get_kind_display().lower(), "name": found.name}
    return _("%(day)s adalah %(kind)s (%(name)s). Rencana tetap disimpan; pastikan semua bisa.") % words
