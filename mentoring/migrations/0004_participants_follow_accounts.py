"""A participant's user is his member's account, also when the account comes later or changes."""

from django.db import migrations

FOLLOW = """
CREATE FUNCTION kad_participant_user() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    NEW.user_id := (SELECT m.user_id FROM cadres_member m WHERE m.id = NEW.member_id);
    RETURN NEW;
END $$;
CREATE TRIGGER participant_user BEFORE INSERT OR UPDATE OF member_id, user_id ON mentoring_pairingparticipant
    FOR EACH ROW EXECUTE FUNCTION kad_participant_user();
CREATE FUNCTION kad_member_account() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE mentoring_pairingparticipant SET user_id = NEW.user_id WHERE member_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER participants_follow AFTER UPDATE OF user_id ON cadres_member FOR EACH ROW
    WHEN (OLD.user_id IS DISTINCT FROM NEW.user_id) EXECUTE FUNCTION kad_member_account();
"""
UNFOLLOW = """
DROP TRIGGER participants_follow ON cadres_member; DROP TRIGGER participant_user ON mentoring_pairingparticipant;
DROP FUNCTION kad_member_account(); DROP FUNCTION kad_participant_user();
"""


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0003_guards"), ("cadres", "0002_row_security")]
    operations = [migrations.RunSQL(FOLLOW, UNFOLLOW)]
