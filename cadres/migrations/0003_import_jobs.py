"""What import jobs need: who asked, whose work it is, where undo begins; and who holds a NIK out of sight."""

from django.db import migrations

from core import roles

# Jobs take up imports that no worker has taken, and forget old ones.
POLICIES = f"""
CREATE POLICY jobs ON cadres_importbatch FOR ALL TO {roles.JOBS} USING (true) WITH CHECK (true);
CREATE POLICY jobs ON cadres_importrow FOR ALL TO {roles.JOBS} USING (true) WITH CHECK (true);
"""
DROP_POLICIES = """
DROP POLICY jobs ON cadres_importbatch;
DROP POLICY jobs ON cadres_importrow;
"""

# A unique NIK is known beyond one's own sight: this is the one question that may be asked about it, by a
# secretariat alone. The caller counts and records the answers (TRUST SEC-15).
NIK_HOLDER = f"""
CREATE FUNCTION kad_nik_holder(wanted bytea) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT m.id FROM cadres_member m
    WHERE m.nik_hash = wanted AND current_setting('app.role', true) = 'secretariat'
$$;
REVOKE EXECUTE ON FUNCTION kad_nik_holder(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kad_nik_holder(bytea) TO {roles.DATA};
"""


class Migration(migrations.Migration):
    dependencies = [("cadres", "0002_row_security"), ("accounts", "0003_row_security")]
    operations = [
        migrations.RunSQL(POLICIES, DROP_POLICIES),
        migrations.RunSQL(NIK_HOLDER, "DROP FUNCTION kad_nik_holder(bytea)"),
    ]
