"""The contract between a dashboard and the lists, told a second time: what an address promises to count."""

import re
from datetime import date, datetime, time, timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

from django.db.models import Q

from cadres.models import Member
from dashboards import indicators
from mentoring.cadence import last_day
from mentoring.enums import HELD_STATES
from mentoring.models import Mentor, Pairing, Programme, Session
from regions.enums import TIER_FIELDS, Tier
from regions.models import Unit

LONGEST = timedelta(days=35)
LISTS = ("/kader/", "/mentor/", "/pengurus/", "/pasangan/", "/pasangan/irama/", "/sesi/")


def place(code):
    """The unit with a code."""
    return Unit.objects.select_related("area").with_code(code).get()


def at(where, prefix=""):
    """Rows at a unit and below."""
    if where.tier == Tier.NATIONAL:
        return Q()
    if where.tier == Tier.CELL:
        return Q(**{f"{prefix}unit": where})
    return Q(**{f"{prefix}{TIER_FIELDS[Tier(where.tier)]}": where})


def members(where, asked):
    found = Member.objects.filter(at(where))
    if "status" in asked:
        found = found.filter(status=asked["status"])
    if "jenis" in asked:
        found = found.filter(gender=asked["jenis"])
    if "bersedia" in asked:
        found = found.filter(wants_mentoring=asked["bersedia"] == "ya")
    if "dampingan" in asked:
        found = found.filter(is_mentee=asked["dampingan"] == "ya")
    return {"total": found.count()}


def mentors(where, asked):
    found = Mentor.objects.filter(at(where), state=asked["status"])
    if "beban" in asked:
        full = asked["beban"] == "penuh"
        return {"total": sum(m.load >= m.capacity if full else m.load == 0 for m in found)}
    if "jenis" in asked:
        found = found.filter(member__gender=asked["jenis"])
    return {"total": found.count()}


def officers(where, asked):
    found = Member.objects.filter(at(where), Q(terms__ends_on=None) & Q(terms__isnull=False) & at(where, "terms__"))
    if "jenis" in asked:
        found = found.filter(gender=asked["jenis"])
    return {"total": found.distinct().count()}


def pairings(where, asked):
    found = Pairing.objects.filter(at(where))
    if asked.get("status") == "waiting":
        found = found.filter(state__in=["proposed", "offered"])
    elif "status" in asked:
        found = found.filter(state=asked["status"])
    if "fase" in asked:
        found = found.filter(phase=asked["fase"])
    if "dorman" in asked:
        day = date.fromisoformat(asked["dorman"])
        quiet = [each.pk for each in found.prefetch_related("sessions") if quiet_since(each, day) < day - LONGEST]
        found = found.filter(pk__in=quiet)
    if "aktif_per" in asked:
        found = found.active_at_end_of(last_day(month_of(asked["aktif_per"])))
    if "program" in asked:
        found = found.filter(programme=asked["program"])
    return {"total": sum(milestones(each, asked) for each in found)}


def milestones(pairing, asked):
    """The rules about dates, one pairing at a time."""
    agrees = []
    if "rubrik" in asked:
        last = last_day(month_of(asked["aktif_per"]))
        until = min(last, date.fromisoformat(asked["sampai"]) - timedelta(days=1))
        ran = [day for day in days(pairing.active_on, until) if not stands_still(pairing, day)]
        agrees.append(pairing.category != "personal" and len(ran) >= 30)
        if asked["rubrik"] == "terkunci":
            agrees.append(pairing.baseline_on is not None and pairing.baseline_on <= last)
    if "rencana_selesai" in asked:
        over = pairing.state in ("completed", "ended_early", "rematched") and pairing.active_on is not None
        end = pairing.planned_end_on
        agrees.append(over and end is not None and f"{end:%Y-%m}" == asked["rencana_selesai"])
    if "diterima" in asked:
        agrees.append(pairing.accepted_on is not None and f"{pairing.accepted_on:%Y-%m}" == asked["diterima"])
    for name in ("capai", "belum"):
        if name in asked:
            steps = {"kesepakatan": pairing.agreed_on, "rubrik": pairing.baseline_on, "rencana": pairing.planned_on}
            is_asked = asked[name] == "kesepakatan" or pairing.category != "personal"
            agrees.append(is_asked and (steps[asked[name]] is not None) == (name == "capai"))
    return all(agrees)


def quiet_since(pairing, day):
    """The last thing that happened: a meeting, the beginning, or the end of a pause."""
    held = [each.held_on for each in pairing.sessions.all() if each.state in HELD_STATES]
    return max([pairing.active_on, *held, *(pause.upper for pause in pairing.pauses if pause.upper <= day)])


def stands_still(pairing, day):
    """Whether the day lies in a pause."""
    return any(pause.lower <= day < pause.upper for pause in pairing.pauses) or (
        pairing.paused_on is not None and day >= pairing.paused_on
    )


def days(first, last):
    """Every day from the first to the last."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def cadence(where, asked):
    """Day by day, in Python."""
    over, month = date.fromisoformat(asked["sampai"]) - timedelta(days=1), month_of(asked["bulan"])
    due = kept = rows = 0
    one = {"programme": asked["program"]} if "program" in asked else {}
    for pairing in Pairing.objects.filter(at(where), active_on__isnull=False, **one).prefetch_related("sessions"):
        end = min(day for day in (over, last_day(month), pairing.ended_on) if day)
        running, asked_for = 0, 0
        for day in days(pairing.active_on, end):
            running += not stands_still(pairing, day)
            asked_for += not stands_still(pairing, day) and running % pairing.cadence_days == 0 and day >= month
        held = sum(
            each.state in HELD_STATES and month <= each.held_on <= last_day(month) for each in pairing.sessions.all()
        )
        rows, due, kept = rows + (asked_for > 0), due + asked_for, kept + min(asked_for, held)
    return {"total": rows, "due": due, "kept": kept}


def sessions(where, asked):
    month = month_of(asked["bulan"])
    found = Session.objects.filter(at(where), held_on__year=month.year, held_on__month=month.month)
    if "program" in asked:
        found = found.filter(pairing__programme=asked["program"])
    if "laporan" in asked:
        return {"total": sum(log_counts(each, asked) for each in found)}
    if asked["hasil"] == "held":
        return {"total": found.filter(state__in=["logged", "acknowledged", "disputed"]).count()}
    absent = Q(state__in=["no_show_mentor", "no_show_mentee"])
    return {"total": found.filter(absent | Q(state="cancelled", late_cancelled=True)).count()}


def programmes(where, asked):
    """Running, and nobody of those who coordinate here or above is the one who owns it."""
    assert asked == {"koordinator": "tanpa"}
    today = date.today()
    alone = 0
    for each in Programme.objects.filter(at(where)).exclude(state="closed"):
        held = each.coordinator.assignments.filter(role="coordinator", starts_on__lte=today, user__is_active=True)
        step, above = each.unit, set()
        while step is not None:
            above.add(step.pk)
            step = step.parent
        alone += not [a for a in held if (a.ends_on is None or a.ends_on >= today) and a.unit_id in above]
    return {"total": alone}


def log_counts(session, asked):
    """Whether a log was due before a day began in the east, and written by then if that is asked."""
    if session.state not in HELD_STATES:
        return False
    begins = datetime.combine(date.fromisoformat(asked["sampai"]), time(), ZoneInfo("Asia/Jayapura"))
    written_by = session.started_at + timedelta(minutes=session.minutes, days=7)
    in_time = session.recorded_at is not None and session.recorded_at <= written_by
    return written_by < begins and (in_time or asked["laporan"] == "jatuh")


def month_of(text):
    return date.fromisoformat(f"{text}-01")


CONTRACT = dict(zip(LISTS, (members, mentors, officers, pairings, cadence, sessions), strict=True))
CONTRACT["/program/"] = programmes


def wilayah(url):
    """The unit whose rows an address asks for."""
    return parse_qs(urlsplit(url).query)["wilayah"][0]


def by_contract(url):
    """The totals that a list's address promises."""
    parts = urlsplit(url)
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return CONTRACT[parts.path](place(asked.pop("wilayah")), asked)


TOTALS = {figure.name: figure.total for figure in (*indicators.NOW.values(), *indicators.MONTH.values())}


def numbers(page):
    """(figure, count, address) of every number on a page."""
    found = re.findall(r'href="([^"]+)"\s+data-figure="([^"]+)"\s+data-count="(\d+)"', page)
    return {(figure, int(count), unescape(url)) for url, figure, count in found}


def opened(client, url):
    """The totals that the list itself shows."""
    page = client.get(url).content.decode()
    return {name: int(value) for name, value in re.findall(r'data-(total|due|kept)="(\d+)"', page)}
