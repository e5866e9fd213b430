"""An upload that was never written can be thrown away."""

from django.db import migrations, models

STATES = [
    ("uploaded", "Diunggah"),
    ("checking", "Memeriksa"),
    ("checked", "Siap diimpor"),
    ("importing", "Mengimpor"),
    ("done", "Selesai"),
    ("undoing", "Mengurungkan"),
    ("undone", "Diurungkan"),
    ("failed", "Gagal"),
    ("discarded", "Dibuang"),
]


class Migration(migrations.Migration):
    dependencies = [("cadres", "0015_level_history")]
    operations = [
        migrations.RemoveConstraint("importbatch", "importbatch_state"),
        migrations.AlterField(
            "importbatch", "state", models.CharField(choices=STATES, default="uploaded", max_length=10)
        ),
        migrations.AddConstraint(
            "importbatch",
            models.CheckConstraint(
                condition=models.Q(state__in=[value for value, _label in STATES]), name="importbatch_state"
            ),
        ),
    ]
