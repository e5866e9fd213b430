"""The national secretariat prepares elections and keeps the ways of careers; a district in which people stand stays."""

from django.db import migrations

from core import roles

SERVED = ", ".join(f"'{role}'" for role in (*roles.ENTERED_ROLES, roles.APP) if role != roles.JOBS)
NATIONAL = roles.SCOPE_ROLES[0]

# Seats, code and assembly of a district are what its list was fixed by.
DISTRICTS = f"""
CREATE FUNCTION kad_guard_district() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM cadres_candidacy c WHERE c.constituency_id = OLD.id) THEN
        RAISE EXCEPTION 'a district in which somebody stands stays as it is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'district_stays';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_district BEFORE UPDATE OF seats, code, chamber_id ON cadres_electoraldistrict FOR EACH ROW
    WHEN (current_user IN ({SERVED})
        AND (OLD.seats, OLD.code, OLD.chamber_id) IS DISTINCT FROM (NEW.seats, NEW.code, NEW.chamber_id))
    EXECUTE FUNCTION kad_guard_district();
"""
NO_DISTRICTS = "DROP TRIGGER guard_district ON cadres_electoraldistrict; DROP FUNCTION kad_guard_district();"

WAYS = f"""
GRANT INSERT, UPDATE, DELETE ON cadres_careerpath, cadres_careerneed TO {roles.DATA};
CREATE FUNCTION kad_guard_ways() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user IN ({SERVED}) AND (current_setting('app.role', true) IS DISTINCT FROM 'secretariat'
            OR current_setting('role') <> '{NATIONAL}') THEN
        RAISE EXCEPTION 'the national board keeps the ways of careers' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER guard_ways BEFORE INSERT OR UPDATE OR DELETE ON cadres_careerpath
    FOR EACH STATEMENT EXECUTE FUNCTION kad_guard_ways();
CREATE TRIGGER guard_ways BEFORE INSERT OR UPDATE OR DELETE ON cadres_careerneed
    FOR EACH STATEMENT EXECUTE FUNCTION kad_guard_ways();
CREATE POLICY ways ON regions_setting FOR INSERT TO {NATIONAL} WITH CHECK (
    changed_by_id = (SELECT nullif(current_setting('app.user_id', true), '')::bigint)
    AND (SELECT current_setting('app.role', true)) = 'secretariat' AND key LIKE 'career.%');
"""
NO_WAYS = f"""
DROP POLICY ways ON regions_setting;
DROP TRIGGER guard_ways ON cadres_careerpath; DROP TRIGGER guard_ways ON cadres_careerneed;
DROP FUNCTION kad_guard_ways();
REVOKE INSERT, UPDATE, DELETE ON cadres_careerpath, cadres_careerneed FROM {roles.DATA};
"""


class Migration(migrations.Migration):
    dependencies = [("cadres", "0026_hands_and_replacements"), ("regions", "0006_weak_signal")]

    operations = [
        migrations.RunSQL(DISTRICTS, NO_DISTRICTS),
        migrations.RunSQL(WAYS, NO_WAYS),
    ]
