"""Answers through the link of an offer: who reads them, written once by the system, gone with an offer taken back."""

from django.db import migrations

from core import roles
from core.rls import protect

TABLE = "mentoring_offerlinkuse"
ONCE = f"REVOKE UPDATE, DELETE ON {TABLE} FROM {roles.DATA}, {roles.APP};"
AGAIN = f"GRANT UPDATE, DELETE ON {TABLE} TO {roles.DATA}, {roles.APP};"
# As with the people of an offer that is taken back (0012).
TAKE_BACK = f"""
DO $$ DECLARE found record; BEGIN
    FOR found IN SELECT conname, confrelid::regclass AS target, a.attname FROM pg_constraint
        JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = conkey[1]
        WHERE contype = 'f' AND conrelid = '{TABLE}'::regclass
        AND confrelid IN ('mentoring_pairing'::regclass, 'mentoring_pairingparticipant'::regclass)
    LOOP
        EXECUTE format('ALTER TABLE {TABLE} DROP CONSTRAINT %I, ADD CONSTRAINT %I FOREIGN KEY (%I) '
            'REFERENCES %s (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED',
            found.conname, found.conname, found.attname, found.target);
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0027_offer_links")]
    operations = [
        protect(TABLE, read=["coordinator", "secretariat"], jobs="write"),
        migrations.RunSQL(ONCE, AGAIN),
        migrations.RunSQL(TAKE_BACK, migrations.RunSQL.noop),
    ]
