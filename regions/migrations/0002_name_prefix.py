"""An index for names that begin with what is being typed: two letters are too few for trigrams."""

from django.contrib.postgres.indexes import OpClass
from django.db import migrations, models

from regions.models import Fold


class Migration(migrations.Migration):
    dependencies = [("regions", "0001_initial")]
    operations = [
        migrations.AddIndex(
            "unit",
            models.Index(OpClass(Fold("name"), name="text_pattern_ops"), name="unit_name_prefix"),
        )
    ]
