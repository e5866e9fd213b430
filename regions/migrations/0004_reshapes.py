"""Changes of the tree: who may make them, and the one function that carries the rows about people along."""

from django.db import migrations

from core import roles

EVERYONE = ", ".join((*roles.ENTERED_ROLES, roles.APP))
MAY = f"""((SELECT current_setting('app.role', true)) = 'admin'
    OR (SELECT current_setting('app.role', true)) = 'secretariat'
    AND (SELECT current_setting('role')) = '{roles.SCOPE_ROLES[0]}')"""
GUARD = "".join(
    f"""
    ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
    ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
    REVOKE DELETE, TRUNCATE ON {table} FROM {roles.DATA}, {roles.APP};
    CREATE POLICY reading ON {table} FOR SELECT TO {EVERYONE} USING (true);
    CREATE POLICY change ON {table} FOR INSERT TO {EVERYONE} WITH CHECK ({MAY});
    CREATE POLICY undo ON {table} FOR UPDATE TO {EVERYONE} USING ({MAY}) WITH CHECK ({MAY});
    """
    for table in ("regions_reshape", "regions_reshapemove")
)
# The rows of every table about people carry the tier ids of their unit. When units move, the ids follow, set-based,
# past row security (leaders' and mentors' tables too) and without a line of history for each row: the reshape is it.
# How far it is stands in a sequence, which is no part of the transaction, so that others see it.
CARRY = f"""
CREATE SEQUENCE regions_reshape_progress MINVALUE 0;
GRANT SELECT, UPDATE ON SEQUENCE regions_reshape_progress TO {roles.DATA}, {roles.APP};
CREATE FUNCTION kad_carry(tables text[], units bigint[], writes boolean)
RETURNS TABLE (place text, unit bigint, n bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE each text; before text; acting text; done bigint := 0; carried bigint;
BEGIN
    IF NOT ({MAY}) THEN
        RAISE EXCEPTION 'only the national secretariat or the admin changes the tree' USING ERRCODE = '42501';
    END IF;
    CREATE TEMP TABLE moving ON COMMIT DROP AS
        SELECT u.id, u.province_id, u.regency_id, u.district_id, u.village_id, top.id AS top FROM regions_unit u
        JOIN unnest(units) top(id) ON top.id IN (u.id, u.province_id, u.regency_id, u.district_id, u.village_id);
    ANALYZE moving;
    before := current_setting('pgtrigger.ignore', true);
    -- The guards of single tables say what a secretariat may change in a row; here nothing of the row changes.
    acting := current_setting('app.role', true);
    PERFORM set_config('app.role', 'tree', true);
    PERFORM set_config('pgtrigger.ignore', (
        SELECT array_agg(tgname)::text FROM pg_trigger WHERE tgname LIKE 'pgtrigger%'), true);
    IF writes THEN
        PERFORM setval('regions_reshape_progress', 0);
    END IF;
    FOREACH each IN ARRAY tables LOOP
        IF writes THEN
            EXECUTE format('UPDATE %I t SET province_id = m.province_id, regency_id = m.regency_id,'
                ' district_id = m.district_id, village_id = m.village_id FROM moving m WHERE m.id = t.unit_id', each);
            GET DIAGNOSTICS carried = ROW_COUNT;
            done := done + carried;
            PERFORM setval('regions_reshape_progress', done);
        ELSE
            RETURN QUERY EXECUTE format('SELECT %L::text, m.top, count(*) FROM %I t JOIN moving m ON m.id = t.unit_id'
                ' GROUP BY m.top', each, each);
        END IF;
    END LOOP;
    PERFORM set_config('pgtrigger.ignore', coalesce(nullif(before, ''), '{{}}'), true);
    PERFORM set_config('app.role', acting, true);
    DROP TABLE moving;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("regions", "0003_settings"), ("accounts", "0001_initial")]

    operations = [
        migrations.RunSQL(GUARD, migrations.RunSQL.noop),
        migrations.RunSQL(
            CARRY, "DROP FUNCTION kad_carry(text[], bigint[], boolean); DROP SEQUENCE regions_reshape_progress;"
        ),
    ]
