"""In whose name evaluations and PDLT were acted on, and what averages stand on (DOMAIN §§8, 9)."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from core.history import InstallTriggers


class Migration(migrations.Migration):
    dependencies = [
        ("evaluations", "0011_life_of_a_person"),
        ("regions", "0005_guard_tree"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="reopening",
            name="reopening_two_people",
        ),
        migrations.AddField(
            model_name="answer",
            name="counted",
            field=models.PositiveSmallIntegerField(
                editable=False,
                help_text="What averages stand on: the value when first locked, kept by a trigger.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="pdltassessment",
            name="decided_for",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="pdltassessment",
            name="opened_for",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="pdltassessmentevent",
            name="decided_for",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="pdltassessmentevent",
            name="opened_for",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="pdltassessor",
            name="named_for",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="pdltassessorevent",
            name="named_for",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reopening",
            name="asked_for",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reopening",
            name="decided_for",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reopeningevent",
            name="asked_for",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reopeningevent",
            name="decided_for",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="pdltassessor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("user", models.F("named_by")), _negated=True),
                    models.Q(
                        ("named_for__isnull", True),
                        models.Q(("user", models.F("named_for")), _negated=True),
                        _connector="OR",
                    ),
                ),
                name="pdlt_assessor_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="reopening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_by__isnull", True),
                        ("asked_by__isnull", True),
                        models.Q(("decided_by", models.F("asked_by")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("decided_by__isnull", True),
                        ("asked_for__isnull", True),
                        models.Q(("decided_by", models.F("asked_for")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("decided_for__isnull", True),
                        ("asked_by__isnull", True),
                        models.Q(("decided_for", models.F("asked_by")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("decided_for__isnull", True),
                        ("asked_for__isnull", True),
                        models.Q(("decided_for", models.F("asked_for")), _negated=True),
                        _connector="OR",
                    ),
                ),
                name="reopening_two_people",
            ),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                pgtrigger.migrations.RemoveTrigger(
                    model_name="pdltassessment",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="pdltassessment",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="pdltassessment",
                    name="delete_delete",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="pdltassessor",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="pdltassessor",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="pdltassessor",
                    name="delete_delete",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="reopening",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="reopening",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="reopening",
                    name="delete_delete",
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pdltassessment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "evaluations_pdltassessmentevent" ("decided_at", "decided_by_id", "decided_for_id", "district_id", "gate", "id", "instrument_id", "member_id", "name", "objected_at", "objection", "objection_until", "opened_at", "opened_by_id", "opened_for_id", "parts", "period_from", "period_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "shared_at", "state", "total", "unit_id", "verdict", "verdict_reason", "village_id") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."decided_for_id", NEW."district_id", NEW."gate", NEW."id", NEW."instrument_id", NEW."member_id", NEW."name", NEW."objected_at", NEW."objection", NEW."objection_until", NEW."opened_at", NEW."opened_by_id", NEW."opened_for_id", NEW."parts", NEW."period_from", NEW."period_to", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."regency_id", NEW."shared_at", NEW."state", NEW."total", NEW."unit_id", NEW."verdict", NEW."verdict_reason", NEW."village_id"); RETURN NULL;',
                            hash="b9b89876380816973fc863b046760820a3f09ad8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_afb6a",
                            table="evaluations_pdltassessment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pdltassessment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "evaluations_pdltassessmentevent" ("decided_at", "decided_by_id", "decided_for_id", "district_id", "gate", "id", "instrument_id", "member_id", "name", "objected_at", "objection", "objection_until", "opened_at", "opened_by_id", "opened_for_id", "parts", "period_from", "period_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "shared_at", "state", "total", "unit_id", "verdict", "verdict_reason", "village_id") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."decided_for_id", NEW."district_id", NEW."gate", NEW."id", NEW."instrument_id", NEW."member_id", NEW."name", NEW."objected_at", NEW."objection", NEW."objection_until", NEW."opened_at", NEW."opened_by_id", NEW."opened_for_id", NEW."parts", NEW."period_from", NEW."period_to", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."regency_id", NEW."shared_at", NEW."state", NEW."total", NEW."unit_id", NEW."verdict", NEW."verdict_reason", NEW."village_id"); RETURN NULL;',
                            hash="f8e9b2e99bcf891dbe461ea2e8246276c39070a1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ac911",
                            table="evaluations_pdltassessment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pdltassessment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "evaluations_pdltassessmentevent" ("decided_at", "decided_by_id", "decided_for_id", "district_id", "gate", "id", "instrument_id", "member_id", "name", "objected_at", "objection", "objection_until", "opened_at", "opened_by_id", "opened_for_id", "parts", "period_from", "period_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "shared_at", "state", "total", "unit_id", "verdict", "verdict_reason", "village_id") VALUES (OLD."decided_at", OLD."decided_by_id", OLD."decided_for_id", OLD."district_id", OLD."gate", OLD."id", OLD."instrument_id", OLD."member_id", OLD."name", OLD."objected_at", OLD."objection", OLD."objection_until", OLD."opened_at", OLD."opened_by_id", OLD."opened_for_id", OLD."parts", OLD."period_from", OLD."period_to", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."regency_id", OLD."shared_at", OLD."state", OLD."total", OLD."unit_id", OLD."verdict", OLD."verdict_reason", OLD."village_id"); RETURN NULL;',
                            hash="633ed84f70a522f8a74c3ae97b5e1982d2781de4",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_93a31",
                            table="evaluations_pdltassessment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pdltassessor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "evaluations_pdltassessorevent" ("assessment_id", "district_id", "gate", "id", "named_at", "named_by_id", "named_for_id", "parts", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "submitted_at", "total", "unit_id", "user_id", "village_id") VALUES (NEW."assessment_id", NEW."district_id", NEW."gate", NEW."id", NEW."named_at", NEW."named_by_id", NEW."named_for_id", NEW."parts", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."regency_id", NEW."submitted_at", NEW."total", NEW."unit_id", NEW."user_id", NEW."village_id"); RETURN NULL;',
                            hash="1be020983c3443f670cd521746c1eae4b24c205d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5be5f",
                            table="evaluations_pdltassessor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pdltassessor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "evaluations_pdltassessorevent" ("assessment_id", "district_id", "gate", "id", "named_at", "named_by_id", "named_for_id", "parts", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "submitted_at", "total", "unit_id", "user_id", "village_id") VALUES (NEW."assessment_id", NEW."district_id", NEW."gate", NEW."id", NEW."named_at", NEW."named_by_id", NEW."named_for_id", NEW."parts", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."regency_id", NEW."submitted_at", NEW."total", NEW."unit_id", NEW."user_id", NEW."village_id"); RETURN NULL;',
                            hash="e3173e5f90059a43f4728a2baa69c0d914a95ec1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_51a40",
                            table="evaluations_pdltassessor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pdltassessor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "evaluations_pdltassessorevent" ("assessment_id", "district_id", "gate", "id", "named_at", "named_by_id", "named_for_id", "parts", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "submitted_at", "total", "unit_id", "user_id", "village_id") VALUES (OLD."assessment_id", OLD."district_id", OLD."gate", OLD."id", OLD."named_at", OLD."named_by_id", OLD."named_for_id", OLD."parts", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."regency_id", OLD."submitted_at", OLD."total", OLD."unit_id", OLD."user_id", OLD."village_id"); RETURN NULL;',
                            hash="f6feda9927d6d4104659a5606fbf0c23b83f1cc5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b7ca2",
                            table="evaluations_pdltassessor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reopening",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "evaluations_reopeningevent" ("asked_at", "asked_by_id", "asked_for_id", "closes_on", "decided_at", "decided_by_id", "decided_for_id", "district_id", "evaluation_id", "granted", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "reason", "regency_id", "unit_id", "village_id") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."asked_for_id", NEW."closes_on", NEW."decided_at", NEW."decided_by_id", NEW."decided_for_id", NEW."district_id", NEW."evaluation_id", NEW."granted", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."reason", NEW."regency_id", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="99b590b3282c507a80d66aa7ad1a72e44ab6449f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8f870",
                            table="evaluations_reopening",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reopening",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "evaluations_reopeningevent" ("asked_at", "asked_by_id", "asked_for_id", "closes_on", "decided_at", "decided_by_id", "decided_for_id", "district_id", "evaluation_id", "granted", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "reason", "regency_id", "unit_id", "village_id") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."asked_for_id", NEW."closes_on", NEW."decided_at", NEW."decided_by_id", NEW."decided_for_id", NEW."district_id", NEW."evaluation_id", NEW."granted", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."reason", NEW."regency_id", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                            hash="5f395b0e7a9f4966ed8077fc88d15a752ebe2cd2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1e276",
                            table="evaluations_reopening",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reopening",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "evaluations_reopeningevent" ("asked_at", "asked_by_id", "asked_for_id", "closes_on", "decided_at", "decided_by_id", "decided_for_id", "district_id", "evaluation_id", "granted", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "reason", "regency_id", "unit_id", "village_id") VALUES (OLD."asked_at", OLD."asked_by_id", OLD."asked_for_id", OLD."closes_on", OLD."decided_at", OLD."decided_by_id", OLD."decided_for_id", OLD."district_id", OLD."evaluation_id", OLD."granted", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."reason", OLD."regency_id", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                            hash="c8c63749ef94e3437141d37b6c7cfb13ac090302",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2409a",
                            table="evaluations_reopening",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
        InstallTriggers(),
    ]
