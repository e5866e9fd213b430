"""Sheets are numbered a few at a time; a former partner's days are nobody's business any more."""

from django.db import migrations

from core import roles
from core.rls import USER

OFFICES = ", ".join(roles.SCOPE_ROLES.values())
OWN = f"user_id = {USER}"


def _sheets(rises: str) -> str:
    return f"""
CREATE OR REPLACE FUNCTION kad_guard_sheets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {rises} OR coalesce(current_setting('app.role', true), '') NOT IN ('coordinator', 'secretariat') THEN
        RAISE EXCEPTION 'a number is given once' USING ERRCODE = 'check_violation', CONSTRAINT = 'pairing_sheets';
    END IF;
    RETURN NEW;
END $$;
"""


def _busy(met: str) -> str:
    met = f"user_id IN (SELECT p.user_id FROM mentoring_pairingparticipant p{met} p.left_at IS NULL)"
    return f"""
ALTER POLICY person_read ON mentoring_busytime USING ({OWN} OR {met});
ALTER POLICY met ON mentoring_busytime USING ({met});
"""


GOES_ON = " JOIN mentoring_pairing g ON g.id = p.pairing_id WHERE g.state IN ('accepted', 'active', 'paused') AND"


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0049_days_without_pauses"), ("accounts", "0011_messages_begin_waiting")]
    operations = [
        # `mentoring.rules.sheets.MOST_AT_ONCE`
        migrations.RunSQL(
            _sheets("NEW.sheets NOT BETWEEN OLD.sheets AND OLD.sheets + 8"), _sheets("NEW.sheets < OLD.sheets")
        ),
        migrations.RunSQL(_busy(GOES_ON), _busy(" WHERE")),
    ]
