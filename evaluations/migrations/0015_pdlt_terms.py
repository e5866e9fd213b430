"""The numbers of PDLT are rows of its version; membership, line of units and moves are kept (DOMAIN §§4.4, 5, 8 I-5)."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from core import roles
from core.rls import USER

instruments = import_module("evaluations.migrations.0007_frozen_instruments")
pdlt = import_module("evaluations.migrations.0009_pdlt_guards")
SERVED = f"current_user IN ({', '.join(map(repr, (*roles.ENTERED_ROLES, roles.APP)))})"
TIERS = "'unit_id', 'province_id', 'regency_id', 'district_id', 'village_id'"
RANGES = {
    "period_months": (12, 120),
    "fewest_assessors": (2, 7),
    "most_apart": (1, 50),
    "objection_days": (14, 60),
    "least_total": (1, 100),
}

# What is published already was counted with these; then they are frozen like the items.
SEED = """
INSERT INTO evaluations_pdltterms (instrument_id, period_months, fewest_assessors, most_apart, objection_days, least_total)
    SELECT id, 60, 2, 20, 14, 70 FROM evaluations_instrument WHERE use = 'pdlt';
CREATE TRIGGER guard_instrument_row BEFORE INSERT OR UPDATE OR DELETE ON evaluations_pdltterms
    FOR EACH ROW EXECUTE FUNCTION kad_guard_instrument_row();
"""
UNSEED = "DROP TRIGGER guard_instrument_row ON evaluations_pdltterms; DELETE FROM evaluations_pdltterms;"

# Mirror INSTRUMENT_MOVES and PDLT_MOVES (evaluations/enums.py); who may make a move say the guards.
MOVES = """
CREATE TRIGGER check_move BEFORE UPDATE OF state ON evaluations_instrument FOR EACH ROW
    WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION kad_check_move('draft>published', 'published>retired');
CREATE TRIGGER check_move BEFORE UPDATE OF state ON evaluations_pdltassessment FOR EACH ROW
    WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION kad_check_move(
        'draft>scored', 'scored>shared', 'shared>objected', 'shared>final', 'objected>scored');
"""
NO_MOVES = """
DROP TRIGGER check_move ON evaluations_instrument; DROP TRIGGER check_move ON evaluations_pdltassessment;
"""

INSTRUMENTS = """
CREATE OR REPLACE FUNCTION kad_guard_instrument() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE lost int;
BEGIN
    PERFORM kad_guard_instrument_writer(CASE WHEN TG_OP = 'DELETE' THEN OLD.province_id ELSE NEW.province_id END);
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN
            RAISE EXCEPTION 'an instrument begins as a draft'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'instrument_frozen';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.state <> 'draft' AND (TG_OP = 'DELETE' OR NEW.state = 'draft'
            OR to_jsonb(NEW) - 'state' IS DISTINCT FROM to_jsonb(OLD) - 'state') THEN
        RAISE EXCEPTION 'a published instrument stays as it is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'instrument_frozen';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    IF OLD.state = 'draft' AND NEW.state = 'published' THEN
        IF NOT EXISTS (SELECT FROM evaluations_instrumentitem i WHERE i.instrument_id = NEW.id) THEN
            RAISE EXCEPTION 'an instrument asks something'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'instrument_has_items';
        END IF;
        IF NEW.province_id IS NOT NULL THEN
            SELECT count(*) INTO lost FROM evaluations_instrumentitem b WHERE b.instrument_id = NEW.base_id
                AND NOT EXISTS (SELECT FROM evaluations_instrumentitem i WHERE i.instrument_id = NEW.id
                    AND i.code = b.code
                    AND to_jsonb(i) - ARRAY['id', 'instrument_id', 'part_id', 'place']
                        = to_jsonb(b) - ARRAY['id', 'instrument_id', 'part_id', 'place']);
            IF lost > 0 OR EXISTS (SELECT FROM evaluations_instrumentitem i WHERE i.instrument_id = NEW.id
                    AND i.is_counted AND NOT EXISTS (SELECT FROM evaluations_instrumentitem b
                        WHERE b.instrument_id = NEW.base_id AND b.code = i.code))
                    OR EXISTS (SELECT FROM evaluations_instrument b WHERE b.id = NEW.base_id
                        AND (b.name, b.intro, b.use, b.about, b.raters, b.is_confidential) IS DISTINCT FROM
                            (NEW.name, NEW.intro, NEW.use, NEW.about, NEW.raters, NEW.is_confidential))
                    OR EXISTS (SELECT FROM evaluations_instrumentpart b WHERE b.instrument_id = NEW.base_id
                        AND NOT EXISTS (SELECT FROM evaluations_instrumentpart p WHERE p.instrument_id = NEW.id
                            AND to_jsonb(p) - ARRAY['id', 'instrument_id', 'place']
                                = to_jsonb(b) - ARRAY['id', 'instrument_id', 'place']))
                    OR EXISTS (SELECT FROM evaluations_pdltterms b WHERE b.instrument_id = NEW.base_id
                        AND NOT EXISTS (SELECT FROM evaluations_pdltterms t WHERE t.instrument_id = NEW.id
                            AND to_jsonb(t) - ARRAY['id', 'instrument_id'] = to_jsonb(b) - ARRAY['id', 'instrument_id']))
                    THEN
                RAISE EXCEPTION 'a province adds items beside the index, removes none and weighs as the nation does'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'instrument_province_adds';
            END IF;
        END IF;
        IF NEW.use = 'pdlt' AND NOT EXISTS (SELECT FROM evaluations_pdltterms t WHERE t.instrument_id = NEW.id) THEN
            RAISE EXCEPTION 'a version of pdlt has its numbers'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'instrument_has_terms';
        END IF;
        IF NEW.use = 'pdlt' AND EXISTS (SELECT FROM evaluations_instrumentpart p WHERE p.instrument_id = NEW.id
                AND p.weight IS NOT NULL AND NOT EXISTS (
                    SELECT FROM evaluations_instrumentitem i WHERE i.part_id = p.id AND i.is_counted)) THEN
            RAISE EXCEPTION 'a part that weighs asks something'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'instrument_part_has_items';
        END IF;
        IF NEW.use = 'pdlt' AND (SELECT coalesce(sum(p.weight), 0) FROM evaluations_instrumentpart p
                WHERE p.instrument_id = NEW.id) <> 100 THEN
            RAISE EXCEPTION 'the weights make up 100'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'instrument_weights';
        END IF;
    END IF;
    RETURN NEW;
END $$;
"""

SCORE = """
-- As many have sent as the version asks for, at most so many points apart; else one more. After an objection somebody
-- who had not assessed before.
CREATE OR REPLACE FUNCTION kad_score_pdlt() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE sent int; apart numeric; fresh int; about evaluations_pdltassessment%ROWTYPE;
    terms evaluations_pdltterms%ROWTYPE;
BEGIN
    SELECT * INTO STRICT about FROM evaluations_pdltassessment WHERE id = NEW.assessment_id FOR UPDATE;
    SELECT * INTO STRICT terms FROM evaluations_pdltterms WHERE instrument_id = about.instrument_id;
    SELECT count(*), max(total) - min(total), count(*) FILTER (WHERE submitted_at > about.objected_at)
        INTO sent, apart, fresh FROM evaluations_pdltassessor
        WHERE assessment_id = NEW.assessment_id AND submitted_at IS NOT NULL;
    IF about.state IN ('draft', 'objected') AND (sent > terms.fewest_assessors
                OR sent = terms.fewest_assessors AND apart <= terms.most_apart)
            AND (about.state = 'draft' OR fresh > 0) THEN
        UPDATE evaluations_pdltassessment c SET state = 'scored',
            total = (SELECT round(avg(a.total), 2) FROM evaluations_pdltassessor a
                WHERE a.assessment_id = c.id AND a.submitted_at IS NOT NULL),
            parts = (SELECT jsonb_object_agg(code, score)
                FROM (SELECT e.key AS code, round(avg(e.value::numeric), 2) AS score FROM evaluations_pdltassessor a, jsonb_each_text(a.parts) e
                WHERE a.assessment_id = c.id AND a.submitted_at IS NOT NULL GROUP BY e.key) means),
            gate = (SELECT CASE WHEN bool_or(a.gate = 'not_clear') THEN 'not_clear'
                WHEN bool_or(a.gate = 'under_review') THEN 'under_review' ELSE 'clear' END
                FROM evaluations_pdltassessor a WHERE a.assessment_id = c.id AND a.submitted_at IS NOT NULL)
            WHERE c.id = NEW.assessment_id;
    END IF;
    RETURN NULL;
END $$;
"""

ASSESSORS = f"""
CREATE OR REPLACE FUNCTION kad_guard_assessor() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
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
        -- Each part out of 100: (mean - 1) / 4 * 100, over what counts; what a province adds stays out.
        SELECT jsonb_object_agg(code, round(score, 2)), round(sum(weight * score) / 100, 2) INTO NEW.parts, NEW.total
        FROM (SELECT p.code, p.weight, (avg(k.value) - 1) / 4 * 100 AS score
            FROM evaluations_instrumentpart p JOIN evaluations_instrumentitem i ON i.part_id = p.id
            JOIN evaluations_pdltmark k ON k.item_id = i.id AND k.assessor_id = NEW.id
            WHERE p.instrument_id = about.instrument_id AND NOT p.is_gate AND i.is_counted GROUP BY p.code, p.weight) each;
        SELECT CASE WHEN bool_or(k.gate = 'not_clear') THEN 'not_clear' WHEN bool_or(k.gate = 'under_review')
            THEN 'under_review' ELSE 'clear' END INTO NEW.gate
        FROM evaluations_pdltmark k JOIN evaluations_instrumentitem i ON i.id = k.item_id
        JOIN evaluations_instrumentpart p ON p.id = i.part_id AND p.is_gate WHERE k.assessor_id = NEW.id;
    END IF;
    RETURN NEW;
END $$;
"""

CASES = f"""
CREATE OR REPLACE FUNCTION kad_guard_pdlt() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE acting text := current_setting('app.role', true); free text[] := ARRAY[{TIERS}, 'state'];
    today date; terms evaluations_pdltterms%ROWTYPE;
BEGIN
    SELECT * INTO terms FROM evaluations_pdltterms WHERE instrument_id = NEW.instrument_id;
    IF TG_OP = 'INSERT' THEN
        SELECT m.unit_id INTO STRICT NEW.unit_id FROM cadres_member m WHERE m.id = NEW.member_id;
        IF NEW.state <> 'draft' OR NEW.total IS NOT NULL OR NOT EXISTS (SELECT FROM evaluations_instrument i
                WHERE i.id = NEW.instrument_id AND i.use = 'pdlt' AND i.state = 'published') THEN
            RAISE EXCEPTION 'a case begins as a draft' USING ERRCODE = 'check_violation', CONSTRAINT = 'pdlt_begins';
        END IF;
        IF NOT EXISTS (SELECT FROM cadres_member m WHERE m.id = NEW.member_id AND m.status = 'active'
                AND NOT m.restricted AND m.merged_into_id IS NULL) THEN
            RAISE EXCEPTION 'a case is about an active member'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'pdlt_of_an_active_member';
        END IF;
        IF NEW.period_from <> (NEW.period_to - make_interval(months => terms.period_months))::date THEN
            RAISE EXCEPTION 'the period is that of the version'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'pdlt_period_of_version';
        END IF;
        RETURN NEW;
    END IF;
    SELECT (now() AT TIME ZONE u.time_zone)::date INTO today FROM regions_unit u WHERE u.id = OLD.unit_id;
    IF OLD.state = 'scored' AND NEW.state = 'shared' AND acting = 'leader' THEN
        free := free || ARRAY['shared_at', 'objection_until'];
        IF NEW.objection_until IS NULL OR NEW.objection_until < today + terms.objection_days THEN
            RAISE EXCEPTION 'the days to object are those of the version'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'pdlt_time_to_object';
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
                SELECT FROM evaluations_pdltassessor a WHERE a.assessment_id = OLD.id AND a.user_id = {USER})
                OR EXISTS (SELECT FROM cadres_member m WHERE m.id = OLD.member_id AND m.user_id = {USER}) THEN
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
"""

# An assessor holds that role today at the member's unit or above it, whoever names him.
LINE = f"""
CREATE FUNCTION kad_assessor_in_line() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE today date := (now() AT TIME ZONE 'Asia/Jayapura')::date;
BEGIN
    IF NOT EXISTS (SELECT FROM accounts_assignment a JOIN regions_unit u ON u.id = a.unit_id
            LEFT JOIN accounts_assignment lent ON lent.id = a.on_behalf_of_id
            JOIN evaluations_pdltassessment c ON c.id = NEW.assessment_id
            WHERE a.user_id = NEW.user_id AND a.role = 'assessor' AND a.starts_on <= today
            AND coalesce(a.ends_on, today) >= today AND coalesce(lent.ends_on, today) >= today
            AND (u.tier = 0 OR u.id IN (c.unit_id, c.village_id, c.district_id, c.regency_id, c.province_id))) THEN
        RAISE EXCEPTION 'an assessor stands in the line of units of whom he assesses'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'pdlt_assessor_in_line';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER in_line BEFORE INSERT ON evaluations_pdltassessor FOR EACH ROW WHEN ({SERVED})
    EXECUTE FUNCTION kad_assessor_in_line();
"""
NO_LINE = "DROP TRIGGER in_line ON evaluations_pdltassessor; DROP FUNCTION kad_assessor_in_line();"


def as_before(name: str, written: str) -> str:
    """A function as an earlier migration wrote it, in place of the present one: that one reads a table that goes."""
    begin = f"CREATE FUNCTION {name}()"
    return begin.replace("CREATE", "CREATE OR REPLACE") + written.split(begin)[1].split("END $$;")[0] + "END $$;"


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0014_in_whose_name")]
    operations = [
        migrations.CreateModel(
            name="PdltTerms",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("period_months", models.PositiveSmallIntegerField(default=60, verbose_name="kurun penilaian (bulan)")),
                (
                    "fewest_assessors",
                    models.PositiveSmallIntegerField(default=2, verbose_name="penilai paling sedikit"),
                ),
                (
                    "most_apart",
                    models.PositiveSmallIntegerField(default=20, verbose_name="selisih terbesar antarpenilai"),
                ),
                ("objection_days", models.PositiveSmallIntegerField(default=14, verbose_name="hari untuk keberatan")),
                ("least_total", models.PositiveSmallIntegerField(default=70, verbose_name="jumlah paling sedikit")),
                (
                    "instrument",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="terms",
                        to="evaluations.instrument",
                    ),
                ),
            ],
            options={
                "verbose_name": "ukuran PDLT",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(**{f"{name}__range": span for name, span in RANGES.items()}),
                        name="pdlt_terms_in_range",
                    )
                ],
            },
        ),
        migrations.RunSQL(SEED, UNSEED),
        migrations.RunSQL(MOVES, NO_MOVES),
        migrations.RunSQL(INSTRUMENTS, as_before("kad_guard_instrument", instruments.SQL)),
        migrations.RunSQL(SCORE, as_before("kad_score_pdlt", pdlt.GUARDS)),
        migrations.RunSQL(ASSESSORS, as_before("kad_guard_assessor", pdlt.GUARDS)),
        migrations.RunSQL(CASES, as_before("kad_guard_pdlt", pdlt.GUARDS)),
        migrations.RunSQL(LINE, NO_LINE),
    ]
