"""The first ladder, who sees what of it, and what the database refuses whoever writes (DOMAIN §3, §4.1, §9)."""

from django.db import migrations

from core import roles
from core.rls import USER, append_only, protect, protect_history

STAFF = ["secretariat", "coordinator"]
OWN = f"member_id IN (SELECT m.id FROM cadres_member m WHERE m.user_id = {USER})"

SEEDS = """
INSERT INTO cadres_level (code, name, kind, "order", approval_tier, silent_days) VALUES
    ('anggota', 'Anggota', 'level', 0, 2, 365),
    ('dasar', 'Kader Dasar', 'level', 1, 2, 180),
    ('madya', 'Kader Madya', 'level', 2, 1, 180),
    ('utama', 'Kader Utama', 'level', 3, 0, 270),
    ('fungsionaris', 'Orientasi Fungsionaris', 'track', 1, 2, 180),
    ('caleg', 'Calon Legislatif', 'track', 2, 1, 180),
    ('instruktur', 'Instruktur Kaderisasi', 'track', 3, 1, 180);
INSERT INTO cadres_requirementset (level_id, version, in_force_from, note, created_at)
    SELECT id, 1, '2020-01-01', 'Bawaan', now() FROM cadres_level WHERE code <> 'anggota';
INSERT INTO cadres_requirement (requirement_set_id, kind, amount, detail, "order")
    SELECT s.id, r.kind, r.amount, r.detail::jsonb, r.place
    FROM (VALUES
        ('dasar', 'stay', 12, '{}', 1), ('dasar', 'training', 1, '{"kind": "diklat"}', 2),
        ('dasar', 'sessions', 4, '{}', 3), ('dasar', 'final_evaluation', 1, '{}', 4),
        ('dasar', 'no_sanction', 1, '{}', 5),
        ('madya', 'stay', 24, '{}', 1), ('madya', 'training', 1, '{"kind": "diklat"}', 2),
        ('madya', 'sessions', 6, '{}', 3), ('madya', 'final_evaluation', 1, '{}', 4),
        ('madya', 'recommendation', 1, '{}', 5), ('madya', 'no_sanction', 1, '{}', 6),
        ('utama', 'stay', 36, '{}', 1), ('utama', 'training', 2, '{"kind": "diklat"}', 2),
        ('utama', 'sessions', 8, '{}', 3), ('utama', 'final_evaluation', 1, '{}', 4),
        ('utama', 'recommendation', 2, '{}', 5), ('utama', 'no_sanction', 1, '{}', 6),
        ('fungsionaris', 'training', 1, '{"kind": "bimtek"}', 1), ('fungsionaris', 'no_sanction', 1, '{}', 2),
        ('caleg', 'training', 1, '{"kind": "dikpol"}', 1), ('caleg', 'recommendation', 1, '{}', 2),
        ('caleg', 'no_sanction', 1, '{}', 3),
        ('instruktur', 'training', 1, '{"kind": "bimtek"}', 1), ('instruktur', 'recommendation', 1, '{}', 2),
        ('instruktur', 'no_sanction', 1, '{}', 3)
    ) AS r(code, kind, amount, detail, place)
    JOIN cadres_level l ON l.code = r.code JOIN cadres_requirementset s ON s.level_id = l.id;
ALTER TABLE cadres_member ADD CONSTRAINT member_level_known FOREIGN KEY (level) REFERENCES cadres_level (code);
"""
DROP_SEEDS = """
ALTER TABLE cadres_member DROP CONSTRAINT member_level_known;
DELETE FROM cadres_requirement; DELETE FROM cadres_requirementset; DELETE FROM cadres_level;
"""

# As in cadres.enums; tests/cadres/test_ladder_guards.py compares the two move by move.
MOVES = {
    "levelpath": (
        "running>waiting running>interrupted running>done waiting>running waiting>done interrupted>running "
        "interrupted>done"
    ),
    "levelaward": "proposed>awarded proposed>returned returned>awarded awarded>revoked",
    "awardappeal": "filed>upheld filed>dismissed",
    "accreditation": "proposed>approved proposed>refused",
    "training": "draft>open draft>cancelled open>closed open>cancelled",
    "trainingregistration": (
        "registered>attended registered>cancelled waiting>registered waiting>cancelled cancelled>registered "
        "cancelled>waiting"
    ),
}
KEPT = ("levelpath", "pathtransition", "levelaward", "awardappeal", "accreditation", "certificate", "recommendation")
CHECK_MOVES = (
    """
CREATE FUNCTION kad_ladder_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT (OLD.state || '>' || NEW.state) = ANY (TG_ARGV) THEN
        RAISE EXCEPTION '% may not move from % to %', TG_TABLE_NAME, OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_move';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION kad_never_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are kept', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
"""
    + "".join(
        f"CREATE TRIGGER check_move BEFORE UPDATE OF state ON cadres_{name} FOR EACH ROW WHEN (OLD.state IS DISTINCT "
        f"FROM NEW.state) EXECUTE FUNCTION kad_ladder_move({', '.join(map(repr, moves.split()))});\n"
        for name, moves in MOVES.items()
    )
    + "".join(
        f"CREATE TRIGGER kept BEFORE DELETE ON cadres_{name} FOR EACH ROW EXECUTE FUNCTION kad_never_deleted();\n"
        f"REVOKE DELETE ON cadres_{name} FROM {roles.DATA}, {roles.APP};\n"
        for name in KEPT
    )
    + "".join(
        f"REVOKE UPDATE ON cadres_{name} FROM {roles.DATA}, {roles.APP};\n"
        for name in ("pathtransition", "recommendation")
    )
)
DROP_CHECK_MOVES = (
    "".join(f"DROP TRIGGER check_move ON cadres_{name};\n" for name in MOVES)
    + "".join(f"DROP TRIGGER kept ON cadres_{name};\n" for name in KEPT)
    + "DROP FUNCTION kad_ladder_move(); DROP FUNCTION kad_never_deleted();"
)

# Only an award moves a member's level: the trigger of the award does, nothing else may.
AWARDS = f"""
CREATE FUNCTION kad_guard_level() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'only an award changes a level' USING ERRCODE = 'check_violation', CONSTRAINT = 'member_level_by_award';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_level BEFORE UPDATE OF level ON cadres_member FOR EACH ROW
    WHEN (OLD.level IS DISTINCT FROM NEW.level AND current_user <> '{roles.OWNER}')
    EXECUTE FUNCTION kad_guard_level();

CREATE FUNCTION kad_guard_award() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    fixed text[] := ARRAY['state', 'decided_by_id', 'decided_at', 'decided_evidence', 'decision_reason', 'awarded_on'];
    revoking text[] := ARRAY['state', 'revoked_by_id', 'revoked_at', 'revoke_reason'];
    place text[] := ARRAY['unit_id', 'province_id', 'regency_id', 'district_id', 'village_id'];
    changing text[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'proposed' THEN
            RAISE EXCEPTION 'an award begins as a proposal' USING ERRCODE = 'check_violation', CONSTRAINT = 'levelaward_begins';
        END IF;
        IF NOT EXISTS (SELECT FROM cadres_levelpath p WHERE p.id = NEW.path_id AND p.member_id = NEW.member_id
                AND p.level_id = NEW.level_id AND p.state <> 'done') THEN
            RAISE EXCEPTION 'the path is another one''s' USING ERRCODE = 'check_violation', CONSTRAINT = 'levelaward_own_path';
        END IF;
        RETURN NEW;
    END IF;
    changing := place || CASE WHEN NEW.state = OLD.state THEN '{{}}'::text[]
        WHEN NEW.state = 'revoked' THEN revoking ELSE fixed END;
    IF to_jsonb(NEW) - changing IS DISTINCT FROM to_jsonb(OLD) - changing THEN
        RAISE EXCEPTION 'a decision stays as it was made' USING ERRCODE = 'check_violation', CONSTRAINT = 'levelaward_frozen';
    END IF;
    IF OLD.state = 'returned' AND NEW.state = 'awarded' AND NOT EXISTS (
            SELECT FROM cadres_awardappeal a WHERE a.award_id = NEW.id AND a.state = 'upheld') THEN
        RAISE EXCEPTION 'only an upheld appeal' USING ERRCODE = 'check_violation', CONSTRAINT = 'levelaward_appeal_upheld';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_award BEFORE INSERT OR UPDATE ON cadres_levelaward
    FOR EACH ROW WHEN (current_user <> '{roles.OWNER}') EXECUTE FUNCTION kad_guard_award();

CREATE FUNCTION kad_award_moves_level() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE aim cadres_level; held text;
BEGIN
    SELECT * INTO aim FROM cadres_level WHERE id = NEW.level_id;
    IF aim.kind = 'level' THEN
        SELECT level INTO held FROM cadres_member WHERE id = NEW.member_id FOR UPDATE;
        IF NEW.state = 'awarded' THEN
            IF held <> NEW.from_level OR aim."order" <> 1 + (SELECT l."order" FROM cadres_level l WHERE l.code = held) THEN
                RAISE EXCEPTION 'not the next level' USING ERRCODE = 'check_violation', CONSTRAINT = 'levelaward_next_level';
            END IF;
            UPDATE cadres_member SET level = aim.code WHERE id = NEW.member_id;
        ELSE
            IF held <> aim.code THEN
                RAISE EXCEPTION 'a later level stands on it' USING ERRCODE = 'check_violation', CONSTRAINT = 'levelaward_stands';
            END IF;
            UPDATE cadres_member SET level = NEW.from_level WHERE id = NEW.member_id;
        END IF;
    END IF;
    IF NEW.state = 'awarded' THEN
        INSERT INTO cadres_pathtransition (path_id, member_id, unit_id, from_value, to_value, actor_id, at, reason)
            SELECT p.id, p.member_id, NEW.unit_id, p.state, 'done', NEW.decided_by_id, NEW.decided_at, ''
            FROM cadres_levelpath p WHERE p.id = NEW.path_id AND p.state <> 'done';
        UPDATE cadres_levelpath SET state = 'done', since = NEW.awarded_on WHERE id = NEW.path_id AND state <> 'done';
    ELSE
        UPDATE cadres_certificate SET revoked_on = NEW.revoked_at::date WHERE award_id = NEW.id AND revoked_on IS NULL;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER moves_level AFTER UPDATE OF state ON cadres_levelaward FOR EACH ROW
    WHEN (OLD.state <> NEW.state AND NEW.state IN ('awarded', 'revoked')) EXECUTE FUNCTION kad_award_moves_level();

CREATE FUNCTION kad_guard_certificate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free text[] := ARRAY['revoked_on', 'unit_id', 'province_id', 'regency_id', 'district_id', 'village_id'];
BEGIN
    IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free OR OLD.revoked_on IS NOT NULL AND NEW.revoked_on IS DISTINCT FROM OLD.revoked_on THEN
        RAISE EXCEPTION 'a certificate stays as it was printed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_certificate BEFORE UPDATE ON cadres_certificate
    FOR EACH ROW WHEN (current_user <> '{roles.OWNER}') EXECUTE FUNCTION kad_guard_certificate();
"""
DROP_AWARDS = """
DROP TRIGGER guard_certificate ON cadres_certificate; DROP FUNCTION kad_guard_certificate();
DROP TRIGGER moves_level ON cadres_levelaward; DROP FUNCTION kad_award_moves_level();
DROP TRIGGER guard_award ON cadres_levelaward; DROP FUNCTION kad_guard_award();
DROP TRIGGER guard_level ON cadres_member; DROP FUNCTION kad_guard_level();
"""

# A version in use stays as it is: those who walk by it were promised so.
FROZEN = """
CREATE FUNCTION kad_requirements_frozen() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE touched bigint;
BEGIN
    touched := CASE WHEN TG_TABLE_NAME = 'cadres_requirementset' THEN OLD.id
        WHEN TG_OP = 'INSERT' THEN (to_jsonb(NEW) ->> 'requirement_set_id')::bigint
        ELSE (to_jsonb(OLD) ->> 'requirement_set_id')::bigint END;
    IF EXISTS (SELECT FROM cadres_levelpath p WHERE p.requirement_set_id = touched) THEN
        RAISE EXCEPTION 'somebody walks by this version' USING ERRCODE = 'check_violation', CONSTRAINT = 'requirementset_frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON cadres_requirement
    FOR EACH ROW EXECUTE FUNCTION kad_requirements_frozen();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON cadres_requirementset
    FOR EACH ROW EXECUTE FUNCTION kad_requirements_frozen();
"""
DROP_FROZEN = """
DROP TRIGGER frozen ON cadres_requirement; DROP TRIGGER frozen ON cadres_requirementset;
DROP FUNCTION kad_requirements_frozen();
"""

# Seats: the event's row is locked first, so that two who register at once count one after the other;
# `trainingevent_within_capacity` then refuses the one too many.
SEATS = f"""
CREATE FUNCTION kad_registration_seat() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM cadres_training e WHERE e.id = NEW.event_id FOR NO KEY UPDATE;
    UPDATE cadres_training e SET taken = now_is.taken
    FROM (SELECT count(*) AS taken FROM cadres_trainingregistration r
          WHERE r.event_id = NEW.event_id AND r.state IN ('registered', 'attended')) now_is
    WHERE e.id = NEW.event_id AND e.taken <> now_is.taken;
    RETURN NULL;
END $$;
CREATE TRIGGER seat AFTER INSERT OR UPDATE OF state ON cadres_trainingregistration
    FOR EACH ROW EXECUTE FUNCTION kad_registration_seat();
CREATE FUNCTION kad_guard_own_registration() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free text[] := ARRAY['state', 'registered_by_id', 'registered_at'];
BEGIN
    IF current_user <> '{roles.PERSON}' THEN RETURN NEW; END IF;
    IF NEW.state = 'attended' OR NEW.result <> 'open' OR NEW.score IS NOT NULL OR NEW.confirmed_by_id IS NOT NULL
        OR TG_OP = 'UPDATE' AND (OLD.state = 'attended' OR to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free) THEN
        RAISE EXCEPTION 'the organiser confirms who was there' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_own_row BEFORE INSERT OR UPDATE ON cadres_trainingregistration
    FOR EACH ROW EXECUTE FUNCTION kad_guard_own_registration();
DROP POLICY person_delete ON cadres_trainingregistration;
DROP POLICY person_update ON cadres_awardappeal;
DROP POLICY person_delete ON cadres_awardappeal;
"""
DROP_SEATS = """
DROP TRIGGER guard_own_row ON cadres_trainingregistration; DROP FUNCTION kad_guard_own_registration();
DROP TRIGGER seat ON cadres_trainingregistration; DROP FUNCTION kad_registration_seat();
"""

# All that anybody who holds a code learns: initials, what it is for, whether it holds. Of somebody who is forgotten the
# initials are gone too.
CHECK = r"""
CREATE FUNCTION kad_check_certificate(asked text)
RETURNS TABLE (initials text, title text, issued_on date, revoked_on date) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT CASE WHEN m.pseudonymised_at IS NULL THEN (SELECT string_agg(upper(left(word, 1)), '' ORDER BY place) FROM
            regexp_split_to_table(btrim(m.full_name), '\s+') WITH ORDINALITY AS words(word, place) WHERE place <= 3)
            ELSE '' END,
        c.title, c.issued_on, c.revoked_on
    FROM cadres_certificate c JOIN cadres_member m ON m.id = c.member_id WHERE c.code = asked
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("cadres", "0007_export_jobs"), ("accounts", "0003_row_security")]
    operations = [
        migrations.RunSQL(SEEDS, DROP_SEEDS),
        migrations.RunSQL(
            f"REVOKE UPDATE, DELETE ON cadres_levelevent FROM {roles.DATA}, {roles.APP}", migrations.RunSQL.noop
        ),
        protect("cadres_levelpath", read=STAFF, write=STAFF, person_read=OWN, jobs="write"),
        protect("cadres_pathtransition", read=STAFF, write=STAFF, person_read=OWN, jobs="write"),
        protect("cadres_recommendation", write=["leader"], person_read=OWN, jobs="read"),
        protect("cadres_levelaward", write=["coordinator", "leader"], person_read=OWN, jobs="read"),
        protect(
            "cadres_awardappeal",
            write=["coordinator", "leader"],
            person_read=OWN,
            person_write=f"{OWN} AND filed_by_id = {USER} AND state = 'filed'",
            jobs="read",
        ),
        protect("cadres_trainingregistration", read=STAFF, write=STAFF, person_read=OWN, person_write=OWN, jobs="read"),
        protect("cadres_accreditation", read=STAFF, write=STAFF, person_read=OWN, jobs="read"),
        protect("cadres_certificate", read=[*STAFF, "leader"], write=[*STAFF, "leader"], person_read=OWN, jobs="read"),
        append_only("cadres_attendancetry", read=f"by_id = {USER}"),
        *[
            protect_history(f"cadres_{name}event")
            for name in ("levelpath", "levelaward", "awardappeal", "trainingregistration", "accreditation")
        ],
        migrations.RunSQL(CHECK_MOVES, DROP_CHECK_MOVES),
        migrations.RunSQL(AWARDS, DROP_AWARDS),
        migrations.RunSQL(FROZEN, DROP_FROZEN),
        migrations.RunSQL(SEATS, DROP_SEATS),
        migrations.RunSQL(CHECK, "DROP FUNCTION kad_check_certificate(text)"),
    ]
