"""The register of incidents (UU 27/2022 art. 46), and requests that come by WhatsApp."""

import datetime

import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from core import roles

ROLE = "(SELECT current_setting('app.role', true))"
OFFICER = "".join(
    f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
    f"CREATE POLICY officer_read ON {table} FOR SELECT TO {roles.APP} USING ({ROLE} = 'dpo');"
    f"CREATE POLICY officer_insert ON {table} FOR INSERT TO {roles.APP} WITH CHECK ({ROLE} = 'dpo');"
    f"CREATE POLICY jobs_read ON {table} FOR SELECT TO {roles.JOBS} USING (true);"
    f"REVOKE DELETE ON {table} FROM {roles.DATA}, {roles.APP};"
    for table in ("accounts_incident", "accounts_incidentmove")
)
# The register is the officer's alone; what was known, done and told moves on by the listed steps and is never deleted.
GUARDS = f"""{OFFICER}
CREATE POLICY officer_update ON accounts_incident FOR UPDATE TO {roles.APP}
    USING ({ROLE} = 'dpo') WITH CHECK ({ROLE} = 'dpo');
REVOKE UPDATE ON accounts_incidentmove FROM {roles.DATA}, {roles.APP};
CREATE TRIGGER check_move BEFORE UPDATE OF state ON accounts_incident FOR EACH ROW
    WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION kad_check_listed_move(
    'detected>assessed', 'assessed>notified', 'notified>closed');
CREATE FUNCTION kad_guard_incident() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.detected_at <> OLD.detected_at OR NEW.due_at <> OLD.due_at OR OLD.state = 'closed' THEN
        RAISE EXCEPTION 'the clock of an incident and a closed one stay' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_clock BEFORE UPDATE ON accounts_incident FOR EACH ROW EXECUTE FUNCTION kad_guard_incident();
"""
NO_GUARDS = """
DROP TRIGGER guard_clock ON accounts_incident; DROP FUNCTION kad_guard_incident();
DROP TRIGGER check_move ON accounts_incident;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0010_reshape_jobs"),
        ("cadres", "0019_data_protection"),
        ("regions", "0005_guard_tree"),
    ]

    operations = [
        migrations.CreateModel(
            name="Incident",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("disclosure", "Terbuka kepada yang tidak berhak"),
                            ("loss", "Hilang atau rusak"),
                            ("access", "Akun dipakai orang lain"),
                            ("misdirected", "Salah kirim"),
                            ("other", "Lainnya"),
                        ],
                        max_length=12,
                        verbose_name="jenis",
                    ),
                ),
                (
                    "what",
                    models.CharField(help_text="Tanpa nama orang.", max_length=500, verbose_name="apa yang terjadi"),
                ),
                (
                    "data_kinds",
                    models.CharField(
                        help_text="Misalnya nama, NIK, nomor HP.", max_length=200, verbose_name="data apa"
                    ),
                ),
                ("detected_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="diketahui")),
                ("due_at", models.DateTimeField(editable=False)),
                ("affected", models.PositiveIntegerField(blank=True, null=True, verbose_name="jumlah orang")),
                ("measures", models.CharField(blank=True, max_length=1000, verbose_name="tindakan")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("detected", "Diketahui"),
                            ("assessed", "Dinilai"),
                            ("notified", "Diberitahukan"),
                            ("closed", "Ditutup"),
                        ],
                        default="detected",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("subjects_told_at", models.DateTimeField(blank=True, null=True, verbose_name="orangnya diberi tahu")),
                ("agency_told_at", models.DateTimeField(blank=True, null=True, verbose_name="lembaga diberi tahu")),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "verbose_name": "insiden",
                "ordering": ["-detected_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="IncidentMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_value", models.CharField(blank=True, max_length=10)),
                (
                    "to_value",
                    models.CharField(
                        choices=[
                            ("detected", "Diketahui"),
                            ("assessed", "Dinilai"),
                            ("notified", "Diberitahukan"),
                            ("closed", "Ditutup"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("note", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "verbose_name": "perpindahan insiden",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="consent",
            name="consent_channel",
        ),
        migrations.AlterField(
            model_name="consent",
            name="channel",
            field=models.CharField(
                choices=[
                    ("app", "Lewat aplikasi ini"),
                    ("paper", "Formulir bertanda tangan"),
                    ("voice", "Rekaman suara"),
                    ("whatsapp", "WhatsApp"),
                    ("phone", "Telepon, dicatat petugas"),
                ],
                max_length=8,
                verbose_name="cara",
            ),
        ),
        migrations.AlterField(
            model_name="datarequest",
            name="channel",
            field=models.CharField(
                choices=[
                    ("app", "Lewat aplikasi ini"),
                    ("paper", "Formulir bertanda tangan"),
                    ("voice", "Rekaman suara"),
                    ("whatsapp", "WhatsApp"),
                    ("phone", "Telepon, dicatat petugas"),
                ],
                default="app",
                max_length=8,
                verbose_name="cara",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel__in", ["app", "paper", "voice", "whatsapp", "phone"])),
                name="consent_channel",
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="recorded_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="incidentmove",
            name="actor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="incidentmove",
            name="incident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="accounts.incident"
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["disclosure", "loss", "access", "misdirected", "other"])),
                name="incident_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["detected", "assessed", "notified", "closed"])), name="incident_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "due_at",
                        django.db.models.expressions.CombinedExpression(
                            models.F("detected_at"), "+", models.Value(datetime.timedelta(days=3))
                        ),
                    )
                ),
                name="incident_due_in_72_hours",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "detected"), ("affected__isnull", False), _connector="OR"),
                name="incident_assessed_has_a_count",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["notified", "closed"]), _negated=True),
                    models.Q(
                        ("agency_told_at__isnull", False),
                        ("subjects_told_at__isnull", False),
                        models.Q(("measures", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="incident_notified_says_when_and_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", False), ("state", "closed")),
                    models.Q(models.Q(("state", "closed"), _negated=True), ("closed_at__isnull", True)),
                    _connector="OR",
                ),
                name="incident_closed_has_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="incidentmove",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_value__in", ["detected", "assessed", "notified", "closed"])),
                name="incidentmove_to",
            ),
        ),
        migrations.RemoveConstraint(model_name="datarequest", name="datarequest_channel"),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel__in", ["app", "paper", "voice", "whatsapp", "phone"])),
                name="datarequest_channel",
            ),
        ),
        migrations.RunSQL(GUARDS, NO_GUARDS),
    ]
