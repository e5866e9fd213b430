"""Days on which somebody is not free. He alone writes them; who meets him, and who looks after his pairings, reads them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from core import roles
from core.rls import USER, protect

OWN = f"user_id = {USER}"
# Whoever sees somebody in a pairing: row security of the participants decides, again.
MET = "user_id IN (SELECT p.user_id FROM mentoring_pairingparticipant p WHERE p.left_at IS NULL)"
OFFICES = ", ".join(roles.SCOPE_ROLES.values())


class Migration(migrations.Migration):
    dependencies = [
        ("mentoring", "0046_calendars_and_odd_logs_guarded"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="BusyTime",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_on", models.DateField(verbose_name="dari")),
                ("last_on", models.DateField(verbose_name="sampai")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="busy_times",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "waktu tidak tersedia",
                "constraints": [
                    models.UniqueConstraint(fields=["user", "first_on", "last_on"], name="busy_once"),
                    models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="busy_in_order"),
                ],
            },
        ),
        protect("mentoring_busytime", tiered=False, person_read=f"{OWN} OR {MET}", person_write=OWN),
        migrations.RunSQL(
            f"CREATE POLICY met ON mentoring_busytime FOR SELECT TO {OFFICES} USING ({MET});",
            "DROP POLICY met ON mentoring_busytime;",
        ),
    ]
