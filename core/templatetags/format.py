"""Numbers, dates and names as people in Indonesia write them. Unknown is «—», never 0."""

import datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()

UNKNOWN = "—"
# Below this base a share says more as «3 dari 7» than as a per cent.
SMALL_BASE = 10
RELATIVE_DAYS = 60
ZONE_NAMES = {7: "WIB", 8: "WITA", 9: "WIT"}
ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}

Number = int | float | Decimal | Fraction


def _rounded(value: Number, places: int) -> Decimal:
    exact = Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else Decimal(str(value))
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _written(value: Number, places: int) -> str:
    text = f"{_rounded(value, places):,}"
    return text.translate(str.maketrans(",.-", ".,−"))


@register.filter
def thousands(value: Number | None) -> str:
    """Whole number with dots: 12480 → «12.480»."""
    return UNKNOWN if value is None else _written(value, 0)


@register.filter
def decimal1(value: Number | None) -> str:
    """One decimal after a comma: 1.84 → «1,8»."""
    return UNKNOWN if value is None else _written(value, 1)


@register.filter
def percent(value: Number | None) -> str:
    """Per cent from a value of 0 to 100: 63.6 → «64%»."""
    return UNKNOWN if value is None else f"{_written(value, 0)}%"


@register.filter
def signed(value: Number | None) -> str:
    """Whole number with its sign: 310 → «+310», -38 → «−38»."""
    return _signed(value, 0)


@register.filter
def signed1(value: Number | None) -> str:
    """One decimal with its sign, for means: 0.86 → «+0,9», -0.4 → «−0,4»."""
    return _signed(value, 1)


def _signed(value: Number | None, places: int) -> str:
    if value is None:
        return UNKNOWN
    return f"+{_written(value, places)}" if _rounded(value, places) > 0 else _written(value, places)


@register.simple_tag
def ratio(numerator: int | None, denominator: int | None) -> str:
    """Share of a base: «64%», or «3 dari 7» when the base is small, or «—» when there is none."""
    if numerator is None or not denominator:
        return UNKNOWN
    if denominator < SMALL_BASE:
        return _("%(part)s dari %(base)s") % {"part": thousands(numerator), "base": thousands(denominator)}
    return percent(Decimal(100) * numerator / denominator)


@register.filter(expects_localtime=True)
def date_id(value: datetime.date | None) -> str:
    """Day with its name: «Sab, 21 Nov 2026»."""
    return UNKNOWN if value is None else date_format(value, "D, j M Y")


@register.filter(expects_localtime=True)
def short_date(value: datetime.date | None) -> str:
    """Day without its name, for tables and spans: «21 Nov 2026»."""
    return UNKNOWN if value is None else date_format(value, "j M Y")


@register.filter(expects_localtime=True)
def day_month(value: datetime.date | None) -> str:
    """Day without the year, where the year is plain: «21 Nov»."""
    return UNKNOWN if value is None else date_format(value, "j M")


@register.filter
def local_time(value: datetime.datetime | None, zone: str | None = None) -> str:
    """Moment in a zone (IANA name or WIB, WITA, WIT; else the current): «Sab, 21 Nov 2026, 15.00 WIT»."""
    if value is None:
        return UNKNOWN
    local = _local(value, zone)
    return f"{date_format(local, 'D, j M Y, H.i')} {zone_name(local)}"


@register.filter
def clock(value: datetime.datetime | None, zone: str | None = None) -> str:
    """Time of day in a zone: «15.00 WIT»."""
    if value is None:
        return UNKNOWN
    local = _local(value, zone)
    return f"{date_format(local, 'H.i')} {zone_name(local)}"


def _local(value: datetime.datetime, zone: str | None) -> datetime.datetime:
    return timezone.localtime(value, ZoneInfo(ZONES.get(zone, zone)) if zone else None)


def zone_name(value: datetime.datetime) -> str:
    """WIB, WITA or WIT by the offset of an aware moment; elsewhere the zone's own name."""
    offset = value.utcoffset() or datetime.timedelta()
    return ZONE_NAMES.get(offset // datetime.timedelta(hours=1), value.tzname() or "")


@register.filter
def ago(value: datetime.date | datetime.datetime | None) -> str:
    """Distance from now in words, beyond 60 days the date: «3 jam lalu», «14 hari lalu», «besok»."""
    if value is None:
        return UNKNOWN
    if isinstance(value, datetime.datetime):
        passed = timezone.now() - value
        value = timezone.localtime(value).date()
        if value == timezone.localdate() and passed >= datetime.timedelta():
            return _hours_ago(passed)
    days = (timezone.localdate() - value).days
    near = {-1: _("besok"), 0: _("hari ini"), 1: _("kemarin")}
    if days in near:
        return near[days]
    if abs(days) > RELATIVE_DAYS:
        return date_id(value)
    if days < 0:
        return ngettext("%(n)d hari lagi", "%(n)d hari lagi", -days) % {"n": -days}
    return ngettext("%(n)d hari lalu", "%(n)d hari lalu", days) % {"n": days}


def _hours_ago(passed: datetime.timedelta) -> str:
    minutes = passed // datetime.timedelta(minutes=1)
    if minutes < 1:
        return _("baru saja")
    if minutes < 60:
        return ngettext("%(n)d menit lalu", "%(n)d menit lalu", minutes) % {"n": minutes}
    hours = minutes // 60
    return ngettext("%(n)d jam lalu", "%(n)d jam lalu", hours) % {"n": hours}


@register.filter
def initials(name: str | None) -> str:
    """Letters of an avatar, from the first two words of a name: «Yohanis Kareth» → «YK»."""
    return "".join(word[0] for word in (name or "").split()[:2]).upper() or UNKNOWN


@register.filter
def dash(value: object) -> object:
    """The value, or «—» when there is none; 0 stays 0."""
    return UNKNOWN if value is None or value == "" else value
