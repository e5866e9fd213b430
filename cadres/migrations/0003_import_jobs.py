"""What import jobs need: who asked, whose work it is, where undo begins; and who holds a NIK out of sight."""

import django.db.models.deletion
from django.db import migrations, models

import core.fields
from core import roles

# Jobs take up imports that no worker has taken, and forget old ones.
POLICIES = f"""
CREATE POLICY jobs ON cadres_importbatch FOR ALL TO {roles.JOBS} USING (true) WITH CHECK (true);
CREATE POLICY jobs ON cadres_importrow FOR ALL TO {roles.JOBS} USING (true) WITH CHECK (true);
"""
DROP_POLICIES = """
DROP POLICY jobs ON cadres_importbatch;
DROP POLICY jobs ON cadres_importrow;
"""

# A unique NIK is known beyond one's own sight: this is the one question that may be asked about it, by a
# secretariat alone. The caller counts and records the answers (TRUST SEC-15).
NIK_HOLDER = f"""
CREATE FUNCTION kad_nik_holder(wanted bytea) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT m.id FROM cadres_member m
    WHERE m.nik_hash = wanted AND current_setting('app.role', true) = 'secretariat'
$$;
REVOKE EXECUTE ON FUNCTION kad_nik_holder(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kad_nik_holder(bytea) TO {roles.DATA};
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_row_security"), ("cadres", "0002_row_security")]
    operations = [
        migrations.AddField(
            "importbatch",
            "assignment",
            models.ForeignKey(
                help_text="Under which the asked-for job runs.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.assignment",
            ),
        ),
        migrations.AlterField(
            "importbatch",
            "state",
            models.CharField(
                choices=[
                    ("uploaded", "Diunggah"),
                    ("checking", "Memeriksa"),
                    ("checked", "Siap diimpor"),
                    ("importing", "Mengimpor"),
                    ("done", "Selesai"),
                    ("undoing", "Mengurungkan"),
                    ("undone", "Diurungkan"),
                    ("failed", "Gagal"),
                ],
                default="uploaded",
                max_length=10,
            ),
        ),
        migrations.AddField("importbatch", "asked_at", models.DateTimeField(null=True)),
        migrations.AddField("importbatch", "claim", models.UUIDField(null=True)),
        migrations.AddField("importbatch", "claimed_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "importbatch",
            "last_event",
            models.BigIntegerField(
                help_text="The last history event of the write: members with a later one were touched since.",
                null=True,
            ),
        ),
        migrations.AddField(
            "importbatch",
            "sample",
            core.fields.EncryptedTextField(
                blank=True, default="", help_text="JSON list of the first rows, to match columns by eye."
            ),
        ),
        migrations.AlterField(
            "importbatch",
            "content",
            models.BinaryField(help_text="The uploaded file, encrypted; emptied when the batch is a week old."),
        ),
        migrations.AlterField(
            "importrow",
            "original",
            core.fields.EncryptedTextField(blank=True, help_text="JSON list of the row's cells; empty once written."),
        ),
        migrations.AlterField(
            "importrow",
            "clean",
            core.fields.EncryptedTextField(
                blank=True, help_text="JSON of the cleaned fields; empty when bad, or written."
            ),
        ),
        migrations.AlterField(
            "importrow",
            "problems",
            models.JSONField(default=list, help_text="[{field, cause, group, sentence}]: no value of a person."),
        ),
        migrations.AddConstraint(
            "importbatch",
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["uploaded", "checking", "checked", "importing", "done", "undoing", "undone", "failed"]
                ),
                name="importbatch_state",
            ),
        ),
        migrations.AddConstraint(
            "importrow",
            models.CheckConstraint(
                condition=models.Q(state__in=["ready", "bad", "duplicate", "unchanged", "written", "undone"]),
                name="importrow_state_known",
            ),
        ),
        migrations.RunSQL(POLICIES, DROP_POLICIES),
        migrations.RunSQL(NIK_HOLDER, "DROP FUNCTION kad_nik_holder(bytea)"),
    ]
