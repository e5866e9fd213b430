"""Pemekaran: the tree changes, people stay, figures add up before, after and after the undo."""

from datetime import timedelta

import pytest
from django.db import connection

from accounts.enums import Role
from accounts.models import today
from accounts.plans import Plan
from accounts.scoping import acting_as
from accounts.services.reshapes import people_tables, reshape_do, reshape_preview, reshape_undo
from cadres.models import Member
from core.errors import RuleError
from evaluations.figures import MONTH
from evaluations.models import RollupMonth, RollupNow
from evaluations.rollups import drain, open_months, recount
from evaluations.selectors.figures import board_figures
from regions.enums import ReshapeKind
from regions.models import Area, Unit
from regions.selectors import search_units
from tests.evaluations.world import World
from tests.factories.accounts import staff, unit
from tests.factories.cadres import MemberFactory

SIX = {
    "96.01": "92.01",
    "96.02": "92.04",
    "96.03": "92.05",
    "96.04": "92.09",
    "96.05": "92.10",
    "96.71": "92.71",
}
OLD_PROVINCE, NEW_PROVINCE = "92", "96"


@pytest.fixture
def pusat(db):
    return staff(Role.SECRETARIAT, "pusat", full_name="Sekretariat Pusat")


def plan(places, target, *, kind=ReshapeKind.MOVE, **more):
    return Plan(kind=kind, units=[unit(code) for code in places], target=target, on=today(), decree_no="SK 1", **more)


def do(by, wanted):
    with acting_as(by):
        return reshape_do(by=by, plan=wanted)


def undo(by, reshape):
    with acting_as(by):
        reshape_undo(by=by, reshape=reshape)


def stored():
    """Every stored figure, by unit and month, without keys of rows."""
    leave = {"id", "province_id", "regency_id", "district_id", "village_id"}
    return {
        (model.__name__, row["unit_id"], row["is_own"], row.get("month")): {
            name: value for name, value in row.items() if name not in leave
        }
        for model in (RollupNow, RollupMonth)
        for row in model.objects.values()
    }


def totals_of(place, figures):
    return {key: row for key, row in figures.items() if key[1] == place.pk and not key[2]}


def lines():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT md5(string_agg((u.id, u.parent_id, province_id, regency_id, district_id, path, is_active,"
            " a.code)::text, '|' ORDER BY u.id)) FROM regions_unit u LEFT JOIN regions_area a ON a.id = u.area_id"
            " WHERE u.own_code IS NULL OR u.own_code NOT LIKE 'batal-%'"
        )
        return cursor.fetchone()[0]


def strays():
    """Rows of any table about people whose tier ids are not those of their unit."""
    found = {}
    with connection.cursor() as cursor:
        for table, _ in people_tables():
            cursor.execute(
                f"SELECT count(*) FROM {table} t JOIN regions_unit u ON u.id = t.unit_id WHERE (t.province_id,"
                " t.regency_id, t.district_id, t.village_id) IS DISTINCT FROM (u.province_id, u.regency_id,"
                " u.district_id, u.village_id)"
            )
            found[table] = cursor.fetchone()[0]
    return {table: n for table, n in found.items() if n}


def test_rows_and_row_security_follow_at_once_and_come_back(pusat):
    member = MemberFactory(unit=unit("96.71.06.1001"))
    west, east = staff(Role.SECRETARIAT, OLD_PROVINCE), staff(Role.SECRETARIAT, NEW_PROVINCE)
    before = lines()

    def sees(user):
        with acting_as(user):
            scoped = Member.objects.for_user(user).filter(pk=member.pk).exists()
            return scoped if scoped == Member.objects.filter(pk=member.pk).exists() else None

    assert (sees(west), sees(east)) == (False, True)
    done = do(pusat, plan(["96.71"], unit(OLD_PROVINCE)))

    assert (sees(west), sees(east)) == (True, False)
    assert strays() == {}
    assert unit("96.71.06.1001").path == "Klaligi, Sorong Manoi, Kota Sorong, Papua Barat"
    assert done.counts["cadres_member"] == 1
    undo(pusat, done)
    assert (sees(west), sees(east)) == (False, True)
    assert (lines(), strays()) == (before, {})


def test_the_six_changes_of_codes_lead_from_the_old_to_the_new(pusat):
    old = do(pusat, plan(SIX, unit(OLD_PROVINCE), codes=list(SIX.items())))
    assert unit_by("92.71").name == "Kota Sorong"
    assert unit_by("92.71").path == "Kota Sorong, Papua Barat"
    back = [(new, before) for before, new in SIX.items()]

    do(
        pusat,
        Plan(ReshapeKind.MOVE, [unit_by(code) for code, _ in back], today(), "SK 2", unit(NEW_PROVINCE), codes=back),
    )

    for now, before in SIX.items():
        found = search_units(before)[0]
        assert (found.code, unit_by(before).pk) == (now, found.pk)
    assert unit_by("92.71.06.1001").code == "96.71.06.1001"
    assert Area.objects.get(code="92.71").valid_to == today()
    assert strays() == {}
    with pytest.raises(RuleError, match="lebih baru"):
        undo(pusat, old)


def unit_by(code):
    return Unit.objects.with_code(code).select_related("area").get()


def sums_of_children():
    """Units whose total is not the sum of its children and its own row, for standing figures."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT u.id FROM regions_unit u LEFT JOIN evaluations_rollupnow t ON t.unit_id = u.id AND NOT t.is_own
            CROSS JOIN LATERAL (SELECT coalesce(sum(f.members_active), 0) AS members,
                coalesce(sum(f.pairings_active), 0) AS pairings FROM evaluations_rollupnow f
                WHERE f.unit_id = u.id AND f.is_own OR NOT f.is_own AND f.unit_id IN (
                    SELECT c.id FROM regions_unit c WHERE c.parent_id = u.id)) s
            WHERE u.tier < 3 AND (coalesce(t.members_active, 0), coalesce(t.pairings_active, 0))
                <> (s.members, s.pairings)
            """
        )
        return cursor.fetchall()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_sums_agree_past_months_stay_and_the_undo_restores_every_figure(pusat, seed):
    world = World(seed)
    world.fill()
    recount()
    before, national = stored(), unit("pusat")
    month = today().replace(day=1)

    done = do(
        pusat,
        Plan(
            ReshapeKind.SPLIT,
            [unit("96.71"), unit("96.01")],
            today(),
            "UU 29/2022",
            name="Papua Raya",
            code="99",
        ),
    )
    drain()
    after = stored()

    assert sums_of_children() == []
    past = {key: row for key, row in before.items() if key[3] and key[3] < month}
    assert past
    assert {key: row for key, row in after.items() if key[3] and key[3] < month} == past
    # An officer who lives in one province and holds office in the other now meets himself at the top: own, not total.
    assert totals_of(national, after) == totals_of(national, before)
    assert RollupNow.objects.get(unit=done.target, is_own=False).members_active == sum(
        RollupNow.objects.get(unit=unit(code), is_own=False).members_active for code in ("96.71", "96.01")
    )
    assert recount().rows == 0

    undo(pusat, done)
    drain()

    assert stored() == before
    assert sums_of_children() == []
    assert recount().rows == 0


@pytest.mark.parametrize("seed", [4, 5])
def test_villages_leave_their_past_months_with_the_old_district(pusat, seed):
    world = World(seed, is_neat=True)
    world.fill()
    recount()
    before, old, village, month = stored(), unit("96.71.06"), unit("96.71.06.1001"), today().replace(day=1)
    leader = staff(Role.LEADER, "96.71.06")
    page = months_on_page(leader, old)

    done = do(pusat, Plan(ReshapeKind.SPLIT, [village], today(), "SK 3", name="Klaligi Raya", code="96.71.99"))
    drain()
    after = stored()

    assert (done.target.tier, done.target.regency, strays()) == (3, unit("96.71"), {})
    village.refresh_from_db()
    assert village.path == "Klaligi, Klaligi Raya, Kota Sorong, Papua Barat Daya"
    assert {key: row for key, row in after.items() if key[3] and key[3] < month} == {
        key: row for key, row in before.items() if key[3] and key[3] < month
    }
    here = Member.objects.filter(village=village, status="active").count()
    assert here
    assert RollupNow.objects.get(unit=done.target, is_own=False).members_active == here
    assert {key: row for key, row in months_on_page(leader, old).items() if key < month} == {
        key: row for key, row in page.items() if key < month
    }
    assert (recount().rows, sums_of_children()) == (0, [])

    # What is written late about a month before counts where the village stood then.
    held = RollupMonth.objects.get(unit=old, month=open_months(today())[-2], is_own=False).sessions_held
    pairing = world.add_pairing(unit=village, state="active", active_on=today() - timedelta(days=90))
    world.add_session(pairing=pairing, unit=village, held_on=month - timedelta(days=1), state="logged")
    drain()
    assert RollupMonth.objects.get(unit=old, month=open_months(today())[-2], is_own=False).sessions_held == held + 1
    assert recount().rows == 0

    undo(pusat, do(pusat, plan(["96.71.01.1001"], old)))
    drain()
    assert recount().rows == 0


def months_on_page(reader, place):
    """The months of a district's own page."""
    with acting_as(reader):
        found = board_figures(reader, place, [], today()).months.get(place.pk, {})
    return {month: {name: n for name, n in row.items() if name in MONTH} for month, row in found.items() if any(
        row[name] for name in MONTH)}  # fmt: skip


def test_the_undo_of_a_district_split_restores_every_figure(pusat):
    world = World(6)
    world.fill()
    recount()
    before, tree = stored(), lines()

    done = do(pusat, Plan(ReshapeKind.SPLIT, [unit("96.71.06.1001")], today(), "SK", name="Baru", code="96.71.99"))
    drain()
    undo(pusat, done)
    drain()

    assert (stored(), lines(), strays()) == (before, tree, {})
    assert recount().rows == 0


def test_a_merge_moves_everything_below_and_closes_the_unit(pusat):
    old, new = unit("96.05"), unit("96.04")
    codes = [each.code for each in Unit.objects.children_of(old).annotate_code()]

    done = do(pusat, plan(codes, new, kind=ReshapeKind.MERGE, merged=old))

    old.refresh_from_db()
    assert not old.is_active
    assert not Unit.objects.children_of(old).exists()
    assert unit(codes[0]).regency_id == new.pk
    undo(pusat, done)
    old.refresh_from_db()
    assert old.is_active
    assert unit(codes[0]).regency_id == old.pk


@pytest.mark.parametrize(
    ("codes", "target", "more", "said"),
    [
        (["96.71"], "96", {}, "sudah berada"),
        (["96.71"], "13.71", {}, "satu tingkat"),
        (["96.71", "96.71.06"], "92", {}, "satu tingkat"),
        (["96"], "pusat", {}, "satu tingkat"),
        (["96.71.06.1001"], "96.01", {}, "satu tingkat"),
        (["96.71"], "92", {"decree_no": " "}, "SK"),
        (["96.71"], "92", {"on": today() + timedelta(days=1)}, "depan"),
        (["96.71"], "92", {"codes": [("96.71", "92.02")]}, "sudah dipakai"),
        (["96.71"], "92", {"codes": [("96.01", "92.99")]}, "tidak sesuai"),
        (["96.71"], None, {"kind": ReshapeKind.SPLIT, "name": "X", "code": "13"}, "sudah dipakai"),
        (["96.71", "13.71"], None, {"kind": ReshapeKind.SPLIT, "name": "X", "code": "99"}, "satu unit induk"),
        (["96.71"], "92", {"kind": ReshapeKind.MERGE}, "semua unit"),
    ],
)
def test_a_plan_is_refused_with_the_reason(pusat, codes, target, more, said):
    wanted = {
        "kind": ReshapeKind.MOVE,
        "units": [unit(code) for code in codes],
        "target": unit(target) if target else None,
        "on": today(),
        "decree_no": "SK 1",
        **more,
    }

    with acting_as(pusat), pytest.raises(RuleError, match=said):
        reshape_preview(by=pusat, plan=Plan(**wanted))


def test_only_the_national_secretariat_or_the_admin_changes_the_tree(pusat):
    wanted = plan(["96.71"], unit(OLD_PROVINCE))

    for role, code in ((Role.SECRETARIAT, "96"), (Role.COORDINATOR, "pusat"), (Role.LEADER, "pusat")):
        other = staff(role, code)
        with acting_as(other), pytest.raises(RuleError, match="Hanya"):
            reshape_do(by=other, plan=wanted)
    admin = staff(Role.ADMIN, "pusat")
    MemberFactory(unit=unit("96.71.06.1001"))
    with acting_as(admin):
        (moved,) = reshape_preview(by=admin, plan=wanted)
    assert ("Kader", 1, "cadres_member") in moved.counts
    assert moved.path == "Kota Sorong, Papua Barat"
    assert do(admin, wanted).pk


def test_an_undo_is_refused_when_something_stands_on_it_or_too_late(pusat):
    wanted = Plan(ReshapeKind.SPLIT, [unit("96.71")], today(), "SK", name="Papua Raya", code="99")
    done = do(pusat, wanted)
    member = MemberFactory(unit=done.target)

    with pytest.raises(RuleError, match="Kader"):
        undo(pusat, done)
    Member.objects.filter(pk=member.pk).update(unit=unit("96.71"))
    done.done_at -= timedelta(days=31)
    done.save()
    with pytest.raises(RuleError, match="30 hari"):
        undo(pusat, done)
    done.done_at += timedelta(days=31)
    done.save()
    undo(pusat, done)
    with pytest.raises(RuleError, match="sudah diurungkan"):
        undo(pusat, done)
    assert do(pusat, wanted).target.code == "99"
