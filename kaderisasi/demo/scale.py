"""Many more people than a story can name: a province, or the country, by set-based SQL.

The story is told by the services; this is not. The rows carry what triggers would have given them (tier ids, mentees,
loads, last meetings), the triggers are off, and the indexes are built afterwards. So there is no history and no mark
of these rows, and nobody but the demo accounts can sign in. The regencies of the story stay as they were told.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connections, transaction
from django.utils import timezone

from accounts.models import today
from cadres.models import Member
from cadres.nik import WOMAN_DAY_OFFSET
from cadres.selectors.members import nik_hash
from cadres.synthetic import PROVINCE_CODE, name_lists
from core.crypto import encrypt
from core.driver import copy_in
from kaderisasi.demo.cast import DOMAIN, MARK, hashed
from kaderisasi.demo.story import PLACES, TALK
from mentoring.models import Session

OWNER = "owner"
SQL = Path(__file__).parent / "sql"
TOLD = ["96.71", "96.01", "13.71"]
TABLES = (
    *("cadres_member", "cadres_officerterm", "mentoring_programme", "mentoring_orggoal", "mentoring_mentor"),
    *("mentoring_pairing", "mentoring_pairingparticipant", "mentoring_session", "mentoring_sessionlog"),
    *("mentoring_sessionattendance", "cadres_mobilitystep"),
)
SLICE = 50_000
SETTINGS = "SET LOCAL work_mem = '128MB'; SET LOCAL maintenance_work_mem = '256MB'; SET LOCAL synchronous_commit = off"
# One more regency where every tier can sign in, down to a village, with a mentor and one of his mentees.
OFFICES = """
CREATE TEMP TABLE players ON COMMIT DROP AS
WITH pair AS (
    SELECT p.* FROM pairs p JOIN regions_unit u ON u.id = p.regency_id JOIN regions_area a ON a.id = u.area_id
    WHERE a.code = %(stage)s AND p.state = 'active' AND NOT p.is_dormant ORDER BY p.n LIMIT 1
)
SELECT m.n, m.unit_id, m.district_id, side.role, side.word || '.1.' || %(stage)s || %(domain)s AS login, '' AS full_name
FROM pair CROSS JOIN LATERAL
    (VALUES ('mentor', 'mentor', pair.mentor), ('mentee', 'kader', pair.mentee)) side(role, word, n)
JOIN people m ON m.n = side.n;
CREATE TEMP TABLE offices ON COMMIT DROP AS
SELECT * FROM regions_unit WHERE id IN (SELECT province_id FROM places UNION SELECT regency_id FROM places
    UNION SELECT district_id FROM players WHERE role = 'mentee' UNION SELECT unit_id FROM players WHERE role = 'mentee')
"""
NAMES_OF_PLAYERS = """
UPDATE accounts_user u SET full_name = m.full_name FROM cadres_member m, players p
WHERE m.user_id = u.id AND u.email = p.login
"""
ASTRAY = """
SELECT count(*) FROM {table} t JOIN regions_unit u ON u.id = t.unit_id
WHERE (t.province_id, t.regency_id, t.district_id, t.village_id)
    IS DISTINCT FROM (u.province_id, u.regency_id, u.district_id, u.village_id)
"""


class AnotherScale(Exception):
    """The database holds people of another scale already."""


@dataclass(frozen=True)
class Scale:
    """How many people and meetings in all, where (codes of provinces; None: everywhere), and the regency to sign in at.

    `letter` begins the membership cards, and so tells what a database holds.
    """

    letter: str
    members: int
    sessions: int
    stage: str
    provinces: tuple[str, ...] | None = None


SCALES = {
    # Sparse and dense: villages of a few members, and villages whose lists have many pages.
    "provinsi": Scale("P", 30_000, 150_000, "34.71", ("96", "34")),
    # One province, to be split.
    "pemekaran": Scale("S", 100_000, 300_000, "34.71", ("34",)),
    # What the limits of lists, search and profile are promised for.
    "wilayah": Scale("W", 200_000, 1_000_000, "32.73", ("32", "34", "96")),
    "nasional": Scale("N", 1_000_000, 5_000_000, "32.73"),
}


def grow(scale: Scale, *, canary: bool = False) -> bool:
    """Fill the database up to the scale; False when that was done before. Roll-ups are the caller's.

    Raises AnotherScale when people of another scale are there.
    """
    members = Member.objects.using(OWNER)
    found = (
        members.filter(membership_card_no__regex=r"^[A-Z]\d{8}$").values_list("membership_card_no", flat=True).first()
    )
    if found and found[0] != scale.letter:
        raise AnotherScale(found)
    if found:
        return False
    connection = connections[OWNER]
    with transaction.atomic(using=OWNER), connection.cursor() as cursor:
        asked = _parameters(cursor, scale, canary=canary)
        cursor.execute(SETTINGS)
        cursor.execute((SQL / "people.sql").read_text(), asked)
        cursor.execute(OFFICES, asked)
        _name(connection)
        _identify(connection, asked["members"], asked["today"])
        with _bare(cursor):
            for statement in (SQL / "rows.sql").read_text().split(";\n"):
                cursor.execute(statement, asked)
        cursor.execute(NAMES_OF_PLAYERS)
        for table in ("cadres_member", "mentoring_pairing"):
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")
        _verify(cursor)
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM (ANALYZE) {', '.join(TABLES)}")
    return True


def _parameters(cursor: Any, scale: Scale, *, canary: bool) -> dict[str, Any]:
    bases = []
    for table in ("cadres_member", "mentoring_pairing"):
        cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table}")
        bases += cursor.fetchone()
    return {
        "provinces": list(scale.provinces) if scale.provinces else None,
        "told": TOLD,
        "members": scale.members - Member.objects.using(OWNER).count(),
        "sessions": scale.sessions - Session.objects.using(OWNER).count(),
        "stage": scale.stage,
        "domain": f"@{DOMAIN}",
        "card": scale.letter,
        "mark": f" {MARK}" if canary else "",
        "base": bases[0],
        "pair_base": bases[1],
        "today": today(),
        "now": timezone.now(),
        "password": hashed(),
        "places": list(PLACES),
        "goals": [goal for goal, *_ in TALK],
    }


def _name(connection: Any) -> None:
    """The product's own lists of names, numbered, and how long each is."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE names (kind text, is_papuan boolean, place int, name text) ON COMMIT DROP")
        rows = (
            (kind, is_papuan, place, name)
            for (kind, is_papuan), names in name_lists().items()
            for place, name in enumerate(names)
        )
        copy_in(connection, "names", ["kind", "is_papuan", "place", "name"], rows)
        cursor.execute(
            "CREATE TEMP TABLE lists ON COMMIT DROP AS"
            " SELECT kind, is_papuan, count(*) AS total FROM names GROUP BY 1, 2"
        )
        cursor.execute("ANALYZE names, lists, players, offices")


def _identify(connection: Any, count: int, day: date) -> None:
    """A NIK of province 99 for everybody, encrypted and hashed as the product does: 25 µs each."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE niks (n bigint, nik text, nik_hash bytea, nik_last4 text) ON COMMIT DROP")
        for first in range(1, count + 1, SLICE):
            cursor.execute("SELECT n, birth_date, gender FROM people WHERE n >= %s AND n < %s", [first, first + SLICE])
            copy_in(connection, "niks", ["n", "nik", "nik_hash", "nik_last4"], _niks(cursor.fetchall()))
        cursor.execute("ANALYZE niks")


def _niks(people: Iterable[tuple[int, date, str]]) -> Iterator[tuple[Any, ...]]:
    for number, born, gender in people:
        day = born.day + (WOMAN_DAY_OFFSET if gender == "female" else 0)
        digits = f"{PROVINCE_CODE}{1001 + number // 9999}{day:02}{born:%m%y}{1 + number % 9999:04}"
        yield number, encrypt(digits), nik_hash(digits), digits[-4:]


@contextmanager
def _bare(cursor: Any) -> Iterator[None]:
    """Without triggers, foreign keys and secondary indexes; all of them as before afterwards."""
    tables = [list(TABLES)]
    cursor.execute(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE conrelid = ANY (%s::regclass[]) AND contype IN ('u', 'f') ORDER BY contype DESC, conname",
        tables,
    )
    constraints = cursor.fetchall()
    cursor.execute(
        "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i"
        " WHERE i.indrelid = ANY (%s::regclass[]) AND NOT i.indisprimary"
        " AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype IN ('u', 'x'))",
        tables,
    )
    indexes = cursor.fetchall()
    for table in TABLES:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    for table, name, _ in constraints:
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    for name, _ in indexes:
        cursor.execute(f"DROP INDEX {name}")
    yield
    for table in TABLES:
        cursor.execute(f"ANALYZE {table}")
    for _, definition in indexes:
        cursor.execute(definition)
    for table, name, definition in constraints:
        cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
    for table in TABLES:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _verify(cursor: Any) -> None:
    """The tier ids are what the trigger would have written. Raises RuntimeError, and nothing is kept."""
    for table in TABLES:
        cursor.execute(ASTRAY.format(table=table))
        if astray := cursor.fetchone()[0]:
            raise RuntimeError(f"{table}: {astray} rows with other tier ids than their unit's")
