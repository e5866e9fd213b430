"""Changes of the tree that a worker does."""

from importlib import import_module

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from core import roles

MAY = import_module("regions.migrations.0004_reshapes").MAY
EVERYONE = ", ".join((*roles.ENTERED_ROLES, roles.APP))
GUARD = f"""
ALTER TABLE accounts_reshapejob ENABLE ROW LEVEL SECURITY;
ALTER TABLE accounts_reshapejob FORCE ROW LEVEL SECURITY;
REVOKE DELETE, TRUNCATE ON accounts_reshapejob FROM {roles.DATA}, {roles.APP};
CREATE POLICY reading ON accounts_reshapejob FOR SELECT TO {EVERYONE} USING ({MAY});
CREATE POLICY asking ON accounts_reshapejob FOR INSERT TO {EVERYONE} WITH CHECK ({MAY});
CREATE POLICY doing ON accounts_reshapejob FOR UPDATE TO {EVERYONE} USING ({MAY}) WITH CHECK ({MAY});
CREATE POLICY jobs ON accounts_reshapejob FOR ALL TO {roles.JOBS} USING (true) WITH CHECK (true);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0009_stuck_mails"),
        ("regions", "0007_reshape_progress"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReshapeJob",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.JSONField(help_text="The change as it was asked for; null: `reshape` is undone.", null=True),
                ),
                (
                    "total",
                    models.PositiveIntegerField(
                        default=0, help_text="How many rows go along, counted when it was asked for."
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("finished_at", models.DateTimeField(null=True)),
                ("failure", models.CharField(blank=True, max_length=300)),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.assignment"
                    ),
                ),
                (
                    "reshape",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="jobs",
                        to="regions.reshape",
                    ),
                ),
            ],
            options={
                "verbose_name": "perubahan susunan yang berjalan",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at__isnull", True)),
                        fields=("finished_at",),
                        name="reshapejob_one_at_a_time",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("plan__isnull", False), ("reshape__isnull", False), _connector="OR"),
                        name="reshapejob_has_a_task",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARD, migrations.RunSQL.noop),
    ]
