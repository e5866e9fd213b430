"""Districts of weak signal, and who says so: the secretariat of the district or of what lies above it (DOMAIN §13 K19)."""

from importlib import import_module

from django.db import migrations, models

before = import_module("regions.migrations.0005_guard_tree")
FUNCTION = before.GUARD.split("CREATE TRIGGER")[0].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
LABEL = "IF NEW.province_id = place AND to_jsonb(NEW) - 'label' = to_jsonb(OLD) - 'label' THEN"
SIGNAL = (
    f"{LABEL.removesuffix(' THEN')}"
    " OR place IN (NEW.province_id, NEW.regency_id, NEW.district_id) AND NEW.tier = 3"
    " AND to_jsonb(NEW) - 'weak_signal' = to_jsonb(OLD) - 'weak_signal' THEN"
)


class Migration(migrations.Migration):
    dependencies = [("regions", "0005_guard_tree")]

    operations = [
        migrations.AddField(
            model_name="unit",
            name="weak_signal",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Of a district: its figures stand apart (K19).",
                verbose_name="sinyal sulit",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(("weak_signal", False), ("tier", 3), _connector="OR"),
                name="unit_weak_signal_of_a_district",
            ),
        ),
        migrations.RunSQL(FUNCTION.replace(LABEL, SIGNAL), FUNCTION),
    ]
