"""Pauses are remembered, and stop the clock of the indicators: mentoring/cadence.py says how."""

from django.db import migrations

CLOCK = """
CREATE FUNCTION kad_all_pauses(pauses daterange[], paused_on date)
RETURNS daterange[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN paused_on IS NULL THEN pauses ELSE pauses || daterange(paused_on, NULL) END
$$;
-- Days from the first to the one before the second that did not stand still.
CREATE FUNCTION kad_running_days(since date, until date, pauses daterange[], paused_on date)
RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN until <= since THEN 0 ELSE until - since - (
        SELECT coalesce(sum(upper(cut) - lower(cut)), 0)::integer
        FROM unnest(kad_all_pauses(pauses, paused_on)) pause, LATERAL (SELECT pause * daterange(since, until)) o(cut)
        WHERE NOT isempty(cut)) END
$$;
-- Most pairings never pause: the short way is inlined into the statement, the long one is called.
CREATE FUNCTION kad_slots_due(active_on date, ended_on date, cadence_days smallint, pauses daterange[], paused_on date,
    month date, as_of date)
RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN active_on IS NULL THEN 0
        WHEN paused_on IS NULL AND pauses = '{}' THEN greatest(0,
            greatest(0, least((month + interval '1 month')::date - 1, as_of, ended_on) - active_on + 1) / cadence_days
            - greatest(0, month - active_on) / cadence_days)
        ELSE greatest(0,
            kad_running_days(active_on, least((month + interval '1 month')::date - 1, as_of, ended_on) + 1, pauses,
                paused_on) / cadence_days
            - kad_running_days(active_on, month, pauses, paused_on) / cadence_days) END
$$;
CREATE FUNCTION kad_last_resume(pauses daterange[], day date)
RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT max(upper(pause)) FROM unnest(pauses) pause WHERE upper(pause) <= day
$$;
CREATE FUNCTION kad_unmet_since(active_on date, last_held_on date, pauses daterange[], day date)
RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT greatest(active_on, last_held_on, CASE WHEN pauses <> '{}' THEN kad_last_resume(pauses, day) END)
$$;
CREATE FUNCTION kad_was_paused(pauses daterange[], day date)
RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT EXISTS (SELECT FROM unnest(pauses) pause WHERE pause @> day)
$$;
CREATE FUNCTION kad_is_paused(pauses daterange[], paused_on date, day date)
RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(paused_on <= day, false) OR CASE WHEN pauses <> '{}' THEN kad_was_paused(pauses, day) ELSE false END
$$;
"""
NO_CLOCK = """
DROP FUNCTION kad_is_paused(daterange[], date, date); DROP FUNCTION kad_was_paused(daterange[], date);
DROP FUNCTION kad_unmet_since(date, date, daterange[], date); DROP FUNCTION kad_last_resume(daterange[], date);
DROP FUNCTION kad_slots_due(date, date, smallint, daterange[], date, date, date);
DROP FUNCTION kad_running_days(date, date, daterange[], date); DROP FUNCTION kad_all_pauses(daterange[], date);
"""


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0008_one_running_pairing")]

    operations = [
        migrations.RunSQL(CLOCK, NO_CLOCK),
    ]
