"""Who looks after mails that do not go out: the admin, and the secretariat for people who hold a role in its units.

They see such a mail (not what it says) and may have it tried again; nothing else of it changes, hence a function.
"""

from django.db import migrations

from core import roles

EVERYONE = ", ".join((*roles.ENTERED_ROLES, roles.APP))
ROLE = "(SELECT current_setting('app.role', true))"
PLACE = "(SELECT nullif(current_setting('app.unit_id', true), '')::bigint)"
# That somebody is told of a confidential report is his affair alone, also when the mail does not go out.
LOOKED_AFTER = f"""attempts > 0 AND state IN ('pending', 'failed') AND kind <> 'concern' AND (
    {ROLE} = 'admin' OR {ROLE} = 'secretariat' AND EXISTS (
    SELECT FROM accounts_assignment a JOIN regions_unit u ON u.id = a.unit_id
    WHERE a.user_id = recipient_id AND (a.ends_on IS NULL OR a.ends_on > current_date) AND (
        {PLACE} IN (u.id, u.province_id, u.regency_id, u.district_id, u.village_id)
        OR (SELECT current_setting('role')) = '{roles.SCOPE_ROLES[0]}')))"""
STUCK = f"""
CREATE POLICY stuck ON accounts_outboxmessage FOR SELECT TO {EVERYONE} USING ({LOOKED_AFTER});
CREATE FUNCTION kad_try_mail_again(message bigint) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE accounts_outboxmessage SET state = 'pending', due_at = now() WHERE id = message AND {LOOKED_AFTER};
    RETURN FOUND;
END $$;
CREATE INDEX message_stuck ON accounts_outboxmessage (due_at) WHERE attempts > 0 AND state IN ('pending', 'failed');
"""
DROP = """
DROP INDEX message_stuck;
DROP FUNCTION kad_try_mail_again(bigint);
DROP POLICY stuck ON accounts_outboxmessage;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_privacy")]
    operations = [migrations.RunSQL(STUCK, DROP)]
