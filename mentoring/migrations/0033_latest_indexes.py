"""The list of sessions in its order, for every tier."""

import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("mentoring", "0032_rapport_checks"),
        ("regions", "0005_guard_tree"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="session",
            index=models.Index(
                models.OrderBy(
                    django.db.models.functions.comparison.Coalesce("started_at", "planned_start"), descending=True
                ),
                models.F("id"),
                name="session_latest",
            ),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(
                models.F("province"),
                models.OrderBy(
                    django.db.models.functions.comparison.Coalesce("started_at", "planned_start"), descending=True
                ),
                models.F("id"),
                name="session_province_latest",
            ),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(
                models.F("regency"),
                models.OrderBy(
                    django.db.models.functions.comparison.Coalesce("started_at", "planned_start"), descending=True
                ),
                models.F("id"),
                name="session_regency_latest",
            ),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(
                models.F("district"),
                models.OrderBy(
                    django.db.models.functions.comparison.Coalesce("started_at", "planned_start"), descending=True
                ),
                models.F("id"),
                name="session_district_latest",
            ),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(
                models.F("village"),
                models.OrderBy(
                    django.db.models.functions.comparison.Coalesce("started_at", "planned_start"), descending=True
                ),
                models.F("id"),
                name="session_village_latest",
            ),
        ),
    ]
