"""What people hear by mail, what they have read in the product, and who reads what was sent to whom.

Read marks change through a function, since nothing else of a message is its recipient's to change. Whoever looks after
the mails of a unit sees all that went to its people, never what it says, and nothing of confidential matters.
"""

import django.contrib.postgres.fields
from django.db import migrations, models

from core import roles

EVERYONE = ", ".join((*roles.ENTERED_ROLES, roles.APP))
ROLE = "(SELECT current_setting('app.role', true))"
PLACE = "(SELECT nullif(current_setting('app.unit_id', true), '')::bigint)"
# As in `accounts.models.people`: what is told to the acting person, in the role he acts in.
OWN = """recipient_id = nullif(current_setting('app.user_id', true), '')::bigint AND read_at IS NULL
    AND state IN ('pending', 'failed', 'sent', 'shown') AND due_at BETWEEN now() - interval '30 days' AND now()
    AND payload ? 'path' AND (CASE WHEN current_setting('app.role', true) IN ('mentor', 'mentee')
        THEN payload ->> 'path' ~ '^/(m|isian|pdlt/saya)/' ELSE payload ->> 'path' !~ '^/(m|pdlt/saya)/' END)"""
LOOKED_AFTER = f"""kind NOT IN ('concern', 'evaluation.alert') AND (
    {ROLE} = 'admin' OR {ROLE} = 'secretariat' AND EXISTS (
    SELECT FROM accounts_assignment a JOIN regions_unit u ON u.id = a.unit_id
    WHERE a.user_id = recipient_id AND (a.ends_on IS NULL OR a.ends_on > current_date) AND (
        {PLACE} IN (u.id, u.province_id, u.regency_id, u.district_id, u.village_id)
        OR (SELECT current_setting('role')) = '{roles.SCOPE_ROLES[0]}')))"""
STUCK = f"attempts > 0 AND state IN ('pending', 'failed') AND {LOOKED_AFTER}"
OLD_STUCK = STUCK.replace("kind NOT IN ('concern', 'evaluation.alert')", "kind <> 'concern'")


def _try_again(condition: str) -> str:
    return f"""
CREATE OR REPLACE FUNCTION kad_try_mail_again(message bigint) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE accounts_outboxmessage SET state = 'pending', due_at = now() WHERE id = message AND {condition};
    RETURN FOUND;
END $$;
"""


ADD = f"""
CREATE FUNCTION kad_unread_messages() RETURNS int LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF coalesce(current_setting('app.user_id', true), '') = '' THEN
        RETURN 0;
    END IF;
    RETURN (SELECT count(*) FROM (SELECT FROM accounts_outboxmessage WHERE {OWN} LIMIT 100) found);
END $$;
CREATE FUNCTION kad_read_messages() RETURNS int LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    marked int;
BEGIN
    UPDATE accounts_outboxmessage SET read_at = now() WHERE {OWN};
    GET DIAGNOSTICS marked = ROW_COUNT;
    RETURN marked;
END $$;
DROP POLICY stuck ON accounts_outboxmessage;
CREATE POLICY looked_after ON accounts_outboxmessage FOR SELECT TO {EVERYONE} USING ({LOOKED_AFTER});
{_try_again(STUCK)}
"""
DROP = f"""
{_try_again(OLD_STUCK)}
DROP POLICY looked_after ON accounts_outboxmessage;
CREATE POLICY stuck ON accounts_outboxmessage FOR SELECT TO {EVERYONE} USING ({OLD_STUCK});
DROP FUNCTION kad_read_messages();
DROP FUNCTION kad_unread_messages();
"""
TOPICS = ["sessions", "logs", "offers", "course", "growth", "evaluations", "ladder", "deadlines", "reports", "desk"]
STATES = [
    ("pending", "Menunggu"),
    ("sent", "Terkirim"),
    ("missed", "Terlewat"),
    ("failed", "Gagal"),
    ("cancelled", "Dibatalkan"),
    ("shown", "Hanya di aplikasi"),
]


class Migration(migrations.Migration):
    dependencies = [("accounts", "0009_incidents")]
    operations = [
        migrations.AddField(
            "user",
            "muted",
            django.contrib.postgres.fields.ArrayField(
                models.CharField(max_length=12),
                blank=True,
                default=list,
                editable=False,
                help_text="Topics of which no e-mail is wanted; the product tells of them all the same.",
                size=None,
            ),
        ),
        migrations.AddConstraint(
            "user",
            models.CheckConstraint(condition=models.Q(muted__contained_by=TOPICS), name="user_muted_topics"),
        ),
        migrations.AddField(
            "outboxmessage",
            "read_at",
            models.DateTimeField(editable=False, help_text="Marked as read in the product.", null=True),
        ),
        migrations.AlterField(
            "outboxmessage",
            "note",
            models.CharField(blank=True, help_text="A `Why`, or the kind of error that stopped it.", max_length=200),
        ),
        migrations.AlterField(
            "outboxmessage", "state", models.CharField(choices=STATES, default="pending", max_length=10)
        ),
        migrations.RemoveConstraint("outboxmessage", "message_state"),
        migrations.AddConstraint(
            "outboxmessage",
            models.CheckConstraint(
                condition=models.Q(state__in=[state for state, _name in STATES]), name="message_state"
            ),
        ),
        migrations.AddIndex(
            "outboxmessage",
            models.Index(condition=models.Q(read_at=None), fields=["recipient", "due_at"], name="message_unread"),
        ),
        migrations.AddIndex("outboxmessage", models.Index(fields=["-due_at", "-id"], name="message_latest")),
        migrations.RunSQL(ADD, DROP),
    ]
