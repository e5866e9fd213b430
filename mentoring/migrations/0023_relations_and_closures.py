"""Relations to their end: terms and scans of agreements, requests, early ends, closings, hand-overs."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("mentoring", "0022_retention"),
        ("accounts", "0001_initial"),
        ("cadres", "0011_level_history"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("regions", "0006_reshape_progress"),
    ]

    operations = [
        # Proved by the rubric of the final round and the closing forms from now on.
        migrations.RunSQL(
            "DELETE FROM mentoring_phaseevidence WHERE kind = 'final_done'",
            migrations.RunSQL.noop,
        ),
    ]
