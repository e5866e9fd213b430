"""PDLT: who sees what, who may assess, and what a named human decides (DOMAIN §§4.4, 8 I-5, 9).

Totals are counted here from the marks when an assessor sends them; nobody writes a total.
"""

from django.db import migrations

from core import roles
from core.rls import USER, protect, protect_history

SERVED = f"current_user IN ({', '.join(map(repr, (*roles.ENTERED_ROLES, roles.APP)))})"
ROLE = "(SELECT current_setting('app.role', true))"
MYSELF = f"(SELECT m.id FROM cadres_member m WHERE m.user_id = {USER})"
TIERS = "'unit_id', 'province_id', 'regency_id', 'district_id', 'village_id'"

POLICIES = f"""
CREATE FUNCTION kad_my_cases() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(a.assessment_id), '{{}}') FROM evaluations_pdltassessor a
    WHERE a.user_id = {USER} AND {ROLE} = 'assessor'
$$;
CREATE POLICY assessor_read ON evaluations_pdltassessment FOR SELECT TO {roles.APP}
    USING (id = ANY ((SELECT kad_my_cases())::bigint[]));
CREATE POLICY officer_read ON evaluations_pdltassessment FOR SELECT TO {roles.APP} USING ({ROLE} = 'dpo');
CREATE POLICY person_object ON evaluations_pdltassessment FOR UPDATE TO {roles.PERSON}
    USING (shared_at IS NOT NULL AND member_id = {MYSELF}) WITH CHECK (member_id = {MYSELF});
CREATE POLICY assessor_read ON evaluations_pdltassessor FOR SELECT TO {roles.APP}
    USING ({ROLE} = 'assessor' AND user_id = {USER});
CREATE POLICY assessor_send ON evaluations_pdltassessor FOR UPDATE TO {roles.APP}
    USING ({ROLE} = 'assessor' AND user_id = {USER}) WITH CHECK (user_id = {USER});
ALTER TABLE evaluations_pdltmark ENABLE ROW LEVEL SECURITY;
ALTER TABLE evaluations_pdltmark FORCE ROW LEVEL SECURITY;
CREATE POLICY assessor ON evaluations_pdltmark FOR ALL TO {roles.APP}
    USING ({ROLE} = 'assessor' AND EXISTS (SELECT FROM evaluations_pdltassessor a
        WHERE a.id = assessor_id AND a.user_id = {USER}))
    WITH CHECK ({ROLE} = 'assessor' AND EXISTS (SELECT FROM evaluations_pdltassessor a
        WHERE a.id = assessor_id AND a.user_id = {USER}));
CREATE FUNCTION kad_my_marks() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(a.id), '{{}}') FROM evaluations_pdltassessor a
    JOIN evaluations_pdltassessment c ON c.id = a.assessment_id AND c.shared_at IS NOT NULL
    JOIN cadres_member m ON m.id = c.member_id AND m.user_id = {USER}
$$;
CREATE POLICY person_read ON evaluations_pdltmark FOR SELECT TO {roles.PERSON}
    USING (assessor_id = ANY ((SELECT kad_my_marks())::bigint[]));
CREATE POLICY append_too ON evaluations_pdltassessorevent FOR INSERT TO {roles.APP} WITH CHECK (true);
REVOKE DELETE ON evaluations_pdltassessment, evaluations_pdltassessor, evaluations_pdltmark
    FROM {roles.DATA}, {roles.APP};
"""
NO_POLICIES = """
ALTER TABLE evaluations_pdltmark NO FORCE ROW LEVEL SECURITY; ALTER TABLE evaluations_pdltmark DISABLE ROW LEVEL SECURITY;
DROP POLICY assessor ON evaluations_pdltmark; DROP POLICY person_read ON evaluations_pdltmark;
DROP POLICY assessor_read ON evaluations_pdltassessment;
DROP FUNCTION kad_my_marks(); DROP FUNCTION kad_my_cases();
"""

GUARDS = f"""
CREATE FUNCTION kad_guard_assessor() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE about evaluations_pdltassessment%ROWTYPE;
BEGIN
    SELECT * INTO STRICT about FROM evaluations_pdltassessment WHERE id = NEW.assessment_id FOR UPDATE;
    IF TG_OP = 'INSERT' THEN
        NEW.unit_id := about.unit_id;
        IF about.state NOT IN ('draft', 'objected') OR NEW.submitted_at IS NOT NULL THEN
            RAISE EXCEPTION 'assessors are named while the case is open'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'pdlt_assessor_in_time';
        END IF;
        IF EXISTS (SELECT FROM cadres_member m WHERE m.id = about.member_id AND m.user_id = NEW.user_id)
            OR NEW.user_id = NEW.named_by_id
            OR EXISTS (SELECT FROM mentoring_pairingparticipant g JOIN mentoring_pairingparticipant l
                ON l.pairing_id = g.pairing_id AND l.member_id = about.member_id AND l.id <> g.id
                JOIN mentoring_pairing r ON r.id = g.pairing_id AND r.state NOT IN ('declined', 'proposed')
                JOIN cadres_member m ON m.id = g.member_id
                WHERE m.user_id = NEW.user_id AND (g.role IN ('mentor', 'facilitator') OR g.role = 'peer')) THEN
            RAISE EXCEPTION 'neither the member, nor his mentor, nor who names them assesses'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'pdlt_assessor_apart';
        END IF;
        RETURN NEW;
    END IF;
    IF (NEW.assessment_id, NEW.user_id, NEW.named_by_id) IS DISTINCT FROM (OLD.assessment_id, OLD.user_id,
            OLD.named_by_id) OR (OLD.submitted_at IS NOT NULL AND to_jsonb(NEW) - ARRAY[{TIERS}]
            IS DISTINCT FROM to_jsonb(OLD) - ARRAY[{TIERS}]) THEN
        RAISE EXCEPTION 'what an assessor has sent stays'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'pdlt_assessor_locked';
    END IF;
    IF OLD.submitted_at IS NULL AND NEW.submitted_at IS NOT NULL THEN
        IF EXISTS (SELECT FROM evaluations_instrumentitem i WHERE i.instrument_id = about.instrument_id
                AND NOT EXISTS (SELECT FROM evaluations_pdltmark k WHERE k.assessor_id = NEW.id AND k.item_id = i.id)) THEN
            RAISE EXCEPTION 'every item has its mark' USING ERRCODE = 'check_violation', CONSTRAINT = 'pdlt_complete';
        END IF;
        -- Mirrors rules/pdlt.py.
        SELECT jsonb_object_agg(code, round(score, 2)), round(sum(weight * score) / 100, 2) INTO NEW.parts, NEW.total
        FROM (SELECT p.code, p.weight, (avg(k.value) - 1) / 4 * 100 AS score
            FROM evaluations_instrumentpart p JOIN evaluations_instrumentitem i ON i.part_id = p.id
            JOIN evaluations_pdltmark k ON k.item_id = i.id AND k.assessor_id = NEW.id
            WHERE p.instrument_id = about.instrument_id AND NOT p.is_gate GROUP BY p.code, p.weight) each;
        SELECT CASE WHEN bool_or(k.gate = 'not_clear') THEN 'not_clear' WHEN bool_or(k.gate = 'under_review')
            THEN 'under_review' ELSE 'clear' END INTO NEW.gate
        FROM evaluations_pdltmark k JOIN evaluations_instrumentitem i ON i.id = k.item_id
        JOIN evaluations_instrumentpart p ON p.id = i.part_id AND p.is_gate WHERE k.assessor_id = NEW.id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_assessor BEFORE INSERT OR UPDATE ON evaluations_pdltassessor FOR EACH ROW
    EXECUTE FUNCTION kad_guard_assessor();

-- Two have sent, at most 20 points apart; else a third. After an objection somebody who had not assessed before.
CREATE FUNCTION kad_score_pdlt() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE sent int; apart numeric; fresh int; about evaluations_pdltassessment%ROWTYPE;
BEGIN
    SELECT * INTO STRICT about FROM evaluations_pdltassessment WHERE id = NEW.assessment_id FOR UPDATE;
    SELECT count(*), max(total) - min(total), count(*) FILTER (WHERE submitted_at > about.objected_at)
        INTO sent, apart, fresh FROM evaluations_pdltassessor
        WHERE assessment_id = NEW.assessment_id AND submitted_at IS NOT NULL;
    IF about.state IN ('draft', 'objected') AND (sent >= 3 OR sent = 2 AND apart <= 20)
            AND (about.state = 'draft' OR fresh > 0) THEN
        UPDATE evaluations_pdltassessment c SET state = 'scored',
            total = (SELECT round(avg(a.total), 2) FROM evaluations_pdltassessor a
                WHERE a.assessment_id = c.id AND a.submitted_at IS NOT NULL),
            parts = (SELECT jsonb_object_agg(code, score) FROM (SELECT e.key AS code, round(avg(e.value::numeric), 2) AS score
                FROM evaluations_pdltassessor a, jsonb_each_text(a.parts) e
                WHERE a.assessment_id = c.id AND a.submitted_at IS NOT NULL GROUP BY e.key) means),
            gate = (SELECT CASE WHEN bool_or(a.gate = 'not_clear') THEN 'not_clear'
                WHEN bool_or(a.gate = 'under_review') THEN 'under_review' ELSE 'clear' END
                FROM evaluations_pdltassessor a WHERE a.assessment_id = c.id AND a.submitted_at IS NOT NULL)
            WHERE c.id = NEW.assessment_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER score_pdlt AFTER UPDATE OF submitted_at ON evaluations_pdltassessor FOR EACH ROW
    WHEN (OLD.submitted_at IS NULL AND NEW.submitted_at IS NOT NULL) EXECUTE FUNCTION kad_score_pdlt();

CREATE FUNCTION kad_guard_mark() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE is_gate boolean;
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.assessor_id, NEW.item_id) IS DISTINCT FROM (OLD.assessor_id, OLD.item_id) THEN
        RAISE EXCEPTION 'a mark stays where it is' USING ERRCODE = 'check_violation', CONSTRAINT = 'pdlt_mark_locked';
    END IF;
    PERFORM FROM evaluations_pdltassessor a WHERE a.id = NEW.assessor_id AND a.submitted_at IS NULL
        AND a.user_id = {USER} FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'these marks are sent' USING ERRCODE = 'check_violation', CONSTRAINT = 'pdlt_mark_locked';
    END IF;
    SELECT p.is_gate INTO is_gate FROM evaluations_pdltassessor a
        JOIN evaluations_pdltassessment c ON c.id = a.assessment_id
        JOIN evaluations_instrumentitem i ON i.id = NEW.item_id AND i.instrument_id = c.instrument_id
        JOIN evaluations_instrumentpart p ON p.id = i.part_id WHERE a.id = NEW.assessor_id;
    IF is_gate IS NULL OR is_gate <> (NEW.value IS NULL) THEN
        RAISE EXCEPTION 'this is no mark for that item' USING ERRCODE = 'check_violation', CONSTRAINT = 'pdlt_mark_fits';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_mark BEFORE INSERT OR UPDATE ON evaluations_pdltmark FOR EACH ROW WHEN ({SERVED})
    EXECUTE FUNCTION kad_guard_mark();

CREATE FUNCTION kad_guard_pdlt() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE acting text := current_setting('app.role', true); free text[] := ARRAY[{TIERS}, 'state'];
    today date;
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT m.unit_id INTO STRICT NEW.unit_id FROM cadres_member m WHERE m.id = NEW.member_id;
        IF NEW.state <> 'draft' OR NEW.total IS NOT NULL OR NOT EXISTS (SELECT FROM evaluations_instrument i
                WHERE i.id = NEW.instrument_id AND i.use = 'pdlt' AND i.state = 'published') THEN
            RAISE EXCEPTION 'a case begins as a draft' USING ERRCODE = 'check_violation', CONSTRAINT = 'pdlt_begins';
        END IF;
        RETURN NEW;
    END IF;
    SELECT (now() AT TIME ZONE u.time_zone)::date INTO today FROM regions_unit u WHERE u.id = OLD.unit_id;
    IF OLD.state = 'scored' AND NEW.state = 'shared' AND acting = 'leader' THEN
        free := free || ARRAY['shared_at', 'objection_until'];
        IF NEW.objection_until IS NULL OR NEW.objection_until < today + 14 THEN
            RAISE EXCEPTION 'fourteen days to object' USING ERRCODE = 'check_violation', CONSTRAINT = 'pdlt_time_to_object';
        END IF;
    ELSIF OLD.state = 'shared' AND NEW.state = 'objected' THEN
        free := free || ARRAY['objected_at', 'objection'];
        IF today > OLD.objection_until OR NOT EXISTS (SELECT FROM cadres_member m
                WHERE m.id = OLD.member_id AND m.user_id = {USER}) THEN
            RAISE EXCEPTION 'the member objects, within his days'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'pdlt_own_objection';
        END IF;
    ELSIF OLD.state = 'shared' AND NEW.state = 'final' AND acting = 'leader' THEN
        free := free || ARRAY['verdict', 'verdict_reason', 'decided_by_id', 'decided_at'];
        IF today <= OLD.objection_until OR NEW.decided_by_id IS DISTINCT FROM {USER} OR EXISTS (
                SELECT FROM evaluations_pdltassessor a WHERE a.assessment_id = OLD.id AND a.user_id = {USER}) OR EXISTS (
                SELECT FROM cadres_member m WHERE m.id = OLD.member_id AND m.user_id = {USER}) THEN
            RAISE EXCEPTION 'a named human decides, after the days to object, and no assessor'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'pdlt_decided_in_time';
        END IF;
    ELSIF NEW.state IS DISTINCT FROM OLD.state THEN
        RAISE EXCEPTION 'pdlt may not move from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'evaluations_pdltassessment_move';
    END IF;
    IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN
        RAISE EXCEPTION 'this part of a case stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'pdlt_kept';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_pdlt BEFORE INSERT OR UPDATE ON evaluations_pdltassessment FOR EACH ROW WHEN ({SERVED})
    EXECUTE FUNCTION kad_guard_pdlt();
"""
NO_GUARDS = """
DROP TRIGGER guard_assessor ON evaluations_pdltassessor; DROP TRIGGER score_pdlt ON evaluations_pdltassessor;
DROP TRIGGER guard_mark ON evaluations_pdltmark; DROP TRIGGER guard_pdlt ON evaluations_pdltassessment;
DROP FUNCTION kad_guard_assessor(); DROP FUNCTION kad_score_pdlt(); DROP FUNCTION kad_guard_mark();
DROP FUNCTION kad_guard_pdlt();
"""


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0008_confidential_answers")]
    operations = [
        protect(
            "evaluations_pdltassessment",
            read=["leader"],
            write=["leader"],
            person_read=f"shared_at IS NOT NULL AND member_id = {MYSELF}",
            jobs="read",
        ),
        protect(
            "evaluations_pdltassessor",
            read=["leader"],
            write=["leader"],
            # What a person sees of the cases is his own, once shared.
            person_read="assessment_id IN (SELECT c.id FROM evaluations_pdltassessment c)",
        ),
        protect_history("evaluations_pdltassessmentevent", read=["leader"]),
        protect_history("evaluations_pdltassessorevent", read=["leader"]),
        migrations.RunSQL(POLICIES, NO_POLICIES),
        migrations.RunSQL(GUARDS, NO_GUARDS),
    ]
