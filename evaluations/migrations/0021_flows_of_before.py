"""The map of mobility counts the places anew where offices and candidacies from before became steps."""

from importlib import import_module

from django.db import migrations

leaf = import_module("evaluations.migrations.0003_marks_by_figure").leaf

MARKS = f"""
INSERT INTO evaluations_rollupdirty (unit_id, month, now_only)
SELECT DISTINCT {leaf("s")}, NULL::date, true FROM cadres_mobilitystep s;
"""


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0020_figures_anew"), ("cadres", "0025_mobility_mended")]
    operations = [migrations.RunSQL(MARKS, migrations.RunSQL.noop)]
