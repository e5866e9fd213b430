"""What waits of one item is its last version; codes and decisions hold against whoever writes beside the services."""

from django.db import migrations, models
from django.db.models import Q

STATES = ["kept", "conflict", "settled", "held", "taken", "aside", "older"]

# Of several versions that wait, the last to come waits on.
LAST_WAITS = """
UPDATE mentoring_syncitem AS earlier SET state = 'older' FROM mentoring_syncitem AS later
WHERE earlier.state = 'held' AND later.state = 'held' AND later.author_id = earlier.author_id
    AND later.client_uuid = earlier.client_uuid AND later.id > earlier.id;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0041_missed_objected")]
    operations = [
        migrations.AlterField(
            model_name="syncitem",
            name="state",
            field=models.CharField(
                choices=[
                    ("kept", "Tersimpan"),
                    ("conflict", "Dua versi"),
                    ("settled", "Sudah dipilih"),
                    ("held", "Menunggu koordinator"),
                    ("taken", "Diterima koordinator"),
                    ("aside", "Disisihkan"),
                    ("older", "Diganti versi baru"),
                ],
                max_length=8,
                verbose_name="status",
            ),
        ),
        migrations.RemoveConstraint(model_name="syncitem", name="syncitem_state"),
        migrations.RemoveConstraint(model_name="syncitem", name="syncitem_has_its_session"),
        migrations.RemoveConstraint(model_name="syncitem", name="syncitem_held_says_why"),
        migrations.RemoveConstraint(model_name="syncitem", name="syncitem_decided"),
        migrations.RunSQL(LAST_WAITS, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="syncitem",
            constraint=models.CheckConstraint(condition=Q(state__in=STATES), name="syncitem_state"),
        ),
        migrations.AddConstraint(
            model_name="syncitem",
            constraint=models.CheckConstraint(
                condition=Q(state__in=["held", "aside", "older"]) | Q(session__isnull=False),
                name="syncitem_has_its_session",
            ),
        ),
        migrations.AddConstraint(
            model_name="syncitem",
            constraint=models.CheckConstraint(
                condition=(Q(state__in=["held", "taken", "aside", "older"]) & ~Q(cause=""))
                | (~Q(state__in=["held", "taken", "aside", "older"]) & Q(cause="")),
                name="syncitem_held_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="syncitem",
            constraint=models.CheckConstraint(
                condition=Q(decided_at__isnull=False) | Q(state__in=["kept", "conflict", "held", "older"]),
                name="syncitem_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="syncitem",
            constraint=models.UniqueConstraint(
                condition=Q(state="held"), fields=("author", "client_uuid"), name="syncitem_held_once"
            ),
        ),
    ]
