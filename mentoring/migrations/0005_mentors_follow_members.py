"""A mentor stands where his member stands, also after a move."""

from django.db import migrations

FOLLOW = """
CREATE FUNCTION kad_mentor_unit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE mentoring_mentor SET unit_id = NEW.unit_id WHERE member_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER mentor_follows AFTER UPDATE OF unit_id ON cadres_member FOR EACH ROW
    WHEN (OLD.unit_id IS DISTINCT FROM NEW.unit_id) EXECUTE FUNCTION kad_mentor_unit();
"""
UNFOLLOW = "DROP TRIGGER mentor_follows ON cadres_member; DROP FUNCTION kad_mentor_unit();"


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0004_participants_follow_accounts")]
    operations = [migrations.RunSQL(FOLLOW, UNFOLLOW)]
