"""Who acts is who signs, nobody in a case of his own or of his lender, and rows stay where they stand (DOMAIN §9)."""

from django.db import migrations

from core import roles
from core.rls import USER

DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"
LENDER = "(SELECT nullif(current_setting('app.on_behalf_of', true), '')::bigint)"
ACTING = f"({USER}, {LENDER})"
ROLE = "(SELECT current_setting('app.role', true))"
SERVED = f"current_user IN ({', '.join(map(repr, (*roles.ENTERED_ROLES, roles.APP)))})"
PEOPLE = f"current_user IN ({', '.join(map(repr, (*roles.SCOPE_ROLES.values(), roles.PERSON, roles.APP)))})"
MYSELF = f"(SELECT m.id FROM cadres_member m WHERE m.user_id = {USER})"
SIDES = {"pdltassessment": ("opened", "decided"), "pdltassessor": ("named",), "reopening": ("asked", "decided")}

# The trigger's name sorts after those that say who acts.
NAMES = "".join(
    f"CREATE TRIGGER in_whose_name BEFORE INSERT OR UPDATE ON evaluations_{table} FOR EACH ROW "
    f"EXECUTE FUNCTION kad_in_whose_name({', '.join(map(repr, sides))});\n"
    for table, sides in SIDES.items()
)
NO_NAMES = "".join(f"DROP TRIGGER in_whose_name ON evaluations_{table};\n" for table in SIDES)

PDLT = f"""
CREATE FUNCTION kad_acting_pdlt() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.opened_by_id := {USER};
    ELSIF NEW.state NOT IN ('shared', 'final') OR NEW.state = OLD.state THEN
        RETURN NEW;
    END IF;
    IF EXISTS (SELECT FROM cadres_member m WHERE m.id = NEW.member_id AND m.user_id IN {ACTING}) THEN
        RAISE EXCEPTION 'nobody leads his own case, nor that of who lent him his role'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'pdlt_not_ones_own';
    END IF;
    IF NEW.state = 'final' AND EXISTS (SELECT FROM evaluations_pdltassessor a
            WHERE a.assessment_id = NEW.id AND a.user_id IN {ACTING}) THEN
        RAISE EXCEPTION 'no assessor decides, also not by a lent role'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'pdlt_decided_in_time';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER acting_pdlt BEFORE INSERT OR UPDATE ON evaluations_pdltassessment FOR EACH ROW WHEN ({SERVED})
    EXECUTE FUNCTION kad_acting_pdlt();

-- A leader names, in his own name; what an assessor sends he sends himself.
CREATE FUNCTION kad_acting_assessor() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.user_id IS DISTINCT FROM {USER} OR {ROLE} IS DISTINCT FROM 'assessor' THEN
            RAISE EXCEPTION 'an assessor sends his own marks'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'pdlt_own_hand';
        END IF;
        RETURN NEW;
    END IF;
    NEW.named_by_id := {USER};
    IF NEW.user_id IN {ACTING} THEN
        RAISE EXCEPTION 'who names them, and his lender, do not assess'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'pdlt_assessor_apart';
    ELSIF EXISTS (SELECT FROM evaluations_pdltassessment c JOIN cadres_member m ON m.id = c.member_id
            WHERE c.id = NEW.assessment_id AND m.user_id IN {ACTING}) THEN
        RAISE EXCEPTION 'nobody leads his own case, nor that of who lent him his role'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'pdlt_not_ones_own';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER acting_assessor BEFORE INSERT OR UPDATE ON evaluations_pdltassessor FOR EACH ROW WHEN ({SERVED})
    EXECUTE FUNCTION kad_acting_assessor();

-- What the member reads was sent, and shared with him: after an objection anew once it is shared anew. Mirrors
-- `shared_with_member` (evaluations/models/pdlt.py).
CREATE OR REPLACE FUNCTION kad_my_marks() RETURNS bigint[] LANGUAGE sql STABLE {DEFINER} AS $$
    SELECT coalesce(array_agg(a.id), '{{}}') FROM evaluations_pdltassessor a
    JOIN evaluations_pdltassessment c ON c.id = a.assessment_id AND c.shared_at IS NOT NULL
        AND a.submitted_at IS NOT NULL AND (a.submitted_at <= c.shared_at OR c.state IN ('shared', 'final'))
    JOIN cadres_member m ON m.id = c.member_id AND m.user_id = {USER}
$$;
DROP POLICY person_read ON evaluations_pdltassessor;
CREATE POLICY person_read ON evaluations_pdltassessor FOR SELECT TO {roles.PERSON}
    USING (id = ANY ((SELECT kad_my_marks())::bigint[]));
"""
NO_PDLT = """
DROP TRIGGER acting_pdlt ON evaluations_pdltassessment; DROP FUNCTION kad_acting_pdlt();
DROP TRIGGER acting_assessor ON evaluations_pdltassessor; DROP FUNCTION kad_acting_assessor();
"""

# Each who speaks for himself is the participant of that name; and a round takes nobody in whose window is another, nor
# once its window is over: whoever joined then would stand out in its averages. (Who withdraws locks before that.)
ASKED = f"""
CREATE FUNCTION kad_guard_asked() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
    IF NEW.role IN ('self', 'mentor', 'mentee') AND NOT EXISTS (
            SELECT FROM mentoring_pairingparticipant p WHERE p.pairing_id = NEW.pairing_id AND p.user_id = NEW.rater_id
            AND CASE NEW.role WHEN 'self' THEN p.id = NEW.subject_id
                WHEN 'mentor' THEN p.role IN ('mentor', 'facilitator')
                ELSE p.role NOT IN ('mentor', 'facilitator') END) THEN
        RAISE EXCEPTION 'who takes part speaks for himself'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'evaluation_own_rater';
    END IF;
    IF NEW.round_id IS NOT NULL AND (NOT EXISTS (SELECT FROM evaluations_evaluationround r WHERE r.id = NEW.round_id
                AND (r.instrument_id, r.occasion, r.opens_on, r.closes_on)
                    = (NEW.instrument_id, NEW.occasion, NEW.opens_on, NEW.closes_on))
            OR EXISTS (SELECT FROM evaluations_evaluation e JOIN regions_unit u ON u.id = e.unit_id
                WHERE e.round_id = NEW.round_id AND (e.state = 'reopened'
                    OR e.state = 'locked' AND (e.locked_at AT TIME ZONE u.time_zone)::date > e.closes_on))) THEN
        RAISE EXCEPTION 'a round asks in its own window'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'evaluation_in_its_round';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_asked BEFORE INSERT ON evaluations_evaluation FOR EACH ROW WHEN ({SERVED})
    EXECUTE FUNCTION kad_guard_asked();

CREATE FUNCTION kad_acting_reopening() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.granted IS DISTINCT FROM OLD.granted THEN
            NEW.decided_by_id := {USER};
        END IF;
        RETURN NEW;
    END IF;
    NEW.asked_by_id := {USER};
    IF NOT EXISTS (SELECT FROM evaluations_evaluation e
            WHERE e.id = NEW.evaluation_id AND e.submitted_at IS NOT NULL) THEN
        RAISE EXCEPTION 'what was sent is opened again'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'reopening_of_what_was_sent';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER acting_reopening BEFORE INSERT OR UPDATE ON evaluations_reopening FOR EACH ROW WHEN ({SERVED})
    EXECUTE FUNCTION kad_acting_reopening();
"""
NO_ASKED = """
DROP TRIGGER guard_asked ON evaluations_evaluation; DROP FUNCTION kad_guard_asked();
DROP TRIGGER acting_reopening ON evaluations_reopening; DROP FUNCTION kad_acting_reopening();
"""

# Where a row stands follows the tree alone (`kad_carry`, as owner); a window stays as it was opened.
PLACE = ("unit_id", "province_id", "regency_id", "district_id", "village_id")
WINDOW = ("opens_on", "closes_on")
FIXED = {
    "evaluation": PLACE + WINDOW,
    "evaluationround": PLACE + WINDOW,
    "reopening": (*PLACE, "closes_on"),
    "alert": PLACE,
    "pdltassessment": PLACE,
    "pdltassessor": PLACE,
}


def _row(name: str, columns: tuple[str, ...]) -> str:
    return "(" + ", ".join(f"{name}.{column}" for column in columns) + ")"


STAYS = """
CREATE FUNCTION kad_stays_in_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a row stays where and when it stands'
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_stays';
END $$;
""" + "".join(
    f"CREATE TRIGGER stays_in_place BEFORE UPDATE ON evaluations_{table} FOR EACH ROW WHEN ({PEOPLE} AND "
    f"{_row('OLD', columns)} IS DISTINCT FROM {_row('NEW', columns)}) EXECUTE FUNCTION kad_stays_in_place();\n"
    for table, columns in FIXED.items()
)
MOVES = "".join(f"DROP TRIGGER stays_in_place ON evaluations_{table};\n" for table in FIXED)


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0013_who_may_work_it_out"), ("cadres", "0014_both_sides_guarded")]
    operations = [
        migrations.RunSQL(NAMES, NO_NAMES),
        migrations.RunSQL(PDLT, NO_PDLT),
        migrations.RunSQL(ASKED, NO_ASKED),
        migrations.RunSQL(STAYS, MOVES + "DROP FUNCTION kad_stays_in_place();"),
    ]
