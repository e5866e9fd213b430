"""The meetings of a pairing stand in their index with their state: roll-ups need no row."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0038_sync_guarded")]

    operations = [
        migrations.RemoveIndex(model_name="session", name="session_pairing_held"),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(fields=["pairing", "held_on"], include=("state",), name="session_pairing_met"),
        ),
    ]
