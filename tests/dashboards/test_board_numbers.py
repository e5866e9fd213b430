"""Every number opens its rows, and there are as many: over all indicators, tiers and office roles."""

from collections import Counter
from datetime import date
from functools import cache
from urllib.parse import urlsplit

import pytest
from django.db import transaction

from accounts.enums import Role
from dashboards import indicators
from dashboards.selectors.board import board_data
from dashboards.selectors.raters import MEASURES
from evaluations import rollups
from evaluations.calendar import open_months
from evaluations.figures import GAIN_UNIT, OUTCOME
from evaluations.models import RollupOutcome
from regions.enums import Tier
from tests.dashboards.contract import (
    LISTS,
    TOTALS,
    behaviour,
    by_contract,
    numbers,
    opened,
    place,
    rapport,
    reaction,
    wilayah,
)
from tests.evaluations.world import World
from tests.factories.accounts import staff, unit

CELL = "96.71.06.1001-1"
CODES = ("pusat", "96", "96.71", "96.71.06", "96.71.06.1001", CELL)
PAGES = (
    *((Role.LEADER, code) for code in CODES),
    *((Role.SECRETARIAT, code) for code in ("96", "96.71.06.1001")),
    *((Role.COORDINATOR, code) for code in ("96.71", "96.71.06")),
)


LACKING = {f"members_no_{what}" for what in ("nik", "phone", "birth")}
MAYBE = {"pairings_waiting", "members_applied"}  # told while somebody waits


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker):
    """A world as the services would leave it, filled once for all tests here: none of them changes it.

    Beside the database open for the module, what an address promises: each is counted once.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        World(23, is_neat=True).fill(110)
        rollups.drain()
        yield cache(by_contract)
        transaction.set_rollback(True)


@pytest.fixture
def promised(filled):
    """The totals that an address promises, in the filled world; who signs in is gone after the test."""
    with transaction.atomic():
        yield filled
        transaction.set_rollback(True)


@pytest.mark.parametrize("code", CODES)
def test_every_figure_of_every_tier_is_what_its_list_promises(promised, code):
    where, user = place(code), staff(Role.LEADER, "pusat")
    data = board_data(user, where, "")
    for month in (data.months[-1], data.months[-2], data.months[2]):
        asked = indicators.Asked(code, month, data.as_of)
        monthly = data.figures.month_of(where.pk, month)
        for row, figures in ((data.now, indicators.NOW), (monthly, indicators.MONTH)):
            for figure in figures.values():
                shown = indicators.number(figure, row, asked)

                assert promised(shown.url)[figure.total] == shown.count, shown


@pytest.mark.parametrize("code", ["pusat", "96.71", "96.71.06"])
def test_every_figure_of_answers_is_what_was_said(promised, code):
    where, counted = place(code), 0
    for month in open_months(rollups.today())[-7:-1]:
        row = RollupOutcome.objects.totals().filter(unit=where, month=month).values().first()
        row = row or dict.fromkeys(OUTCOME, 0)
        mentees, mentors = (rapport(where, month, role) for role in ("mentee", "mentor"))
        asked, people, answers, satisfied = reaction(where, month)
        changes = behaviour(where, month)

        assert [row["rapport_mentees"], row["rapport_mentors"]] == [len(mentees), len(mentors)]
        assert [row["reaction_invited"], row["reaction_people"]] == [len(asked), len(people)]
        assert [row["reaction_answers"], row["reaction_satisfied"]] == [answers, satisfied]
        assert row["behaviour_people"] == len(changes)
        for name, indices in (("rapport_mentee", mentees.values()), ("rapport_mentor", mentors.values()),
                              ("behaviour", changes)):  # fmt: skip
            assert abs(row[f"{name}_points"] - sum(indices) * GAIN_UNIT) <= len(indices), (month, name)
        counted += len(mentees) + len(people) + len(changes)
        for figure in indicators.OUTCOME.values():
            shown = indicators.number(figure, row, indicators.Asked(code, month, rollups.today()))
            assert promised(shown.url)["total"] == shown.count, shown
    assert counted


@pytest.mark.parametrize("measure", MEASURES)
def test_who_stands_behind_answers_is_listed_for_coordinators_alone(client_of, promised, measure):
    coordinator, leader = client_of(staff(Role.COORDINATOR, "pusat")), client_of(staff(Role.LEADER, "pusat"))
    seen = 0
    for month in open_months(rollups.today())[-7:-1]:
        url = f"/evaluasi/penilai/?wilayah=pusat&bulan={month:%Y-%m}&ukuran={measure}"
        if promised(url)["total"]:
            assert opened(coordinator, url) == promised(url)
            assert leader.get(url).status_code == 403
            seen += 1
    assert seen


def test_the_sample_counts_something_of_every_kind(promised):
    board = board_data(staff(Role.LEADER, "pusat"), unit("pusat"), "")

    nothing = [name for name in indicators.NOW if not board.now[name]]
    nothing += [name for name in indicators.MONTH if not any(board.series(name))]

    assert nothing == []


@pytest.mark.parametrize(("role", "code"), PAGES)
def test_every_number_of_a_page_opens_as_many_rows(client_of, promised, role, code):
    where = place(code)
    client = client_of(staff(role, code if where.tier <= Tier.VILLAGE else "96.71.06.1001"))
    page = client.get(f"/w/{code}/dasbor/?bulan={rollups.open_months(rollups.today())[-2]:%Y-%m}").content.decode()
    shown = numbers(page)
    queues = {each for each in shown if "wilayah=" not in each[2]}  # of the reader's own unit
    for figure, count, url in queues:
        assert opened(client, url)["total"] == count, (figure, url)
    shown -= queues
    children = sorted({wilayah(url) for _figure, _count, url in shown} - {code}) if role == Role.LEADER else []
    lists = {}

    for figure, count, url in shown:
        total = TOTALS.get(figure, "total")
        assert promised(url)[total] == count, (figure, url)
        if wilayah(url) in (code, *children[:1]):
            lists[url] = lists.get(url) or opened(client, url)
            assert lists[url][total] == count, (figure, url)
    loads = {"mentors_full", "mentors_busy", "mentors_light", "mentors_idle"}
    unseen = loads if role == Role.LEADER else set()  # leaders count loads, and no more
    unseen |= set() if role == Role.SECRETARIAT else LACKING  # only the secretariat may know who
    assert set(indicators.NOW) - {figure for figure, _count, _url in shown} <= unseen | MAYBE
    assert not unseen & {figure for figure, _count, _url in shown}


def test_the_lists_of_the_contract_are_all_asked():
    asked = indicators.Asked("96", date(2026, 11, 1), date(2026, 11, 22))
    urls = [figure.url(asked) for figure in (*indicators.NOW.values(), *indicators.MONTH.values())]

    assert Counter(urlsplit(url).path for url in urls).keys() == set(LISTS)
