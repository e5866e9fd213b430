"""Own rows beside totals, dormancy by month, and marks that name only what a change can move.

An update marks a unit only when a column changed that a figure is made of; most updates mark nothing. What
stands on two places (a mentee paired elsewhere, an officer of another unit) marks both.
"""

from django.db import migrations

from core import roles


def leaf(alias):
    """The deepest unit that has figures: the district, else what the row stands on directly."""
    return f"coalesce({alias}.district_id, {alias}.regency_id, {alias}.province_id, {alias}.unit_id)"


PLACE = "unit_id, province_id, regency_id, district_id"
NATIONAL = "(SELECT n.id FROM regions_unit n WHERE n.tier = 0)"
# An officer counts in the deepest unit that holds both his home and the office: one of his home's line.
HOME_LINE = f"unnest(ARRAY[m.district_id, m.regency_id, m.province_id, {NATIONAL}])"

# table: [(which operations, columns a figure is made of, what to mark: SELECT unit_id, month, now_only FROM {rows} …)]
MARKS = {
    "cadres_member": [
        (
            "insert update delete",
            f"id, status, gender, wants_mentoring, is_mentee, {PLACE}",
            [f"SELECT {leaf('r')}, NULL::date, true FROM {{rows}} r"],
        ),
        (
            "update",
            f"id, gender, {PLACE}",
            [
                f"SELECT {leaf('r')}, NULL::date, false FROM {{rows}} r",
                f"SELECT {leaf('x')}, NULL::date, true FROM {{rows}} r JOIN mentoring_mentor x ON x.member_id = r.id",
                f"SELECT {HOME_LINE}, NULL::date, true FROM {{rows}} m WHERE EXISTS"
                " (SELECT FROM cadres_officerterm t WHERE t.member_id = m.id AND t.ends_on IS NULL)",
            ],
        ),
    ],
    "cadres_officerterm": [
        (
            "insert update delete",
            f"id, member_id, ends_on, {PLACE}",
            [f"SELECT {HOME_LINE}, NULL::date, true FROM {{rows}} r JOIN cadres_member m ON m.id = r.member_id"],
        ),
    ],
    "mentoring_mentor": [
        (
            "insert update delete",
            f"id, member_id, state, {PLACE}",
            [f"SELECT {leaf('r')}, NULL::date, true FROM {{rows}} r"],
        ),
    ],
    "mentoring_pairing": [
        (
            "insert update delete",
            f"id, state, phase, active_on, last_held_on, {PLACE}",
            [f"SELECT {leaf('r')}, NULL::date, true FROM {{rows}} r"],
        ),
        (
            "insert update delete",
            f"id, state, active_on, paused_on, ended_on, cadence_days, {PLACE}",
            [
                f"SELECT {leaf('r')}, NULL::date, false FROM {{rows}} r",
                f"SELECT {leaf('m')}, NULL::date, false FROM {{rows}} r JOIN mentoring_pairingparticipant p"
                " ON p.pairing_id = r.id JOIN cadres_member m ON m.id = p.member_id",
            ],
        ),
    ],
    "mentoring_pairingparticipant": [
        (
            "insert update delete",
            "id, pairing_id, member_id, role, left_at",
            [f"SELECT {leaf('m')}, NULL::date, false FROM {{rows}} r JOIN cadres_member m ON m.id = r.member_id"],
        ),
    ],
    "mentoring_session": [
        (
            "insert update delete",
            f"id, state, late_cancelled, held_on, pairing_id, {PLACE}",
            [
                "SELECT place.id, date_trunc('month', r.held_on::timestamp)::date, false FROM {rows} r"
                " LEFT JOIN mentoring_pairing p ON p.id = r.pairing_id"
                f" CROSS JOIN LATERAL (VALUES ({leaf('r')}), ({leaf('p')})) place(id) WHERE r.held_on IS NOT NULL",
            ],
        ),
    ],
    # A split or a move of areas: the units themselves, and both lines of ancestors.
    "regions_unit": [
        (
            "update",
            "id, tier, parent_id, province_id, regency_id, district_id",
            [
                "SELECT place.id, NULL::date, false FROM {rows} r"
                " CROSS JOIN LATERAL (VALUES (r.id), (r.parent_id)) place(id) WHERE r.tier <= 3",
            ],
        ),
    ],
}
CHANGED = (
    "((SELECT {columns} FROM newrows EXCEPT SELECT {columns} FROM oldrows)"
    " UNION ALL (SELECT {columns} FROM oldrows EXCEPT SELECT {columns} FROM newrows))"
)
TRANSITIONS = {"insert": "NEW TABLE AS newrows", "delete": "OLD TABLE AS oldrows"}
TRANSITIONS["update"] = f"{TRANSITIONS['insert']} {TRANSITIONS['delete']}"


def _function(table, operation):
    return f"kad_mark_{table}_{operation}"


def _rows(operation, columns):
    return {"insert": "newrows", "delete": "oldrows", "update": CHANGED.format(columns=columns)}[operation]


def _marks(operation, columns, selects):
    """One statement for each place to mark; after an update only if a figure can have moved at all."""
    inserts = " ".join(
        "INSERT INTO evaluations_rollupdirty (unit_id, month, now_only) SELECT DISTINCT marks.* FROM ("
        f"{select.format(rows=_rows(operation, columns))}) marks(unit_id, month, now_only)"
        " WHERE marks.unit_id IS NOT NULL;"
        for select in selects
    )
    if operation != "update":
        return inserts
    changed = f"EXISTS (SELECT {columns} FROM newrows EXCEPT SELECT {columns} FROM oldrows)"
    return f"IF {changed} THEN {inserts} END IF;"


def _create():
    for table, marks in MARKS.items():
        for operation, transition in TRANSITIONS.items():
            body = " ".join(
                _marks(operation, columns, selects) for operations, columns, selects in marks if operation in operations
            )
            if body:
                yield (
                    f"CREATE FUNCTION {_function(table, operation)}() RETURNS trigger LANGUAGE plpgsql"
                    f" SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN {body} RETURN NULL; END $$;"
                    f"CREATE TRIGGER mark_{operation} AFTER {operation.upper()} ON {table}"
                    f" REFERENCING {transition} FOR EACH STATEMENT EXECUTE FUNCTION {_function(table, operation)}();"
                )


def _drop():
    for table, marks in MARKS.items():
        for operation in TRANSITIONS:
            if any(operation in operations for operations, _, _ in marks):
                yield f"DROP TRIGGER mark_{operation} ON {table}; DROP FUNCTION {_function(table, operation)}();"


# What a recompute looks up by leaf. Rows that stand directly above a district are few: partial indexes.
DIRECT = "(coalesce(regency_id, province_id, unit_id)) WHERE district_id IS NULL"
INDEXES = {
    "rollup_member_direct": f"cadres_member {DIRECT}",
    "rollup_mentor_direct": f"mentoring_mentor {DIRECT}",
    "rollup_pairing_direct": f"mentoring_pairing {DIRECT}",
    "rollup_session_direct": f"mentoring_session {DIRECT}",
    "rollup_mentor_district": "mentoring_mentor (district_id)",
    "rollup_term_province": "cadres_officerterm (province_id) WHERE ends_on IS NULL",
    "rollup_term_regency": "cadres_officerterm (regency_id) WHERE ends_on IS NULL",
    "rollup_term_district": "cadres_officerterm (district_id) WHERE ends_on IS NULL",
}

# From a district down figures are counted live. Leaders count mentees of past months too, but may not see who is
# in which pairing: the owner counts for them, inside the unit they act for.
MENTEES = f"""
CREATE FUNCTION kad_mentees_by_month(places bigint[], months date[])
RETURNS TABLE (unit_id bigint, month date, mentees bigint) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT place.id, span.month, count(DISTINCT m.id)
    FROM regions_unit place
    JOIN cadres_member m ON m.district_id = place.district_id
        AND (place.tier = 3 OR m.village_id = place.village_id AND (place.tier = 4 OR m.unit_id = place.id))
    JOIN mentoring_pairingparticipant p ON p.member_id = m.id AND p.role IN ('mentee', 'peer')
    JOIN mentoring_pairing r ON r.id = p.pairing_id AND r.active_on IS NOT NULL
    CROSS JOIN LATERAL (SELECT t AS month, (t + interval '1 month')::date AS next FROM unnest(months) t) span
    WHERE place.id = ANY (places) AND place.tier >= 3
      AND (current_setting('role') = '{roles.SCOPE_ROLES[0]}' OR current_setting('role') <> '{roles.PERSON}'
           AND nullif(current_setting('app.unit_id', true), '')::bigint
               IN (place.province_id, place.regency_id, place.district_id, place.village_id))
      AND r.active_on < span.next AND (r.ended_on IS NULL OR r.ended_on >= span.next)
      AND NOT kad_is_paused(r.pauses, r.paused_on, span.next - 1)
      AND (p.left_at IS NULL OR p.left_at >= span.next::timestamp AT TIME ZONE 'Asia/Jayapura')
    GROUP BY place.id, span.month
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0002_row_security"), ("mentoring", "0009_pauses")]
    operations = [
        # Claiming marks locks them, and a lock needs the right to update.
        migrations.RunSQL(
            f"GRANT UPDATE ON evaluations_rollupdirty TO {roles.JOBS}",
            f"REVOKE UPDATE ON evaluations_rollupdirty FROM {roles.JOBS}",
        ),
        migrations.RunSQL("".join(_create()), "".join(_drop())),
        migrations.RunSQL(
            "".join(f"CREATE INDEX {name} ON {index};" for name, index in INDEXES.items()),
            "".join(f"DROP INDEX {name};" for name in INDEXES),
        ),
        migrations.RunSQL(MENTEES, "DROP FUNCTION kad_mentees_by_month(bigint[], date[])"),
    ]
