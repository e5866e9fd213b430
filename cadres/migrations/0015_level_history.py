"""Levels keep who changed them and when; what stands today is where their history begins."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from core import roles


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0014_board_guards"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
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
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="level",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="level",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="level",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        migrations.AddField(
            model_name="levelevent",
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
            model_name="levelevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="cadres.level",
            ),
        ),
        migrations.RunSQL(
            f"""
            INSERT INTO cadres_levelevent (pgh_created_at, pgh_label, pgh_obj_id, id, code, name, kind, "order",
                approval_tier, silent_days)
            SELECT now(), 'insert', id, id, code, name, kind, "order", approval_tier, silent_days FROM cadres_level;
            REVOKE UPDATE, DELETE ON cadres_levelevent FROM {roles.DATA}, {roles.APP};
            """,
            migrations.RunSQL.noop,
        ),
    ]
