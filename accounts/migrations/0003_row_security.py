"""Row security of messages and read logs; users and assignments are looked up before a scope is known."""

from django.db import migrations

from core import roles
from core.rls import USER, append_only, protect

EVERYONE = ", ".join((*roles.ENTERED_ROLES, roles.APP))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_data_protection"), ("core", "0001_initial"), ("evaluations", "0001_initial")]
    operations = [
        append_only("accounts_assignmentevent"),
        append_only("accounts_sensitiveread", read=f"reader_id = {USER}"),
        protect("accounts_outboxmessage", tiered=False, jobs="write"),
        # Services write messages to others in whatever role they run; each reads his own.
        migrations.RunSQL(
            f"""
            CREATE POLICY queue ON accounts_outboxmessage FOR INSERT TO {EVERYONE} WITH CHECK (true);
            CREATE POLICY own ON accounts_outboxmessage FOR SELECT TO {EVERYONE} USING (recipient_id = {USER});
            """,
            migrations.RunSQL.noop,
        ),
    ]
