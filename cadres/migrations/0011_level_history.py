"""Levels keep who changed them and when; what stands today is where their history begins."""

from django.db import migrations

from core import roles


class Migration(migrations.Migration):
    dependencies = [("cadres", "0010_board_guards"), ("pghistory", "0007_auto_20250421_0444")]

    operations = [
        migrations.RunSQL(
            f"""
            INSERT INTO cadres_levelevent (pgh_created_at, pgh_label, pgh_obj_id, id, code, name, kind, "order",
                approval_tier, silent_days)
            SELECT now(), 'insert', id, id, code, name, kind, "order", approval_tier, silent_days FROM cadres_level;
            REVOKE UPDATE, DELETE ON cadres_levelevent FROM {roles.DATA}, {roles.APP};
            """,
            migrations.RunSQL.noop,
        ),
    ]
