"""Who may give and end roles, whoever writes and however: the rights of accounts/rules.py, in the database.

Assignments are read to find the scope itself, so row security cannot stand before them; a trigger can.
"""

from django.db import migrations

from core import roles

SERVED = ", ".join(f"'{role}'" for role in (*roles.ENTERED_ROLES, roles.APP))
GUARD = f"""
CREATE FUNCTION kad_guard_assignment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    acting text := current_setting('app.role', true);
    who bigint := nullif(current_setting('app.user_id', true), '')::bigint;
    place bigint := nullif(current_setting('app.unit_id', true), '')::bigint;
BEGIN
    IF current_user NOT IN ({SERVED}) THEN
        RETURN NEW;  -- the owner: the first administrator, migrations
    ELSIF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a role ends, it is not deleted' USING ERRCODE = 'insufficient_privilege';
    ELSIF TG_OP = 'UPDATE' AND (OLD.user_id, OLD.role, OLD.unit_id, OLD.starts_on)
        IS DISTINCT FROM (NEW.user_id, NEW.role, NEW.unit_id, NEW.starts_on) THEN
        RAISE EXCEPTION 'of a role only its end changes' USING ERRCODE = 'insufficient_privilege';
    ELSIF acting = 'admin' THEN
        RETURN NEW;
    ELSIF coalesce(acting, '') = '' AND TG_OP = 'INSERT'
        AND (SELECT u.is_demo FROM accounts_user u WHERE u.id = NEW.user_id) THEN
        RETURN NEW;  -- the cast of the demonstration, before anybody has a role
    ELSIF TG_OP = 'UPDATE' AND NEW.ends_on <= coalesce(OLD.ends_on, NEW.ends_on) AND (NEW.user_id = who
        OR acting IN ('secretariat', 'coordinator') AND NEW.role IN ('mentor', 'mentee')) THEN
        RETURN NEW;  -- one's own is given back; those of a mentor or mentee go with the membership, wherever they are
    ELSIF TG_OP = 'INSERT' AND NEW.user_id = who AND NEW.role NOT IN ('mentor', 'mentee') THEN
        RAISE EXCEPTION 'nobody gives himself an office' USING ERRCODE = 'insufficient_privilege';
    ELSIF NEW.role IN ('admin', 'dpo', 'assessor') OR NOT (
        acting = 'secretariat'
        OR acting = 'coordinator' AND NEW.role IN ('mentor', 'mentee')
        OR NEW.on_behalf_of_id IS NOT NULL AND acting = NEW.role
    ) THEN
        RAISE EXCEPTION 'role % does not give role %', acting, NEW.role USING ERRCODE = 'insufficient_privilege';
    ELSIF NOT EXISTS (
        SELECT FROM regions_unit u WHERE u.id = NEW.unit_id AND (
            place IN (u.id, u.province_id, u.regency_id, u.district_id, u.village_id)
            OR EXISTS (SELECT FROM regions_unit top WHERE top.id = place AND top.tier = 0))
    ) THEN
        RAISE EXCEPTION 'a role is given inside one''s own reach' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_assignment BEFORE INSERT OR UPDATE OR DELETE ON accounts_assignment
    FOR EACH ROW EXECUTE FUNCTION kad_guard_assignment();
"""
DROP = "DROP TRIGGER guard_assignment ON accounts_assignment; DROP FUNCTION kad_guard_assignment();"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_delegation")]

    operations = [migrations.RunSQL(GUARD, DROP)]
