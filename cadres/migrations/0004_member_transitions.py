"""The moves of a membership, kept and guarded."""

from django.db import migrations

from core import roles
from core.rls import protect

STAFF = ["secretariat", "coordinator"]

# The same table of moves as cadres.enums.STATUS_MOVES: whoever writes, and however.
GUARD = f"""
CREATE FUNCTION kad_member_status_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.status, NEW.status) NOT IN (
        ('applied', 'verified'), ('verified', 'active'), ('active', 'suspended'), ('suspended', 'active'),
        ('applied', 'ended'), ('verified', 'ended'), ('active', 'ended'), ('suspended', 'ended')
    ) THEN
        RAISE EXCEPTION 'a membership does not move from % to %', OLD.status, NEW.status
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER status_moves BEFORE UPDATE OF status ON cadres_member
    FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION kad_member_status_moves();
REVOKE UPDATE, DELETE ON cadres_membertransition FROM {roles.DATA}, {roles.APP};
"""
DROP_GUARD = """
DROP TRIGGER status_moves ON cadres_member;
DROP FUNCTION kad_member_status_moves();
"""


class Migration(migrations.Migration):
    dependencies = [("cadres", "0003_import_jobs"), ("accounts", "0001_initial")]

    operations = [
        protect("cadres_membertransition", read=STAFF, write=["secretariat"]),
        migrations.RunSQL(GUARD, DROP_GUARD),
    ]
