"""Mentees of past months: a pause counts also when it is over."""

from django.db import migrations

from core import roles

MENTEES = f"""
CREATE OR REPLACE FUNCTION kad_mentees_by_month(places bigint[], months date[])
RETURNS TABLE (unit_id bigint, month date, mentees bigint) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT place.id, span.month, count(DISTINCT m.id)
    FROM regions_unit place
    JOIN cadres_member m ON m.district_id = place.district_id
        AND (place.tier = 3 OR m.village_id = place.village_id AND (place.tier = 4 OR m.unit_id = place.id))
    JOIN mentoring_pairingparticipant p ON p.member_id = m.id AND p.role IN ('mentee', 'peer')
    JOIN mentoring_pairing r ON r.id = p.pairing_id AND r.active_on IS NOT NULL
    CROSS JOIN LATERAL (SELECT t AS month, (t + interval '1 month')::date AS next FROM unnest(months) t) span
    WHERE place.id = ANY (places) AND place.tier >= 3
      AND (current_setting('role') = '{roles.SCOPE_ROLES[0]}' OR current_setting('role') <> '{roles.PERSON}'
           AND nullif(current_setting('app.unit_id', true), '')::bigint
               IN (place.province_id, place.regency_id, place.district_id, place.village_id))
      AND r.active_on < span.next AND (r.ended_on IS NULL OR r.ended_on >= span.next)
      AND NOT %(paused)s
      AND (p.left_at IS NULL OR p.left_at >= span.next::timestamp AT TIME ZONE 'Asia/Jayapura')
    GROUP BY place.id, span.month
$$;
"""
NOW = "kad_is_paused(r.pauses, r.paused_on, span.next - 1)"
BEFORE = "(r.state = 'paused' AND coalesce(r.paused_on < span.next, false))"


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0003_marks_by_figure"), ("mentoring", "0009_pauses")]
    operations = [migrations.RunSQL(MENTEES % {"paused": NOW}, MENTEES % {"paused": BEFORE})]
