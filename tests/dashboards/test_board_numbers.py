"""Every number opens its rows, and there are as many: over all indicators, tiers and office roles."""

import re
from collections import Counter
from datetime import date, timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db.models import Count, F, Q
from django.urls import Resolver404, resolve

from accounts.enums import Role
from cadres.enums import MemberStatus
from cadres.models import Member
from dashboards import indicators
from dashboards.selectors.board import board_data
from evaluations import rollups
from mentoring.cadence import last_day
from mentoring.enums import HELD_STATES
from mentoring.models import Mentor, Pairing, Session
from regions.enums import TIER_FIELDS, Tier
from tests.evaluations.world import World, cell
from tests.factories.accounts import staff, unit

pytestmark = pytest.mark.django_db

CELL = "96.71.06.1001-1"
CODES = ("pusat", "96", "96.71", "96.71.06", "96.71.06.1001", CELL)
ROLES = (Role.LEADER, Role.SECRETARIAT, Role.COORDINATOR)
LISTS = ("/kader/", "/mentor/", "/pengurus/", "/pasangan/", "/pasangan/irama/", "/sesi/")


@pytest.fixture
def world():
    """A filled world as the services would leave it."""
    world = World(23, is_neat=True).fill(80)
    rollups.drain()
    return world


def place(code):
    return cell(unit("96.71.06.1001")) if code == CELL else unit(code)


# --- the contract of the lists, told a second time ---------------------------------------------------------------


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
        edge = date.fromisoformat(asked["dorman"]) - timedelta(days=35)
        met = Q(sessions__state__in=["logged", "acknowledged", "disputed"])
        found = found.annotate(recent=Count("sessions", filter=met & Q(sessions__held_on__gte=edge))).filter(recent=0)
        found = found.annotate(ever=Count("sessions", filter=met)).filter(Q(ever__gt=0) | Q(active_on__lt=edge))
    if "aktif_per" in asked:
        found = found.active_at_end_of(last_day(month_of(asked["aktif_per"])))
    return {"total": found.count()}


def cadence(where, asked):
    """Slot by slot, in Python."""
    over, month = date.fromisoformat(asked["sampai"]) - timedelta(days=1), month_of(asked["bulan"])
    due = kept = rows = 0
    for pairing in Pairing.objects.filter(at(where), active_on__isnull=False).prefetch_related("sessions"):
        end = min(day for day in (over, last_day(month), pairing.ended_on) if day)
        slot, asked_for = pairing.active_on + timedelta(days=pairing.cadence_days - 1), 0
        while slot <= end:
            asked_for += slot >= month
            slot += timedelta(days=pairing.cadence_days)
        held = sum(
            each.state in HELD_STATES and month <= each.held_on <= last_day(month) for each in pairing.sessions.all()
        )
        rows, due, kept = rows + (asked_for > 0), due + asked_for, kept + min(asked_for, held)
    return {"total": rows, "due": due, "kept": kept}


def sessions(where, asked):
    month = month_of(asked["bulan"])
    found = Session.objects.filter(at(where), held_on__year=month.year, held_on__month=month.month)
    if asked["hasil"] == "held":
        return {"total": found.filter(state__in=["logged", "acknowledged", "disputed"]).count()}
    absent = Q(state__in=["no_show_mentor", "no_show_mentee"])
    return {"total": found.filter(absent | Q(state="cancelled", late_cancelled=True)).count()}


def month_of(text):
    return date.fromisoformat(f"{text}-01")


CONTRACT = dict(zip(LISTS, (members, mentors, officers, pairings, cadence, sessions), strict=True))


def by_contract(url):
    """The totals that a list's address promises."""
    parts = urlsplit(url)
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return CONTRACT[parts.path](place(asked.pop("wilayah")), asked)


# --- the numbers -------------------------------------------------------------------------------------------------

TOTALS = {figure.name: figure.total for figure in (*indicators.NOW.values(), *indicators.MONTH.values())}


def numbers(page):
    """(figure, count, address) of every number on a page."""
    found = re.findall(r'href="([^"]+)"\s+data-figure="([^"]+)"\s+data-count="(\d+)"', page)
    return {(figure, int(count), unescape(url)) for url, figure, count in found}


def opened(client, url):
    """The totals that the list itself shows; None while nothing stands at the address."""
    try:
        resolve(urlsplit(url).path)
    except Resolver404:
        return None
    page = client.get(url).content.decode()
    return {name: int(value) for name, value in re.findall(r'data-(total|due|kept)="(\d+)"', page)}


@pytest.mark.parametrize("code", CODES)
def test_every_figure_of_every_tier_is_what_its_list_promises(world, code):
    where, user = place(code), staff(Role.LEADER, "pusat")
    data = board_data(user, where, "")
    for month in (data.months[-1], data.months[-2], data.months[2]):
        asked = indicators.Asked(code, month, data.as_of)
        monthly = data.figures.month_of(where.pk, month)
        for row, figures in ((data.now, indicators.NOW), (monthly, indicators.MONTH)):
            for figure in figures.values():
                shown = indicators.number(figure, row, asked)

                assert by_contract(shown.url)[figure.total] == shown.count, shown


def test_the_sample_counts_something_of_every_kind(world):
    board = board_data(staff(Role.LEADER, "pusat"), unit("pusat"), "")

    nothing = [name for name in indicators.NOW if not board.now[name]]
    nothing += [name for name in indicators.MONTH if not any(board.series(name))]

    assert nothing == []


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("code", CODES)
def test_every_number_of_a_page_opens_as_many_rows(client_of, world, role, code):
    home = code if place(code).tier <= Tier.VILLAGE else "96.71.06.1001"
    client = client_of(staff(role, home))
    place(code)
    page = client.get(f"/w/{code}/dasbor/?bulan={rollups.open_months(rollups.today())[-2]:%Y-%m}").content.decode()
    shown = numbers(page)
    lists = {}

    for figure, count, url in shown:
        total = TOTALS.get(figure, "total")
        assert by_contract(url)[total] == count, (figure, url)
        lists[url] = lists.get(url) or opened(client, url)
        if lists[url] is not None:
            assert lists[url][total] == count, (figure, url)
    assert set(indicators.NOW) - {figure for figure, _count, _url in shown} <= {"mentees_willing", "pairings_waiting"}


def test_the_lists_of_the_contract_are_all_asked():
    asked = indicators.Asked("96", date(2026, 11, 1), date(2026, 11, 22))
    urls = [figure.url(asked) for figure in (*indicators.NOW.values(), *indicators.MONTH.values())]

    assert Counter(urlsplit(url).path for url in urls).keys() == set(LISTS)
    assert Member.objects.filter(status=MemberStatus.ACTIVE, pk=F("pk")).count() == 0
