import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import cadres.models.training
import core.fields
import core.history
import regions.models.units


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("regions", "0002_settings_and_reshapes"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("filename", models.CharField(max_length=200, verbose_name="nama berkas")),
                (
                    "content",
                    models.BinaryField(help_text="The uploaded file, encrypted; emptied when the batch is a week old."),
                ),
                (
                    "digest",
                    models.CharField(
                        help_text="SHA-256 of the file: the same file again is recognised.", max_length=64
                    ),
                ),
                (
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
                            ("discarded", "Dibuang"),
                        ],
                        default="uploaded",
                        max_length=10,
                    ),
                ),
                ("headers", models.JSONField(default=list)),
                ("columns", models.JSONField(default=dict, help_text="field → column index")),
                ("progress", models.PositiveIntegerField(default=0)),
                ("row_count", models.PositiveIntegerField(default=0)),
                ("counts", models.JSONField(default=dict)),
                ("failure", models.CharField(blank=True, max_length=300)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                (
                    "assignment",
                    models.ForeignKey(
                        help_text="Under which the asked-for job runs.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.assignment",
                    ),
                ),
                ("asked_at", models.DateTimeField(null=True)),
                ("claim", models.UUIDField(null=True)),
                ("claimed_at", models.DateTimeField(null=True)),
                (
                    "last_event",
                    models.BigIntegerField(
                        help_text="The last history event of the write: members with a later one were touched since.",
                        null=True,
                    ),
                ),
                (
                    "sample",
                    core.fields.EncryptedTextField(
                        blank=True, default="", help_text="JSON list of the first rows, to match columns by eye."
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("members", "Kader"), ("officers", "Pengurus")],
                        default="members",
                        max_length=12,
                        verbose_name="isi",
                    ),
                ),
                (
                    "takes_moves",
                    models.BooleanField(
                        default=False,
                        help_text="Members may be moved to the unit that the sheet names; asked about apart.",
                    ),
                ),
            ],
            options={
                "verbose_name": "impor",
                "indexes": [models.Index(fields=["regency", "-created_at"], name="importbatch_recent")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["members", "officers"])), name="importbatch_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "uploaded",
                                    "checking",
                                    "checked",
                                    "importing",
                                    "done",
                                    "undoing",
                                    "undone",
                                    "failed",
                                    "discarded",
                                ],
                            )
                        ),
                        name="importbatch_state",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("full_name", models.CharField(max_length=150, verbose_name="nama lengkap")),
                (
                    "name_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=regions.models.units.Fold("full_name"),
                        output_field=models.TextField(),
                    ),
                ),
                ("prefix", models.CharField(blank=True, max_length=40, verbose_name="gelar depan")),
                ("suffix", models.CharField(blank=True, max_length=60, verbose_name="gelar belakang")),
                (
                    "gender",
                    models.CharField(
                        blank=True,
                        choices=[("female", "Perempuan"), ("male", "Laki-laki")],
                        max_length=6,
                        verbose_name="jenis kelamin",
                    ),
                ),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="tanggal lahir")),
                ("birthplace", models.CharField(blank=True, max_length=100, verbose_name="tempat lahir")),
                ("phone", models.CharField(blank=True, max_length=16, verbose_name="nomor HP")),
                ("has_whatsapp", models.BooleanField(default=False, verbose_name="bisa WhatsApp")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email")),
                ("address", models.CharField(blank=True, max_length=250, verbose_name="alamat")),
                (
                    "membership_card_no",
                    models.CharField(blank=True, max_length=32, null=True, unique=True, verbose_name="nomor KTA"),
                ),
                ("nik", core.fields.EncryptedTextField(blank=True, verbose_name="NIK")),
                ("nik_hash", models.BinaryField(max_length=32, null=True, unique=True)),
                ("nik_last4", models.CharField(blank=True, editable=False, max_length=4)),
                ("nik_missing_reason", models.CharField(blank=True, max_length=120, verbose_name="alasan NIK kosong")),
                (
                    "level",
                    models.CharField(
                        default="anggota",
                        help_text="The code of a Level, by a foreign key of the database. From creation on only an award changes it.",
                        max_length=20,
                        verbose_name="jenjang",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("applied", "Mendaftar"),
                            ("verified", "Terverifikasi"),
                            ("active", "Aktif"),
                            ("suspended", "Dibekukan"),
                            ("ended", "Berakhir"),
                        ],
                        default="applied",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("wants_mentoring", models.BooleanField(default=False, verbose_name="bersedia didampingi")),
                (
                    "is_mentee",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        help_text="Kept by a trigger: mentee or peer in an active pairing.",
                        verbose_name="sedang didampingi",
                    ),
                ),
                ("joined_on", models.DateField(blank=True, null=True, verbose_name="bergabung")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="member",
                        to=settings.AUTH_USER_MODEL,
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
                ("ever_married", models.BooleanField(db_default=False, default=False, verbose_name="pernah menikah")),
                (
                    "identity_seen",
                    models.CharField(
                        blank=True,
                        choices=[("ktp", "KTP-el"), ("kk", "Kartu keluarga"), ("surat", "Surat keterangan Dukcapil")],
                        db_default="",
                        default="",
                        max_length=6,
                        verbose_name="bukti diri yang dilihat",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="cadres.member",
                        verbose_name="digabung ke",
                    ),
                ),
                ("pseudonymised_at", models.DateTimeField(editable=False, null=True)),
                (
                    "restricted",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="At the person's own wish: hidden from lists and jobs.",
                        verbose_name="dibatasi",
                    ),
                ),
                (
                    "bodies",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        blank=True,
                        db_default=models.Value("{}"),
                        default=list,
                        help_text="Codes of AffiliatedBody; the database sorts them and refuses one it does not know.",
                        size=None,
                        verbose_name="sayap dan ormas",
                    ),
                ),
            ],
            options={
                "verbose_name": "kader",
                "indexes": [
                    models.Index(fields=["province", "name_key", "id"], name="member_province_name"),
                    models.Index(fields=["regency", "name_key", "id"], name="member_regency_name"),
                    models.Index(fields=["district"], name="member_district"),
                    models.Index(fields=["village"], name="member_village"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("name_key", name="gin_trgm_ops"),
                        name="member_name_trgm",
                    ),
                    models.Index(
                        condition=models.Q(("phone", ""), _negated=True), fields=["phone"], name="member_phone"
                    ),
                    models.Index(
                        condition=models.Q(("merged_into", None), ("restricted", False)),
                        fields=["name_key", "id"],
                        name="member_listed_name",
                    ),
                    models.Index(
                        condition=models.Q(("merged_into", None), ("restricted", False)),
                        fields=["province", "regency"],
                        include=(
                            "district",
                            "village",
                            "status",
                            "gender",
                            "is_mentee",
                            "level",
                            "wants_mentoring",
                            "id",
                        ),
                        name="member_listed_counts",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("full_name", ""), _negated=True), name="member_has_a_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("gender__in", ["", "female", "male"])), name="member_gender"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["applied", "verified", "active", "suspended", "ended"])),
                        name="member_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("phone", ""), ("phone__regex", "^\\+628[0-9]{8,11}$"), _connector="OR"),
                        name="member_phone_e164",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("nik", ""), ("nik_hash__isnull", True), ("nik_last4", "")),
                            models.Q(
                                models.Q(("nik", ""), _negated=True),
                                ("nik_hash__isnull", False),
                                ("nik_last4__regex", "^[0-9]{4}$"),
                            ),
                            _connector="OR",
                        ),
                        name="member_nik_whole_or_absent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("birth_date__isnull", True),
                            ("birth_date__range", ("1900-01-01", "2100-01-01")),
                            _connector="OR",
                        ),
                        name="member_birth_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("identity_seen__in", ["", "ktp", "kk", "surat"])),
                        name="member_identity_seen",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("merged_into__isnull", True), ("status", "ended"), _connector="OR"),
                        name="member_merged_has_ended",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pseudonymised_at__isnull", True),
                            models.Q(
                                ("address", ""),
                                ("birth_date", None),
                                ("email", ""),
                                ("nik", ""),
                                ("phone", ""),
                                ("status", "ended"),
                            ),
                            _connector="OR",
                        ),
                        name="member_pseudonymised_has_nothing_left",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_memberevent" ("address", "birth_date", "birthplace", "bodies", "created_at", "created_by_id", "district_id", "email", "ever_married", "full_name", "gender", "has_whatsapp", "id", "identity_seen", "is_mentee", "joined_on", "level", "membership_card_no", "merged_into_id", "nik", "nik_hash", "nik_last4", "nik_missing_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "prefix", "province_id", "pseudonymised_at", "regency_id", "restricted", "status", "suffix", "unit_id", "user_id", "village_id", "wants_mentoring") SELECT new_values."address", new_values."birth_date", new_values."birthplace", new_values."bodies", new_values."created_at", new_values."created_by_id", new_values."district_id", new_values."email", new_values."ever_married", new_values."full_name", new_values."gender", new_values."has_whatsapp", new_values."id", new_values."identity_seen", new_values."is_mentee", new_values."joined_on", new_values."level", new_values."membership_card_no", new_values."merged_into_id", new_values."nik", new_values."nik_hash", new_values."nik_last4", new_values."nik_missing_reason", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."prefix", new_values."province_id", new_values."pseudonymised_at", new_values."regency_id", new_values."restricted", new_values."status", new_values."suffix", new_values."unit_id", new_values."user_id", new_values."village_id", new_values."wants_mentoring" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f200477d7e6a504092bd8c9e33889063ae1eb615",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b24fd",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="cadres_member",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_memberevent" ("address", "birth_date", "birthplace", "bodies", "created_at", "created_by_id", "district_id", "email", "ever_married", "full_name", "gender", "has_whatsapp", "id", "identity_seen", "is_mentee", "joined_on", "level", "membership_card_no", "merged_into_id", "nik", "nik_hash", "nik_last4", "nik_missing_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "prefix", "province_id", "pseudonymised_at", "regency_id", "restricted", "status", "suffix", "unit_id", "user_id", "village_id", "wants_mentoring") SELECT new_values."address", new_values."birth_date", new_values."birthplace", new_values."bodies", new_values."created_at", new_values."created_by_id", new_values."district_id", new_values."email", new_values."ever_married", new_values."full_name", new_values."gender", new_values."has_whatsapp", new_values."id", new_values."identity_seen", new_values."is_mentee", new_values."joined_on", new_values."level", new_values."membership_card_no", new_values."merged_into_id", new_values."nik", new_values."nik_hash", new_values."nik_last4", new_values."nik_missing_reason", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."prefix", new_values."province_id", new_values."pseudonymised_at", new_values."regency_id", new_values."restricted", new_values."status", new_values."suffix", new_values."unit_id", new_values."user_id", new_values."village_id", new_values."wants_mentoring" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."address" IS DISTINCT FROM (new_values."address") OR old_values."birth_date" IS DISTINCT FROM (new_values."birth_date") OR old_values."birthplace" IS DISTINCT FROM (new_values."birthplace") OR old_values."bodies" IS DISTINCT FROM (new_values."bodies") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."created_by_id" IS DISTINCT FROM (new_values."created_by_id") OR old_values."district_id" IS DISTINCT FROM (new_values."district_id") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."ever_married" IS DISTINCT FROM (new_values."ever_married") OR old_values."full_name" IS DISTINCT FROM (new_values."full_name") OR old_values."gender" IS DISTINCT FROM (new_values."gender") OR old_values."has_whatsapp" IS DISTINCT FROM (new_values."has_whatsapp") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."identity_seen" IS DISTINCT FROM (new_values."identity_seen") OR old_values."is_mentee" IS DISTINCT FROM (new_values."is_mentee") OR old_values."joined_on" IS DISTINCT FROM (new_values."joined_on") OR old_values."level" IS DISTINCT FROM (new_values."level") OR old_values."membership_card_no" IS DISTINCT FROM (new_values."membership_card_no") OR old_values."merged_into_id" IS DISTINCT FROM (new_values."merged_into_id") OR old_values."nik" IS DISTINCT FROM (new_values."nik") OR old_values."nik_hash" IS DISTINCT FROM (new_values."nik_hash") OR old_values."nik_last4" IS DISTINCT FROM (new_values."nik_last4") OR old_values."nik_missing_reason" IS DISTINCT FROM (new_values."nik_missing_reason") OR old_values."phone" IS DISTINCT FROM (new_values."phone") OR old_values."prefix" IS DISTINCT FROM (new_values."prefix") OR old_values."province_id" IS DISTINCT FROM (new_values."province_id") OR old_values."pseudonymised_at" IS DISTINCT FROM (new_values."pseudonymised_at") OR old_values."regency_id" IS DISTINCT FROM (new_values."regency_id") OR old_values."restricted" IS DISTINCT FROM (new_values."restricted") OR old_values."status" IS DISTINCT FROM (new_values."status") OR old_values."suffix" IS DISTINCT FROM (new_values."suffix") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id") OR old_values."user_id" IS DISTINCT FROM (new_values."user_id") OR old_values."village_id" IS DISTINCT FROM (new_values."village_id") OR old_values."wants_mentoring" IS DISTINCT FROM (new_values."wants_mentoring")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c5ce0a2231e199fa2528c35de9ff83d6b185032f",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3a96c",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="cadres_member",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_memberevent" ("address", "birth_date", "birthplace", "bodies", "created_at", "created_by_id", "district_id", "email", "ever_married", "full_name", "gender", "has_whatsapp", "id", "identity_seen", "is_mentee", "joined_on", "level", "membership_card_no", "merged_into_id", "nik", "nik_hash", "nik_last4", "nik_missing_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "prefix", "province_id", "pseudonymised_at", "regency_id", "restricted", "status", "suffix", "unit_id", "user_id", "village_id", "wants_mentoring") SELECT old_values."address", old_values."birth_date", old_values."birthplace", old_values."bodies", old_values."created_at", old_values."created_by_id", old_values."district_id", old_values."email", old_values."ever_married", old_values."full_name", old_values."gender", old_values."has_whatsapp", old_values."id", old_values."identity_seen", old_values."is_mentee", old_values."joined_on", old_values."level", old_values."membership_card_no", old_values."merged_into_id", old_values."nik", old_values."nik_hash", old_values."nik_last4", old_values."nik_missing_reason", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."prefix", old_values."province_id", old_values."pseudonymised_at", old_values."regency_id", old_values."restricted", old_values."status", old_values."suffix", old_values."unit_id", old_values."user_id", old_values."village_id", old_values."wants_mentoring" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="3278455d2a0257faea00ad7ef6e6145968363f60",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1333f",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="cadres_member",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MemberEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("full_name", models.CharField(max_length=150, verbose_name="nama lengkap")),
                ("prefix", models.CharField(blank=True, max_length=40, verbose_name="gelar depan")),
                ("suffix", models.CharField(blank=True, max_length=60, verbose_name="gelar belakang")),
                (
                    "gender",
                    models.CharField(
                        blank=True,
                        choices=[("female", "Perempuan"), ("male", "Laki-laki")],
                        max_length=6,
                        verbose_name="jenis kelamin",
                    ),
                ),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="tanggal lahir")),
                ("birthplace", models.CharField(blank=True, max_length=100, verbose_name="tempat lahir")),
                ("phone", models.CharField(blank=True, max_length=16, verbose_name="nomor HP")),
                ("has_whatsapp", models.BooleanField(default=False, verbose_name="bisa WhatsApp")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email")),
                ("address", models.CharField(blank=True, max_length=250, verbose_name="alamat")),
                (
                    "membership_card_no",
                    models.CharField(blank=True, max_length=32, null=True, verbose_name="nomor KTA"),
                ),
                ("nik", core.fields.EncryptedTextField(blank=True, verbose_name="NIK")),
                ("nik_hash", models.BinaryField(max_length=32, null=True)),
                ("nik_last4", models.CharField(blank=True, editable=False, max_length=4)),
                ("nik_missing_reason", models.CharField(blank=True, max_length=120, verbose_name="alasan NIK kosong")),
                (
                    "level",
                    models.CharField(
                        default="anggota",
                        help_text="The code of a Level, by a foreign key of the database. From creation on only an award changes it.",
                        max_length=20,
                        verbose_name="jenjang",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("applied", "Mendaftar"),
                            ("verified", "Terverifikasi"),
                            ("active", "Aktif"),
                            ("suspended", "Dibekukan"),
                            ("ended", "Berakhir"),
                        ],
                        default="applied",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("wants_mentoring", models.BooleanField(default=False, verbose_name="bersedia didampingi")),
                (
                    "is_mentee",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        help_text="Kept by a trigger: mentee or peer in an active pairing.",
                        verbose_name="sedang didampingi",
                    ),
                ),
                ("joined_on", models.DateField(blank=True, null=True, verbose_name="bergabung")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cadres.member",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                ("ever_married", models.BooleanField(db_default=False, default=False, verbose_name="pernah menikah")),
                (
                    "identity_seen",
                    models.CharField(
                        blank=True,
                        choices=[("ktp", "KTP-el"), ("kk", "Kartu keluarga"), ("surat", "Surat keterangan Dukcapil")],
                        db_default="",
                        default="",
                        max_length=6,
                        verbose_name="bukti diri yang dilihat",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.member",
                        verbose_name="digabung ke",
                    ),
                ),
                ("pseudonymised_at", models.DateTimeField(editable=False, null=True)),
                (
                    "restricted",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="At the person's own wish: hidden from lists and jobs.",
                        verbose_name="dibatasi",
                    ),
                ),
                (
                    "bodies",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        blank=True,
                        db_default=models.Value("{}"),
                        default=list,
                        help_text="Codes of AffiliatedBody; the database sorts them and refuses one it does not know.",
                        size=None,
                        verbose_name="sayap dan ormas",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OfficerTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("post", models.CharField(max_length=100, verbose_name="jabatan")),
                ("portfolio", models.CharField(blank=True, max_length=100, verbose_name="bidang")),
                ("decree_no", models.CharField(blank=True, max_length=60, verbose_name="nomor SK")),
                ("starts_on", models.DateField(verbose_name="mulai")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="sampai")),
                ("rank", models.PositiveSmallIntegerField(default=100, verbose_name="urutan")),
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
                        to="cadres.member",
                        verbose_name="kader",
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
                ("confirmed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "confirmed_by_unit",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                    ),
                ),
                ("decree_on", models.DateField(blank=True, null=True, verbose_name="tanggal SK")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        default=django.utils.timezone.now,
                        editable=False,
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("app.user_id"), models.Value(True), function="current_setting"
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Menunggu pengesahan"),
                            ("confirmed", "Disahkan"),
                            ("returned", "Dikembalikan"),
                        ],
                        db_default="waiting",
                        default="waiting",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                (
                    "seat",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                post__iregex="^\\s*((plt|pj)\\.?\\s*)?ketua( umum)?\\s*$", then=models.Value("chair")
                            ),
                            models.When(
                                post__iregex="^\\s*((plt|pj)\\.?\\s*)?sekretaris( umum| jenderal)?\\s*$",
                                then=models.Value("secretary"),
                            ),
                            models.When(
                                post__iregex="^\\s*((plt|pj)\\.?\\s*)?bendahara( umum)?\\s*$",
                                then=models.Value("treasurer"),
                            ),
                            default=models.Value(""),
                        ),
                        output_field=models.CharField(max_length=9),
                    ),
                ),
            ],
            options={
                "verbose_name": "masa jabatan",
                "indexes": [
                    models.Index(fields=["unit", "rank"], name="officer_unit_rank"),
                    models.Index(
                        condition=models.Q(("ends_on", None), ("state", "waiting")),
                        fields=["recorded_at"],
                        name="officer_waiting",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                        ),
                        name="officer_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on__isnull", True)),
                        fields=("member", "unit", "post"),
                        name="officer_post_once_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "confirmed", "returned"])), name="officer_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("confirmed_by__isnull", False),
                                ("confirmed_by_unit__isnull", False),
                                ("state", "confirmed"),
                            ),
                            models.Q(
                                models.Q(("state", "confirmed"), _negated=True),
                                ("confirmed_at__isnull", True),
                                ("confirmed_by__isnull", True),
                                ("confirmed_by_unit__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="officer_confirmed_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "confirmed"), _negated=True),
                            models.Q(models.Q(("decree_no", ""), _negated=True), ("decree_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="officer_confirmed_on_a_decree",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by__isnull", True),
                            ("recorded_by__isnull", True),
                            models.Q(("confirmed_by", models.F("recorded_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="officer_two_people",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cadres_officertermevent" ("confirmed_at", "confirmed_by_id", "confirmed_by_unit_id", "decree_no", "decree_on", "district_id", "ends_on", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portfolio", "post", "province_id", "rank", "recorded_at", "recorded_by_id", "regency_id", "starts_on", "state", "unit_id", "village_id") VALUES (NEW."confirmed_at", NEW."confirmed_by_id", NEW."confirmed_by_unit_id", NEW."decree_no", NEW."decree_on", NEW."district_id", NEW."ends_on", NEW."id", NEW."member_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."portfolio", NEW."post", NEW."province_id", NEW."rank", NEW."recorded_at", NEW."recorded_by_id", NEW."regency_id", NEW."starts_on", NEW."state", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="e2a67e18b42806c22d2a0dd5e8c0109413359ef0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_df66f",
                            table="cadres_officerterm",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."confirmed_at" IS DISTINCT FROM (NEW."confirmed_at") OR OLD."confirmed_by_id" IS DISTINCT FROM (NEW."confirmed_by_id") OR OLD."confirmed_by_unit_id" IS DISTINCT FROM (NEW."confirmed_by_unit_id") OR OLD."decree_no" IS DISTINCT FROM (NEW."decree_no") OR OLD."decree_on" IS DISTINCT FROM (NEW."decree_on") OR OLD."district_id" IS DISTINCT FROM (NEW."district_id") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."member_id" IS DISTINCT FROM (NEW."member_id") OR OLD."portfolio" IS DISTINCT FROM (NEW."portfolio") OR OLD."post" IS DISTINCT FROM (NEW."post") OR OLD."province_id" IS DISTINCT FROM (NEW."province_id") OR OLD."rank" IS DISTINCT FROM (NEW."rank") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."regency_id" IS DISTINCT FROM (NEW."regency_id") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."village_id" IS DISTINCT FROM (NEW."village_id"))',
                            func='INSERT INTO "cadres_officertermevent" ("confirmed_at", "confirmed_by_id", "confirmed_by_unit_id", "decree_no", "decree_on", "district_id", "ends_on", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portfolio", "post", "province_id", "rank", "recorded_at", "recorded_by_id", "regency_id", "starts_on", "state", "unit_id", "village_id") VALUES (NEW."confirmed_at", NEW."confirmed_by_id", NEW."confirmed_by_unit_id", NEW."decree_no", NEW."decree_on", NEW."district_id", NEW."ends_on", NEW."id", NEW."member_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."portfolio", NEW."post", NEW."province_id", NEW."rank", NEW."recorded_at", NEW."recorded_by_id", NEW."regency_id", NEW."starts_on", NEW."state", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="8b03595236382bafe447f491b13d7e684759f50a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b26b4",
                            table="cadres_officerterm",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cadres_officertermevent" ("confirmed_at", "confirmed_by_id", "confirmed_by_unit_id", "decree_no", "decree_on", "district_id", "ends_on", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portfolio", "post", "province_id", "rank", "recorded_at", "recorded_by_id", "regency_id", "starts_on", "state", "unit_id", "village_id") VALUES (OLD."confirmed_at", OLD."confirmed_by_id", OLD."confirmed_by_unit_id", OLD."decree_no", OLD."decree_on", OLD."district_id", OLD."ends_on", OLD."id", OLD."member_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."portfolio", OLD."post", OLD."province_id", OLD."rank", OLD."recorded_at", OLD."recorded_by_id", OLD."regency_id", OLD."starts_on", OLD."state", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                            hash="2c0e383d72550adbbc04691f265d1f9e9bc24d51",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1018a",
                            table="cadres_officerterm",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(help_text="The row as Excel counts it.")),
                (
                    "original",
                    core.fields.EncryptedTextField(
                        blank=True, help_text="JSON list of the row's cells; empty once written."
                    ),
                ),
                (
                    "clean",
                    core.fields.EncryptedTextField(
                        blank=True, help_text="JSON of the cleaned fields; empty when bad, or written."
                    ),
                ),
                (
                    "problems",
                    models.JSONField(
                        default=list, help_text="[{field, cause, group, sentence}]: no value of a person."
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ready", "Siap"),
                            ("bad", "Perlu diperbaiki"),
                            ("duplicate", "Diduga ganda"),
                            ("unchanged", "Tidak berubah"),
                            ("written", "Tersimpan"),
                            ("skipped", "Dilewati"),
                            ("undone", "Diurungkan"),
                        ],
                        max_length=10,
                    ),
                ),
                ("created_member", models.BooleanField(default=False)),
                (
                    "before",
                    core.fields.EncryptedTextField(
                        blank=True, help_text="JSON of the member's fields before an update, for undo."
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="cadres.importbatch"
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
                (
                    "member",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="cadres.member"
                    ),
                ),
                (
                    "identity",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=32),
                        default=list,
                        help_text="Keyed hashes by which two rows of one sheet are told to be the same person.",
                        size=None,
                    ),
                ),
                (
                    "impact",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("new", "Baru"),
                            ("changed", "Berubah"),
                            ("moved", "Pindah unit"),
                            ("confirm", "Disahkan"),
                        ],
                        help_text="What writing a ready row does.",
                        max_length=8,
                    ),
                ),
                (
                    "suggestion",
                    models.JSONField(
                        default=dict,
                        help_text="The nearest unit: {field, written, cells, label, percent}; empty when none is near.",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="cadres.officerterm",
                    ),
                ),
            ],
            options={
                "verbose_name": "baris impor",
                "indexes": [models.Index(fields=["batch", "state", "number"], name="importrow_state")],
                "constraints": [
                    models.UniqueConstraint(fields=("batch", "number"), name="importrow_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["ready", "bad", "duplicate", "unchanged", "written", "skipped", "undone"])
                        ),
                        name="importrow_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("impact__in", ["", "new", "changed", "moved", "confirm"])),
                        name="importrow_impact",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficerTermEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("post", models.CharField(max_length=100, verbose_name="jabatan")),
                ("portfolio", models.CharField(blank=True, max_length=100, verbose_name="bidang")),
                ("decree_no", models.CharField(blank=True, max_length=60, verbose_name="nomor SK")),
                ("starts_on", models.DateField(verbose_name="mulai")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="sampai")),
                ("rank", models.PositiveSmallIntegerField(default=100, verbose_name="urutan")),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.member",
                        verbose_name="kader",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cadres.officerterm",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "confirmed_by_unit",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("app.user_id"), models.Value(True), function="current_setting"
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("confirmed_at", models.DateTimeField(editable=False, null=True)),
                ("decree_on", models.DateField(blank=True, null=True, verbose_name="tanggal SK")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        default=django.utils.timezone.now,
                        editable=False,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Menunggu pengesahan"),
                            ("confirmed", "Disahkan"),
                            ("returned", "Dikembalikan"),
                        ],
                        db_default="waiting",
                        default="waiting",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MemberTransition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "from_value",
                    models.CharField(
                        choices=[
                            ("applied", "Mendaftar"),
                            ("verified", "Terverifikasi"),
                            ("active", "Aktif"),
                            ("suspended", "Dibekukan"),
                            ("ended", "Berakhir"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "to_value",
                    models.CharField(
                        choices=[
                            ("applied", "Mendaftar"),
                            ("verified", "Terverifikasi"),
                            ("active", "Aktif"),
                            ("suspended", "Dibekukan"),
                            ("ended", "Berakhir"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("resigned", "Mengundurkan diri"),
                            ("dismissed", "Diberhentikan"),
                            ("deceased", "Meninggal dunia"),
                            ("moved_party", "Pindah partai"),
                            ("duplicate", "Data ganda"),
                            ("public_service", "Menjadi ASN, TNI, Polri, atau penyelenggara pemilu"),
                        ],
                        max_length=14,
                        verbose_name="alasan",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="keterangan")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="transitions", to="cadres.member"
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
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("app.on_behalf_of"), models.Value(True), function="current_setting"
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decree_no",
                    models.CharField(blank=True, db_default="", default="", max_length=60, verbose_name="nomor SK"),
                ),
                ("decree_on", models.DateField(blank=True, null=True, verbose_name="tanggal SK")),
            ],
            options={
                "verbose_name": "perpindahan status",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to_value__in", ["applied", "verified", "active", "suspended", "ended"])),
                        name="membertransition_to",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("to_value", "ended"), _negated=True),
                            (
                                "reason__in",
                                ["resigned", "dismissed", "deceased", "moved_party", "duplicate", "public_service"],
                            ),
                            _connector="OR",
                        ),
                        name="membertransition_end_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("to_value", "suspended"),
                                models.Q(("from_value", "suspended"), ("to_value", "active")),
                                _connector="OR",
                                _negated=True,
                            ),
                            models.Q(models.Q(("decree_no", ""), _negated=True), ("decree_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="membertransition_suspension_has_decree",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ColumnMapping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("members", "Kader"), ("officers", "Pengurus")], max_length=12)),
                (
                    "signature",
                    models.CharField(help_text="SHA-256 of the headers' letters and digits, in order.", max_length=64),
                ),
                ("columns", models.JSONField(help_text="field → column index")),
                ("settled_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "settled_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                "verbose_name": "kecocokan kolom",
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "kind", "signature"), name="columnmapping_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["members", "officers"])), name="columnmapping_kind"
                    ),
                ],
            },
        ),
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
        migrations.CreateModel(
            name="Level",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=20, unique=True, verbose_name="kode")),
                ("name", models.CharField(max_length=60, verbose_name="nama")),
                (
                    "kind",
                    models.CharField(
                        choices=[("level", "Jenjang"), ("track", "Jalur khusus")],
                        default="level",
                        max_length=6,
                        verbose_name="jenis",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="urutan")),
                (
                    "approval_tier",
                    models.SmallIntegerField(
                        choices=[
                            (0, "Pusat"),
                            (1, "Provinsi"),
                            (2, "Kabupaten/Kota"),
                            (3, "Kecamatan"),
                            (4, "Ranting"),
                            (5, "Kelompok kader"),
                        ],
                        default=2,
                        verbose_name="disetujui di tingkat",
                    ),
                ),
                (
                    "silent_days",
                    models.PositiveSmallIntegerField(
                        default=180,
                        help_text="Tanpa satu pun bukti baru selama ini.",
                        verbose_name="terhenti sesudah (hari)",
                    ),
                ),
            ],
            options={
                "verbose_name": "jenjang",
                "ordering": ["kind", "order"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("kind__in", ["level", "track"])), name="level_kind"),
                    models.CheckConstraint(
                        condition=models.Q(("approval_tier__range", (0, 4))), name="level_approval_tier"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("silent_days__range", (14, 1825))), name="level_silent_days"
                    ),
                    models.UniqueConstraint(fields=("kind", "order"), name="level_order_once"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cadres_levelevent" ("approval_tier", "code", "id", "kind", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "silent_days") VALUES (NEW."approval_tier", NEW."code", NEW."id", NEW."kind", NEW."name", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."silent_days"); RETURN NULL;',
                            hash="b5202356d0ce3c116b8e12d8c916f488922b5413",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_034a2",
                            table="cadres_level",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cadres_levelevent" ("approval_tier", "code", "id", "kind", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "silent_days") VALUES (NEW."approval_tier", NEW."code", NEW."id", NEW."kind", NEW."name", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."silent_days"); RETURN NULL;',
                            hash="2c96e79ad72f06ddf16870de38914dc43a651dc6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7e91e",
                            table="cadres_level",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cadres_levelevent" ("approval_tier", "code", "id", "kind", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "silent_days") VALUES (OLD."approval_tier", OLD."code", OLD."id", OLD."kind", OLD."name", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."silent_days"); RETURN NULL;',
                            hash="083c9fae0724e2d94c5a7b386b79d1a0bc497681",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6322d",
                            table="cadres_level",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Accreditation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "event_kind",
                    models.CharField(
                        choices=[("diklat", "Diklat"), ("bimtek", "Bimtek"), ("dikpol", "Pendidikan politik")],
                        max_length=8,
                        verbose_name="jenis pelatihan",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="nama pelatihan")),
                ("held_on", models.DateField(verbose_name="tanggal")),
                ("document_ref", models.CharField(max_length=80, verbose_name="nomor dokumen")),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "Diusulkan"), ("approved", "Diakui"), ("refused", "Tidak diakui")],
                        default="proposed",
                        max_length=8,
                    ),
                ),
                ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decision_reason", models.CharField(blank=True, max_length=200, verbose_name="alasan")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="accreditations", to="cadres.member"
                    ),
                ),
                (
                    "proposed_by",
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
                (
                    "level",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.level",
                        verbose_name="untuk jenjang",
                    ),
                ),
            ],
            options={
                "verbose_name": "pengakuan",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "approved", "refused"])),
                        name="accreditation_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("event_kind__in", ["diklat", "bimtek", "dikpol"])),
                        name="accreditation_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("document_ref", ""), _negated=True), name="accreditation_has_a_document"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_by__isnull", True), ("state", "proposed")),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="accreditation_decided_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="accreditation_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("decision_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="accreditation_refused_with_a_reason",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cadres_accreditationevent" ("decided_at", "decided_by_id", "decision_reason", "district_id", "document_ref", "event_kind", "held_on", "id", "level_id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "province_id", "regency_id", "state", "title", "unit_id", "village_id") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."decision_reason", NEW."district_id", NEW."document_ref", NEW."event_kind", NEW."held_on", NEW."id", NEW."level_id", NEW."member_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."province_id", NEW."regency_id", NEW."state", NEW."title", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="07259d0cf7f6a6300605bbe563d2ecc73d8684b3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_768bd",
                            table="cadres_accreditation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cadres_accreditationevent" ("decided_at", "decided_by_id", "decision_reason", "district_id", "document_ref", "event_kind", "held_on", "id", "level_id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "province_id", "regency_id", "state", "title", "unit_id", "village_id") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."decision_reason", NEW."district_id", NEW."document_ref", NEW."event_kind", NEW."held_on", NEW."id", NEW."level_id", NEW."member_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."province_id", NEW."regency_id", NEW."state", NEW."title", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="dbd79bf126c73851ab43d49579b26d1594fc1175",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_eecf8",
                            table="cadres_accreditation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cadres_accreditationevent" ("decided_at", "decided_by_id", "decision_reason", "district_id", "document_ref", "event_kind", "held_on", "id", "level_id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "province_id", "regency_id", "state", "title", "unit_id", "village_id") VALUES (OLD."decided_at", OLD."decided_by_id", OLD."decision_reason", OLD."district_id", OLD."document_ref", OLD."event_kind", OLD."held_on", OLD."id", OLD."level_id", OLD."member_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proposed_at", OLD."proposed_by_id", OLD."province_id", OLD."regency_id", OLD."state", OLD."title", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                            hash="a861ca3295ce9a3f9e4b878b3f6b095bb8e8b696",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2564c",
                            table="cadres_accreditation",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccreditationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "event_kind",
                    models.CharField(
                        choices=[("diklat", "Diklat"), ("bimtek", "Bimtek"), ("dikpol", "Pendidikan politik")],
                        max_length=8,
                        verbose_name="jenis pelatihan",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="nama pelatihan")),
                ("held_on", models.DateField(verbose_name="tanggal")),
                ("document_ref", models.CharField(max_length=80, verbose_name="nomor dokumen")),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "Diusulkan"), ("approved", "Diakui"), ("refused", "Tidak diakui")],
                        default="proposed",
                        max_length=8,
                    ),
                ),
                ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decision_reason", models.CharField(blank=True, max_length=200, verbose_name="alasan")),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.member",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cadres.accreditation",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.level",
                        verbose_name="untuk jenjang",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("note", models.CharField(max_length=300, verbose_name="alasan")),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cadres.level"),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recommendations", to="cadres.member"
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
                "verbose_name": "rekomendasi",
                "constraints": [
                    models.UniqueConstraint(fields=("member", "level", "given_by"), name="recommendation_once"),
                    models.CheckConstraint(
                        condition=models.Q(("note", ""), _negated=True), name="recommendation_has_a_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequirementSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField(verbose_name="versi")),
                ("in_force_from", models.DateField(verbose_name="berlaku sejak")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="keterangan")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requirement_sets",
                        to="cadres.level",
                        verbose_name="jenjang",
                    ),
                ),
            ],
            options={
                "verbose_name": "syarat jenjang",
                "ordering": ["level", "-version"],
                "constraints": [
                    models.UniqueConstraint(fields=("level", "version"), name="requirementset_version_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="LevelPath",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("running", "Berjalan"),
                            ("waiting", "Daftar tunggu"),
                            ("interrupted", "Terhenti"),
                            ("done", "Selesai"),
                        ],
                        default="running",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("started_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="mulai")),
                (
                    "resumed_on",
                    models.DateField(help_text="Silence counts from here.", null=True, verbose_name="dilanjutkan"),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="alasan")),
                (
                    "ready_since",
                    models.DateField(
                        help_text="Every rule was met when it was last counted; kept by a job.", null=True
                    ),
                ),
                (
                    "since",
                    models.DateField(
                        default=django.utils.timezone.localdate, help_text="In this state.", verbose_name="sejak"
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
                    "level",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="paths", to="cadres.level"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="paths", to="cadres.member"
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
                (
                    "requirement_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="paths", to="cadres.requirementset"
                    ),
                ),
            ],
            options={
                "verbose_name": "jalan ke jenjang",
                "indexes": [models.Index(fields=["regency", "state"], name="levelpath_regency_state")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["running", "waiting", "interrupted", "done"])),
                        name="levelpath_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["waiting", "interrupted"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="levelpath_halt_has_a_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "done"), _negated=True),
                        fields=("member", "level"),
                        name="levelpath_one_open_per_level",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cadres_levelpathevent" ("district_id", "id", "level_id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "ready_since", "reason", "regency_id", "requirement_set_id", "resumed_on", "since", "started_on", "state", "unit_id", "village_id") VALUES (NEW."district_id", NEW."id", NEW."level_id", NEW."member_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."ready_since", NEW."reason", NEW."regency_id", NEW."requirement_set_id", NEW."resumed_on", NEW."since", NEW."started_on", NEW."state", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="49581afec2bd94bae1701184ac61107fc0a33468",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_33ec4",
                            table="cadres_levelpath",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cadres_levelpathevent" ("district_id", "id", "level_id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "ready_since", "reason", "regency_id", "requirement_set_id", "resumed_on", "since", "started_on", "state", "unit_id", "village_id") VALUES (NEW."district_id", NEW."id", NEW."level_id", NEW."member_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."ready_since", NEW."reason", NEW."regency_id", NEW."requirement_set_id", NEW."resumed_on", NEW."since", NEW."started_on", NEW."state", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="51c735642fe805bd619a62bb3105227263533e24",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8cb1a",
                            table="cadres_levelpath",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cadres_levelpathevent" ("district_id", "id", "level_id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "ready_since", "reason", "regency_id", "requirement_set_id", "resumed_on", "since", "started_on", "state", "unit_id", "village_id") VALUES (OLD."district_id", OLD."id", OLD."level_id", OLD."member_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."ready_since", OLD."reason", OLD."regency_id", OLD."requirement_set_id", OLD."resumed_on", OLD."since", OLD."started_on", OLD."state", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                            hash="f206be6500433b730d558091d8316eae6ddae777",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ee89a",
                            table="cadres_levelpath",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LevelAward",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_level", models.CharField(blank=True, max_length=20, verbose_name="dari jenjang")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Diusulkan"),
                            ("awarded", "Ditetapkan"),
                            ("returned", "Dikembalikan"),
                            ("revoked", "Dicabut"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "proposed_evidence",
                    models.JSONField(help_text="What the proposer saw: counts and ids, no name, no text."),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_evidence", models.JSONField(help_text="What the leader saw.", null=True)),
                ("decision_reason", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                ("awarded_on", models.DateField(null=True, verbose_name="ditetapkan")),
                ("revoked_at", models.DateTimeField(null=True)),
                ("revoke_reason", models.CharField(blank=True, max_length=300, verbose_name="alasan pencabutan")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "level",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="awards", to="cadres.level"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="awards", to="cadres.member"
                    ),
                ),
                (
                    "proposed_by",
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
                    "revoked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "path",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="awards", to="cadres.levelpath"
                    ),
                ),
            ],
            options={
                "verbose_name": "kenaikan jenjang",
                "indexes": [
                    models.Index(fields=["member", "state"], name="levelaward_member_state"),
                    models.Index(fields=["regency", "state"], name="levelaward_regency_state"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "awarded", "returned", "revoked"])),
                        name="levelaward_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="levelaward_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_by__isnull", True), ("state", "proposed")),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="levelaward_decided_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["awarded", "revoked"]), _negated=True),
                            models.Q(("awarded_on__isnull", False), ("decided_evidence__isnull", False)),
                            _connector="OR",
                        ),
                        name="levelaward_awarded_on_evidence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("decision_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="levelaward_return_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "revoked"), _negated=True),
                            models.Q(
                                ("revoked_at__isnull", False),
                                ("revoked_by__isnull", False),
                                models.Q(("revoke_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="levelaward_revoked_by_somebody_with_a_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "proposed")),
                        fields=("member",),
                        name="levelaward_one_proposal_at_a_time",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "awarded")),
                        fields=("member", "level"),
                        name="levelaward_level_once",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cadres_levelawardevent" ("awarded_on", "decided_at", "decided_by_id", "decided_evidence", "decision_reason", "district_id", "from_level", "id", "level_id", "member_id", "path_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "proposed_evidence", "province_id", "regency_id", "revoke_reason", "revoked_at", "revoked_by_id", "state", "unit_id", "village_id") VALUES (NEW."awarded_on", NEW."decided_at", NEW."decided_by_id", NEW."decided_evidence", NEW."decision_reason", NEW."district_id", NEW."from_level", NEW."id", NEW."level_id", NEW."member_id", NEW."path_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."proposed_evidence", NEW."province_id", NEW."regency_id", NEW."revoke_reason", NEW."revoked_at", NEW."revoked_by_id", NEW."state", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="7a06b7181f034cb1e77e6151330eca572f39ccf3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ab957",
                            table="cadres_levelaward",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cadres_levelawardevent" ("awarded_on", "decided_at", "decided_by_id", "decided_evidence", "decision_reason", "district_id", "from_level", "id", "level_id", "member_id", "path_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "proposed_evidence", "province_id", "regency_id", "revoke_reason", "revoked_at", "revoked_by_id", "state", "unit_id", "village_id") VALUES (NEW."awarded_on", NEW."decided_at", NEW."decided_by_id", NEW."decided_evidence", NEW."decision_reason", NEW."district_id", NEW."from_level", NEW."id", NEW."level_id", NEW."member_id", NEW."path_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."proposed_evidence", NEW."province_id", NEW."regency_id", NEW."revoke_reason", NEW."revoked_at", NEW."revoked_by_id", NEW."state", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="7addfb4342d41e0affef46b0dd27620b524371be",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b9323",
                            table="cadres_levelaward",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cadres_levelawardevent" ("awarded_on", "decided_at", "decided_by_id", "decided_evidence", "decision_reason", "district_id", "from_level", "id", "level_id", "member_id", "path_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "proposed_evidence", "province_id", "regency_id", "revoke_reason", "revoked_at", "revoked_by_id", "state", "unit_id", "village_id") VALUES (OLD."awarded_on", OLD."decided_at", OLD."decided_by_id", OLD."decided_evidence", OLD."decision_reason", OLD."district_id", OLD."from_level", OLD."id", OLD."level_id", OLD."member_id", OLD."path_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proposed_at", OLD."proposed_by_id", OLD."proposed_evidence", OLD."province_id", OLD."regency_id", OLD."revoke_reason", OLD."revoked_at", OLD."revoked_by_id", OLD."state", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                            hash="91cfb3d2d1110d9140e3a5eef19a142a294ffee0",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7b6c3",
                            table="cadres_levelaward",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AwardAppeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("filed", "Diajukan"), ("upheld", "Dikabulkan"), ("dismissed", "Ditolak")],
                        default="filed",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="alasan")),
                ("filed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("tier", models.SmallIntegerField(help_text="The tier that decides: one above the one that returned.")),
                ("decided_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="jawaban")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "filed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cadres.member"
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
                (
                    "award",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="appeal", to="cadres.levelaward"
                    ),
                ),
            ],
            options={
                "verbose_name": "keberatan",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["filed", "upheld", "dismissed"])), name="awardappeal_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="awardappeal_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_by__isnull", True), ("state", "filed")),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="awardappeal_decided_with_an_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("filed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="awardappeal_two_people",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cadres_awardappealevent" ("answer", "award_id", "decided_at", "decided_by_id", "district_id", "filed_at", "filed_by_id", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "reason", "regency_id", "state", "tier", "unit_id", "village_id") VALUES (NEW."answer", NEW."award_id", NEW."decided_at", NEW."decided_by_id", NEW."district_id", NEW."filed_at", NEW."filed_by_id", NEW."id", NEW."member_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."reason", NEW."regency_id", NEW."state", NEW."tier", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="b472e2947e37cdb24aac899007eed80faa62da88",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_edcd1",
                            table="cadres_awardappeal",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cadres_awardappealevent" ("answer", "award_id", "decided_at", "decided_by_id", "district_id", "filed_at", "filed_by_id", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "reason", "regency_id", "state", "tier", "unit_id", "village_id") VALUES (NEW."answer", NEW."award_id", NEW."decided_at", NEW."decided_by_id", NEW."district_id", NEW."filed_at", NEW."filed_by_id", NEW."id", NEW."member_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."reason", NEW."regency_id", NEW."state", NEW."tier", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="5911505b294b94154bd18fe44ffbeea6ce7a09b6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_99f98",
                            table="cadres_awardappeal",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cadres_awardappealevent" ("answer", "award_id", "decided_at", "decided_by_id", "district_id", "filed_at", "filed_by_id", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "reason", "regency_id", "state", "tier", "unit_id", "village_id") VALUES (OLD."answer", OLD."award_id", OLD."decided_at", OLD."decided_by_id", OLD."district_id", OLD."filed_at", OLD."filed_by_id", OLD."id", OLD."member_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."reason", OLD."regency_id", OLD."state", OLD."tier", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                            hash="b79e5eebbb96db215fc157fd97006bca49fad5f6",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0332f",
                            table="cadres_awardappeal",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AwardAppealEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("filed", "Diajukan"), ("upheld", "Dikabulkan"), ("dismissed", "Ditolak")],
                        default="filed",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="alasan")),
                ("filed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("tier", models.SmallIntegerField(help_text="The tier that decides: one above the one that returned.")),
                ("decided_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="jawaban")),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "filed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.member",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cadres.awardappeal",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "award",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.levelaward",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LevelAwardEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("from_level", models.CharField(blank=True, max_length=20, verbose_name="dari jenjang")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Diusulkan"),
                            ("awarded", "Ditetapkan"),
                            ("returned", "Dikembalikan"),
                            ("revoked", "Dicabut"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "proposed_evidence",
                    models.JSONField(help_text="What the proposer saw: counts and ids, no name, no text."),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_evidence", models.JSONField(help_text="What the leader saw.", null=True)),
                ("decision_reason", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                ("awarded_on", models.DateField(null=True, verbose_name="ditetapkan")),
                ("revoked_at", models.DateTimeField(null=True)),
                ("revoke_reason", models.CharField(blank=True, max_length=300, verbose_name="alasan pencabutan")),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.level",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.member",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cadres.levelaward",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "path",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.levelpath",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LevelPathEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("running", "Berjalan"),
                            ("waiting", "Daftar tunggu"),
                            ("interrupted", "Terhenti"),
                            ("done", "Selesai"),
                        ],
                        default="running",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("started_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="mulai")),
                (
                    "resumed_on",
                    models.DateField(help_text="Silence counts from here.", null=True, verbose_name="dilanjutkan"),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="alasan")),
                (
                    "ready_since",
                    models.DateField(
                        help_text="Every rule was met when it was last counted; kept by a job.", null=True
                    ),
                ),
                (
                    "since",
                    models.DateField(
                        default=django.utils.timezone.localdate, help_text="In this state.", verbose_name="sejak"
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.level",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.member",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cadres.levelpath",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "requirement_set",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.requirementset",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PathTransition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_value", models.CharField(blank=True, max_length=12)),
                (
                    "to_value",
                    models.CharField(
                        choices=[
                            ("running", "Berjalan"),
                            ("waiting", "Daftar tunggu"),
                            ("interrupted", "Terhenti"),
                            ("done", "Selesai"),
                        ],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="alasan")),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cadres.member"
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("app.on_behalf_of"), models.Value(True), function="current_setting"
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "path",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="transitions", to="cadres.levelpath"
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
                "verbose_name": "perpindahan jalan",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to_value__in", ["running", "waiting", "interrupted", "done"])),
                        name="pathtransition_to",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Requirement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20, verbose_name="syarat")),
                ("amount", models.PositiveSmallIntegerField(verbose_name="jumlah")),
                ("detail", models.JSONField(blank=True, default=dict, verbose_name="rincian")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "requirement_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="requirements",
                        to="cadres.requirementset",
                    ),
                ),
            ],
            options={
                "verbose_name": "syarat",
                "ordering": ["order", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("requirement_set", "kind", "detail"), name="requirement_once"),
                    models.CheckConstraint(condition=models.Q(("amount__range", (1, 120))), name="requirement_amount"),
                ],
            },
        ),
        migrations.CreateModel(
            name="TrainingEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("diklat", "Diklat"), ("bimtek", "Bimtek"), ("dikpol", "Pendidikan politik")],
                        max_length=8,
                        verbose_name="jenis",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="judul")),
                ("topic", models.CharField(max_length=200, verbose_name="pokok bahasan")),
                ("place", models.CharField(max_length=120, verbose_name="tempat")),
                ("starts_at", models.DateTimeField(verbose_name="mulai")),
                ("ends_at", models.DateTimeField(verbose_name="selesai")),
                ("capacity", models.PositiveSmallIntegerField(verbose_name="kursi")),
                ("taken", models.PositiveSmallIntegerField(default=0, editable=False, help_text="Kept by a trigger.")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Rancangan"),
                            ("open", "Dibuka"),
                            ("closed", "Selesai"),
                            ("cancelled", "Dibatalkan"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="alasan")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.level",
                        verbose_name="untuk jenjang",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                        verbose_name="penyelenggara",
                    ),
                ),
            ],
            options={
                "verbose_name": "kegiatan pelatihan",
                "db_table": "cadres_training",
                "indexes": [models.Index(fields=["unit", "starts_at"], name="trainingevent_unit_starts")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["diklat", "bimtek", "dikpol"])), name="trainingevent_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "open", "closed", "cancelled"])),
                        name="trainingevent_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="trainingevent_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("capacity__range", (1, 5000))), name="trainingevent_capacity"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("taken__lte", models.F("capacity"))), name="trainingevent_within_capacity"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "cancelled"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="trainingevent_cancelled_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AttendanceTry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("accepted", models.BooleanField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cadres.trainingevent"
                    ),
                ),
            ],
            options={
                "verbose_name": "percobaan kode hadir",
                "indexes": [models.Index(fields=["event", "by", "at"], name="attendancetry_recent")],
            },
        ),
        migrations.CreateModel(
            name="TrainingRegistration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("registered", "Terdaftar"),
                            ("waiting", "Daftar tunggu"),
                            ("attended", "Hadir"),
                            ("cancelled", "Batal"),
                        ],
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("registered_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("attended_at", models.DateTimeField(null=True)),
                (
                    "attended_by",
                    models.CharField(
                        blank=True,
                        choices=[("code", "Kode sekali pakai"), ("hand", "Dicentang sekretariat")],
                        max_length=4,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True, help_text="Why it was ticked by hand.", max_length=200, verbose_name="alasan"
                    ),
                ),
                ("score", models.PositiveSmallIntegerField(null=True, verbose_name="nilai")),
                (
                    "result",
                    models.CharField(
                        choices=[("open", "Belum dinilai"), ("passed", "Lulus"), ("failed", "Belum lulus")],
                        default="open",
                        max_length=6,
                        verbose_name="hasil",
                    ),
                ),
                ("result_at", models.DateTimeField(null=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to="cadres.trainingevent",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="trainings", to="cadres.member"
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
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "result_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "verbose_name": "peserta pelatihan",
                "constraints": [
                    models.UniqueConstraint(fields=("event", "member"), name="registration_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["registered", "waiting", "attended", "cancelled"])),
                        name="registration_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "attended"), _negated=True),
                            models.Q(
                                ("attended_at__isnull", False),
                                ("attended_by__in", ["code", "hand"]),
                                ("confirmed_by__isnull", False),
                                models.Q(
                                    models.Q(("attended_by", "hand"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="registration_attendance_is_confirmed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("result", "open"),
                            models.Q(
                                ("result__in", ["passed", "failed"]),
                                ("result_by__isnull", False),
                                ("state", "attended"),
                            ),
                            _connector="OR",
                        ),
                        name="registration_result_after_attendance",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("score__isnull", True), ("score__lte", 100), _connector="OR"),
                        name="registration_score",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cadres_trainingregistrationevent" ("attended_at", "attended_by", "confirmed_by_id", "district_id", "event_id", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "reason", "regency_id", "registered_at", "registered_by_id", "result", "result_at", "result_by_id", "score", "state", "unit_id", "village_id") VALUES (NEW."attended_at", NEW."attended_by", NEW."confirmed_by_id", NEW."district_id", NEW."event_id", NEW."id", NEW."member_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."reason", NEW."regency_id", NEW."registered_at", NEW."registered_by_id", NEW."result", NEW."result_at", NEW."result_by_id", NEW."score", NEW."state", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="cb848f1f1d5f7459659bf16be7581c38e620c18f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_86e55",
                            table="cadres_trainingregistration",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cadres_trainingregistrationevent" ("attended_at", "attended_by", "confirmed_by_id", "district_id", "event_id", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "reason", "regency_id", "registered_at", "registered_by_id", "result", "result_at", "result_by_id", "score", "state", "unit_id", "village_id") VALUES (NEW."attended_at", NEW."attended_by", NEW."confirmed_by_id", NEW."district_id", NEW."event_id", NEW."id", NEW."member_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."reason", NEW."regency_id", NEW."registered_at", NEW."registered_by_id", NEW."result", NEW."result_at", NEW."result_by_id", NEW."score", NEW."state", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="21b3fbf5bbe46b0fa975ef2ae50875ea67a15c4a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_93a8e",
                            table="cadres_trainingregistration",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cadres_trainingregistrationevent" ("attended_at", "attended_by", "confirmed_by_id", "district_id", "event_id", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "reason", "regency_id", "registered_at", "registered_by_id", "result", "result_at", "result_by_id", "score", "state", "unit_id", "village_id") VALUES (OLD."attended_at", OLD."attended_by", OLD."confirmed_by_id", OLD."district_id", OLD."event_id", OLD."id", OLD."member_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."reason", OLD."regency_id", OLD."registered_at", OLD."registered_by_id", OLD."result", OLD."result_at", OLD."result_by_id", OLD."score", OLD."state", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                            hash="c3d777d6f1ae2d0703a843e547c8b7d133aad611",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4ad9e",
                            table="cadres_trainingregistration",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        default=cadres.models.training.new_code, editable=False, max_length=32, unique=True
                    ),
                ),
                ("number", models.CharField(max_length=60, unique=True, verbose_name="nomor sertifikat")),
                ("title", models.CharField(max_length=140)),
                (
                    "name",
                    models.CharField(help_text="The member's name and titles as they were printed.", max_length=220),
                ),
                ("issued_on", models.DateField(verbose_name="tanggal")),
                ("revoked_on", models.DateField(null=True)),
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
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="certificates", to="cadres.member"
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
                (
                    "award",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificate",
                        to="cadres.levelaward",
                    ),
                ),
                (
                    "registration",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificate",
                        to="cadres.trainingregistration",
                    ),
                ),
            ],
            options={
                "verbose_name": "sertifikat",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("award__isnull", False), ("registration__isnull", True)),
                            models.Q(("award__isnull", True), ("registration__isnull", False)),
                            _connector="OR",
                        ),
                        name="certificate_of_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[0-9a-f]{32}$")), name="certificate_code"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TrainingRegistrationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("registered", "Terdaftar"),
                            ("waiting", "Daftar tunggu"),
                            ("attended", "Hadir"),
                            ("cancelled", "Batal"),
                        ],
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("registered_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("attended_at", models.DateTimeField(null=True)),
                (
                    "attended_by",
                    models.CharField(
                        blank=True,
                        choices=[("code", "Kode sekali pakai"), ("hand", "Dicentang sekretariat")],
                        max_length=4,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True, help_text="Why it was ticked by hand.", max_length=200, verbose_name="alasan"
                    ),
                ),
                ("score", models.PositiveSmallIntegerField(null=True, verbose_name="nilai")),
                (
                    "result",
                    models.CharField(
                        choices=[("open", "Belum dinilai"), ("passed", "Lulus"), ("failed", "Belum lulus")],
                        default="open",
                        max_length=6,
                        verbose_name="hasil",
                    ),
                ),
                ("result_at", models.DateTimeField(null=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.trainingevent",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cadres.member",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cadres.trainingregistration",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "result_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DuplicatePair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("score", models.PositiveSmallIntegerField(verbose_name="kemiripan")),
                (
                    "reasons",
                    models.JSONField(default=list, help_text="Codes of cadres.likeness: no value of a person."),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Perlu diperiksa"),
                            ("merged", "Digabung"),
                            ("different", "Bukan orang yang sama"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("found_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cadres.member"
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
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cadres.member"
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
                "verbose_name": "dugaan data ganda",
                "indexes": [models.Index(fields=["state", "-score"], name="duplicatepair_queue")],
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="duplicatepair_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="duplicatepair_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "merged", "different"])), name="duplicatepair_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "open"),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="duplicatepair_decided_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MemberMerge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "before",
                    core.fields.EncryptedTextField(help_text="JSON: the changed fields of both rows before the merge."),
                ),
                ("chosen", core.fields.EncryptedTextField(help_text="JSON: what the merge wrote into the kept row.")),
                ("moved", models.JSONField(default=dict, help_text="What was re-pointed: name of the table → ids.")),
                ("merged_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("undone_at", models.DateTimeField(null=True)),
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
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="merges", to="cadres.member"
                    ),
                ),
                (
                    "lost",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cadres.member"
                    ),
                ),
                (
                    "merged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "pair",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges",
                        to="cadres.duplicatepair",
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
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "verbose_name": "penggabungan",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kept", models.F("lost")), _negated=True), name="merge_of_two"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)), fields=("lost",), name="merge_lost_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "Diminta"),
                            ("released", "Dilepas unit asal"),
                            ("accepted", "Diterima unit tujuan"),
                            ("refused", "Ditolak"),
                            ("cancelled", "Dibatalkan"),
                        ],
                        default="requested",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="alasan")),
                ("requested_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("released_at", models.DateTimeField(null=True)),
                ("letter_no", models.CharField(blank=True, max_length=60, verbose_name="nomor surat pindah")),
                ("closed_at", models.DateTimeField(null=True)),
                ("refusal", models.CharField(blank=True, max_length=200, verbose_name="alasan penolakan")),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="transfers", to="cadres.member"
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
                    "released_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "to_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                        verbose_name="unit tujuan",
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
                "verbose_name": "mutasi",
                "ordering": ["-requested_at", "-pk"],
                "indexes": [models.Index(fields=["to_unit", "state"], name="transfer_arrivals")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["requested", "released", "accepted", "refused", "cancelled"])
                        ),
                        name="transfer_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unit", models.F("to_unit")), _negated=True), name="transfer_elsewhere"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["released", "accepted"]), _negated=True),
                            ("released_by__isnull", False),
                            _connector="OR",
                        ),
                        name="transfer_released_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "accepted"), _negated=True),
                            models.Q(
                                ("closed_by__isnull", False),
                                models.Q(("closed_by", models.F("released_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="transfer_accepted_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("refusal", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="transfer_refusal_has_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["requested", "released"])),
                        fields=("member",),
                        name="transfer_one_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BoardDispute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "seat",
                    models.CharField(
                        blank=True,
                        choices=[("chair", "Ketua"), ("secretary", "Sekretaris"), ("treasurer", "Bendahara")],
                        max_length=9,
                        verbose_name="kursi",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                (
                    "raised_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), default=django.utils.timezone.now
                    ),
                ),
                ("resolved_at", models.DateTimeField(null=True)),
                ("decree_no", models.CharField(blank=True, db_default="", max_length=60, verbose_name="nomor SK")),
                ("decree_on", models.DateField(null=True, verbose_name="tanggal SK")),
                ("resolution", models.CharField(blank=True, db_default="", max_length=300, verbose_name="putusan")),
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
                    "raised_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "resolved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resolved_by_unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit"
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
                "verbose_name": "sengketa kepengurusan",
                "ordering": ["-raised_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("resolved_at", None)), fields=("unit",), name="boarddispute_one_open"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seat__in", ["", "chair", "secretary", "treasurer"])),
                        name="boarddispute_seat",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("seat", ""), _negated=True),
                            models.Q(models.Q(("reason", ""), _negated=True), ("raised_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="boarddispute_by_hand_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("resolved_at__isnull", True),
                                ("resolved_by__isnull", True),
                                ("resolved_by_unit__isnull", True),
                            ),
                            models.Q(
                                ("decree_on__isnull", False),
                                ("resolved_at__isnull", False),
                                ("resolved_by__isnull", False),
                                ("resolved_by_unit__isnull", False),
                                models.Q(("decree_no", ""), _negated=True),
                                models.Q(("resolution", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="boarddispute_resolved_by_decree",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cadres_boarddisputeevent" ("decree_no", "decree_on", "district_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "raised_at", "raised_by_id", "reason", "regency_id", "resolution", "resolved_at", "resolved_by_id", "resolved_by_unit_id", "seat", "unit_id", "village_id") VALUES (NEW."decree_no", NEW."decree_on", NEW."district_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."raised_at", NEW."raised_by_id", NEW."reason", NEW."regency_id", NEW."resolution", NEW."resolved_at", NEW."resolved_by_id", NEW."resolved_by_unit_id", NEW."seat", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="647a119ab4757434a0fa3c973fd8c1d38a6bb4a5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_268e9",
                            table="cadres_boarddispute",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cadres_boarddisputeevent" ("decree_no", "decree_on", "district_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "raised_at", "raised_by_id", "reason", "regency_id", "resolution", "resolved_at", "resolved_by_id", "resolved_by_unit_id", "seat", "unit_id", "village_id") VALUES (NEW."decree_no", NEW."decree_on", NEW."district_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."raised_at", NEW."raised_by_id", NEW."reason", NEW."regency_id", NEW."resolution", NEW."resolved_at", NEW."resolved_by_id", NEW."resolved_by_unit_id", NEW."seat", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="ce0c714c895fff73efd2bf2021e50b224fe57eba",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0db89",
                            table="cadres_boarddispute",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cadres_boarddisputeevent" ("decree_no", "decree_on", "district_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "raised_at", "raised_by_id", "reason", "regency_id", "resolution", "resolved_at", "resolved_by_id", "resolved_by_unit_id", "seat", "unit_id", "village_id") VALUES (OLD."decree_no", OLD."decree_on", OLD."district_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."raised_at", OLD."raised_by_id", OLD."reason", OLD."regency_id", OLD."resolution", OLD."resolved_at", OLD."resolved_by_id", OLD."resolved_by_unit_id", OLD."seat", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                            hash="c8315f3fc51505c7c8b0ce057897b313129bd19d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f4183",
                            table="cadres_boarddispute",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BoardDisputeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "seat",
                    models.CharField(
                        blank=True,
                        choices=[("chair", "Ketua"), ("secretary", "Sekretaris"), ("treasurer", "Bendahara")],
                        max_length=9,
                        verbose_name="kursi",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                (
                    "raised_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), default=django.utils.timezone.now
                    ),
                ),
                ("resolved_at", models.DateTimeField(null=True)),
                ("decree_no", models.CharField(blank=True, db_default="", max_length=60, verbose_name="nomor SK")),
                ("decree_on", models.DateField(null=True, verbose_name="tanggal SK")),
                ("resolution", models.CharField(blank=True, db_default="", max_length=300, verbose_name="putusan")),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cadres.boarddispute",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resolved_by_unit",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TermTransition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "from_value",
                    models.CharField(
                        choices=[
                            ("waiting", "Menunggu pengesahan"),
                            ("confirmed", "Disahkan"),
                            ("returned", "Dikembalikan"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "to_value",
                    models.CharField(
                        choices=[
                            ("waiting", "Menunggu pengesahan"),
                            ("confirmed", "Disahkan"),
                            ("returned", "Dikembalikan"),
                        ],
                        max_length=9,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "acting_unit",
                    models.ForeignKey(
                        help_text="For which board he acted.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                    "on_behalf_of",
                    models.ForeignKey(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("app.on_behalf_of"), models.Value(True), function="current_setting"
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="transitions", to="cadres.officerterm"
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
                "verbose_name": "perpindahan pengesahan",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_value__in", ["waiting", "confirmed", "returned"]),
                            ("to_value__in", ["waiting", "confirmed", "returned"]),
                        ),
                        name="termtransition_states",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("to_value", "returned"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="termtransition_return_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LevelEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("code", models.SlugField(db_index=False, max_length=20, verbose_name="kode")),
                ("name", models.CharField(max_length=60, verbose_name="nama")),
                (
                    "kind",
                    models.CharField(
                        choices=[("level", "Jenjang"), ("track", "Jalur khusus")],
                        default="level",
                        max_length=6,
                        verbose_name="jenis",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="urutan")),
                (
                    "approval_tier",
                    models.SmallIntegerField(
                        choices=[
                            (0, "Pusat"),
                            (1, "Provinsi"),
                            (2, "Kabupaten/Kota"),
                            (3, "Kecamatan"),
                            (4, "Ranting"),
                            (5, "Kelompok kader"),
                        ],
                        default=2,
                        verbose_name="disetujui di tingkat",
                    ),
                ),
                (
                    "silent_days",
                    models.PositiveSmallIntegerField(
                        default=180,
                        help_text="Tanpa satu pun bukti baru selama ini.",
                        verbose_name="terhenti sesudah (hari)",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cadres.level",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AffiliatedBody",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.SlugField(
                        help_text="Singkatan tanpa spasi; tetap selamanya.",
                        max_length=20,
                        unique=True,
                        verbose_name="kode",
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="nama")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("wing", "Sayap partai"),
                            ("founder", "Ormas pendiri"),
                            ("founded", "Ormas yang didirikan"),
                        ],
                        default="wing",
                        max_length=7,
                        verbose_name="jenis",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Yang tidak dipakai lagi tetap tercatat pada kader yang sudah memilikinya.",
                        verbose_name="dipakai",
                    ),
                ),
            ],
            options={
                "verbose_name": "sayap atau ormas",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["wing", "founder", "founded"])), name="affiliatedbody_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[a-z0-9][a-z0-9-]*$")), name="affiliatedbody_code"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="affiliatedbody_has_a_name"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cadres_affiliatedbodyevent" ("code", "id", "is_active", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."id", NEW."is_active", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="707d120ef6776614475ce734554b8d3bc0045d23",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8a9aa",
                            table="cadres_affiliatedbody",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cadres_affiliatedbodyevent" ("code", "id", "is_active", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."id", NEW."is_active", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="76a3036395c9b82dc7b46a91fc7463e1a7db0a2e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_955e4",
                            table="cadres_affiliatedbody",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cadres_affiliatedbodyevent" ("code", "id", "is_active", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."code", OLD."id", OLD."is_active", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="8f45d087ac4333c3fe97a71ce105a25f44ea88a8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d90d2",
                            table="cadres_affiliatedbody",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AffiliatedBodyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "code",
                    models.SlugField(
                        db_index=False,
                        help_text="Singkatan tanpa spasi; tetap selamanya.",
                        max_length=20,
                        verbose_name="kode",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="nama")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("wing", "Sayap partai"),
                            ("founder", "Ormas pendiri"),
                            ("founded", "Ormas yang didirikan"),
                        ],
                        default="wing",
                        max_length=7,
                        verbose_name="jenis",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Yang tidak dipakai lagi tetap tercatat pada kader yang sudah memilikinya.",
                        verbose_name="dipakai",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="cadres.affiliatedbody",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        core.history.InstallTriggers(),
    ]
