"""Candidacies when the tree changes and when a membership ends."""

from django.db import migrations

from core import roles

# The consent is asked for when somebody marks, not when the tree changes (kad_carry).
LIFE = f"""
DROP TRIGGER guard_score ON cadres_selectionscore;
CREATE TRIGGER guard_score BEFORE INSERT OR UPDATE OF candidacy_id, criterion_id, score, scored_by_id
    ON cadres_selectionscore FOR EACH ROW EXECUTE FUNCTION kad_guard_score();
CREATE POLICY jobs_settle ON cadres_candidacytransition FOR INSERT TO {roles.JOBS} WITH CHECK (true);
"""
BEFORE = """
DROP POLICY jobs_settle ON cadres_candidacytransition; DROP TRIGGER guard_score ON cadres_selectionscore;
CREATE TRIGGER guard_score BEFORE INSERT OR UPDATE ON cadres_selectionscore
    FOR EACH ROW EXECUTE FUNCTION kad_guard_score();
"""


class Migration(migrations.Migration):
    dependencies = [("cadres", "0018_attendance_guarded")]
    operations = [migrations.RunSQL(LIFE, BEFORE)]
