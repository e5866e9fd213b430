"""Who is forgotten is forgotten in the words of his pairings too."""

from django.db import migrations

# Runs before the trigger of the registry («drop…» sorts before «forget»), which empties the history of his names.
FORGET = """
CREATE FUNCTION kad_forget_participant() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    names text[] := kad_names_of(NEW.id) || ARRAY(
        SELECT DISTINCT btrim(p.name) FROM mentoring_pairingparticipant p WHERE p.member_id = NEW.id);
    pairings bigint[] := ARRAY(SELECT p.pairing_id FROM mentoring_pairingparticipant p WHERE p.member_id = NEW.id);
BEGIN
    UPDATE mentoring_pairingparticipant SET name = NEW.full_name WHERE member_id = NEW.id;
    UPDATE mentoring_pairingparticipantevent SET name = NEW.full_name WHERE member_id = NEW.id;
    UPDATE mentoring_mentor SET note = '' WHERE member_id = NEW.id;
    UPDATE mentoring_mentorevent SET note = '' WHERE member_id = NEW.id;
    -- Nobody can read a note but its author: those he wrote, and those on sessions that were about him alone.
    DELETE FROM mentoring_privatenote n USING mentoring_session s, mentoring_pairing r
        WHERE s.id = n.session_id AND r.id = s.pairing_id AND r.id = ANY (pairings)
        AND (r.format = 'one_to_one' OR n.author_id = OLD.user_id);
    PERFORM kad_replace_words('pairing_id', pairings, names, NEW.full_name);
    PERFORM kad_replace_words('mentor_id', (SELECT coalesce(array_agg(m.id), '{}') FROM mentoring_mentor m
        WHERE m.member_id = NEW.id), names, NEW.full_name);
    RETURN NULL;
END $$;
CREATE TRIGGER drop_words_of_pairings AFTER UPDATE OF pseudonymised_at ON cadres_member FOR EACH ROW
    WHEN (OLD.pseudonymised_at IS NULL AND NEW.pseudonymised_at IS NOT NULL)
    EXECUTE FUNCTION kad_forget_participant();
"""
KEEP = "DROP TRIGGER drop_words_of_pairings ON cadres_member; DROP FUNCTION kad_forget_participant();"


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0019_mentors_propose"), ("cadres", "0012_data_protection")]
    operations = [
        migrations.RunSQL(FORGET, KEEP),
    ]
