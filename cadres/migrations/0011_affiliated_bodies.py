"""Which tags a member may carry and who writes their list (DOMAIN §1)."""

from django.db import migrations

from core import roles

SERVED = ", ".join(f"'{role}'" for role in (*roles.ENTERED_ROLES, roles.APP))

SEEDS = """
INSERT INTO cadres_affiliatedbody (code, name, kind, is_active) VALUES
    ('ampg', 'AMPG', 'wing', true),
    ('kppg', 'KPPG', 'wing', true),
    ('soksi', 'SOKSI', 'founder', true),
    ('kosgoro', 'Kosgoro 1957', 'founder', true),
    ('mkgr', 'MKGR', 'founder', true);
"""

# A code stays for good, a body is closed instead of deleted, and only the national board keeps the list.
BODIES = f"""
CREATE FUNCTION kad_guard_body() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE acting text := current_setting('app.role', true);
BEGIN
    IF TG_OP <> 'INSERT' AND (TG_OP = 'DELETE' OR NEW.code <> OLD.code) THEN
        RAISE EXCEPTION 'a code stays, and a body is closed instead of deleted'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'affiliatedbody_stays';
    ELSIF current_user IN ({SERVED}) AND acting IS DISTINCT FROM 'admin'
        AND (acting IS DISTINCT FROM 'secretariat' OR current_setting('role') <> '{roles.SCOPE_ROLES[0]}') THEN
        RAISE EXCEPTION 'the national board keeps the list of bodies' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_body BEFORE INSERT OR UPDATE OR DELETE ON cadres_affiliatedbody
    FOR EACH ROW EXECUTE FUNCTION kad_guard_body();
REVOKE DELETE ON cadres_affiliatedbody FROM {roles.DATA}, {roles.APP};
REVOKE UPDATE, DELETE ON cadres_affiliatedbodyevent FROM {roles.DATA}, {roles.APP};
"""
DROP_BODIES = "DROP TRIGGER guard_body ON cadres_affiliatedbody; DROP FUNCTION kad_guard_body();"

# Each tag once, in order, and none that the list does not have: an array has no foreign keys of its own.
TAGS = """
CREATE FUNCTION kad_member_bodies() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    NEW.bodies := ARRAY(SELECT DISTINCT code FROM unnest(NEW.bodies) AS code ORDER BY code);
    IF EXISTS (SELECT FROM unnest(NEW.bodies) AS tag
            WHERE NOT EXISTS (SELECT FROM cadres_affiliatedbody b WHERE b.code = tag)) THEN
        RAISE EXCEPTION 'there is no such body'
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'member_bodies_known';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bodies_known BEFORE INSERT OR UPDATE OF bodies ON cadres_member
    FOR EACH ROW WHEN (NEW.bodies <> '{}') EXECUTE FUNCTION kad_member_bodies();
"""
DROP_TAGS = "DROP TRIGGER bodies_known ON cadres_member; DROP FUNCTION kad_member_bodies();"


class Migration(migrations.Migration):
    dependencies = [("cadres", "0010_board_guards")]

    operations = [
        migrations.RunSQL(SEEDS, migrations.RunSQL.noop),
        migrations.RunSQL(BODIES, DROP_BODIES),
        migrations.RunSQL(TAGS, DROP_TAGS),
    ]
