"""Long lists as files: theirs who asked for them, and nobody else's."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import core.fields
from core import roles
from core.rls import USER

# Not by protect(): the subtree has no say here. Owner and acting unit both, and jobs that forget old files.
OWN = f"owner_id = {USER} AND unit_id = (SELECT nullif(current_setting('app.unit_id', true), '')::bigint)"
PROTECT = f"""
ALTER TABLE cadres_exportjob ENABLE ROW LEVEL SECURITY;
ALTER TABLE cadres_exportjob FORCE ROW LEVEL SECURITY;
CREATE TRIGGER set_tier_ids BEFORE INSERT OR UPDATE OF unit_id ON cadres_exportjob
    FOR EACH ROW EXECUTE FUNCTION kad_set_tier_ids();
CREATE POLICY own ON cadres_exportjob FOR ALL TO {", ".join(roles.SCOPE_ROLES.values())}
    USING ({OWN}) WITH CHECK ({OWN});
CREATE POLICY jobs ON cadres_exportjob FOR ALL TO {roles.JOBS} USING (true) WITH CHECK (true);
"""
UNPROTECT = """
DROP POLICY own ON cadres_exportjob;
DROP POLICY jobs ON cadres_exportjob;
DROP TRIGGER set_tier_ids ON cadres_exportjob;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_assignment_ends"),
        ("cadres", "0008_history_by_statement"),
        ("regions", "0003_settings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ExportJob",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("listing", models.CharField(max_length=12, verbose_name="daftar")),
                (
                    "query",
                    core.fields.EncryptedTextField(
                        help_text="JSON {query, picked}: the filters and order of the list, and ticked rows."
                    ),
                ),
                ("form", models.CharField(max_length=4, verbose_name="bentuk")),
                ("reason", models.CharField(max_length=200, verbose_name="alasan")),
                ("row_count", models.PositiveIntegerField(default=0, verbose_name="baris")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Disiapkan"),
                            ("ready", "Siap diunduh"),
                            ("taken", "Sudah diunduh"),
                            ("expired", "Lewat waktu"),
                            ("failed", "Gagal"),
                        ],
                        default="asked",
                        max_length=8,
                    ),
                ),
                ("filename", models.CharField(blank=True, max_length=60)),
                ("content", models.BinaryField(default=b"", help_text="The file, encrypted; empty before and after.")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("expires_at", models.DateTimeField(null=True)),
                ("taken_at", models.DateTimeField(null=True)),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.assignment"
                    ),
                ),
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
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                "verbose_name": "ekspor",
                "indexes": [models.Index(fields=["owner", "-asked_at"], name="exportjob_mine")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["asked", "ready", "taken", "expired", "failed"])),
                        name="exportjob_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("content", b""), ("state", "ready"), _connector="OR"),
                        name="exportjob_content_while_ready",
                    ),
                ],
            },
        ),
        migrations.RunSQL(PROTECT, UNPROTECT),
    ]
