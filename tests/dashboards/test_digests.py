"""The digest of Monday: counts of the week before, at eight of the unit's day, once to each leader and coordinator."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from accounts.enums import Role
from accounts.models import OutboxMessage
from accounts.tasks import send_due_messages
from dashboards.services import WEEK_DIGEST
from dashboards.tasks import announce_digests
from tests.factories.accounts import staff
from tests.factories.mentoring import ProgrammeFactory, active_pairing, held_session

pytestmark = pytest.mark.django_db
WIT = ZoneInfo("Asia/Jayapura")
MONDAY = date(2026, 12, 28)


def at(time_machine, text):
    time_machine.move_to(datetime.fromisoformat(text).replace(tzinfo=UTC), tick=False)
    for _ in range(2):
        announce_digests()
    send_due_messages()


def digests(**wanted):
    return OutboxMessage.objects.filter(kind=WEEK_DIGEST, **wanted)


@pytest.fixture
def week(kornelis, yohanis, marthina):
    """Two meetings of the week before, one on either side of it; another pairing is dormant. Kornelis owns both."""
    programme = ProgrammeFactory.create(coordinator=kornelis)
    pairing = active_pairing(yohanis, marthina, programme, active_on=date(2026, 11, 1))
    for day in (date(2026, 12, 20), date(2026, 12, 21), date(2026, 12, 27), MONDAY):
        held_session(pairing, day)
    active_pairing(programme=programme, active_on=date(2026, 10, 1))


def test_digest_counts_the_week_before_and_names_nobody(time_machine, mailoutbox, week, kornelis):
    here, above, nation = staff(Role.LEADER, "96.71"), staff(Role.COORDINATOR, "96"), staff(Role.LEADER, "pusat")
    below, elsewhere = staff(Role.LEADER, "96.71.06.1001"), staff(Role.LEADER, "13.71")
    staff(Role.SECRETARIAT, "96.71")

    at(time_machine, "2026-12-27T23:30:00")  # Monday 08.30 in Sorong, 06.30 in Padang
    assert {message.to[0] for message in mailoutbox} == {u.email for u in (here, above, below, kornelis)}
    at(time_machine, "2026-12-28T01:30:00")

    assert {message.to[0] for message in mailoutbox} == {
        u.email for u in (here, above, nation, below, elsewhere, kornelis)
    }
    said = {message.to[0]: message.body for message in mailoutbox}
    for user in (here, above, nation, below):
        assert "2 pertemuan berlangsung. Kini 2 pasangan berjalan, 1 di antaranya" in said[user.email]
    assert "0 pertemuan berlangsung. Kini 0 pasangan" in said[elsewhere.email]
    assert "/w/96.71/dasbor/" in said[here.email]
    assert not any(word in said[here.email] for word in ("Yohanis", "Marthina"))


def test_digest_waits_for_eight_of_the_unit_s_own_day(time_machine):
    staff(Role.LEADER, "96.71"), staff(Role.LEADER, "13.71")

    at(time_machine, "2026-12-27T14:00:00")  # Sunday 23.00 in Sorong
    assert digests().count() == 0
    at(time_machine, "2026-12-27T17:30:00")  # Monday 02.30 in Sorong, 00.30 in Padang

    due = {m.due_at.astimezone(UTC).isoformat() for m in digests(state="pending")}
    assert due == {"2026-12-27T23:00:00+00:00", "2026-12-28T01:00:00+00:00"}


@pytest.mark.parametrize("late", ["2026-12-28T11:30:00", "2026-12-29T01:00:00"])
def test_a_digest_that_was_missed_on_monday_is_not_sent_later(time_machine, mailoutbox, late):
    staff(Role.LEADER, "96.71")

    at(time_machine, late)  # 20.30 on Monday, ten on Tuesday

    assert digests().count() == len(mailoutbox) == 0


def test_who_leads_no_more_gets_none(time_machine, mailoutbox):
    leader = staff(Role.LEADER, "96.71")
    at(time_machine, "2026-12-27T17:30:00")
    leader.assignments.update(ends_on=date(2026, 12, 27))

    at(time_machine, "2026-12-27T23:30:00")

    assert [m.state for m in digests()] == ["cancelled"]
    assert mailoutbox == []


@pytest.mark.parametrize("count", [1, 3])
def test_digests_cost_the_same_whatever_their_number(time_machine, count_queries, count):
    for _ in range(count):
        staff(Role.LEADER, "96.71")
    time_machine.move_to(datetime(2026, 12, 28, 6, tzinfo=WIT), tick=False)

    with count_queries() as spent:
        announce_digests()

    assert spent() <= 9
