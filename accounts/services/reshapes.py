"""Deeds on the tree (pemekaran): split, merge and move of units, with preview and undo.

People stay where they are: units change their parent, and the tier ids on every row about people follow at once, and
with them row security. Months before the change keep their old line (evaluations.rollups).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import User, today
from accounts.plans import Plan
from accounts.rules import SPLITTING_TIERS, can_reshape
from accounts.scoping import ScopedModel
from core.errors import RuleError
from regions.enums import TIER_FIELDS, ReshapeKind, Tier
from regions.models import AREA_CODE, Area, Reshape, ReshapeMove, Unit

UNDO_DAYS = 30
LOCK = 0x6B616403

LINE = """
UPDATE regions_unit u SET
    province_id = p.province_id,
    regency_id = CASE WHEN m.tier = 2 THEN u.regency_id ELSE p.regency_id END,
    district_id = CASE WHEN m.tier = 4 THEN p.district_id ELSE u.district_id END,
    path = left(u.path, length(u.path) - length(%(old_path)s)) || %(new_path)s
FROM regions_unit m, regions_unit p
WHERE m.id = %(unit)s AND p.id = %(parent)s AND m.id IN (u.id, u.regency_id, u.district_id, u.village_id)
"""
RECODE = """
WITH old AS (
    SELECT id, code, name, kind, tier, parent_id FROM regions_area
    WHERE (code = %(old)s OR code LIKE %(old)s || '.%%') AND successor_id IS NULL
), renamed AS (
    UPDATE regions_area a SET code = %(new)s || substr(a.code, length(%(old)s) + 1), valid_from = %(on)s
    FROM old WHERE old.id = a.id RETURNING a.id
)
SELECT o.id, o.code, o.name, o.kind, o.tier, o.parent_id FROM old o JOIN renamed r ON r.id = o.id
"""


class Counted(NamedTuple):
    """How many rows of a table go along, and what they are called."""

    name: str
    n: int
    table: str


@dataclass(frozen=True)
class MovedUnit:
    """A unit that moves, its place afterwards, and what goes along: units below it, rows about people by table."""

    unit: Unit
    path: str
    below: int
    counts: list[Counted]


def totals(moved: Sequence[MovedUnit]) -> list[Counted]:
    """What goes along with all of them, by kind."""
    found: Counter[tuple[str, str]] = Counter()
    for each in moved:
        found.update({(count.name, count.table): count.n for count in each.counts})
    return sorted(Counted(name, n, table) for (name, table), n in found.items())


def people_tables(*, rollups: bool = True) -> list[tuple[str, str]]:
    """Every table whose rows carry a unit and its tier ids: (table, what its rows are called); without `rollups` only
    those about people."""
    found = {
        model._meta.db_table: str(capfirst(model._meta.verbose_name))
        for model in apps.get_models()
        if issubclass(model, ScopedModel) and not model._meta.proxy and (rollups or not model.is_rollup)
    }
    return sorted(found.items())


def reshape_preview(*, by: User, plan: Plan) -> list[MovedUnit]:
    """Every unit that would move, with how many rows of which table go along. Raises RuleError as the deed would."""
    _check(by, plan)
    names = dict(people_tables())
    counted = _carry([unit.pk for unit in plan.units], writes=False)
    moved = []
    for unit in plan.units:
        rows = sorted(Counted(names[table], n, table) for table, top, n in counted if top == unit.pk)
        moved.append(MovedUnit(unit, f"{unit.name}, {_path_after(plan)}", Unit.objects.within(unit).count() - 1, rows))
    return moved


@transaction.atomic
def reshape_do(*, by: User, plan: Plan) -> Reshape:
    """Change the tree as planned: one deed, kept, and undone as one.

    Raises RuleError without the right, for units of other tiers, of several tiers, or that stand there already, for a
    target of the wrong tier, a code that is taken, a day ahead, or without a decree.
    """
    _alone()
    _check(by, plan)
    counts = {table: 0 for table, _name in people_tables()}
    for table, _top, n in _carry([unit.pk for unit in plan.units], writes=False):
        counts[table] += n
    target = plan.target or _new_unit(plan)
    reshape = Reshape.objects.create(
        kind=plan.kind,
        on=plan.on,
        decree_no=plan.decree_no.strip(),
        target=target,
        merged=plan.merged,
        codes=[list(pair) for pair in plan.codes],
        counts={table: n for table, n in counts.items() if n},
        done_by=by,
    )
    month = today().replace(day=1)
    ReshapeMove.objects.bulk_create(
        [
            ReshapeMove(reshape=reshape, unit=unit, old_parent=unit.parent, new_parent=target, until=month)
            for unit in plan.units
        ]
    )
    _place(plan.units, {unit.pk: target for unit in plan.units})
    if plan.merged is not None:
        Unit.objects.filter(pk=plan.merged.pk).update(is_active=False)
    for old, new in plan.codes:
        _recode(old, new, plan.on)
    return reshape


@transaction.atomic
def reshape_undo(*, by: User, reshape: Reshape) -> None:
    """Put everything back where it was. Raises RuleError with what stands in the way (`undo_problem`)."""
    _alone()
    reshape = Reshape.objects.select_for_update().get(pk=reshape.pk)
    require_undo(by, reshape)
    for old, new in reversed(reshape.codes):
        _recode_back(old, new)
    moves = list(reshape.moves.select_related("unit__area", "old_parent"))
    # First: figures of every month belong to the old parent again.
    reshape.moves.update(is_undone=True)
    _place([move.unit for move in moves], {move.unit_id: move.old_parent for move in moves})
    if reshape.merged_id is not None:
        Unit.objects.filter(pk=reshape.merged_id).update(is_active=True)
    if reshape.kind == ReshapeKind.SPLIT:
        _close_new(reshape)
    reshape.undone_by, reshape.undone_at = by, timezone.now()
    reshape.save(update_fields=["undone_by", "undone_at"])


def require_undo(by: User, reshape: Reshape) -> None:
    """Raises RuleError without the right, or with what stands in the way of the undo."""
    if not can_reshape(by):
        raise RuleError(_("Hanya sekretariat pusat atau admin yang mengubah susunan wilayah."))
    if problem := undo_problem(reshape):
        raise RuleError(problem)


def undo_problem(reshape: Reshape) -> str:
    """Why a change of the tree cannot be undone; empty when it can."""
    if reshape.undone_at is not None:
        return _("Perubahan ini sudah diurungkan.")
    if timezone.now() > reshape.done_at + timedelta(days=UNDO_DAYS):
        return _("Perubahan hanya dapat diurungkan dalam %(n)d hari.") % {"n": UNDO_DAYS}
    touched = [*reshape.moves.values_list("unit", flat=True), reshape.target_id, reshape.merged_id]
    later = ReshapeMove.objects.filter(reshape__pk__gt=reshape.pk, is_undone=False)
    newer = later.filter(Q(unit__in=touched) | Q(old_parent__in=touched) | Q(new_parent__in=touched)).first()
    if newer is not None:
        return _("Ada perubahan yang lebih baru pada %(unit)s. Urungkan itu dulu.") % {"unit": newer.unit.full_name}
    if reshape.kind != ReshapeKind.SPLIT:
        return ""
    moved = reshape.moves.values("unit")
    if Unit.objects.filter(parent=reshape.target_id).exclude(pk__in=moved).exists():
        return _("Di unit baru sudah dibuat unit lain.")
    for table, name in people_tables(rollups=False):
        if _stands_on(table, reshape.target_id):
            return _("Di unit baru sudah ada data: %(name)s. Pindahkan dulu.") % {"name": name}
    if reshape.target.assignments.current().exists():
        return _("Di unit baru sudah ada yang bertugas. Akhiri dulu perannya.")
    return ""


# --- checks -----------------------------------------------------------------------------------------------------


def _check(by: User, plan: Plan) -> None:
    if not can_reshape(by):
        raise RuleError(_("Hanya sekretariat pusat atau admin yang mengubah susunan wilayah."))
    if not plan.decree_no.strip():
        raise RuleError(_("Tulis nomor SK-nya."))
    if plan.on > today():
        raise RuleError(_("Tanggal berlaku tidak boleh di depan."))
    tiers = {Tier(unit.tier) for unit in plan.units}
    above = {tier - 1 for tier in tiers}
    if len(tiers) != 1 or not above <= set(SPLITTING_TIERS) or any(not unit.is_active for unit in plan.units):
        raise RuleError(
            _("Pilih unit aktif dari satu tingkat: kabupaten/kota, kecamatan/distrik, atau desa/kelurahan.")
        )
    (tier,) = tiers
    if plan.kind == ReshapeKind.SPLIT:
        _check_new(plan, tier)
    elif plan.target is None or plan.target.tier != tier - 1 or not plan.target.is_active:
        raise RuleError(_("Unit tujuan harus unit aktif tepat satu tingkat di atasnya."))
    elif any(unit.parent_id == plan.target.pk for unit in plan.units):
        raise RuleError(_("Sebagian unit sudah berada di sana."))
    if plan.kind == ReshapeKind.MERGE and (
        plan.merged is None
        or {unit.pk for unit in plan.units}
        != set(Unit.objects.filter(parent=plan.merged, is_active=True).values_list("pk", flat=True))
    ):
        raise RuleError(_("Penggabungan memindahkan semua unit di bawah unit yang digabung."))
    _check_codes(plan)


def _check_new(plan: Plan, tier: Tier) -> None:
    if len({unit.parent_id for unit in plan.units}) != 1:
        raise RuleError(_("Unit baru dibentuk dari satu unit induk."))
    if not plan.name.strip():
        raise RuleError(_("Tulis nama unit baru."))
    if not AREA_CODE.fullmatch(plan.code) or plan.code.count(".") != tier - 2:
        raise RuleError(_("Kode wilayah baru tidak sesuai tingkatnya."))
    if Area.objects.filter(code=plan.code).exists():
        raise RuleError(_("Kode wilayah %(code)s sudah dipakai.") % {"code": plan.code})


def _check_codes(plan: Plan) -> None:
    moved = {unit.code for unit in plan.units}
    for old, new in plan.codes:
        if old not in moved or not AREA_CODE.fullmatch(new) or new.count(".") != old.count("."):
            raise RuleError(_("Perubahan kode %(old)s ke %(new)s tidak sesuai unit yang dipilih.") % vars_of(old, new))
        taken = Area.objects.filter(Q(code=new) | Q(code__startswith=f"{new}."))
        # A code may come back to the area that had it before.
        if taken.exclude(successor__code__startswith=old).exists():
            raise RuleError(_("Kode wilayah %(code)s sudah dipakai.") % {"code": new})


def vars_of(old: str, new: str) -> dict[str, str]:
    """For a sentence about two codes."""
    return {"old": old, "new": new}


# --- the tree ---------------------------------------------------------------------------------------------------


def _alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _path_after(plan: Plan) -> str:
    """The path of the unit that takes the others over, made or not."""
    if plan.target is not None:
        return plan.target.path
    above = Unit.objects.get(children__children=plan.units[0])
    return _path(plan.name.strip(), above)


def _path(name: str, above: Unit) -> str:
    return name if above.tier == Tier.NATIONAL else f"{name}, {above.path}"


def _new_unit(plan: Plan) -> Unit:
    """The unit of a split, beside the one it is split from, on a new area."""
    source = Unit.objects.select_related("area", "parent").get(children=plan.units[0])
    above = source.parent
    assert above is not None
    area = Area.objects.create(
        code=plan.code,
        name=plan.name.strip(),
        kind=source.area.kind if source.area else "",
        tier=source.tier,
        parent=source.area.parent if source.area else None,
        valid_from=plan.on,
    )
    unit = Unit.objects.create(
        tier=source.tier,
        parent=above,
        area=area,
        name=area.name,
        path=_path(area.name, above),
        province=above.province,
        regency=above.regency,
        time_zone=source.time_zone,
        label=source.label,
    )
    setattr(unit, TIER_FIELDS[Tier(unit.tier)], unit)
    unit.save(update_fields=[TIER_FIELDS[Tier(unit.tier)]])
    return unit


def _close_new(reshape: Reshape) -> None:
    """The unit of an undone split stays as a closed one, and its code is free again."""
    unit = reshape.target
    gone = Area.objects.get(unit=unit)
    Unit.objects.filter(pk=unit.pk).update(is_active=False, area=None, own_code=f"batal-{unit.pk}")
    gone.delete()


def _place(units: Sequence[Unit], parents: dict[int, Unit]) -> None:
    """Set parents, lines and paths of the units and all below, and carry every row about people along."""
    with connection.cursor() as cursor:
        for unit in units:
            parent = Unit.objects.get(pk=parents[unit.pk].pk)
            old_path = Unit.objects.values_list("path", flat=True).get(pk=unit.pk)
            Unit.objects.filter(pk=unit.pk).update(parent=parent)
            cursor.execute(
                LINE,
                {
                    "unit": unit.pk,
                    "parent": parent.pk,
                    "old_path": old_path,
                    "new_path": f"{unit.name}, {parent.path}",
                },
            )
    _carry([unit.pk for unit in units], writes=True)


def _carry(units: Sequence[int], *, writes: bool) -> list[tuple[str, int, int]]:
    """Count the rows at or below the units, or give them the tier ids of their units anew."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT place, unit, n FROM kad_carry(%s, %s, %s)",
            [[table for table, _name in people_tables()], list(units), writes],
        )
        return cursor.fetchall()


def _stands_on(table: str, unit: int) -> bool:
    return any(n for _table, top, n in _carry_one(table, unit) if top == unit)


def _carry_one(table: str, unit: int) -> list[Any]:
    """Rows at the unit; its children have left by the time it matters, so they are not looked at."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT '{table}', unit_id, count(*) FROM {table} WHERE unit_id = %s GROUP BY 2", [unit])
        return cursor.fetchall()


# --- codes ------------------------------------------------------------------------------------------------------


def _recode(old: str, new: str, on: date) -> None:
    """Give an area and all below it a new code; the old ones stay as signposts."""
    # What the area had long before and gets back is no signpost any more.
    Area.objects.filter(Q(code=new) | Q(code__startswith=f"{new}."), successor__isnull=False).delete()
    with connection.cursor() as cursor:
        cursor.execute(RECODE, {"old": old, "new": new, "on": on})
        gone = cursor.fetchall()
    Area.objects.bulk_create(
        Area(code=code, name=name, kind=kind, tier=tier, parent_id=parent, valid_to=on, successor_id=pk)
        for pk, code, name, kind, tier, parent in gone
    )


def _recode_back(old: str, new: str) -> None:
    Area.objects.filter(Q(code=old) | Q(code__startswith=f"{old}."), successor__isnull=False).delete()
    with connection.cursor() as cursor:
        cursor.execute(RECODE, {"old": new, "new": old, "on": None})
