"""Who writes a message for somebody writes one that waits; who looks after mails sees those of today's people.

Its key can be guessed: written as cancelled before its time, a reminder would never have been sent. Of questions about
logs that stand out only the coordinator knows; and what somebody hears by mail is his own choice.
"""

from django.db import migrations

from core import roles
from core.rls import USER

ENTERED = f"current_user IN ({', '.join(map(repr, roles.ENTERED_ROLES))})"
EVERYONE = ", ".join((*roles.ENTERED_ROLES, roles.APP))
ROLE = "(SELECT current_setting('app.role', true))"
PLACE = "(SELECT nullif(current_setting('app.unit_id', true), '')::bigint)"


def _looked_after(kinds: str, days: str) -> str:
    return f"""kind NOT IN ({kinds}) AND (
    {ROLE} = 'admin' OR {ROLE} = 'secretariat' AND EXISTS (
    SELECT FROM accounts_assignment a JOIN regions_unit u ON u.id = a.unit_id
    WHERE a.user_id = recipient_id AND {days} AND (
        {PLACE} IN (u.id, u.province_id, u.regency_id, u.district_id, u.village_id)
        OR (SELECT current_setting('role')) = '{roles.SCOPE_ROLES[0]}')))"""


def _rules(condition: str, new: str) -> str:
    return f"""
ALTER POLICY queue ON accounts_outboxmessage WITH CHECK ({new});
ALTER POLICY looked_after ON accounts_outboxmessage USING ({condition});
CREATE OR REPLACE FUNCTION kad_try_mail_again(message bigint) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE accounts_outboxmessage SET state = 'pending', due_at = now()
        WHERE id = message AND attempts > 0 AND state IN ('pending', 'failed') AND {condition};
    RETURN FOUND;
END $$;
"""


BEFORE = _looked_after("'concern', 'evaluation.alert'", "(a.ends_on IS NULL OR a.ends_on > current_date)")
# `accounts.models.people.CONFIDENTIAL_KINDS`, and `Assignment.objects.current()`: on the day where it begins first.
TODAY = "(now() AT TIME ZONE 'Asia/Jayapura')::date"
NOW = _looked_after(
    "'concern', 'evaluation.alert', 'odd.found', 'odd.explained'",
    f"a.starts_on <= {TODAY} AND (a.ends_on IS NULL OR a.ends_on >= {TODAY})",
)
WAITING = "state = 'pending' AND attempts = 0 AND sent_at IS NULL AND read_at IS NULL"
OWN_CHOICE = f"""
CREATE FUNCTION kad_guard_muted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.id IS DISTINCT FROM {USER} THEN
        RAISE EXCEPTION 'what is mailed is the account''s own choice' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_muted BEFORE UPDATE OF muted ON accounts_user FOR EACH ROW
    WHEN ({ENTERED} AND NEW.muted IS DISTINCT FROM OLD.muted) EXECUTE FUNCTION kad_guard_muted();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0010_choices_and_reads")]
    operations = [
        migrations.RunSQL(_rules(NOW, WAITING), _rules(BEFORE, "true")),
        migrations.RunSQL(OWN_CHOICE, "DROP TRIGGER guard_muted ON accounts_user; DROP FUNCTION kad_guard_muted();"),
    ]
