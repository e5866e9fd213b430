"""Nobody stands on both sides of two deeds, also not by a lent role; what a sheet of results may write (DOMAIN §9)."""

from django.db import migrations, models

from core import roles
from core.rls import protect

OFFICE = ["secretariat", "coordinator", "leader"]
SIDES = {
    "levelaward": ("proposed", "decided"),
    "awardappeal": ("filed", "decided"),
    "accreditation": ("proposed", "decided"),
    "transfer": ("released", "closed"),
    "officerterm": ("recorded", "confirmed"),
}
# The trigger's name sorts after the guards, which say who acts: it notes in whose name.
NAMES = """
CREATE FUNCTION kad_in_whose_name() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    lender bigint := nullif(current_setting('app.on_behalf_of', true), '')::bigint;
    before jsonb := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD) ELSE '{}' END;
    side text;
BEGIN
    FOREACH side IN ARRAY TG_ARGV LOOP
        NEW := jsonb_populate_record(NEW, jsonb_build_object(side || '_for_id', CASE
            WHEN to_jsonb(NEW) -> (side || '_by_id') = 'null' THEN NULL
            WHEN to_jsonb(NEW) -> (side || '_by_id') IS DISTINCT FROM before -> (side || '_by_id') THEN lender
            ELSE (before ->> (side || '_for_id'))::bigint END));
    END LOOP;
    RETURN NEW;
END $$;
""" + "".join(
    f"CREATE TRIGGER in_whose_name BEFORE INSERT OR UPDATE ON cadres_{table} FOR EACH ROW "
    f"EXECUTE FUNCTION kad_in_whose_name('{first}', '{second}');\n"
    for table, (first, second) in SIDES.items()
)
DROP_NAMES = (
    "".join(f"DROP TRIGGER in_whose_name ON cadres_{table};\n" for table in SIDES)
    + "DROP FUNCTION kad_in_whose_name();"
)

CONFIRMED = f"""
CREATE FUNCTION kad_guard_confirming() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was confirmed stays, or is confirmed anew'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'officer_confirmed_stays';
END $$;
CREATE TRIGGER guard_confirming BEFORE UPDATE ON cadres_officerterm FOR EACH ROW
    WHEN (OLD.state = 'confirmed' AND NEW.state = 'confirmed'
        AND current_user NOT IN ('{roles.OWNER}', '{roles.JOBS}')
        AND (OLD.confirming_decree_no, OLD.confirming_decree_on)
        IS DISTINCT FROM (NEW.confirming_decree_no, NEW.confirming_decree_on))
    EXECUTE FUNCTION kad_guard_confirming();
REVOKE UPDATE, DELETE ON cadres_disputeclaim FROM {roles.DATA}, {roles.APP};
"""
DROP_CONFIRMED = "DROP TRIGGER guard_confirming ON cadres_officerterm; DROP FUNCTION kad_guard_confirming();"

# A sheet adds what is not there yet: no attendance that was signed is taken back or signed anew by it, and what is final
# (a closed event, a certificate) it leaves alone.
MOVES = "registered>attended registered>cancelled waiting>registered waiting>cancelled cancelled>registered cancelled>waiting"
TAKEN_BACK = "attended>registered attended>cancelled"


def _moves(moves: str) -> str:
    words = ", ".join(map(repr, moves.split()))
    return (
        "DROP TRIGGER check_move ON cadres_trainingregistration; CREATE TRIGGER check_move BEFORE UPDATE OF state ON "
        "cadres_trainingregistration FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) "
        f"EXECUTE FUNCTION kad_ladder_move({words});"
    )


SHEETS = (
    _moves(f"{MOVES} {TAKEN_BACK}")
    + f"""
CREATE FUNCTION kad_guard_sheet() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    is_new boolean := TG_OP = 'INSERT';
    takes_back boolean := NOT is_new AND OLD.state = 'attended' AND NEW.state <> 'attended';
BEGIN
    IF NOT is_new AND OLD.attended_by IN ('code', 'hand') AND NEW.attended_by <> OLD.attended_by THEN
        RAISE EXCEPTION 'who signed stays signed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'registration_signed_stays';
    END IF;
    IF takes_back
        OR NEW.from_sheet AND (is_new OR (OLD.from_sheet, OLD.result, OLD.score)
            IS DISTINCT FROM (NEW.from_sheet, NEW.result, NEW.score))
        OR NEW.attended_by = 'sheet' AND (is_new OR OLD.attended_by <> 'sheet') THEN
        IF NOT EXISTS (SELECT FROM cadres_training e
                WHERE e.id = NEW.event_id AND e.state = 'open' AND e.starts_at <= now()) THEN
            RAISE EXCEPTION 'the event has not begun, or is final'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'registration_sheet_while_open';
        ELSIF EXISTS (SELECT FROM cadres_certificate c WHERE c.registration_id = NEW.id) THEN
            RAISE EXCEPTION 'a certificate stands on it'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'registration_sheet_before_certificate';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_sheet BEFORE INSERT OR UPDATE ON cadres_trainingregistration
    FOR EACH ROW WHEN (current_user <> '{roles.OWNER}') EXECUTE FUNCTION kad_guard_sheet();
"""
)
DROP_SHEETS = "DROP TRIGGER guard_sheet ON cadres_trainingregistration; DROP FUNCTION kad_guard_sheet();" + _moves(
    MOVES
)

# Until now the confirming decree stood where the unit's own had been.
DECREES = """
UPDATE cadres_officerterm SET confirming_decree_no = decree_no, confirming_decree_on = decree_on
WHERE state = 'confirmed';
"""


class Migration(migrations.Migration):
    dependencies = [("cadres", "0013_both_sides_and_sheets")]

    operations = [
        migrations.RunSQL(DECREES, migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED", migrations.RunSQL.noop),
        migrations.RemoveConstraint(
            model_name="accreditation",
            name="accreditation_two_people",
        ),
        migrations.RemoveConstraint(
            model_name="awardappeal",
            name="awardappeal_two_people",
        ),
        migrations.RemoveConstraint(
            model_name="columnmapping",
            name="columnmapping_kind",
        ),
        migrations.RemoveConstraint(
            model_name="importbatch",
            name="importbatch_kind",
        ),
        migrations.RemoveConstraint(
            model_name="levelaward",
            name="levelaward_two_people",
        ),
        migrations.RemoveConstraint(
            model_name="officerterm",
            name="officer_confirmed_by_somebody",
        ),
        migrations.RemoveConstraint(
            model_name="officerterm",
            name="officer_confirmed_on_a_decree",
        ),
        migrations.RemoveConstraint(
            model_name="officerterm",
            name="officer_two_people",
        ),
        migrations.RemoveConstraint(
            model_name="trainingregistration",
            name="registration_attendance_is_confirmed",
        ),
        migrations.RemoveConstraint(
            model_name="transfer",
            name="transfer_accepted_by_another",
        ),
        migrations.AddConstraint(
            model_name="accreditation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_by__isnull", True),
                        ("proposed_by__isnull", True),
                        models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("decided_by__isnull", True),
                        ("proposed_for__isnull", True),
                        models.Q(("decided_by", models.F("proposed_for")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("decided_for__isnull", True),
                        ("proposed_by__isnull", True),
                        models.Q(("decided_for", models.F("proposed_by")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("decided_for__isnull", True),
                        ("proposed_for__isnull", True),
                        models.Q(("decided_for", models.F("proposed_for")), _negated=True),
                        _connector="OR",
                    ),
                ),
                name="accreditation_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="awardappeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_by__isnull", True),
                        ("filed_by__isnull", True),
                        models.Q(("decided_by", models.F("filed_by")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("decided_by__isnull", True),
                        ("filed_for__isnull", True),
                        models.Q(("decided_by", models.F("filed_for")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("decided_for__isnull", True),
                        ("filed_by__isnull", True),
                        models.Q(("decided_for", models.F("filed_by")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("decided_for__isnull", True),
                        ("filed_for__isnull", True),
                        models.Q(("decided_for", models.F("filed_for")), _negated=True),
                        _connector="OR",
                    ),
                ),
                name="awardappeal_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="columnmapping",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["members", "officers", "results"])), name="columnmapping_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["members", "officers", "results"])), name="importbatch_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="levelaward",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_by__isnull", True),
                        ("proposed_by__isnull", True),
                        models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("decided_by__isnull", True),
                        ("proposed_for__isnull", True),
                        models.Q(("decided_by", models.F("proposed_for")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("decided_for__isnull", True),
                        ("proposed_by__isnull", True),
                        models.Q(("decided_for", models.F("proposed_by")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("decided_for__isnull", True),
                        ("proposed_for__isnull", True),
                        models.Q(("decided_for", models.F("proposed_for")), _negated=True),
                        _connector="OR",
                    ),
                ),
                name="levelaward_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="officerterm",
            constraint=models.CheckConstraint(
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
                        ("confirming_decree_no", ""),
                        ("confirming_decree_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="officer_confirmed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="officerterm",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "confirmed"), _negated=True),
                    models.Q(
                        models.Q(("confirming_decree_no", ""), _negated=True), ("confirming_decree_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="officer_confirmed_on_a_decree",
            ),
        ),
        migrations.AddConstraint(
            model_name="officerterm",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("confirmed_by__isnull", True),
                        ("recorded_by__isnull", True),
                        models.Q(("confirmed_by", models.F("recorded_by")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("confirmed_by__isnull", True),
                        ("recorded_for__isnull", True),
                        models.Q(("confirmed_by", models.F("recorded_for")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("confirmed_for__isnull", True),
                        ("recorded_by__isnull", True),
                        models.Q(("confirmed_for", models.F("recorded_by")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("confirmed_for__isnull", True),
                        ("recorded_for__isnull", True),
                        models.Q(("confirmed_for", models.F("recorded_for")), _negated=True),
                        _connector="OR",
                    ),
                ),
                name="officer_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="trainingregistration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "attended"), _negated=True),
                    models.Q(
                        ("attended_at__isnull", False),
                        ("attended_by__in", ["code", "hand", "sheet"]),
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
        ),
        migrations.AddConstraint(
            model_name="trainingregistration",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_sheet", False), models.Q(("result", "open"), _negated=True), _connector="OR"),
                name="registration_from_sheet_has_a_result",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "accepted"), _negated=True), ("closed_by__isnull", False), _connector="OR"
                ),
                name="transfer_accepted_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "accepted"), _negated=True),
                    models.Q(
                        models.Q(
                            ("closed_by__isnull", True),
                            ("released_by__isnull", True),
                            models.Q(("closed_by", models.F("released_by")), _negated=True),
                            _connector="OR",
                        ),
                        models.Q(
                            ("closed_by__isnull", True),
                            ("released_for__isnull", True),
                            models.Q(("closed_by", models.F("released_for")), _negated=True),
                            _connector="OR",
                        ),
                        models.Q(
                            ("closed_for__isnull", True),
                            ("released_by__isnull", True),
                            models.Q(("closed_for", models.F("released_by")), _negated=True),
                            _connector="OR",
                        ),
                        models.Q(
                            ("closed_for__isnull", True),
                            ("released_for__isnull", True),
                            models.Q(("closed_for", models.F("released_for")), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="transfer_accepted_by_another",
            ),
        ),
        protect("cadres_disputeclaim", read=OFFICE, write=["secretariat"]),
        migrations.RunSQL(NAMES, DROP_NAMES),
        migrations.RunSQL(CONFIRMED, DROP_CONFIRMED),
        migrations.RunSQL(SHEETS, DROP_SHEETS),
    ]
