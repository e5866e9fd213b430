"""Row security of the roll-ups, and the statement triggers that mark what must be recomputed."""

from django.db import migrations

from core import roles
from core.rls import protect

# The deepest unit that has roll-up rows: the district, else what the row stands on directly.
LEAF = "coalesce({r}.district_id, {r}.regency_id, {r}.province_id, {r}.unit_id)"

FUNCTION = """
CREATE FUNCTION kad_mark_{name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO evaluations_rollupdirty (unit_id, month) SELECT DISTINCT {new_leaf}, {new_month} FROM newrows r {where};
    END IF;
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO evaluations_rollupdirty (unit_id, month) SELECT DISTINCT {new_leaf}, {new_month} FROM oldrows r {where};
    END IF;
    RETURN NULL;
END $$;
"""
TRIGGERS = """
CREATE TRIGGER mark_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS newrows
    FOR EACH STATEMENT EXECUTE FUNCTION kad_mark_{name}();
CREATE TRIGGER mark_update AFTER UPDATE ON {table} REFERENCING NEW TABLE AS newrows OLD TABLE AS oldrows
    FOR EACH STATEMENT EXECUTE FUNCTION kad_mark_{name}();
CREATE TRIGGER mark_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS oldrows
    FOR EACH STATEMENT EXECUTE FUNCTION kad_mark_{name}();
"""
STANDING = [
    "cadres_member",
    "cadres_officerterm",
    "mentoring_mentor",
    "mentoring_pairing",
    "mentoring_pairingparticipant",
]


def _drop(tables):
    return "".join(
        f"DROP TRIGGER mark_insert ON {t}; DROP TRIGGER mark_update ON {t}; DROP TRIGGER mark_delete ON {t};"
        for t in tables
    )


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0001_initial"), ("mentoring", "0002_row_security")]
    operations = [
        protect("evaluations_rollupnow", jobs="write"),
        protect("evaluations_rollupmonth", jobs="write"),
        migrations.RunSQL(
            f"REVOKE ALL ON evaluations_rollupdirty FROM {roles.DATA}, {roles.APP};"
            f"GRANT SELECT, INSERT, DELETE ON evaluations_rollupdirty TO {roles.JOBS};"
            f"GRANT USAGE ON SEQUENCE evaluations_rollupdirty_id_seq TO {roles.JOBS};"
            f"REVOKE INSERT, UPDATE, DELETE ON evaluations_rollupstate FROM {roles.DATA}, {roles.APP};"
            f"GRANT INSERT, UPDATE ON evaluations_rollupstate TO {roles.JOBS};",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            FUNCTION.format(name="standing", new_leaf=LEAF.format(r="r"), new_month="NULL::date", where=""),
            "DROP FUNCTION kad_mark_standing()",
        ),
        migrations.RunSQL(
            FUNCTION.format(
                name="session",
                new_leaf=LEAF.format(r="r"),
                new_month="date_trunc('month', r.held_on)::date",
                where="WHERE r.held_on IS NOT NULL",
            ),
            "DROP FUNCTION kad_mark_session()",
        ),
        migrations.RunSQL(
            "".join(TRIGGERS.format(table=table, name="standing") for table in STANDING)
            + TRIGGERS.format(table="mentoring_session", name="session"),
            _drop([*STANDING, "mentoring_session"]),
        ),
    ]
