"""Relations to their end: terms and scans of agreements, requests, early ends, closings, hand-overs."""

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.fields


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0016_imports_thrown_away"),
        ("mentoring", "0027_retention"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("regions", "0007_reshape_progress"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # Proved by the rubric of the final round and the closing forms from now on.
        migrations.RunSQL(
            "DELETE FROM mentoring_phaseevidence WHERE kind = 'final_done'",
            migrations.RunSQL.noop,
        ),
        migrations.CreateModel(
            name="AgreementScan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("pdf", "PDF"), ("jpeg", "JPEG"), ("png", "PNG")],
                        max_length=4,
                        verbose_name="jenis berkas",
                    ),
                ),
                ("content", models.BinaryField(help_text="Fernet token of the file.")),
                ("size", models.PositiveIntegerField(verbose_name="ukuran")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "pindaian kesepakatan",
            },
        ),
        migrations.CreateModel(
            name="ClauseText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edition", models.CharField(max_length=12, verbose_name="edisi")),
                ("position", models.PositiveSmallIntegerField(verbose_name="pasal")),
                ("code", models.SlugField(max_length=20, verbose_name="kode")),
                ("title", models.CharField(max_length=80, verbose_name="judul")),
                ("text", models.CharField(max_length=600, verbose_name="bunyi")),
            ],
            options={
                "verbose_name": "bunyi pasal",
                "ordering": ["edition", "position"],
            },
        ),
        migrations.CreateModel(
            name="Closure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("gains", models.CharField(blank=True, max_length=600, verbose_name="yang dicapai")),
                (
                    "unfinished",
                    models.CharField(
                        blank=True, max_length=600, verbose_name="yang belum selesai, dan siapa melanjutkannya"
                    ),
                ),
                (
                    "contact",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "Tidak ada kontak terjadwal"),
                            ("on_request", "Bila kader meminta"),
                            ("quarterly", "Sekali dalam tiga bulan"),
                            ("monthly", "Sekali sebulan"),
                        ],
                        max_length=10,
                        verbose_name="kontak sesudahnya",
                    ),
                ),
                (
                    "next_role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("member", "Tetap sebagai kader aktif"),
                            ("officer", "Pengurus"),
                            ("mentor", "Mentor atau fasilitator"),
                            ("campaign", "Tim kampanye"),
                            ("witness", "Saksi TPS"),
                            ("candidate", "Bakal calon"),
                            ("consultant", "Tenaga ahli"),
                            ("next_programme", "Program pendampingan berikut"),
                        ],
                        max_length=14,
                        verbose_name="peran berikut yang diusulkan",
                    ),
                ),
                ("next_role_note", models.CharField(blank=True, max_length=200, verbose_name="keterangan")),
                ("thanked_at", models.DateTimeField(null=True, verbose_name="ucapan terima kasih")),
                ("retain_until", models.DateField(null=True, verbose_name="isi sesi disimpan sampai")),
            ],
            options={
                "verbose_name": "penutupan",
            },
        ),
        migrations.CreateModel(
            name="ClosureEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("gains", models.CharField(blank=True, max_length=600, verbose_name="yang dicapai")),
                (
                    "unfinished",
                    models.CharField(
                        blank=True, max_length=600, verbose_name="yang belum selesai, dan siapa melanjutkannya"
                    ),
                ),
                (
                    "contact",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "Tidak ada kontak terjadwal"),
                            ("on_request", "Bila kader meminta"),
                            ("quarterly", "Sekali dalam tiga bulan"),
                            ("monthly", "Sekali sebulan"),
                        ],
                        max_length=10,
                        verbose_name="kontak sesudahnya",
                    ),
                ),
                (
                    "next_role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("member", "Tetap sebagai kader aktif"),
                            ("officer", "Pengurus"),
                            ("mentor", "Mentor atau fasilitator"),
                            ("campaign", "Tim kampanye"),
                            ("witness", "Saksi TPS"),
                            ("candidate", "Bakal calon"),
                            ("consultant", "Tenaga ahli"),
                            ("next_programme", "Program pendampingan berikut"),
                        ],
                        max_length=14,
                        verbose_name="peran berikut yang diusulkan",
                    ),
                ),
                ("next_role_note", models.CharField(blank=True, max_length=200, verbose_name="keterangan")),
                ("thanked_at", models.DateTimeField(null=True, verbose_name="ucapan terima kasih")),
                ("retain_until", models.DateField(null=True, verbose_name="isi sesi disimpan sampai")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ClosureForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("helped", models.CharField(max_length=400, verbose_name="yang paling menolong")),
                ("change", models.CharField(max_length=400, verbose_name="yang perlu diubah")),
                ("again", models.BooleanField(verbose_name="mau ikut pendampingan lagi")),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "formulir penutup",
            },
        ),
        migrations.CreateModel(
            name="ExitCall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("note", core.fields.EncryptedTextField(verbose_name="hasil pembicaraan")),
                ("called_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "panggilan setelah berakhir",
            },
        ),
        migrations.CreateModel(
            name="ExitForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reasons", models.JSONField(default=list, help_text="Codes of ExitReason.", verbose_name="alasan")),
                ("words", core.fields.EncryptedTextField(blank=True, verbose_name="yang perlu diketahui koordinator")),
                ("would_continue", models.BooleanField(null=True, verbose_name="ingin didampingi lagi")),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "formulir keluar",
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("facts", models.JSONField(default=dict, verbose_name="isi")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "serah terima",
            },
        ),
        migrations.CreateModel(
            name="MentorChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "pergantian mentor",
            },
        ),
        migrations.CreateModel(
            name="MentorRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wanted", core.fields.EncryptedTextField(verbose_name="mentor yang diinginkan")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Menunggu"),
                            ("met", "Dipenuhi"),
                            ("not_met", "Tidak dipenuhi"),
                            ("withdrawn", "Ditarik"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("settled_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, max_length=300, verbose_name="jawaban koordinator")),
            ],
            options={
                "verbose_name": "permintaan mentor",
                "ordering": ["asked_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="OrientationTick",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item", models.SlugField(max_length=20, verbose_name="butir")),
                ("ticked_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "butir orientasi",
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreement",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreement",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreement",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreementsignature",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreementsignature",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreementsignature",
            name="delete_delete",
        ),
        migrations.RemoveConstraint(
            model_name="phaseevidence",
            name="evidence_kind",
        ),
        migrations.AddField(
            model_name="agreement",
            name="conflicts",
            field=models.CharField(blank=True, max_length=300, verbose_name="benturan kepentingan yang dinyatakan"),
        ),
        migrations.AddField(
            model_name="agreement",
            name="edition",
            field=models.CharField(blank=True, max_length=12, verbose_name="edisi pasal"),
        ),
        migrations.AddField(
            model_name="agreement",
            name="every_days",
            field=models.PositiveSmallIntegerField(null=True, verbose_name="sekali dalam (hari)"),
        ),
        migrations.AddField(
            model_name="agreement",
            name="feedback",
            field=models.CharField(blank=True, max_length=200, verbose_name="cara memberi umpan balik"),
        ),
        migrations.AddField(
            model_name="agreement",
            name="mode",
            field=models.CharField(
                choices=[("face_to_face", "Tatap muka"), ("phone", "Telepon"), ("video", "Video"), ("chat", "Pesan")],
                default="face_to_face",
                max_length=12,
                verbose_name="cara bertemu",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="place",
            field=models.CharField(blank=True, max_length=120, verbose_name="tempat"),
        ),
        migrations.AddField(
            model_name="agreementevent",
            name="conflicts",
            field=models.CharField(blank=True, max_length=300, verbose_name="benturan kepentingan yang dinyatakan"),
        ),
        migrations.AddField(
            model_name="agreementevent",
            name="edition",
            field=models.CharField(blank=True, max_length=12, verbose_name="edisi pasal"),
        ),
        migrations.AddField(
            model_name="agreementevent",
            name="every_days",
            field=models.PositiveSmallIntegerField(null=True, verbose_name="sekali dalam (hari)"),
        ),
        migrations.AddField(
            model_name="agreementevent",
            name="feedback",
            field=models.CharField(blank=True, max_length=200, verbose_name="cara memberi umpan balik"),
        ),
        migrations.AddField(
            model_name="agreementevent",
            name="mode",
            field=models.CharField(
                choices=[("face_to_face", "Tatap muka"), ("phone", "Telepon"), ("video", "Video"), ("chat", "Pesan")],
                default="face_to_face",
                max_length=12,
                verbose_name="cara bertemu",
            ),
        ),
        migrations.AddField(
            model_name="agreementevent",
            name="place",
            field=models.CharField(blank=True, max_length=120, verbose_name="tempat"),
        ),
        migrations.AlterField(
            model_name="agreement",
            name="rhythm",
            field=models.CharField(max_length=200, verbose_name="hari dan jam"),
        ),
        migrations.AlterField(
            model_name="agreementevent",
            name="rhythm",
            field=models.CharField(max_length=200, verbose_name="hari dan jam"),
        ),
        migrations.AlterField(
            model_name="phaseevidence",
            name="kind",
            field=models.CharField(
                choices=[
                    ("coordinator_talk", "Koordinator berbicara dengan kedua pihak"),
                    ("midterm_done", "Evaluasi tengah selesai"),
                ],
                max_length=16,
                verbose_name="bukti",
            ),
        ),
        migrations.AlterField(
            model_name="phaseevidenceevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("coordinator_talk", "Koordinator berbicara dengan kedua pihak"),
                    ("midterm_done", "Evaluasi tengah selesai"),
                ],
                max_length=16,
                verbose_name="bukti",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentoring_agreementevent" ("clauses", "conflicts", "created_at", "district_id", "edition", "ends_on", "every_days", "feedback", "id", "mode", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "province_id", "purpose", "regency_id", "rhythm", "starts_on", "state", "unit_id", "version", "village_id") VALUES (NEW."clauses", NEW."conflicts", NEW."created_at", NEW."district_id", NEW."edition", NEW."ends_on", NEW."every_days", NEW."feedback", NEW."id", NEW."mode", NEW."pairing_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."province_id", NEW."purpose", NEW."regency_id", NEW."rhythm", NEW."starts_on", NEW."state", NEW."unit_id", NEW."version", NEW."village_id"); RETURN NULL;',
                    hash="2b8b6a8ff51cdb34bcb96f976b583112761937b1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ae9a9",
                    table="mentoring_agreement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "mentoring_agreementevent" ("clauses", "conflicts", "created_at", "district_id", "edition", "ends_on", "every_days", "feedback", "id", "mode", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "province_id", "purpose", "regency_id", "rhythm", "starts_on", "state", "unit_id", "version", "village_id") VALUES (NEW."clauses", NEW."conflicts", NEW."created_at", NEW."district_id", NEW."edition", NEW."ends_on", NEW."every_days", NEW."feedback", NEW."id", NEW."mode", NEW."pairing_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."province_id", NEW."purpose", NEW."regency_id", NEW."rhythm", NEW."starts_on", NEW."state", NEW."unit_id", NEW."version", NEW."village_id"); RETURN NULL;',
                    hash="3723363dcb3fc0059c1cead64450602a801e9141",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7f0a8",
                    table="mentoring_agreement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentoring_agreementevent" ("clauses", "conflicts", "created_at", "district_id", "edition", "ends_on", "every_days", "feedback", "id", "mode", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "province_id", "purpose", "regency_id", "rhythm", "starts_on", "state", "unit_id", "version", "village_id") VALUES (OLD."clauses", OLD."conflicts", OLD."created_at", OLD."district_id", OLD."edition", OLD."ends_on", OLD."every_days", OLD."feedback", OLD."id", OLD."mode", OLD."pairing_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."province_id", OLD."purpose", OLD."regency_id", OLD."rhythm", OLD."starts_on", OLD."state", OLD."unit_id", OLD."version", OLD."village_id"); RETURN NULL;',
                    hash="e6cb4a49bdfde107074d5ee1b4b9b87968ba9888",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_09ff0",
                    table="mentoring_agreement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementsignature",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentoring_agreementsignatureevent" ("agreement_id", "district_id", "id", "pairing_id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "scan_id", "signed_at", "unit_id", "village_id") VALUES (NEW."agreement_id", NEW."district_id", NEW."id", NEW."pairing_id", NEW."participant_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."regency_id", NEW."scan_id", NEW."signed_at", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                    hash="b44b4f85847c2d0103388bdc0b94752198bd0bc8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ee6bd",
                    table="mentoring_agreementsignature",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementsignature",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "mentoring_agreementsignatureevent" ("agreement_id", "district_id", "id", "pairing_id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "scan_id", "signed_at", "unit_id", "village_id") VALUES (NEW."agreement_id", NEW."district_id", NEW."id", NEW."pairing_id", NEW."participant_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."regency_id", NEW."scan_id", NEW."signed_at", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                    hash="8c055477b1dfa4bec2df374a6e38a85c0706d6e9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_71234",
                    table="mentoring_agreementsignature",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementsignature",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentoring_agreementsignatureevent" ("agreement_id", "district_id", "id", "pairing_id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "scan_id", "signed_at", "unit_id", "village_id") VALUES (OLD."agreement_id", OLD."district_id", OLD."id", OLD."pairing_id", OLD."participant_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."regency_id", OLD."scan_id", OLD."signed_at", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                    hash="991ae2c8362a81afcab9784299d76eeb9c6c9b2f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a00be",
                    table="mentoring_agreementsignature",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("mode__in", ["face_to_face", "phone", "video", "chat"])), name="agreement_mode"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("every_days__isnull", True), ("every_days__range", (7, 90)), _connector="OR"),
                name="agreement_every_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="phaseevidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["coordinator_talk", "midterm_done"])), name="evidence_kind"
            ),
        ),
        migrations.AddField(
            model_name="agreementscan",
            name="agreement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="scans", to="mentoring.agreement"
            ),
        ),
        migrations.AddField(
            model_name="agreementscan",
            name="district",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="agreementscan",
            name="pairing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairing"
            ),
        ),
        migrations.AddField(
            model_name="agreementscan",
            name="province",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="agreementscan",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="agreementscan",
            name="regency",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="agreementscan",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit", verbose_name="unit"
            ),
        ),
        migrations.AddField(
            model_name="agreementscan",
            name="village",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="agreementsignature",
            name="scan",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signatures",
                to="mentoring.agreementscan",
            ),
        ),
        migrations.AddField(
            model_name="agreementsignatureevent",
            name="scan",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="mentoring.agreementscan",
            ),
        ),
        migrations.AddConstraint(
            model_name="clausetext",
            constraint=models.UniqueConstraint(fields=("edition", "position"), name="clause_text_position"),
        ),
        migrations.AddConstraint(
            model_name="clausetext",
            constraint=models.UniqueConstraint(fields=("edition", "code"), name="clause_text_code"),
        ),
        migrations.AddConstraint(
            model_name="clausetext",
            constraint=models.CheckConstraint(
                condition=models.Q(("position__range", (1, 11))), name="clause_text_of_eleven"
            ),
        ),
        migrations.AddField(
            model_name="closure",
            name="district",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="closure",
            name="last_session",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.session"
            ),
        ),
        migrations.AddField(
            model_name="closure",
            name="pairing",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="closure", to="mentoring.pairing"
            ),
        ),
        migrations.AddField(
            model_name="closure",
            name="province",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="closure",
            name="regency",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="closure",
            name="thanked_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="closure",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit", verbose_name="unit"
            ),
        ),
        migrations.AddField(
            model_name="closure",
            name="village",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="closureevent",
            name="district",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="closureevent",
            name="last_session",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="mentoring.session",
            ),
        ),
        migrations.AddField(
            model_name="closureevent",
            name="pairing",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="mentoring.pairing",
            ),
        ),
        migrations.AddField(
            model_name="closureevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="closureevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="mentoring.closure",
            ),
        ),
        migrations.AddField(
            model_name="closureevent",
            name="province",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="closureevent",
            name="regency",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="closureevent",
            name="thanked_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="closureevent",
            name="unit",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
                verbose_name="unit",
            ),
        ),
        migrations.AddField(
            model_name="closureevent",
            name="village",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="closureform",
            name="district",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="closureform",
            name="pairing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="closure_forms", to="mentoring.pairing"
            ),
        ),
        migrations.AddField(
            model_name="closureform",
            name="participant",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="closure_form",
                to="mentoring.pairingparticipant",
            ),
        ),
        migrations.AddField(
            model_name="closureform",
            name="province",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="closureform",
            name="regency",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="closureform",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit", verbose_name="unit"
            ),
        ),
        migrations.AddField(
            model_name="closureform",
            name="village",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="exitcall",
            name="called_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="exitcall",
            name="district",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="exitcall",
            name="pairing",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="exit_call", to="mentoring.pairing"
            ),
        ),
        migrations.AddField(
            model_name="exitcall",
            name="province",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="exitcall",
            name="regency",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="exitcall",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit", verbose_name="unit"
            ),
        ),
        migrations.AddField(
            model_name="exitcall",
            name="village",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="exitform",
            name="district",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="exitform",
            name="pairing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="exit_forms", to="mentoring.pairing"
            ),
        ),
        migrations.AddField(
            model_name="exitform",
            name="participant",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="exit_form", to="mentoring.pairingparticipant"
            ),
        ),
        migrations.AddField(
            model_name="exitform",
            name="province",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="exitform",
            name="regency",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="exitform",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit", verbose_name="unit"
            ),
        ),
        migrations.AddField(
            model_name="exitform",
            name="village",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="before",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="handed_over", to="mentoring.pairing"
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="district",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="learner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairingparticipant"
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="pairing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="handovers", to="mentoring.pairing"
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="province",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="regency",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit", verbose_name="unit"
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="village",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="mentorchange",
            name="district",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="mentorchange",
            name="member",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cadres.member"),
        ),
        migrations.AddField(
            model_name="mentorchange",
            name="pairing",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="change", to="mentoring.pairing"
            ),
        ),
        migrations.AddField(
            model_name="mentorchange",
            name="programme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.programme"
            ),
        ),
        migrations.AddField(
            model_name="mentorchange",
            name="province",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="mentorchange",
            name="regency",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="mentorchange",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit", verbose_name="unit"
            ),
        ),
        migrations.AddField(
            model_name="mentorchange",
            name="village",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="mentorrequest",
            name="district",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="mentorrequest",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="mentor_requests", to="cadres.member"
            ),
        ),
        migrations.AddField(
            model_name="mentorrequest",
            name="province",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="mentorrequest",
            name="regency",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="mentorrequest",
            name="settled_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="mentorrequest",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit", verbose_name="unit"
            ),
        ),
        migrations.AddField(
            model_name="mentorrequest",
            name="village",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="orientationtick",
            name="district",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="orientationtick",
            name="pairing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mentoring.pairing"
            ),
        ),
        migrations.AddField(
            model_name="orientationtick",
            name="participant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="ticks", to="mentoring.pairingparticipant"
            ),
        ),
        migrations.AddField(
            model_name="orientationtick",
            name="province",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="orientationtick",
            name="regency",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="orientationtick",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit", verbose_name="unit"
            ),
        ),
        migrations.AddField(
            model_name="orientationtick",
            name="village",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementscan",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["pdf", "jpeg", "png"])), name="scan_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="closure",
            constraint=models.CheckConstraint(
                condition=models.Q(("contact__in", ["", "none", "on_request", "quarterly", "monthly"])),
                name="closure_contact",
            ),
        ),
        migrations.AddConstraint(
            model_name="closure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "next_role__in",
                        [
                            "",
                            "member",
                            "officer",
                            "mentor",
                            "campaign",
                            "witness",
                            "candidate",
                            "consultant",
                            "next_programme",
                        ],
                    )
                ),
                name="closure_next_role",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="closure",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentoring_closureevent" ("contact", "district_id", "gains", "id", "last_session_id", "next_role", "next_role_note", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "retain_until", "thanked_at", "thanked_by_id", "unfinished", "unit_id", "village_id") VALUES (NEW."contact", NEW."district_id", NEW."gains", NEW."id", NEW."last_session_id", NEW."next_role", NEW."next_role_note", NEW."pairing_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."regency_id", NEW."retain_until", NEW."thanked_at", NEW."thanked_by_id", NEW."unfinished", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                    hash="d1f947858d4722e84a52d89054e4e135d36b61b8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8b94f",
                    table="mentoring_closure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="closure",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "mentoring_closureevent" ("contact", "district_id", "gains", "id", "last_session_id", "next_role", "next_role_note", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "retain_until", "thanked_at", "thanked_by_id", "unfinished", "unit_id", "village_id") VALUES (NEW."contact", NEW."district_id", NEW."gains", NEW."id", NEW."last_session_id", NEW."next_role", NEW."next_role_note", NEW."pairing_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."regency_id", NEW."retain_until", NEW."thanked_at", NEW."thanked_by_id", NEW."unfinished", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                    hash="149cb5cf1f9ee11e5d998a79943cf8460b39465b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_edd57",
                    table="mentoring_closure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="closure",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentoring_closureevent" ("contact", "district_id", "gains", "id", "last_session_id", "next_role", "next_role_note", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "retain_until", "thanked_at", "thanked_by_id", "unfinished", "unit_id", "village_id") VALUES (OLD."contact", OLD."district_id", OLD."gains", OLD."id", OLD."last_session_id", OLD."next_role", OLD."next_role_note", OLD."pairing_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."regency_id", OLD."retain_until", OLD."thanked_at", OLD."thanked_by_id", OLD."unfinished", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                    hash="d1ef13552a0f0ad4fc1f379837c5d9ba754b7720",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cb462",
                    table="mentoring_closure",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(("pairing", models.F("before")), _negated=True), name="handover_between_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="mentorchange",
            constraint=models.UniqueConstraint(fields=("programme", "member"), name="change_once_per_programme"),
        ),
        migrations.AddConstraint(
            model_name="mentorrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")), fields=("member",), name="request_one_waiting"
            ),
        ),
        migrations.AddConstraint(
            model_name="mentorrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "met", "not_met", "withdrawn"])), name="request_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="mentorrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["met", "not_met"]), _negated=True),
                    models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                    _connector="OR",
                ),
                name="request_settled_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="mentorrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "not_met"), _negated=True),
                    models.Q(("answer", ""), _negated=True),
                    _connector="OR",
                ),
                name="request_refused_with_an_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="orientationtick",
            constraint=models.UniqueConstraint(fields=("participant", "item"), name="orientation_tick_once"),
        ),
    ]
