"""Answers through the link of an offer."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("mentoring", "0026_mentor_papers"),
        ("regions", "0005_guard_tree"),
    ]

    operations = [
        migrations.CreateModel(
            name="OfferLinkUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(
                        choices=[("accepted", "Bersedia"), ("declined", "Tidak bersedia"), ("refused", "Ditolak")],
                        max_length=8,
                        verbose_name="hasil",
                    ),
                ),
                ("browser", models.CharField(blank=True, max_length=64)),
                ("address", models.CharField(blank=True, max_length=64)),
                ("used_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="waktu")),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING, related_name="link_uses", to="mentoring.pairing"
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="link_uses",
                        to="mentoring.pairingparticipant",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "jawaban lewat tautan",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "refused"), _negated=True), models.Q(("browser", ""), _negated=True)
                        ),
                        fields=("pairing", "browser"),
                        name="link_one_person_a_browser",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "refused"), _negated=True),
                        fields=("participant",),
                        name="link_answered_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["accepted", "declined", "refused"])), name="link_outcome"
                    ),
                ],
            },
        ),
    ]
