"""Who may change the tree, the areas under it and the words for its tiers, whoever writes and however.

Everybody reads them, to find the scope itself; so triggers and not row security stand before the writes.
"""

from django.db import migrations

from core import roles

SERVED = ", ".join(f"'{role}'" for role in (*roles.ENTERED_ROLES, roles.APP))
GUARD = f"""
CREATE FUNCTION kad_guard_tree() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    acting text := current_setting('app.role', true);
    place bigint := nullif(current_setting('app.unit_id', true), '')::bigint;
    is_national boolean := acting = 'admin' OR acting = 'secretariat'
        AND current_setting('role') = '{roles.SCOPE_ROLES[0]}';
BEGIN
    IF current_user NOT IN ({SERVED}) OR is_national THEN
        RETURN coalesce(NEW, OLD);  -- the owner loads the areas; the national board names and reshapes
    ELSIF TG_TABLE_NAME = 'regions_unit' AND TG_OP = 'INSERT' AND acting = 'secretariat' THEN
        IF NEW.tier = 5 AND place IN (NEW.province_id, NEW.regency_id, NEW.district_id, NEW.village_id) THEN
            RETURN NEW;  -- a cell below one of its own villages
        END IF;
    ELSIF TG_TABLE_NAME = 'regions_unit' AND TG_OP = 'UPDATE' AND acting = 'secretariat' THEN
        IF NEW.province_id = place AND to_jsonb(NEW) - 'label' = to_jsonb(OLD) - 'label' THEN
            RETURN NEW;  -- a province's own word for a tier
        END IF;
    ELSIF TG_TABLE_NAME = 'regions_unitlabel' AND acting = 'secretariat' THEN
        IF coalesce(NEW.province_id, OLD.province_id) = place AND coalesce(OLD.province_id, place) = place THEN
            RETURN coalesce(NEW, OLD);
        END IF;
    END IF;
    RAISE EXCEPTION 'role % does not change the tree here', acting USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER guard_tree BEFORE INSERT OR UPDATE OR DELETE ON regions_unit
    FOR EACH ROW EXECUTE FUNCTION kad_guard_tree();
CREATE TRIGGER guard_tree BEFORE INSERT OR UPDATE OR DELETE ON regions_area
    FOR EACH ROW EXECUTE FUNCTION kad_guard_tree();
CREATE TRIGGER guard_tree BEFORE INSERT OR UPDATE OR DELETE ON regions_unitlabel
    FOR EACH ROW EXECUTE FUNCTION kad_guard_tree();
DROP POLICY change ON regions_setting;
CREATE POLICY change ON regions_setting FOR INSERT TO {", ".join((*roles.ENTERED_ROLES, roles.APP))} WITH CHECK (
    changed_by_id = (SELECT nullif(current_setting('app.user_id', true), '')::bigint)
    AND ((SELECT current_setting('app.role', true)) = 'admin'
        OR (SELECT current_setting('app.role', true)) = 'secretariat' AND key LIKE 'label.%'
            AND ((SELECT current_setting('role')) = '{roles.SCOPE_ROLES[0]}'
                OR split_part(key, '.', 3) = (SELECT current_setting('app.unit_id', true)))));
"""
DROP = f"""
DROP TRIGGER guard_tree ON regions_unit;
DROP TRIGGER guard_tree ON regions_area;
DROP TRIGGER guard_tree ON regions_unitlabel;
DROP FUNCTION kad_guard_tree();
DROP POLICY change ON regions_setting;
CREATE POLICY change ON regions_setting FOR INSERT TO {", ".join((*roles.ENTERED_ROLES, roles.APP))} WITH CHECK (
    changed_by_id = (SELECT nullif(current_setting('app.user_id', true), '')::bigint)
    AND ((SELECT current_setting('app.role', true)) = 'admin'
        OR (SELECT current_setting('app.role', true)) = 'secretariat' AND key LIKE 'label.%'));
"""


class Migration(migrations.Migration):
    dependencies = [("regions", "0004_reshapes")]

    operations = [migrations.RunSQL(GUARD, DROP)]
