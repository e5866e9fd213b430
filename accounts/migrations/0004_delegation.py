"""Roles that are lent: within the lender's, with an end, gone when his is gone. The database keeps all of that."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

GUARD = """
CREATE FUNCTION kad_delegation_within() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE lender record; tier smallint;
BEGIN
    SELECT a.*, u.tier AS tier INTO lender FROM accounts_assignment a JOIN regions_unit u ON u.id = a.unit_id
    WHERE a.id = NEW.on_behalf_of_id;
    IF lender.on_behalf_of_id IS NOT NULL THEN
        RAISE EXCEPTION 'what is lent is not lent on' USING ERRCODE = 'check_violation';
    ELSIF lender.role <> NEW.role OR lender.user_id = NEW.user_id THEN
        RAISE EXCEPTION 'a delegation has the lender''s role and another holder' USING ERRCODE = 'check_violation';
    ELSIF lender.tier > 0 AND NOT EXISTS (
        SELECT FROM regions_unit u WHERE u.id = NEW.unit_id
            AND lender.unit_id IN (u.id, u.province_id, u.regency_id, u.district_id, u.village_id)
    ) THEN
        RAISE EXCEPTION 'a delegation stays in the lender''s units' USING ERRCODE = 'check_violation';
    ELSIF NEW.ends_on > greatest(lender.ends_on, NEW.starts_on - 1) AND lender.ends_on IS NOT NULL THEN
        RAISE EXCEPTION 'a delegation ends with the role it comes from' USING ERRCODE = 'check_violation';
    ELSIF TG_OP = 'UPDATE' AND (OLD.on_behalf_of_id IS DISTINCT FROM NEW.on_behalf_of_id OR OLD.user_id <> NEW.user_id)
    THEN
        RAISE EXCEPTION 'a delegation keeps its people' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER delegation_within BEFORE INSERT OR UPDATE ON accounts_assignment
    FOR EACH ROW WHEN (NEW.on_behalf_of_id IS NOT NULL) EXECUTE FUNCTION kad_delegation_within();

CREATE FUNCTION kad_delegations_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE accounts_assignment SET ends_on = greatest(NEW.ends_on, starts_on - 1)
    WHERE on_behalf_of_id = NEW.id AND ends_on > greatest(NEW.ends_on, starts_on - 1);
    RETURN NULL;
END $$;
CREATE TRIGGER delegations_end AFTER UPDATE OF ends_on ON accounts_assignment
    FOR EACH ROW WHEN (NEW.ends_on IS NOT NULL AND NEW.on_behalf_of_id IS NULL)
    EXECUTE FUNCTION kad_delegations_end();
"""
DROP = """
DROP TRIGGER delegations_end ON accounts_assignment;
DROP FUNCTION kad_delegations_end();
DROP TRIGGER delegation_within ON accounts_assignment;
DROP FUNCTION kad_delegation_within();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_assignment_ends"),
        ("regions", "0003_settings"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="assignment",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="assignment",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="assignment",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="assignment",
            name="on_behalf_of",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="delegations",
                to="accounts.assignment",
                verbose_name="atas nama",
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="reason",
            field=models.CharField(blank=True, max_length=200, verbose_name="alasan atau SK"),
        ),
        migrations.AddField(
            model_name="assignmentevent",
            name="on_behalf_of",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.assignment",
                verbose_name="atas nama",
            ),
        ),
        migrations.AddField(
            model_name="assignmentevent",
            name="reason",
            field=models.CharField(blank=True, max_length=200, verbose_name="alasan atau SK"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_assignmentevent" ("created_by_id", "ends_on", "id", "on_behalf_of_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "role", "starts_on", "unit_id", "user_id") VALUES (NEW."created_by_id", NEW."ends_on", NEW."id", NEW."on_behalf_of_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."role", NEW."starts_on", NEW."unit_id", NEW."user_id"); RETURN NULL;',
                    hash="d0045d7c86d849fcc4cceaaf83e3ab1b62436dd3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ffd50",
                    table="accounts_assignment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accounts_assignmentevent" ("created_by_id", "ends_on", "id", "on_behalf_of_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "role", "starts_on", "unit_id", "user_id") VALUES (NEW."created_by_id", NEW."ends_on", NEW."id", NEW."on_behalf_of_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."role", NEW."starts_on", NEW."unit_id", NEW."user_id"); RETURN NULL;',
                    hash="a61f3dd743bc00889eaaf785e003c136e76da40f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_93e32",
                    table="accounts_assignment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_assignmentevent" ("created_by_id", "ends_on", "id", "on_behalf_of_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "role", "starts_on", "unit_id", "user_id") VALUES (OLD."created_by_id", OLD."ends_on", OLD."id", OLD."on_behalf_of_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."role", OLD."starts_on", OLD."unit_id", OLD."user_id"); RETURN NULL;',
                    hash="e1ee9623a0570a6589359ab2999d097c51cd3a84",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_aa09b",
                    table="accounts_assignment",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("on_behalf_of__isnull", True),
                    models.Q(
                        ("ends_on__isnull", False),
                        ("role__in", ["coordinator", "leader", "secretariat"]),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="assignment_delegated_ends_with_reason",
            ),
        ),
        migrations.RunSQL(GUARD, DROP),
    ]
