"""Load elections with their chambers, districts and areas from the files that are shipped."""

import csv
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from core.driver import copy_in

SHIPPED = Path(__file__).parents[2] / "data" / "elections"
STAGING = """
CREATE TEMP TABLE incoming_district (level text, code text COLLATE "C", name text, seats smallint, region text
    COLLATE "C") ON COMMIT DROP;
CREATE TEMP TABLE incoming_area (level text, code text COLLATE "C", area text COLLATE "C", part text) ON COMMIT DROP;
"""
# The board that fixes the lists of each region's assembly; the national one has no area.
BOARDS = """
CREATE TEMP TABLE incoming_board ON COMMIT DROP AS
SELECT a.code AS region, u.id, u.name FROM regions_area a JOIN regions_unit u ON u.area_id = a.id
WHERE a.code IN (SELECT region FROM incoming_district)
UNION ALL SELECT '', id, name FROM regions_unit WHERE tier = 0;
ANALYZE incoming_board, incoming_district, incoming_area
"""
ELECTION = """
INSERT INTO cadres_election (code, name, voting_on) VALUES (%(code)s, %(name)s, %(voting_on)s)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, voting_on = excluded.voting_on RETURNING id
"""
STAGE = """
INSERT INTO cadres_electionstage (election_id, kind, starts_on, ends_on)
VALUES (%(election)s, %(kind)s, %(starts_on)s, %(ends_on)s) ON CONFLICT (election_id, kind) DO NOTHING
"""
# The names of the assemblies: UU 11/2006 for Aceh, UU 2/2021 for the provinces of Papua (DOMAIN §1).
CHAMBERS = """
INSERT INTO cadres_chamber (election_id, level, unit_id, label)
SELECT %(election)s, i.level, u.id, CASE
        WHEN i.level = 'dpr' THEN 'DPR RI'
        WHEN i.region = '11' THEN 'DPR Aceh'
        WHEN i.region = '91' THEN 'DPRP Papua'
        WHEN i.level = 'dprd_provinsi' AND left(i.region, 2) IN ('92', '93', '94', '95', '96') THEN 'DPR ' || u.name
        WHEN i.level = 'dprd_provinsi' THEN 'DPRD ' || u.name
        WHEN left(i.region, 2) IN ('11', '91', '92', '93', '94', '95', '96') THEN 'DPRK ' || u.name
        ELSE 'DPRD ' || u.name
    END
FROM (SELECT DISTINCT level, region FROM incoming_district) i
JOIN incoming_board u ON u.region = i.region
ON CONFLICT (election_id, unit_id) DO NOTHING
"""
DISTRICTS = """
INSERT INTO cadres_electoraldistrict (chamber_id, code, name, seats)
SELECT c.id, i.code, i.name, i.seats
FROM incoming_district i JOIN incoming_board u ON u.region = i.region
JOIN cadres_chamber c ON c.unit_id = u.id AND c.election_id = %(election)s
ON CONFLICT (chamber_id, code) DO UPDATE SET name = excluded.name, seats = excluded.seats
WHERE (cadres_electoraldistrict.name, cadres_electoraldistrict.seats) IS DISTINCT FROM (excluded.name, excluded.seats)
"""
AREAS = """
INSERT INTO cadres_districtarea (district_id, area_id, part)
SELECT d.id, a.id, i.part
FROM incoming_area i JOIN cadres_chamber c ON c.level = i.level AND c.election_id = %(election)s
JOIN cadres_electoraldistrict d ON d.chamber_id = c.id AND d.code = i.code JOIN regions_area a ON a.code = i.area
ON CONFLICT (district_id, area_id, part) DO NOTHING
"""
APPOINTED = """
INSERT INTO cadres_appointmentarea (chamber_id, name, seats)
SELECT c.id, %(name)s, %(seats)s FROM cadres_chamber c JOIN regions_unit u ON u.id = c.unit_id
JOIN regions_area a ON a.id = u.area_id AND a.code = %(region)s WHERE c.election_id = %(election)s
ON CONFLICT (chamber_id, name) DO UPDATE SET seats = excluded.seats
"""
COUNTS = """
SELECT (SELECT count(*) FROM cadres_electoraldistrict d JOIN cadres_chamber c ON c.id = d.chamber_id
        WHERE c.election_id = %(election)s),
    (SELECT count(*) FROM cadres_districtarea m JOIN cadres_electoraldistrict d ON d.id = m.district_id
        JOIN cadres_chamber c ON c.id = d.chamber_id WHERE c.election_id = %(election)s)
"""


class Command(BaseCommand):
    """Idempotent: what is there stays, a corrected file corrects names, seats and days; dated stages stay as dated."""

    help = "Loads elections: chambers, 2,710 districts of 2024 with their seats and areas, stages, appointed seats."
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, help="a folder like those that are shipped")

    def handle(self, *args: Any, folder: Path | None = None, **options: Any) -> None:
        folders = [folder] if folder else sorted(path.parent for path in SHIPPED.glob("*/election.json"))
        for each in folders:
            with transaction.atomic(using="owner"):
                self.stdout.write(load(connections["owner"], each))


def load(connection: BaseDatabaseWrapper, folder: Path) -> str:
    """Load one folder and say what it brought. Raises CommandError when a district or an area finds no place."""
    facts = json.loads((folder / "election.json").read_text())
    with connection.cursor() as cursor:
        cursor.execute(STAGING)
        districts = copy_in(
            connection,
            "incoming_district",
            ["level", "code", "name", "seats", "region"],
            _rows(folder / "districts.csv.gz", "level", "code", "name", "seats", "assembly_region"),
        )
        areas = copy_in(
            connection,
            "incoming_area",
            ["level", "code", "area", "part"],
            _rows(folder / "areas.csv.gz", "level", "dapil_code", "region_code", "partial_name"),
        )
        cursor.execute(BOARDS)
        cursor.execute(ELECTION, facts)
        election = {"election": cursor.fetchone()[0]}
        for stage in facts["stages"]:
            cursor.execute(STAGE, stage | election)
        for statement in (CHAMBERS, DISTRICTS, AREAS):
            cursor.execute(statement, election)
        for place in facts["appointed"]:
            cursor.execute(APPOINTED, place | election)
        cursor.execute(COUNTS, election)
        found = cursor.fetchone()
        if found != (districts, areas):
            raise CommandError(
                f"{folder.name}: {districts} districts and {areas} areas are listed, {found} have a place"
            )
        cursor.execute("DROP TABLE incoming_district, incoming_area, incoming_board")
        cursor.execute("ANALYZE cadres_chamber, cadres_electoraldistrict, cadres_districtarea")
    return f"{facts['code']}: {districts} districts"


def _rows(path: Path, *columns: str) -> Iterator[tuple[str, ...]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield tuple(row[column] for column in columns)
