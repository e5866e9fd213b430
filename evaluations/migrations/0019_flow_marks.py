"""Who reads the map of mobility, and what marks it: steps that come, change or go, and whose they are."""

from importlib import import_module

from django.db import migrations

from core.rls import protect

before = import_module("evaluations.migrations.0003_marks_by_figure")
statements = import_module("evaluations.migrations.0005_outcomes_and_closings").statements

STEP = "cadres_mobilitystep"
NEW = {
    STEP: [
        (
            "insert update delete",
            f"id, member_id, channel_id, origin_id, starts_on, struck_at, {before.PLACE}",
            [f"SELECT {before.leaf('r')}, NULL::date, true FROM {{rows}} r"],
        ),
    ],
}
NO_NEW = "".join(
    f"DROP TRIGGER mark_{each} ON {STEP}; DROP FUNCTION kad_mark_{STEP}_{each}();"
    for each in ("insert", "update", "delete")
)
# Steps stand where they were written, not where their people live now: who changes sides moves them there.
SIDES = f"""
CREATE FUNCTION kad_mark_steps() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO evaluations_rollupdirty (unit_id, month, now_only)
    SELECT DISTINCT {before.leaf("r")}, NULL::date, true FROM {STEP} r WHERE r.member_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER mark_steps AFTER UPDATE OF gender ON cadres_member FOR EACH ROW
    WHEN (OLD.gender IS DISTINCT FROM NEW.gender) EXECUTE FUNCTION kad_mark_steps();
CREATE INDEX rollup_step_direct ON {STEP} {before.DIRECT};
"""
NO_SIDES = "DROP INDEX rollup_step_direct; DROP TRIGGER mark_steps ON cadres_member; DROP FUNCTION kad_mark_steps();"


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0018_flows"), ("cadres", "0023_mobility_guards")]

    operations = [
        protect("evaluations_rollupflow", jobs="write"),
        migrations.RunSQL("".join(statements(NEW)), NO_NEW),
        migrations.RunSQL(SIDES, NO_SIDES),
    ]
