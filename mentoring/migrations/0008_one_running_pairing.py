"""A learner is in one running pairing at most, whoever writes and however many at once."""

from django.db import migrations

# A constraint looks at one table: whether the pairing runs is copied to those who learn in it.
FOLLOW = """
CREATE FUNCTION kad_participant_is_running() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    NEW.is_running := NEW.role IN ('mentee', 'peer') AND NEW.left_at IS NULL AND EXISTS (
        SELECT FROM mentoring_pairing r WHERE r.id = NEW.pairing_id AND r.state IN ('accepted', 'active', 'paused'));
    RETURN NEW;
END $$;
CREATE FUNCTION kad_pairing_is_running() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE mentoring_pairingparticipant SET is_running = NEW.state IN ('accepted', 'active', 'paused')
    WHERE pairing_id = NEW.id AND is_running <> (NEW.state IN ('accepted', 'active', 'paused'))
        AND role IN ('mentee', 'peer') AND left_at IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER is_running BEFORE INSERT OR UPDATE OF role, left_at, pairing_id, is_running
    ON mentoring_pairingparticipant FOR EACH ROW EXECUTE FUNCTION kad_participant_is_running();
CREATE TRIGGER is_running AFTER UPDATE OF state ON mentoring_pairing
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION kad_pairing_is_running();
"""
UNFOLLOW = """
DROP TRIGGER is_running ON mentoring_pairingparticipant; DROP TRIGGER is_running ON mentoring_pairing;
DROP FUNCTION kad_participant_is_running(); DROP FUNCTION kad_pairing_is_running();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("mentoring", "0007_departures"),
        ("accounts", "0001_initial"),
        ("cadres", "0005_terms_end_with_membership"),
    ]

    operations = [
        migrations.RunSQL(FOLLOW, UNFOLLOW),
    ]
