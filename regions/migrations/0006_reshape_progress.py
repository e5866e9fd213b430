"""How far a change of the tree is: told by a sequence, which is no part of the transaction, so that others see it."""

from importlib import import_module

from django.db import migrations

from core import roles

CHANGES = import_module("regions.migrations.0004_reshapes")
CARRY = f"""
CREATE SEQUENCE regions_reshape_progress MINVALUE 0;
GRANT SELECT, UPDATE ON SEQUENCE regions_reshape_progress TO {roles.DATA}, {roles.APP};
CREATE OR REPLACE FUNCTION kad_carry(tables text[], units bigint[], writes boolean)
RETURNS TABLE (place text, unit bigint, n bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE each text; before text; acting text; done bigint := 0; carried bigint;
BEGIN
    IF NOT ({CHANGES.MAY}) THEN
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
BACK = f"""
{CHANGES.CARRY.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")}
DROP SEQUENCE regions_reshape_progress;
"""


class Migration(migrations.Migration):
    dependencies = [("regions", "0005_guard_tree")]
    operations = [migrations.RunSQL(CARRY, BACK)]
