"""Evaluations follow a person's life: a change of the tree, a merge, a transfer, being forgotten, five years."""

from django.db import migrations

from core import roles

SERVED = f"current_user IN ({', '.join(map(repr, (*roles.ENTERED_ROLES, roles.APP)))})"

# Tier ids change when the tree does (kad_carry), and words when somebody is forgotten: neither is a decision.
DECIDED = "evaluation_id, asked_by_id, asked_at, closes_on, granted, decided_by_id, decided_at"
REOPENINGS = f"""
DROP TRIGGER follow_evaluation ON evaluations_reopening;
CREATE TRIGGER follow_evaluation BEFORE INSERT OR UPDATE OF {DECIDED} ON evaluations_reopening FOR EACH ROW
    EXECUTE FUNCTION kad_guard_reopening();
CREATE TRIGGER keep_reason BEFORE UPDATE OF reason, unit_id ON evaluations_reopening FOR EACH ROW WHEN ({SERVED})
    EXECUTE FUNCTION kad_guard_reopening();
"""
OLD_REOPENINGS = """
DROP TRIGGER keep_reason ON evaluations_reopening; DROP TRIGGER follow_evaluation ON evaluations_reopening;
CREATE TRIGGER follow_evaluation BEFORE INSERT OR UPDATE ON evaluations_reopening FOR EACH ROW
    EXECUTE FUNCTION kad_guard_reopening();
"""

# A running case stands where its member stands; a decided one stays where it was decided.
CASES = f"""
CREATE FUNCTION kad_cases_follow() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE evaluations_pdltassessor a SET unit_id = NEW.unit_id FROM evaluations_pdltassessment c
        WHERE c.id = a.assessment_id AND c.member_id = NEW.id AND c.state <> 'final';
    UPDATE evaluations_pdltassessment SET unit_id = NEW.unit_id WHERE member_id = NEW.id AND state <> 'final';
    RETURN NULL;
END $$;
CREATE TRIGGER cases_follow AFTER UPDATE OF unit_id ON cadres_member FOR EACH ROW
    WHEN (OLD.unit_id IS DISTINCT FROM NEW.unit_id) EXECUTE FUNCTION kad_cases_follow();

CREATE FUNCTION kad_point_cases(source bigint, target bigint, cases bigint[]) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE place bigint := (SELECT m.unit_id FROM cadres_member m WHERE m.id = target);
BEGIN
    UPDATE evaluations_pdltassessor a SET unit_id = place FROM evaluations_pdltassessment c
        WHERE c.id = a.assessment_id AND c.id = ANY (cases) AND c.member_id = source AND c.state <> 'final';
    UPDATE evaluations_pdltassessment SET member_id = target, unit_id = CASE state WHEN 'final' THEN unit_id ELSE place END
        WHERE id = ANY (cases) AND member_id = source;
END $$;
REVOKE EXECUTE ON FUNCTION kad_point_cases(bigint, bigint, bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kad_point_cases(bigint, bigint, bigint[]) TO {roles.JOBS};
"""
NO_CASES = """
DROP TRIGGER cases_follow ON cadres_member; DROP FUNCTION kad_cases_follow();
DROP FUNCTION kad_point_cases(bigint, bigint, bigint[]);
"""

# Runs before the triggers of the layers below («answers» sorts before «pairings» and «forget»), which empty the names.
FORGET = """
CREATE FUNCTION kad_forget_answers() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    names text[] := kad_names_of(NEW.id) || ARRAY(
        SELECT btrim(p.name) FROM mentoring_pairingparticipant p WHERE p.member_id = NEW.id
        UNION SELECT btrim(c.name) FROM evaluations_pdltassessment c WHERE c.member_id = NEW.id);
BEGIN
    PERFORM kad_replace_words('assessor_id', ARRAY(SELECT a.id FROM evaluations_pdltassessor a
        JOIN evaluations_pdltassessment c ON c.id = a.assessment_id WHERE c.member_id = NEW.id), names, NEW.full_name);
    PERFORM kad_replace_words('evaluation_id', ARRAY(SELECT e.id FROM evaluations_evaluation e
        WHERE e.rater_id = OLD.user_id OR e.pairing_id IN (
            SELECT p.pairing_id FROM mentoring_pairingparticipant p WHERE p.member_id = NEW.id)), names, NEW.full_name);
    UPDATE evaluations_pdltassessment SET name = NEW.full_name WHERE member_id = NEW.id;
    UPDATE evaluations_pdltassessmentevent SET name = NEW.full_name WHERE member_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER drop_words_of_answers AFTER UPDATE OF pseudonymised_at ON cadres_member FOR EACH ROW
    WHEN (OLD.pseudonymised_at IS NULL AND NEW.pseudonymised_at IS NOT NULL) EXECUTE FUNCTION kad_forget_answers();
"""
KEEP = "DROP TRIGGER drop_words_of_answers ON cadres_member; DROP FUNCTION kad_forget_answers();"

# After how long says mentoring/retention.py (DOMAIN §11: evaluations and PDLT five years).
DESTROY = f"""
CREATE FUNCTION kad_destroy_evaluations(rule text, cutoff timestamptz, rehearse boolean) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE asked bigint[]; cases bigint[];
BEGIN
    IF cutoff > now() - interval '59 months' AND NOT rehearse THEN
        RAISE EXCEPTION 'too young to be destroyed' USING ERRCODE = 'check_violation';
    END IF;
    asked := ARRAY(SELECT e.id FROM evaluations_evaluation e WHERE e.closes_on < cutoff::date);
    cases := ARRAY(SELECT c.id FROM evaluations_pdltassessment c WHERE coalesce(c.decided_at, c.opened_at) < cutoff);
    IF NOT rehearse THEN
        DELETE FROM evaluations_answer WHERE evaluation_id = ANY (asked);
        DELETE FROM evaluations_reopening WHERE evaluation_id = ANY (asked);
        DELETE FROM evaluations_reopeningevent WHERE evaluation_id = ANY (asked);
        DELETE FROM evaluations_alert WHERE evaluation_id = ANY (asked) OR evaluation_id IS NULL AND raised_at < cutoff;
        DELETE FROM evaluations_alertevent WHERE evaluation_id = ANY (asked) OR evaluation_id IS NULL AND raised_at < cutoff;
        DELETE FROM evaluations_evaluation WHERE id = ANY (asked);
        DELETE FROM evaluations_evaluationevent WHERE pgh_obj_id = ANY (asked);
        DELETE FROM evaluations_pdltmark k USING evaluations_pdltassessor a
            WHERE a.id = k.assessor_id AND a.assessment_id = ANY (cases);
        DELETE FROM evaluations_pdltassessor WHERE assessment_id = ANY (cases);
        DELETE FROM evaluations_pdltassessorevent WHERE assessment_id = ANY (cases);
        DELETE FROM evaluations_pdltassessment WHERE id = ANY (cases);
        DELETE FROM evaluations_pdltassessmentevent WHERE pgh_obj_id = ANY (cases);
    END IF;
    RETURN cardinality(asked) + cardinality(cases);
END $$;
REVOKE EXECUTE ON FUNCTION kad_destroy_evaluations(text, timestamptz, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kad_destroy_evaluations(text, timestamptz, boolean) TO {roles.JOBS};
"""


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0010_first_instruments"), ("mentoring", "0033_latest_indexes")]
    operations = [
        migrations.RunSQL(REOPENINGS, OLD_REOPENINGS),
        migrations.RunSQL(CASES, NO_CASES),
        migrations.RunSQL(FORGET, KEEP),
        migrations.RunSQL(DESTROY, "DROP FUNCTION kad_destroy_evaluations(text, timestamptz, boolean)"),
    ]
