"""Roles that are lent: within the lender's, with an end, gone when his is gone. The database keeps all of that."""

from django.db import migrations

GUARD = """
CREATE FUNCTION kad_delegation_within() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE lender record; tier smallint;
BEGIN
    SELECT a.*, u.tier AS tier INTO lender FROM accounts_assignment a JOIN regions_unit u ON u.id = a.unit_id
    WHERE a.id = NEW.on_behalf_of_id;
    IF lender.on_behalf_of_id IS NOT NULL THEN
        RAISE EXCEPTION 'what is lent is not lent on' USING ERRCODE = 'check_violation';
    ELSIF lender.role <> NEW.role OR lender.user_id = NEW.user_id THEN
        RAISE EXCEPTION 'a delegation has the lender''s role and another holder' USING ERRCODE = 'check_violation';
    ELSIF lender.tier > 0 AND NOT EXISTS (
        SELECT FROM regions_unit u WHERE u.id = NEW.unit_id
            AND lender.unit_id IN (u.id, u.province_id, u.regency_id, u.district_id, u.village_id)
    ) THEN
        RAISE EXCEPTION 'a delegation stays in the lender''s units' USING ERRCODE = 'check_violation';
    ELSIF NEW.ends_on > greatest(lender.ends_on, NEW.starts_on - 1) AND lender.ends_on IS NOT NULL THEN
        RAISE EXCEPTION 'a delegation ends with the role it comes from' USING ERRCODE = 'check_violation';
    ELSIF TG_OP = 'UPDATE' AND (OLD.on_behalf_of_id IS DISTINCT FROM NEW.on_behalf_of_id OR OLD.user_id <> NEW.user_id)
    THEN
        RAISE EXCEPTION 'a delegation keeps its people' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER delegation_within BEFORE INSERT OR UPDATE ON accounts_assignment
    FOR EACH ROW WHEN (NEW.on_behalf_of_id IS NOT NULL) EXECUTE FUNCTION kad_delegation_within();

CREATE FUNCTION kad_delegations_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE accounts_assignment SET ends_on = greatest(NEW.ends_on, starts_on - 1)
    WHERE on_behalf_of_id = NEW.id AND ends_on > greatest(NEW.ends_on, starts_on - 1);
    RETURN NULL;
END $$;
CREATE TRIGGER delegations_end AFTER UPDATE OF ends_on ON accounts_assignment
    FOR EACH ROW WHEN (NEW.ends_on IS NOT NULL AND NEW.on_behalf_of_id IS NULL)
    EXECUTE FUNCTION kad_delegations_end();
"""
DROP = """
DROP TRIGGER delegations_end ON accounts_assignment;
DROP FUNCTION kad_delegations_end();
DROP TRIGGER delegation_within ON accounts_assignment;
DROP FUNCTION kad_delegation_within();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_row_security"), ("regions", "0003_settings")]

    operations = [
        migrations.RunSQL(GUARD, DROP),
    ]
