"""A new measure of dormancy marks every leaf that has pairings: the figures are recomputed, not converted."""

from django.db import migrations

MARK = """
CREATE FUNCTION kad_mark_setting() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO evaluations_rollupdirty (unit_id, month, now_only)
    SELECT DISTINCT coalesce(district_id, regency_id, province_id, unit_id), NULL::date, false
    FROM mentoring_pairing WHERE active_on IS NOT NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER mark_insert AFTER INSERT ON regions_setting
    FOR EACH ROW WHEN (NEW.key = 'mentoring.dormant_days') EXECUTE FUNCTION kad_mark_setting();
"""


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0003_marks_by_figure"), ("regions", "0003_settings")]
    operations = [
        migrations.RunSQL(MARK, "DROP TRIGGER mark_insert ON regions_setting; DROP FUNCTION kad_mark_setting();")
    ]
