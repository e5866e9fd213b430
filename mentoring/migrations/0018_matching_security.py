"""Row security of matching: runs and locks are the coordinators', a wish is also its author's."""

from django.db import migrations

from core.rls import USER, protect, protect_history

STAFF, COORDINATOR = ["coordinator", "secretariat"], ["coordinator"]
MYSELF = f"member_id = (SELECT m.id FROM cadres_member m WHERE m.user_id = {USER})"

# Who has left for good and asked to be forgotten has no wishes any more.
FORGET = """
CREATE FUNCTION kad_forget_wish() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM mentoring_mentoringwish WHERE member_id = NEW.id;
    DELETE FROM mentoring_matchlock WHERE member_id = NEW.id;
    UPDATE mentoring_mentoringwishevent SET mentor_gender = '' WHERE member_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER forget_wish AFTER UPDATE OF pseudonymised_at ON cadres_member FOR EACH ROW
    WHEN (OLD.pseudonymised_at IS NULL AND NEW.pseudonymised_at IS NOT NULL)
    EXECUTE FUNCTION kad_forget_wish();
"""
KEEP = "DROP TRIGGER forget_wish ON cadres_member; DROP FUNCTION kad_forget_wish();"


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0017_growth_guards")]
    operations = [
        protect("mentoring_matchweights", read=STAFF, write=COORDINATOR),
        protect("mentoring_matchrun", read=COORDINATOR, write=COORDINATOR, jobs="write"),
        protect("mentoring_matchsuggestion", read=COORDINATOR, write=COORDINATOR),
        protect("mentoring_matchlock", read=COORDINATOR, write=COORDINATOR),
        protect("mentoring_mentoringwish", read=STAFF, write=STAFF, person_read=MYSELF, person_write=MYSELF),
        *[protect_history(f"mentoring_{name}event") for name in ("matchweights", "matchlock", "mentoringwish")],
        migrations.RunSQL(FORGET, KEEP),
    ]
