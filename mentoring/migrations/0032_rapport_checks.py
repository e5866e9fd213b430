"""The checks of both sides are evidence too (DOMAIN §4.3); a job notes them, and nothing else."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from core import roles


class Migration(migrations.Migration):
    dependencies = [
        ("mentoring", "0031_milestones"),
        ("regions", "0005_guard_tree"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="phaseevidence",
            name="evidence_kind",
        ),
        migrations.AlterField(
            model_name="phaseevidence",
            name="kind",
            field=models.CharField(
                choices=[
                    ("coordinator_talk", "Koordinator berbicara dengan kedua pihak"),
                    ("rapport_checked", "Cek kedekatan kedua pihak baik"),
                    ("midterm_done", "Evaluasi tengah selesai"),
                ],
                max_length=16,
                verbose_name="bukti",
            ),
        ),
        migrations.AlterField(
            model_name="phaseevidence",
            name="recorded_by",
            field=models.ForeignKey(
                help_text="Null: the checks of both sides, noted by a job.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="phaseevidenceevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("coordinator_talk", "Koordinator berbicara dengan kedua pihak"),
                    ("rapport_checked", "Cek kedekatan kedua pihak baik"),
                    ("midterm_done", "Evaluasi tengah selesai"),
                ],
                max_length=16,
                verbose_name="bukti",
            ),
        ),
        migrations.AlterField(
            model_name="phaseevidenceevent",
            name="recorded_by",
            field=models.ForeignKey(
                db_constraint=False,
                help_text="Null: the checks of both sides, noted by a job.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="phaseevidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["coordinator_talk", "rapport_checked", "midterm_done"])),
                name="evidence_kind",
            ),
        ),
        migrations.RunSQL(
            f"CREATE POLICY jobs_note ON mentoring_phaseevidence FOR INSERT TO {roles.JOBS} "
            "WITH CHECK (kind = 'rapport_checked' AND recorded_by_id IS NULL);",
            "DROP POLICY jobs_note ON mentoring_phaseevidence;",
        ),
    ]
