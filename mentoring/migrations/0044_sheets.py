"""Sheets of paper: running numbers that only rise, and one session from each, whoever enters it."""

from django.db import migrations, models

from core import roles

ENTERED = f"current_user IN ({', '.join(map(repr, roles.ENTERED_ROLES))})"
RISES = f"""
CREATE FUNCTION kad_guard_sheets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.sheets < OLD.sheets OR coalesce(current_setting('app.role', true), '') NOT IN ('coordinator', 'secretariat') THEN
        RAISE EXCEPTION 'a number is given once' USING ERRCODE = 'check_violation', CONSTRAINT = 'pairing_sheets';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_sheets BEFORE UPDATE OF sheets ON mentoring_pairing FOR EACH ROW
    WHEN ({ENTERED} AND NEW.sheets IS DISTINCT FROM OLD.sheets) EXECUTE FUNCTION kad_guard_sheets();
"""

# As in 0031; besides, a secretariat numbers sheets.
SECRETARIAT = """
CREATE OR REPLACE FUNCTION kad_guard_pairing() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free text[] := ARRAY['phase', 'phase_since', 'last_held_on', 'accepted_on', 'agreed_on', 'baseline_on',
    'planned_on', 'sheets'];
BEGIN
    IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN
        RAISE EXCEPTION 'a secretariat moves a pairing''s phase only' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0043_sync_writers_guarded")]
    operations = [
        migrations.AddField(
            model_name="pairing",
            name="sheets",
            field=models.PositiveSmallIntegerField(
                db_default=0,
                default=0,
                editable=False,
                help_text="The last running number of a printed sheet. Only rises.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sessionlog",
            constraint=models.UniqueConstraint(
                fields=("pairing", "client_uuid"), name="log_client_uuid_once_in_a_pairing"
            ),
        ),
        migrations.RunSQL(SECRETARIAT, migrations.RunSQL.noop),
        migrations.RunSQL(RISES, "DROP TRIGGER guard_sheets ON mentoring_pairing; DROP FUNCTION kad_guard_sheets();"),
    ]
