"""Days of a pairing that never paused are the calendar's: inlined, as the other clocks are (0009); others are called."""

from django.db import migrations

SHORT = """
ALTER FUNCTION kad_running_days(date, date, daterange[], date) RENAME TO kad_days_between_pauses;
CREATE FUNCTION kad_running_days(since date, until date, pauses daterange[], paused_on date)
RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN until <= since THEN 0
        WHEN paused_on IS NULL AND pauses = '{}' THEN until - since
        ELSE kad_days_between_pauses(since, until, pauses, paused_on) END
$$;
"""
LONG = """
DROP FUNCTION kad_running_days(date, date, daterange[], date);
ALTER FUNCTION kad_days_between_pauses(date, date, daterange[], date) RENAME TO kad_running_days;
"""


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0048_busy_times_go")]

    operations = [
        migrations.RunSQL(SHORT, LONG),
    ]
