"""A form keeps where its rater was at home when it first locked, and in which month it counts."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("evaluations", "0021_flows_of_before"),
        ("mentoring", "0036_run_numbers"),
        ("regions", "0006_weak_signal"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="evaluation",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="evaluation",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="evaluation",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="evaluation",
            name="counts_on",
            field=models.DateField(
                editable=False,
                help_text="The end of its window when it first locked: it counts in that month.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="evaluation",
            name="home",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                help_text="Where its rater was at home when it first locked: there it counts. Kept by a trigger.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="evaluationevent",
            name="counts_on",
            field=models.DateField(
                editable=False,
                help_text="The end of its window when it first locked: it counts in that month.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="evaluationevent",
            name="home",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                help_text="Where its rater was at home when it first locked: there it counts. Kept by a trigger.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddIndex(
            model_name="evaluation",
            index=models.Index(fields=["home", "counts_on"], name="evaluation_at_home"),
        ),
        migrations.AddIndex(
            model_name="evaluation",
            index=models.Index(
                condition=models.Q(("home__isnull", False)), fields=["counts_on"], name="evaluation_counts_on"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evaluation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "evaluations_evaluationevent" ("closes_on", "counts_on", "district_id", "home_id", "id", "instrument_id", "locked_at", "occasion", "opens_on", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "rater_id", "regency_id", "role", "round_id", "session_id", "state", "subject_id", "submitted_at", "unit_id", "village_id") VALUES (NEW."closes_on", NEW."counts_on", NEW."district_id", NEW."home_id", NEW."id", NEW."instrument_id", NEW."locked_at", NEW."occasion", NEW."opens_on", NEW."pairing_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."rater_id", NEW."regency_id", NEW."role", NEW."round_id", NEW."session_id", NEW."state", NEW."subject_id", NEW."submitted_at", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                    hash="fc36ed6c41e4cc03a3330d2bb1258d2697cfa474",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b11c4",
                    table="evaluations_evaluation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evaluation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "evaluations_evaluationevent" ("closes_on", "counts_on", "district_id", "home_id", "id", "instrument_id", "locked_at", "occasion", "opens_on", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "rater_id", "regency_id", "role", "round_id", "session_id", "state", "subject_id", "submitted_at", "unit_id", "village_id") VALUES (NEW."closes_on", NEW."counts_on", NEW."district_id", NEW."home_id", NEW."id", NEW."instrument_id", NEW."locked_at", NEW."occasion", NEW."opens_on", NEW."pairing_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."rater_id", NEW."regency_id", NEW."role", NEW."round_id", NEW."session_id", NEW."state", NEW."subject_id", NEW."submitted_at", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                    hash="6960c62e5e52eb80b089cb4b84ca7fd6eb80fd04",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_58a92",
                    table="evaluations_evaluation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evaluation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "evaluations_evaluationevent" ("closes_on", "counts_on", "district_id", "home_id", "id", "instrument_id", "locked_at", "occasion", "opens_on", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "rater_id", "regency_id", "role", "round_id", "session_id", "state", "subject_id", "submitted_at", "unit_id", "village_id") VALUES (OLD."closes_on", OLD."counts_on", OLD."district_id", OLD."home_id", OLD."id", OLD."instrument_id", OLD."locked_at", OLD."occasion", OLD."opens_on", OLD."pairing_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."rater_id", OLD."regency_id", OLD."role", OLD."round_id", OLD."session_id", OLD."state", OLD."subject_id", OLD."submitted_at", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                    hash="2c4198cee0e7768a2fcfb11e3759fd9f57a85a85",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b9f40",
                    table="evaluations_evaluation",
                    when="AFTER",
                ),
            ),
        ),
    ]
