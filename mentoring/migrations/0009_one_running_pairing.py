"""A learner is in one running pairing at most, whoever writes and however many at once."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

# A constraint looks at one table: whether the pairing runs is copied to those who learn in it.
FOLLOW = """
CREATE FUNCTION kad_participant_is_running() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    NEW.is_running := NEW.role IN ('mentee', 'peer') AND NEW.left_at IS NULL AND EXISTS (
        SELECT FROM mentoring_pairing r WHERE r.id = NEW.pairing_id AND r.state IN ('accepted', 'active', 'paused'));
    RETURN NEW;
END $$;
CREATE FUNCTION kad_pairing_is_running() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE mentoring_pairingparticipant SET is_running = NEW.state IN ('accepted', 'active', 'paused')
    WHERE pairing_id = NEW.id AND is_running <> (NEW.state IN ('accepted', 'active', 'paused'))
        AND role IN ('mentee', 'peer') AND left_at IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER is_running BEFORE INSERT OR UPDATE OF role, left_at, pairing_id, is_running
    ON mentoring_pairingparticipant FOR EACH ROW EXECUTE FUNCTION kad_participant_is_running();
CREATE TRIGGER is_running AFTER UPDATE OF state ON mentoring_pairing
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION kad_pairing_is_running();
UPDATE mentoring_pairingparticipant SET is_running = true;
"""
UNFOLLOW = """
DROP TRIGGER is_running ON mentoring_pairingparticipant; DROP TRIGGER is_running ON mentoring_pairing;
DROP FUNCTION kad_participant_is_running(); DROP FUNCTION kad_pairing_is_running();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0005_terms_end_with_membership"),
        ("mentoring", "0008_departures"),
        ("regions", "0002_name_prefix"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="pairingparticipant",
            name="update_update",
        ),
        migrations.AddField(
            model_name="pairingparticipant",
            name="is_running",
            field=models.BooleanField(
                default=False,
                editable=False,
                help_text="Kept by a trigger: learns in a pairing that runs, or is about to.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pairingparticipant",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."answered_at" IS DISTINCT FROM (NEW."answered_at") OR OLD."district_id" IS DISTINCT FROM (NEW."district_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."left_at" IS DISTINCT FROM (NEW."left_at") OR OLD."member_id" IS DISTINCT FROM (NEW."member_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."oriented_at" IS DISTINCT FROM (NEW."oriented_at") OR OLD."pairing_id" IS DISTINCT FROM (NEW."pairing_id") OR OLD."province_id" IS DISTINCT FROM (NEW."province_id") OR OLD."regency_id" IS DISTINCT FROM (NEW."regency_id") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id") OR OLD."village_id" IS DISTINCT FROM (NEW."village_id"))',
                    func='INSERT INTO "mentoring_pairingparticipantevent" ("answer", "answered_at", "district_id", "id", "left_at", "member_id", "name", "oriented_at", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "regency_id", "role", "unit_id", "user_id", "village_id") VALUES (NEW."answer", NEW."answered_at", NEW."district_id", NEW."id", NEW."left_at", NEW."member_id", NEW."name", NEW."oriented_at", NEW."pairing_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."regency_id", NEW."role", NEW."unit_id", NEW."user_id", NEW."village_id"); RETURN NULL;',
                    hash="5bfa0ce2731bb42d5b9d53270659f5a93aadc6de",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3cff2",
                    table="mentoring_pairingparticipant",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(FOLLOW, UNFOLLOW),
        migrations.AddConstraint(
            model_name="pairingparticipant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_running", True)), fields=("member",), name="participant_one_running"
            ),
        ),
    ]
