"""What the party has set differently from the defaults: appended to, never rewritten."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from core import roles

EVERYONE = ", ".join((*roles.ENTERED_ROLES, roles.APP))
# Everybody works by the settings; the admin changes them, a secretariat what its own units are called.
GUARD = f"""
ALTER TABLE regions_setting ENABLE ROW LEVEL SECURITY;
ALTER TABLE regions_setting FORCE ROW LEVEL SECURITY;
REVOKE UPDATE, DELETE, TRUNCATE ON regions_setting FROM {roles.DATA}, {roles.APP};
CREATE POLICY reading ON regions_setting FOR SELECT TO {EVERYONE} USING (true);
CREATE POLICY change ON regions_setting FOR INSERT TO {EVERYONE} WITH CHECK (
    changed_by_id = (SELECT nullif(current_setting('app.user_id', true), '')::bigint)
    AND ((SELECT current_setting('app.role', true)) = 'admin'
        OR (SELECT current_setting('app.role', true)) = 'secretariat' AND key LIKE 'label.%'));
"""
OPEN = """
DROP POLICY change ON regions_setting;
DROP POLICY reading ON regions_setting;
ALTER TABLE regions_setting NO FORCE ROW LEVEL SECURITY;
ALTER TABLE regions_setting DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("regions", "0002_name_prefix"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Setting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(db_collation="C", max_length=60, verbose_name="pengaturan")),
                ("value", models.JSONField(verbose_name="nilai")),
                ("since", models.DateTimeField(default=django.utils.timezone.now, verbose_name="sejak")),
                ("reason", models.CharField(max_length=200, verbose_name="alasan")),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "pengaturan",
                "indexes": [
                    models.Index(
                        models.F("key"), models.OrderBy(models.F("id"), descending=True), name="setting_newest"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="setting_has_a_reason"
                    )
                ],
            },
        ),
        migrations.RunSQL(GUARD, OPEN),
    ]
