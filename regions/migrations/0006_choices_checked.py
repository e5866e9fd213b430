"""Every choice of areas and labels is checked by the database."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("regions", "0005_guard_tree"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="area",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        ["provinsi", "kabupaten", "kota", "kecamatan", "distrik", "desa", "kelurahan", "desa_adat"],
                    )
                ),
                name="area_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="unitlabel",
            constraint=models.CheckConstraint(condition=models.Q(("tier__range", (0, 5))), name="label_tier"),
        ),
    ]
