"""What 0017 counts is counted where figures stand already: else they would say nothing until night, and the recount
would take the new columns for a drift."""

from django.db import migrations

MARK = """
    INSERT INTO evaluations_rollupdirty (unit_id, month, now_only)
    SELECT DISTINCT n.unit_id, NULL::date, false FROM evaluations_rollupnow n
    JOIN regions_unit u ON u.id = n.unit_id WHERE u.tier <= 3
"""


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0019_flow_marks")]

    operations = [migrations.RunSQL(MARK, migrations.RunSQL.noop)]
