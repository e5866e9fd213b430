"""The rubric, diagnostics and action plans (DOMAIN §8 I-2, I-3)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("mentoring", "0015_concern_secrecy"),
        ("accounts", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("regions", "0005_guard_tree"),
    ]

    operations = [
        # What tables of their own prove from here on (rules/phases.py: PROVED); the history of the rows stays.
        migrations.RunSQL(
            "DELETE FROM mentoring_phaseevidence WHERE kind IN ('baseline_locked', 'plan_agreed')",
            migrations.RunSQL.noop,
        ),
    ]
