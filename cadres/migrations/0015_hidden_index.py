"""Counts whom lists leave out at their own wish."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0014_both_sides_guarded"),
        ("regions", "0005_guard_tree"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="member",
            index=models.Index(
                condition=models.Q(("merged_into", None), ("restricted", True)),
                fields=["province", "regency"],
                name="member_hidden",
            ),
        ),
    ]
