"""When a session may be planned and logged (DOMAIN §§4.2, 5). Answers in a sentence; limits are the party's to set."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from core.templatetags.format import date_id
from mentoring.enums import MEETING_STATES, HoldCause, PairingState
from mentoring.models import Pairing
from regions.settings import value

EARLY = timedelta(minutes=10)
FARTHEST_PLAN = timedelta(days=366)
LATE_CANCEL = timedelta(hours=24)
NEW_ACTIONS = 3
#: Within which somebody objects to having been noted as missing (DOMAIN §4.2).
OBJECT_WITHIN = timedelta(days=14)


def acknowledge_days() -> int:
    """Days of silence after which a log counts as seen."""
    days: int = value("mentoring.acknowledge_days")
    return days


def plan_problem(start: datetime, now: datetime) -> str:
    """Why a session may not be planned at this moment; empty when it may."""
    if start <= now:
        return _("Waktu itu sudah lewat. Untuk pertemuan yang sudah terjadi, gunakan Catat sesi.")
    if start > now + FARTHEST_PLAN:
        return _("Tanggal itu lebih dari setahun lagi. Periksa tahunnya.")
    return ""


def log_problem(start: datetime, now: datetime, zone: ZoneInfo, *, may_backdate: bool) -> str:
    """Why a session with this start may not be logged now; empty when it may.

    Up to 30 days back is free, up to 90 needs a coordinator, older is refused, unless the party has set it otherwise;
    measured in days of the zone.
    """
    if start > now + EARLY:
        return _("Sesi ini belum dimulai. Catat setelah pertemuan berlangsung.")
    days, free, most = (
        days_back(start, now, zone),
        value("mentoring.backdate_free_days"),
        value("mentoring.backdate_most_days"),
    )
    if days > most:
        return _("Pertemuan lebih dari %(n)d hari lalu tidak dapat dicatat lagi.") % {"n": most}
    if days > free and not may_backdate:
        return _("Pertemuan lebih dari %(n)d hari lalu hanya dapat dicatat oleh koordinator.") % {"n": free}
    return ""


def days_back(start: datetime, now: datetime, zone: ZoneInfo) -> int:
    """Days between a start and now by the calendar of a zone."""
    return (now.astimezone(zone).date() - start.astimezone(zone).date()).days


def pairing_problem(pairing: Pairing, held_on: date) -> str:
    """Why a session of this day does not fit the pairing's life; empty when it does."""
    zone = pairing.unit.zone
    if pairing.state in (PairingState.PROPOSED, PairingState.OFFERED, PairingState.DECLINED):
        return _("Pasangan ini belum diterima kedua pihak.")
    if pairing.offered_at and held_on < pairing.offered_at.astimezone(zone).date():
        return _("Pasangan ini baru ada sejak %(day)s.") % {"day": date_id(pairing.offered_at.astimezone(zone).date())}
    if pairing.ended_on and held_on > pairing.ended_on:
        return _("Pasangan ini sudah berakhir pada %(day)s.") % {"day": date_id(pairing.ended_on)}
    return ""


def hold_cause(pairing: Pairing, start: datetime, now: datetime) -> HoldCause | None:
    """Why a log that its mentor may not write any more is the coordinator's to take in; None where it is a mistake."""
    zone = pairing.unit.zone
    if pairing.ended_on and start.astimezone(zone).date() > pairing.ended_on:
        return HoldCause.ENDED
    days = days_back(start, now, zone)
    is_late = value("mentoring.backdate_free_days") < days <= value("mentoring.backdate_most_days")
    return HoldCause.LATE if is_late else None


def may_plan(pairing: Pairing) -> bool:
    """Whether its people may meet."""
    return pairing.state in MEETING_STATES
