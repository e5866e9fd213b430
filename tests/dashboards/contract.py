"""The contract between a dashboard and the lists, told a second time: what an address promises to count."""

import re
from collections import defaultdict
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from html import unescape
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

from django.db.models import Q

from cadres.models import Member
from dashboards import indicators
from evaluations.models import Evaluation, EvaluationRound
from mentoring.cadence import last_day
from mentoring.enums import HELD_STATES, Phase
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
    if "kurang" in asked:
        lacks = {"nik": "nik_last4", "hp": "phone", "lahir": "birth_date"}[asked["kurang"]]
        return {"total": sum(not getattr(member, lacks) for member in found)}
    return {"total": found.count()}


def mentors(where, asked):
    found = Mentor.objects.filter(at(where), state=asked["status"])
    if "beban" in asked:
        return {"total": sum(asked["beban"] in loads_of(mentor) for mentor in found)}
    if "jenis" in asked:
        found = found.filter(member__gender=asked["jenis"])
    return {"total": found.count()}


def loads_of(mentor):
    """What is said of a mentor's load; who may carry nobody is both idle and full."""
    if mentor.load == 0:
        return {"kosong", "penuh"} if mentor.capacity == 0 else {"kosong"}
    return {"penuh" if mentor.load == mentor.capacity else "ringan" if mentor.load < mentor.soft_capacity else "wajar"}


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
    if "fase_dari" in asked:
        order = list(Phase.values)
        begun = {"proposed": "preparation", "offered": "preparation", "accepted": "orientation"}
        later = [
            each.pk
            for each in found
            if order.index(each.phase) >= order.index(asked["fase_dari"])
            and ((each.state == "active" and each.phase not in begun.values()) or begun.get(each.state) == each.phase)
        ]
        found = found.filter(pk__in=later)
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
    if "sinyal" in asked:
        weak = {unit.pk for unit in Unit.objects.filter(tier=Tier.DISTRICT) if unit.weak_signal}
        one["district_id__in"] = weak
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


def overdue(where, asked):
    """Past the window of their phase."""
    found = Pairing.objects.filter(at(where), state__in=["accepted", "active"]).exclude(phase_due_on=None)
    return {"total": sum(each.phase_due_on < date.today() for each in found)}


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
    return written_by < begins and {"jatuh": True, "tepat": in_time, "terlambat": not in_time}[asked["laporan"]]


# --- what people say: told from the answers, form by form


def closed_on(form):
    """The day on which a form closed when it was first asked."""
    return form.round.closes_on if form.round_id else form.opens_on + timedelta(days=14)


def levels(form):
    """The levels that count, by item, «tidak tahu» left out; and how many items there were."""
    items = [item for item in form.instrument.items.all() if item.is_counted and item.gives_level]
    counted = {answer.item_id: answer.counted for answer in form.answers.all()}
    told = [
        (item, item.lowest + item.highest - counted[item.pk] if item.is_reversed else counted[item.pk])
        for item in items
        if counted.get(item.pk) is not None
    ]
    return told, len(items)


def index_of(form):
    """Out of 100; None under four fifths."""
    told, asked = levels(form)
    if not told or 5 * len(told) < 4 * asked:
        return None
    return 100 * Fraction(sum(level - i.lowest for i, level in told), sum(i.highest - i.lowest for i, _level in told))


def forms_of(month):
    """The forms that closed in a month, sent and locked once."""
    found = Evaluation.objects.exclude(submitted_at=None).select_related("instrument", "round", "home").order_by("pk")
    around = (month - timedelta(days=130), last_day(month))  # no window is longer than 120 days
    found = found.filter(state="locked", opens_on__range=around).prefetch_related("instrument__items", "answers")
    return [form for form in found if month <= closed_on(form) <= last_day(month)]


def is_at(where, form):
    """Whether its rater was at home there when the form was locked."""
    return form.home is not None and where.contains(form.home)


def rapport(where, month, role):
    """K11: person → the mean of his indices."""
    found = defaultdict(list)
    for form in forms_of(month):
        if form.occasion == "rapport" and form.role == role and is_at(where, form) and index_of(form) is not None:
            found[form.rater_id].append(index_of(form))
    return {person: sum(each) / len(each) for person, each in found.items()}


def reaction(where, month):
    """K12: who was asked, who answered, answers, answers of four or five."""
    asked, people, told = set(), set(), []
    for form in Evaluation.objects.filter(instrument__code="I-6.L1", role="self").select_related("round", "home"):
        if is_at(where, form) and month <= closed_on(form) <= last_day(month):
            asked.add(form.rater_id)
    for form in forms_of(month):
        if form.instrument.code == "I-6.L1" and form.role == "self" and is_at(where, form):
            said = [level for _item, level in levels(form)[0]]
            told += said
            people |= {form.rater_id} if said else set()
    return asked, people, len(told), sum(level >= 4 for level in told)


def behaviour(where, month):
    """K21: the change of each, in whole programmes of five or more that stand at the unit or below."""
    changes = []
    for first in EvaluationRound.objects.filter(at(where), instrument__code="I-6.L3", occasion="baseline"):
        due = date(first.opens_on.year + (first.opens_on.month > 9), (first.opens_on.month + 2) % 12 + 1, 1)
        due = min(due.replace(day=min(first.opens_on.day, last_day(due).day)), last_day(due))
        same = EvaluationRound.objects.filter(programme=first.programme_id, instrument__code="I-6.L3")
        later = same.exclude(occasion="baseline").filter(opens_on__gte=due).order_by("opens_on", "pk").first()
        if later is None or not month <= later.closes_on <= last_day(month):
            continue
        before, after = rated(first), rated(later)
        both = [after[subject] - before[subject] for subject in before.keys() & after.keys()]
        changes += both if len(both) >= 5 else []
    return changes


def rated(round):
    """Subject → 0 to 100 from the mean of his raters item by item; only of whom two have rated in every item."""
    found = defaultdict(lambda: defaultdict(list))
    forms = round.evaluations.filter(state="locked").exclude(submitted_at=None)
    for form in forms.select_related("instrument").prefetch_related("instrument__items", "answers"):
        if index_of(form) is not None:
            for item, level in levels(form)[0]:
                found[form.subject_id][item.code].append(Fraction(level, item.highest - item.lowest))
    items = sum(item.is_counted and item.gives_level for item in round.instrument.items.all())
    whole = {
        subject: [sum(each) / len(each) for each in said.values() if len(each) > 1] for subject, said in found.items()
    }
    return {subject: 100 * sum(means) / items for subject, means in whole.items() if len(means) == items}


def raters(where, asked):
    """How many stand behind a figure of answers."""
    month, measure = month_of(asked["bulan"]), asked["ukuran"]
    if measure == "perilaku":
        return {"total": len(behaviour(where, month))}
    if measure.startswith("reaksi"):
        return {"total": len(reaction(where, month)[measure == "reaksi"])}
    return {"total": len(rapport(where, month, "mentor" if measure == "kedekatan_mentor" else "mentee"))}


def month_of(text):
    return date.fromisoformat(f"{text}-01")


CONTRACT = dict(zip(LISTS, (members, mentors, officers, pairings, cadence, sessions), strict=True))
CONTRACT["/program/"] = programmes
CONTRACT["/pasangan/lewat/"] = overdue
CONTRACT["/evaluasi/penilai/"] = raters


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
