"""A drain equals a recount whatever happened, and touches no more than what happened."""

import copy
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cadres.models import Member
from evaluations import rollups
from evaluations.calendar import months_from
from evaluations.figures import MONTH, NOW, OUTCOME
from evaluations.models import (
    RollupDirty,
    RollupFlow,
    RollupMonth,
    RollupNow,
    RollupOutcome,
    RollupProgramme,
    RollupState,
    RollupWait,
)
from evaluations.tasks import drain_rollups, recount_rollups
from mentoring.enums import PairingState, SessionState
from mentoring.models import Pairing, Session
from regions.enums import Tier
from regions.models import Setting
from tests.evaluations.world import World, kept_world
from tests.factories.accounts import unit
from tests.factories.cadres import MemberFactory

pytestmark = pytest.mark.django_db

TABLES = ("cadres_member", "cadres_officerterm", "mentoring_mentor", "mentoring_pairing", "mentoring_session")
STORED = (RollupNow, RollupMonth, RollupProgramme, RollupWait, RollupOutcome, RollupFlow)
DAYS = ("2026-11-22", "2026-03-01", "2027-01-02", "2028-02-29")


def stored():
    """Every stored figure, without the version."""
    return [
        sorted(map(str, model.objects.values(*(f.attname for f in model._meta.concrete_fields if f.name != "id"))))
        for model in STORED
    ]


def marks():
    return set(RollupDirty.objects.values_list("unit_id", "month", "now_only"))


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker):
    yield from kept_world(django_db_blocker, lambda: World(3).fill(20))


@pytest.fixture
def world(filled, db):
    """A filled world whose figures are up to date."""
    return copy.deepcopy(filled)


@pytest.mark.parametrize("seed", range(8))
def test_drains_equal_a_recount_after_any_interleaving(seed):
    with time_machine.travel(f"{DAYS[seed % len(DAYS)]}T03:00:00Z"):
        world, told = World(seed).fill(4), []
        rollups.drain()

        for _ in range(4):
            told += [world.step() for _ in range(25)]
            rollups.drain()
            drift = rollups.recount()

            assert drift.rows == 0, (drift, told)
    assert RollupNow.objects.exists()
    assert RollupMonth.objects.exists()


def test_the_sample_has_something_of_every_figure():
    world = World(11).fill(66)
    world.add_pairing(
        state=PairingState.COMPLETED, planned_end_on=months_from(world.day, -1), active_on=months_from(world.day, -4)
    )
    rollups.drain()

    for model, names in ((RollupNow, NOW), (RollupMonth, MONTH), (RollupProgramme, MONTH), (RollupOutcome, OUTCOME)):
        sums = model.objects.totals().aggregate(**{f"all_{name}": Sum(name) for name in names})
        assert [name for name, value in sums.items() if not value and name[:10] != "all_phase_"] == [], model
    assert RollupWait.objects.filter(days__gt=0).values("step").distinct().count() == 3
    assert RollupWait.objects.filter(days=-1).exists()
    assert rollups.recount().rows == 0


@pytest.mark.parametrize("step", sorted(set(World.STEPS)))
def test_drain_after_one_kind_of_change_equals_a_recount(world, step):
    for _ in range(8):
        world.step(step)
    rollups.drain()

    assert rollups.recount().rows == 0


def test_drain_run_twice_changes_nothing(world):
    before, version = stored(), RollupState.objects.get().version

    result = rollups.drain()

    assert (result.marks, result.rows, result.version) == (0, 0, version)
    assert stored() == before


def test_tasks_run_the_drain_and_the_recount(world):
    MemberFactory.create()

    drain_rollups()
    recount_rollups()

    assert not RollupDirty.objects.exists()
    assert RollupState.objects.get().drift == 0


def test_drain_takes_no_more_marks_than_the_limit_and_goes_on(world):
    for code in ("96.71.06.1001", "96.71.01.1001", "13.71.01.1001"):
        MemberFactory.create(code=code)
    waiting = RollupDirty.objects.count()

    result = rollups.drain(limit=1)
    rollups.drain()

    assert (result.marks, waiting) == (1, 3)
    assert rollups.recount().rows == 0


def test_a_member_moves_every_tier_above_him(world):
    line = [unit(code).pk for code in ("96.71.06", "96.71", "96", "pusat")]
    before = dict(RollupNow.objects.totals().values_list("unit_id", "members_active"))

    MemberFactory.create(code="96.71.06.1001")
    result = rollups.drain()

    after = dict(RollupNow.objects.totals().values_list("unit_id", "members_active"))
    assert {pk: after[pk] - before[pk] for pk in after if after[pk] != before[pk]} == dict.fromkeys(line, 1)
    assert (result.leaves, result.rows) == (1, 4)


def test_rows_that_stand_above_the_districts_count_in_their_own_unit(world):
    before = dict(RollupNow.objects.totals().values_list("unit_id", "members_active"))

    MemberFactory.create(code="96.71")
    MemberFactory.create(code="pusat")
    rollups.drain()

    after = dict(RollupNow.objects.totals().values_list("unit_id", "members_active"))
    moved = {pk: after[pk] - before[pk] for pk in after if after[pk] != before[pk]}
    assert moved == {unit("96.71").pk: 1, unit("96").pk: 1, unit("pusat").pk: 2}


def test_the_last_member_that_goes_takes_the_row_with_him():
    rollups.drain()
    member = MemberFactory.create(code="31.71.01.1001")
    rollups.drain()
    rows = RollupNow.objects.filter(unit=unit("31.71.01"))
    assert rows.exists()

    member.delete()
    rollups.drain()

    assert not rows.exists()


# --- marks ------------------------------------------------------------------------------------------------------


def test_a_change_that_no_figure_is_made_of_leaves_no_mark(world):
    member, pairing, session = Member.objects.first(), Pairing.objects.first(), Session.objects.first()

    Member.objects.filter(pk=member.pk).update(email="kader@contoh.test", full_name="Nama Baru")
    Pairing.objects.filter(pk=pairing.pk).update(phase_since=rollups.today())
    Session.objects.filter(pk=session.pk).update(place="Balai", mode="phone")

    assert marks() == set()


def test_a_logged_session_marks_its_month_and_the_standing_figures(world):
    district = unit("96.71.06")
    pairing = world.add_pairing(state=PairingState.ACTIVE, unit=unit("96.71.06.1001"))
    rollups.drain()
    day = rollups.today() - timedelta(days=1)

    world.add_session(pairing=pairing, unit=pairing.unit, state=SessionState.LOGGED, held_on=day)

    assert marks() == {(district.pk, day.replace(day=1), False), (district.pk, None, True)}


def test_a_move_marks_where_it_was_and_where_it_is(world):
    member = MemberFactory.create(code="96.71.06.1001")
    rollups.drain()

    Member.objects.filter(pk=member.pk).update(unit=unit("13.71.01.1001"))

    assert {pk for pk, _, _ in marks()} == {unit("96.71.06").pk, unit("13.71.01").pk}


def test_a_mentee_paired_elsewhere_marks_his_home(world):
    pairing = world.add_pairing(state=PairingState.ACTIVE, unit=unit("96.71.06.1001"))
    pairing.participants.all().delete()
    mentee = MemberFactory.create(code="13.71.01.1001")
    pairing.participants.create(member=mentee, name="x", role="mentee", unit=pairing.unit)
    rollups.drain()

    Pairing.objects.filter(pk=pairing.pk).update(active_on=rollups.today() - timedelta(days=300))

    assert {pk for pk, _, _ in marks()} == {unit("96.71.06").pk, unit("13.71.01").pk}


def test_a_mentee_who_left_is_not_counted_since(world):
    district, day = unit("96.71.06"), rollups.today()
    pairing = world.add_pairing(state=PairingState.ACTIVE, unit=district, active_on=day - timedelta(days=300))
    mentee = pairing.participants.create(
        member=MemberFactory.create(code="96.71.06.1001"), name="x", role="mentee", unit=district
    )
    rollups.drain()
    last, before = (months_from(day, count) for count in (-1, -4))
    counts = RollupMonth.objects.totals().filter(unit=district, month__in=[last, before]).order_by("month")
    then = list(counts.values_list("mentees_active", flat=True))

    mentee.left_at = timezone.now() - timedelta(days=80)
    mentee.save()
    marked = marks()
    rollups.drain()

    assert (district.pk, None, False) in marked
    assert list(counts.values_list("mentees_active", flat=True)) == [then[0], then[1] - 1]
    assert rollups.recount().rows == 0


def test_a_statement_over_many_rows_marks_each_leaf_once(world):
    Member.objects.update(wants_mentoring=True)
    rollups.drain()

    Member.objects.update(wants_mentoring=False)

    assert RollupDirty.objects.count() == len(marks()) <= len(world.units)


def test_an_area_that_moves_takes_its_figures_along(world):
    regency, province = unit("96.71"), unit("13")
    MemberFactory.create(code="96.71.06.1001")
    rollups.drain()

    with connection.cursor() as cursor:
        cursor.execute("UPDATE regions_unit SET parent_id = %s WHERE id = %s", [province.pk, regency.pk])
        cursor.execute("UPDATE regions_unit SET province_id = %s WHERE regency_id = %s", [province.pk, regency.pk])
        for table in (
            "cadres_member",
            "cadres_officerterm",
            "mentoring_mentor",
            "mentoring_pairing",
            "mentoring_session",
        ):
            cursor.execute(f"UPDATE {table} SET unit_id = unit_id WHERE regency_id = %s", [regency.pk])
    rollups.drain()

    assert RollupNow.objects.totals().get(unit=regency).province_id == province.pk
    assert rollups.recount().rows == 0


def test_few_are_hidden_anew_in_the_months_alone_that_changed(world, monkeypatch):
    asked = []
    for _ in range(10):
        world.add_goal()
    rollups.drain()
    monkeypatch.setattr(rollups, "hide_few", lambda _cursor, months: asked.append(set(months)))
    wrong = RollupOutcome.objects.totals().filter(unit__tier=Tier.DISTRICT, goals_people__gt=0).order_by("pk").first()
    RollupOutcome.objects.filter(pk=wrong.pk).update(goals_people=wrong.goals_people + 7)

    RollupDirty.objects.create(unit_id=wrong.unit_id)
    rollups.drain()
    RollupDirty.objects.create(unit_id=wrong.unit_id)
    rollups.drain()

    assert asked == [{wrong.month}, set()]


# --- cost -------------------------------------------------------------------------------------------------------


def scanned(statements, table):
    """Whether a plan of one of the statements reads a whole table."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        for statement in statements:
            cursor.execute(f"EXPLAIN (COSTS OFF) {statement}")
            plan = "\n".join(row[0] for row in cursor.fetchall())
            if f"Seq Scan on {table}" in plan:
                return plan
    return ""


def test_a_drain_reads_its_leaves_by_index(world):
    pairing = world.add_pairing(state=PairingState.ACTIVE, unit=unit("96.71.06.1001"))
    world.add_session(pairing=pairing, unit=pairing.unit, state=SessionState.LOGGED, held_on=rollups.today())
    with CaptureQueriesContext(connection) as captured:
        rollups.drain()

    statements = [q["sql"] for q in captured.captured_queries if q["sql"].lstrip().startswith("WITH f AS")]

    assert len(statements) == 4 * len(STORED)
    for table in TABLES:
        assert not scanned(statements, table)


def test_a_drain_costs_the_same_statements_for_one_leaf_and_for_many(world):
    with CaptureQueriesContext(connection) as one:
        MemberFactory.create()
        rollups.drain()
    Member.objects.update(wants_mentoring=False)
    with CaptureQueriesContext(connection) as many:
        result = rollups.drain()

    assert result.leaves > 3
    assert len([q for q in many.captured_queries if "WITH f AS" in q["sql"]]) == len(
        [q for q in one.captured_queries if "WITH f AS" in q["sql"]]
    )


# --- the day, and drift -----------------------------------------------------------------------------------------


def test_the_day_begins_in_the_east():
    with time_machine.travel(datetime(2026, 11, 21, 15, 30, tzinfo=UTC), tick=False):
        rollups.drain()

    assert RollupState.objects.get().as_of.isoformat() == "2026-11-22"


def test_a_new_day_recounts_what_depends_on_the_day(world):
    district = unit("96.71.06")
    pairing = world.add_pairing(state=PairingState.ACTIVE, unit=district)
    day = rollups.today()
    Pairing.objects.filter(pk=pairing.pk).update(active_on=day - timedelta(days=35), last_held_on=None)
    rollups.drain()
    before = RollupNow.objects.totals().get(unit=district).pairings_dormant

    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        result = rollups.drain()

    assert result.recounted
    assert RollupNow.objects.totals().get(unit=district).pairings_dormant > before


def test_a_recount_finds_a_wrong_row_says_so_and_repairs_it(world, caplog):
    wrong = RollupNow.objects.totals().get(unit=unit("96"))
    RollupNow.objects.filter(pk=wrong.pk).update(members_active=wrong.members_active + 7)

    drift = rollups.recount()

    assert (drift.rows, drift.units) == (1, (wrong.unit_id,))
    assert RollupState.objects.get().drift == 1
    assert any("rollups.drift" in record.getMessage() for record in caplog.records)
    wrong.refresh_from_db()
    assert wrong.members_active == RollupNow.objects.totals().get(unit=unit("96")).members_active


def test_a_drift_stays_known_for_the_day_it_was_found(world):
    RollupMonth.objects.totals().filter(unit=unit("96")).delete()
    found = rollups.recount().rows

    rollups.recount()
    with_clean_recount = RollupState.objects.get().drift
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        rollups.recount()

    assert found > 0
    assert with_clean_recount == found
    assert RollupState.objects.get().drift == 0


def test_marks_that_come_in_while_recounting_are_no_drift(world, monkeypatch):
    compare = rollups._compare

    def late(cursor, as_of):
        RollupDirty.objects.create(unit_id=unit("96.71.06").pk)
        RollupNow.objects.filter(unit=unit("96.71.06")).update(members_active=0)
        return compare(cursor, as_of)

    monkeypatch.setattr(rollups, "_compare", late)

    assert rollups.recount().rows == 0


def test_a_setting_that_changes_while_the_drain_waits_is_the_one_that_counts(world, monkeypatch):
    take = rollups._take

    def late(cursor, limit):
        cursor.execute("SELECT set_config('role', 'kad_test', true)")
        Setting.objects.create(key="mentoring.dormant_days", value=1, reason="uji", changed_by=world.author)
        cursor.execute("SELECT set_config('role', 'kad_jobs', true)")
        return take(cursor, limit)

    before = sum(RollupNow.objects.values_list("pairings_dormant", flat=True))
    monkeypatch.setattr(rollups, "_take", late)
    rollups.drain()
    monkeypatch.undo()
    now = sum(RollupNow.objects.values_list("pairings_dormant", flat=True))

    assert now > before
    assert rollups.recount().rows == 0


def test_closed_months_are_frozen(world):
    closed = rollups.open_months(rollups.today())[0] - timedelta(days=1)
    old = RollupMonth.objects.create(unit=unit("96.71.06"), month=closed.replace(day=1), sessions_held=9)

    world.add_session(held_on=closed, state=SessionState.LOGGED)
    rollups.drain()
    drift = rollups.recount()

    assert drift.rows == 0
    assert RollupMonth.objects.get(pk=old.pk).sessions_held == 9
