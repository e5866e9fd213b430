"""The monthly report: one page, the same figures as a sheet, and the same again whatever happens later."""

import io
import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from openpyxl import load_workbook

from accounts.enums import Role
from accounts.models import OutboxMessage
from accounts.scoping import scope_context
from accounts.tasks import send_due_messages
from cadres.models import Member
from core.templatetags.format import UNKNOWN
from dashboards.reports import month_report, report_pdf
from dashboards.tasks import announce_reports
from evaluations import rollups
from evaluations.calendar import months_from
from evaluations.models import RollupClosing
from mentoring.enums import PairingState, SessionState
from regions.models import Reshape, ReshapeMove
from tests.evaluations.world import World
from tests.factories.accounts import staff, unit

pytestmark = pytest.mark.django_db


def day(text):
    return time_machine.travel(datetime.fromisoformat(f"{text}T03:00:00").replace(tzinfo=UTC), tick=False)


def told(code, month):
    user = staff(Role.LEADER, "pusat")
    with scope_context(user.scope):
        return month_report(user, unit(code), month)


def test_the_report_is_one_page_and_the_sheet_has_the_same_figures(client_of):
    World(7).fill(24)
    rollups.drain()
    client, month = client_of(staff(Role.LEADER, "96")), f"{months_from(rollups.today(), -1):%Y-%m}"

    page, sheet = (client.get(f"/w/96/laporan/{month}.{form}") for form in ("pdf", "xlsx"))

    assert (page.status_code, page["Content-Type"], page.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", page.content)) == 1
    report = told("96", months_from(rollups.today(), -1).replace(day=1))
    rows = list(load_workbook(io.BytesIO(sheet.content)).active.iter_rows(min_row=2, values_only=True))
    first = [[line.code or None, line.name, line.value, line.before, line.made_of or None] for line in report.lines]
    assert [list(row) for row in rows[: len(first)]] == first
    assert {line.code for line in report.lines} >= {
        "K1",
        "K3",
        "K4",
        "K5",
        "K8",
        "K9",
        "K10",
        "K13",
        "K14",
        "K17",
        "K20",
    }
    assert [row[0] for row in rows[-len(report.children) :]] == [each.name for each in report.children]


@pytest.mark.parametrize("month", ["2020-01", "2026-13", "kemarin"])
def test_a_month_that_is_not_open_has_no_report(client_of, dewi, month):
    rollups.drain()

    assert client_of(dewi).get(f"/w/96.71/laporan/{month}.pdf").status_code == 404


def test_a_unit_outside_the_scope_has_no_report(client_of, dewi):
    rollups.drain()

    assert client_of(dewi).get(f"/w/13.71/laporan/{rollups.today():%Y-%m}.pdf").status_code == 404


def test_a_frozen_month_tells_the_same_after_transfers_late_logs_and_a_split():
    june = date(2026, 6, 1)
    with day("2026-06-30"):
        world = World(5, is_neat=True).fill(30)
        rollups.drain()
    with day("2026-07-01"):
        rollups.drain()
    with day("2026-09-29"):
        rollups.drain()
        before = {code: told(code, june) for code in ("96", "96.71", "96.71.06")}
    with day("2026-10-20"):
        Member.objects.filter(village=unit("96.71.06.1001")).update(unit=unit("13.71.01.1001"))
        pairing = world.add_pairing(state=PairingState.ACTIVE, unit=unit("96.71.06.1001"), active_on=date(2026, 5, 1))
        fields = {"state": SessionState.LOGGED, "held_on": date(2026, 6, 9)}
        world.add_session(pairing=pairing, unit=pairing.unit, **fields)
        _move(unit("96.71"), unit("13"), date(2026, 10, 1), world.author)
        rollups.drain()
        after = {code: told(code, june) for code in before}
        november = told("96", date(2026, 10, 1))

        for code, report in after.items():
            assert (report.lines, report.summary) == (before[code].lines, before[code].summary), code
            assert report.children == before[code].children, code
        assert any("sesi terlaksana +1" in line for line in after["96.71.06"].corrections)
        assert "Kota Sorong" in [each.name for each in after["96"].children]
        assert "Kota Sorong" not in [each.name for each in november.children]
        assert report_pdf(after["96"])[:5] == b"%PDF-"


def test_the_report_is_announced_once_to_leaders_and_coordinators_with_nothing_but_a_link(mailoutbox):
    told_to = [staff(Role.LEADER, "96.71"), staff(Role.COORDINATOR, "96"), staff(Role.LEADER, "pusat")]
    staff(Role.SECRETARIAT, "96.71"), staff(Role.LEADER, "96.71.06")
    with day("2027-03-01"):
        announce_reports()
        announce_reports()
        waiting = OutboxMessage.objects.filter(kind="month_report")
        assert sorted(waiting.values_list("recipient", flat=True)) == sorted(user.pk for user in told_to)
        told_to[1].assignments.update(ends_on=date(2027, 2, 28))
        send_due_messages()

    sent = {message.to[0]: message for message in mailoutbox}
    assert set(sent) == {told_to[0].email, told_to[2].email}
    assert "/w/96.71/laporan/2027-02.pdf" in sent[told_to[0].email].body
    assert not re.search(r"\d+ ?%|dari \d", sent[told_to[0].email].body)


def _move(moved, parent, until, by):
    """As a reshape leaves it."""
    made = Reshape.objects.create(kind="move", on=until, decree_no="SK-1", target=parent, done_by=by)
    ReshapeMove.objects.create(reshape=made, unit=moved, old_parent=moved.parent, new_parent=parent, until=until)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE regions_unit SET parent_id = %s WHERE id = %s", [parent.pk, moved.pk])
        cursor.execute("UPDATE regions_unit SET province_id = %s WHERE regency_id = %s", [parent.pk, moved.pk])


def test_a_month_that_was_kept_has_its_report_for_good_and_alone(client_of, dewi):
    month = months_from(rollups.today(), -20)
    rollups.drain()
    RollupClosing.objects.create(unit=unit("96.71"), month=month, figures={"pairings_active": 7, "sessions_held": 19})
    address = f"/w/96.71/laporan/{month:%Y-%m}.xlsx"

    page = client_of(dewi).get(address)
    report = told("96.71", month)

    assert page.status_code == 200
    told_of = {line.code: (line.value, line.before) for line in report.lines}
    assert told_of["K1"] == ("7", UNKNOWN)
    assert report.corrections == []
    elsewhere = staff(Role.LEADER, "96.01")
    assert client_of(elsewhere).get(address).status_code == 404
    assert client_of(elsewhere).get(f"/w/96.01/laporan/{month:%Y-%m}.xlsx").status_code == 404
