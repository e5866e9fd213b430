"""Days on which somebody was not free go a month after they are over, and with an account that is closed."""

from django.db import migrations

from core import roles

GO = f"""
CREATE FUNCTION kad_destroy_busy(rule text, cutoff timestamptz, rehearse boolean) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE over bigint[];
BEGIN
    IF cutoff > now() - interval '27 days' AND NOT rehearse THEN
        RAISE EXCEPTION 'too young to be destroyed' USING ERRCODE = 'check_violation';
    END IF;
    over := ARRAY(SELECT b.id FROM mentoring_busytime b WHERE b.last_on < cutoff::date);
    IF NOT rehearse THEN
        DELETE FROM mentoring_busytime WHERE id = ANY (over);
    END IF;
    RETURN cardinality(over);
END $$;
REVOKE EXECUTE ON FUNCTION kad_destroy_busy(text, timestamptz, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kad_destroy_busy(text, timestamptz, boolean) TO {roles.JOBS};
CREATE FUNCTION kad_forget_busy() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM mentoring_busytime WHERE user_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER forget_busy AFTER UPDATE OF is_active ON accounts_user FOR EACH ROW
    WHEN (OLD.is_active AND NOT NEW.is_active) EXECUTE FUNCTION kad_forget_busy();
"""
STAY = """
DROP TRIGGER forget_busy ON accounts_user;
DROP FUNCTION kad_forget_busy();
DROP FUNCTION kad_destroy_busy(text, timestamptz, boolean);
"""


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0047_busy_times"), ("accounts", "0010_choices_and_reads")]
    operations = [migrations.RunSQL(GO, STAY)]
