"""Who has left for good and asked to be forgotten is forgotten in the pairings too: his name there was a copy."""

from django.db import migrations

FORGET = """
CREATE FUNCTION kad_forget_participant() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE mentoring_pairingparticipant SET name = NEW.full_name WHERE member_id = NEW.id;
    UPDATE mentoring_pairingparticipantevent SET name = NEW.full_name WHERE member_id = NEW.id;
    UPDATE mentoring_mentor SET note = '' WHERE member_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER forget_participant AFTER UPDATE OF pseudonymised_at ON cadres_member FOR EACH ROW
    WHEN (OLD.pseudonymised_at IS NULL AND NEW.pseudonymised_at IS NOT NULL)
    EXECUTE FUNCTION kad_forget_participant();
"""
KEEP = "DROP TRIGGER forget_participant ON cadres_member; DROP FUNCTION kad_forget_participant();"
# A merge re-points rows of both units it reaches over, as the system.
MENTORS = """
CREATE POLICY jobs_merge ON mentoring_mentor FOR UPDATE TO kad_jobs USING (true) WITH CHECK (true);
"""


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0010_ladder_evidence"), ("cadres", "0009_registry_life")]
    operations = [
        migrations.RunSQL(FORGET, KEEP),
        migrations.RunSQL(MENTORS, "DROP POLICY jobs_merge ON mentoring_mentor;"),
    ]
