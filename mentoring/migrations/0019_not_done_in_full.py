"""What was not done is said in full."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("mentoring", "0018_concern_secrecy"),
    ]

    operations = [
        migrations.AlterField(
            model_name="actionitem",
            name="state",
            field=models.CharField(
                choices=[
                    ("open", "Terbuka"),
                    ("done", "Tuntas"),
                    ("partly", "Sebagian"),
                    ("not_done", "Belum dikerjakan"),
                    ("dropped", "Dibatalkan"),
                ],
                default="open",
                max_length=8,
                verbose_name="status",
            ),
        ),
        migrations.AlterField(
            model_name="actionitemevent",
            name="state",
            field=models.CharField(
                choices=[
                    ("open", "Terbuka"),
                    ("done", "Tuntas"),
                    ("partly", "Sebagian"),
                    ("not_done", "Belum dikerjakan"),
                    ("dropped", "Dibatalkan"),
                ],
                default="open",
                max_length=8,
                verbose_name="status",
            ),
        ),
    ]
