"""Sessions that others brought in, found by their source."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("mentoring", "0039_meetings_in_the_index"),
        ("regions", "0006_weak_signal"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="session",
            index=models.Index(
                condition=models.Q(("source", "own"), _negated=True),
                fields=["regency", "source"],
                name="session_source_of_others",
            ),
        ),
    ]
