"""Who reads and writes steps of a career, what writes itself, and the ways between posts (DOMAIN §1, §3, §9)."""

from django.db import migrations

from core import roles
from core.rls import USER, protect, protect_history

OFFICE, SECRETARIAT = ["secretariat", "coordinator", "leader"], ["secretariat"]
OWN = f"member_id IN (SELECT m.id FROM cadres_member m WHERE m.user_id = {USER})"
LENDER = "(SELECT nullif(current_setting('app.on_behalf_of', true), '')::bigint)"
SERVED = ", ".join(f"'{role}'" for role in (*roles.ENTERED_ROLES, roles.APP) if role != roles.JOBS)
DEFINER = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp"

# Tiers as regions.enums.Tier: 0 national, 1 province, 2 regency, 3 district, 4 village.
SEEDS = """
INSERT INTO cadres_channel (code, name, "order", ends_membership) VALUES
    ('member', 'Anggota', 1, false), ('officer', 'Pengurus', 2, false), ('party_head', 'Kepala partai', 3, false),
    ('witness', 'Saksi TPS', 4, false), ('campaign_staff', 'Staf kampanye', 5, false),
    ('consultant', 'Konsultan', 6, false), ('candidate', 'Calon', 7, false), ('legislator', 'Legislator', 8, false),
    ('executive', 'Pimpinan eksekutif', 9, false), ('bureaucrat', 'Birokrat', 10, true),
    ('diplomat', 'Diplomat', 11, true);
INSERT INTO cadres_careerpath (code, origin_id, origin_tier, goal_id, goal_tier, "order") VALUES
    ('pengurus-ranting-ke-pengurus-distrik', 'officer', 4, 'officer', 3, 1),
    ('pengurus-distrik-ke-pengurus-kabupaten', 'officer', 3, 'officer', 2, 2),
    ('pengurus-kabupaten-ke-kepala-partai', 'officer', 2, 'party_head', 2, 3),
    ('pengurus-ranting-ke-caleg-kabupaten', 'officer', 4, 'candidate', 2, 4),
    ('pengurus-kabupaten-ke-caleg-provinsi', 'officer', 2, 'candidate', 1, 5),
    ('pengurus-provinsi-ke-caleg-nasional', 'officer', 1, 'candidate', 0, 6),
    ('caleg-kabupaten-ke-legislator-kabupaten', 'candidate', 2, 'legislator', 2, 7),
    ('legislator-kabupaten-ke-caleg-provinsi', 'legislator', 2, 'candidate', 1, 8),
    ('legislator-kabupaten-ke-pimpinan-eksekutif', 'legislator', 2, 'executive', 2, 9);
INSERT INTO cadres_careerneed (path_id, kind, amount, detail, "order")
SELECT p.id, n.kind, n.amount, n.detail, row_number() OVER (PARTITION BY p.id ORDER BY n.place)
FROM (VALUES
    (1, 'post', 12, '', 1), (1, 'level', 1, 'dasar', 2), (1, 'mentored', 1, '', 4),
    (2, 'post', 24, '', 1), (2, 'level', 1, 'madya', 2), (2, 'mentored', 1, '', 4),
    (3, 'post', 24, '', 1), (3, 'level', 1, 'madya', 2), (3, 'training', 1, 'diklat', 3), (3, 'mentored', 1, '', 4),
    (4, 'post', 12, '', 1), (4, 'level', 1, 'dasar', 2), (4, 'training', 1, 'diklat', 3), (4, 'mentored', 1, '', 4),
    (4, 'age', 21, '', 5),
    (5, 'post', 24, '', 1), (5, 'level', 1, 'madya', 2), (5, 'training', 1, 'bimtek', 3), (5, 'mentored', 1, '', 4),
    (5, 'age', 21, '', 5),
    (6, 'post', 24, '', 1), (6, 'level', 1, 'utama', 2), (6, 'training', 1, 'bimtek', 3), (6, 'age', 21, '', 5),
    (7, 'post', 1, '', 1), (7, 'training', 1, 'dikpol', 3), (7, 'mentored', 1, '', 4), (7, 'age', 21, '', 5),
    (8, 'post', 24, '', 1), (8, 'level', 1, 'madya', 2), (8, 'age', 21, '', 5),
    (9, 'post', 36, '', 1), (9, 'level', 1, 'utama', 2), (9, 'age', 25, '', 5)
) n(path, kind, amount, detail, place) JOIN cadres_careerpath p ON p."order" = n.path;
"""
NO_SEEDS = "DELETE FROM cadres_careerneed; DELETE FROM cadres_careerpath; DELETE FROM cadres_channel;"

FACTS = "cadres_channel, cadres_careerpath, cadres_careerneed"
READ_ONLY = f"REVOKE INSERT, UPDATE, DELETE ON {FACTS} FROM {roles.DATA}, {roles.APP};"

# By hand nobody writes his own step, nor one of an office or a candidacy: these follow their rows.
GUARD = f"""
CREATE FUNCTION kad_guard_mobility() RETURNS trigger {DEFINER} AS $$
BEGIN
    IF EXISTS (SELECT FROM cadres_member m WHERE m.id = NEW.member_id AND m.user_id IN ({USER}, {LENDER})) THEN
        RAISE EXCEPTION 'nobody writes his own career'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'step_by_another';
    END IF;
    IF NEW.term_id IS NOT NULL OR NEW.candidacy_id IS NOT NULL THEN
        RAISE EXCEPTION 'what an office or a candidacy has written follows it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'step_follows_its_row';
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.struck_at IS NOT NULL OR NEW.member_id <> OLD.member_id) THEN
        RAISE EXCEPTION 'a step that was struck stays so, and a step stays its member''s'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'step_stays';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_step BEFORE INSERT OR UPDATE ON cadres_mobilitystep FOR EACH ROW
    WHEN (current_user IN ({SERVED})) EXECUTE FUNCTION kad_guard_mobility();
CREATE TRIGGER in_whose_name BEFORE INSERT OR UPDATE ON cadres_mobilitystep
    FOR EACH ROW EXECUTE FUNCTION kad_in_whose_name('recorded');
REVOKE DELETE ON cadres_mobilitystep FROM {roles.DATA}, {roles.APP};

-- Who serves the state under a ban on parties is no active member meanwhile: whichever of both is written last.
CREATE FUNCTION kad_guard_service() RETURNS trigger {DEFINER} AS $$
BEGIN
    IF EXISTS (
        SELECT FROM cadres_mobilitystep s JOIN cadres_channel c ON c.code = s.channel_id AND c.ends_membership
        JOIN cadres_member m ON m.id = s.member_id AND m.status = 'active'
        WHERE s.member_id = CASE TG_TABLE_NAME WHEN 'cadres_member' THEN (to_jsonb(NEW) ->> 'id')::bigint
            ELSE (to_jsonb(NEW) ->> 'member_id')::bigint END
        AND s.ends_on IS NULL AND s.struck_at IS NULL
    ) THEN
        RAISE EXCEPTION 'who holds this post is no active member'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'step_ends_membership';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER guard_service AFTER INSERT OR UPDATE ON cadres_mobilitystep
    FOR EACH ROW EXECUTE FUNCTION kad_guard_service();
CREATE TRIGGER guard_service AFTER UPDATE OF status ON cadres_member
    FOR EACH ROW WHEN (NEW.status = 'active') EXECUTE FUNCTION kad_guard_service();
"""
NO_GUARD = """
DROP TRIGGER guard_step ON cadres_mobilitystep; DROP TRIGGER in_whose_name ON cadres_mobilitystep;
DROP TRIGGER guard_service ON cadres_mobilitystep; DROP TRIGGER guard_service ON cadres_member;
DROP FUNCTION kad_guard_mobility(); DROP FUNCTION kad_guard_service();
"""

# Where each step came from: the one before it, the day of joining among them. Everybody whose day of joining is not
# known was a member first.
ORIGIN = f"""
CREATE FUNCTION kad_trace_steps(who bigint) RETURNS void {DEFINER} AS $$
BEGIN
    UPDATE cadres_mobilitystep s SET origin_id = t.origin FROM (
        SELECT w.id, lag(w.channel) OVER (ORDER BY w.starts_on, w.id) AS origin FROM (
            SELECT x.id, x.channel_id AS channel, x.starts_on FROM cadres_mobilitystep x
            WHERE x.member_id = who AND x.struck_at IS NULL
            UNION ALL SELECT 0, 'member', coalesce(m.joined_on, '-infinity') FROM cadres_member m WHERE m.id = who
        ) w
    ) t WHERE t.id = s.id AND s.origin_id IS DISTINCT FROM t.origin;
END $$;
CREATE FUNCTION kad_traced() RETURNS trigger {DEFINER} AS $$
BEGIN
    IF TG_TABLE_NAME = 'cadres_member' THEN
        PERFORM kad_trace_steps((to_jsonb(NEW) ->> 'id')::bigint);
    ELSE
        IF TG_OP <> 'INSERT' THEN PERFORM kad_trace_steps((to_jsonb(OLD) ->> 'member_id')::bigint); END IF;
        IF TG_OP <> 'DELETE' THEN PERFORM kad_trace_steps((to_jsonb(NEW) ->> 'member_id')::bigint); END IF;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER traced AFTER INSERT OR DELETE OR UPDATE OF member_id, channel_id, starts_on, struck_at
    ON cadres_mobilitystep FOR EACH ROW EXECUTE FUNCTION kad_traced();
CREATE TRIGGER traced AFTER UPDATE OF joined_on ON cadres_member FOR EACH ROW
    WHEN (OLD.joined_on IS DISTINCT FROM NEW.joined_on) EXECUTE FUNCTION kad_traced();
"""
NO_ORIGIN = """
DROP TRIGGER traced ON cadres_mobilitystep; DROP TRIGGER traced ON cadres_member;
DROP FUNCTION kad_traced(); DROP FUNCTION kad_trace_steps(bigint);
"""

# A confirmed office is a step; who chairs a board is its head. What is not confirmed, or no more, is none.
OFFICES = f"""
CREATE FUNCTION kad_step_of_term() RETURNS trigger {DEFINER} AS $$
BEGIN
    IF NEW.state <> 'confirmed' THEN
        DELETE FROM cadres_mobilitystep WHERE term_id = NEW.id;
        RETURN NULL;
    END IF;
    INSERT INTO cadres_mobilitystep (unit_id, member_id, channel_id, tier, post, starts_on, ends_on, evidence,
        term_id, recorded_at)
    SELECT m.unit_id, m.id, CASE WHEN NEW.seat = 'chair' THEN 'party_head' ELSE 'officer' END, u.tier, NEW.post,
        NEW.starts_on, NEW.ends_on, coalesce(nullif(NEW.confirming_decree_no, ''), '-'), NEW.id, now()
    FROM cadres_member m, regions_unit u WHERE m.id = NEW.member_id AND u.id = NEW.unit_id
    ON CONFLICT (term_id) WHERE term_id IS NOT NULL DO UPDATE SET member_id = excluded.member_id,
        channel_id = excluded.channel_id, tier = excluded.tier, post = excluded.post, starts_on = excluded.starts_on,
        ends_on = excluded.ends_on, evidence = excluded.evidence;
    RETURN NULL;
END $$;
CREATE TRIGGER step_of_term AFTER INSERT OR UPDATE OF state, member_id, post, starts_on, ends_on,
    confirming_decree_no ON cadres_officerterm FOR EACH ROW EXECUTE FUNCTION kad_step_of_term();
"""
NO_OFFICES = "DROP TRIGGER step_of_term ON cadres_officerterm; DROP FUNCTION kad_step_of_term();"

# A candidate is who stands on the list of the election office; a legislator who sits, until another takes the seat.
CANDIDACIES = f"""
CREATE FUNCTION kad_step_of_candidacy() RETURNS trigger {DEFINER} AS $$
DECLARE place record;
BEGIN
    SELECT u.tier, left(c.label || ', ' || d.name, 120) AS post, e.voting_on, (SELECT s.starts_on FROM cadres_electionstage s
        WHERE s.election_id = e.id AND s.kind = 'oath') AS oath_on INTO place
    FROM cadres_electoraldistrict d JOIN cadres_chamber c ON c.id = d.chamber_id
    JOIN cadres_election e ON e.id = c.election_id JOIN regions_unit u ON u.id = c.unit_id
    WHERE d.id = NEW.constituency_id;
    UPDATE cadres_mobilitystep SET member_id = NEW.member_id
        WHERE candidacy_id = NEW.id AND member_id <> NEW.member_id;
    IF TG_OP = 'UPDATE' AND NEW.state = OLD.state THEN
        RETURN NULL;
    ELSIF NEW.state IN ('dcs', 'seated') THEN
        INSERT INTO cadres_mobilitystep (unit_id, member_id, channel_id, tier, post, starts_on, evidence, candidacy_id,
            recorded_at)
        SELECT NEW.unit_id, NEW.member_id, CASE NEW.state WHEN 'dcs' THEN 'candidate' ELSE 'legislator' END, place.tier,
            place.post, CASE WHEN NEW.state = 'dcs' OR OLD.state = 'paw_in' THEN NEW.decree_on
                ELSE coalesce(place.oath_on, NEW.since) END, NEW.decree_no, NEW.id, now()
        ON CONFLICT DO NOTHING;
    ELSIF NEW.state IN ('elected', 'not_elected', 'withdrawn', 'replaced', 'disqualified') THEN
        UPDATE cadres_mobilitystep SET ends_on = greatest(starts_on + 1,
            CASE WHEN NEW.state IN ('elected', 'not_elected') THEN place.voting_on ELSE NEW.since END)
        WHERE candidacy_id = NEW.id AND channel_id = 'candidate' AND ends_on IS NULL;
    ELSIF NEW.state = 'paw_out' THEN
        UPDATE cadres_mobilitystep SET ends_on = greatest(starts_on + 1, NEW.decree_on)
        WHERE candidacy_id = NEW.id AND channel_id = 'legislator' AND ends_on IS NULL;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER step_of_candidacy AFTER INSERT OR UPDATE OF state, member_id ON cadres_candidacy
    FOR EACH ROW EXECUTE FUNCTION kad_step_of_candidacy();
"""
NO_CANDIDACIES = "DROP TRIGGER step_of_candidacy ON cadres_candidacy; DROP FUNCTION kad_step_of_candidacy();"


class Migration(migrations.Migration):
    dependencies = [("cadres", "0022_mobility"), ("accounts", "0006_privacy")]

    operations = [
        migrations.RunSQL(SEEDS, NO_SEEDS),
        migrations.RunSQL(READ_ONLY, migrations.RunSQL.noop),
        protect("cadres_mobilitystep", read=OFFICE, write=SECRETARIAT, person_read=OWN, jobs="write"),
        protect_history("cadres_mobilitystepevent", read=OFFICE),
        migrations.RunSQL(GUARD, NO_GUARD),
        migrations.RunSQL(ORIGIN, NO_ORIGIN),
        migrations.RunSQL(OFFICES, NO_OFFICES),
        migrations.RunSQL(CANDIDACIES, NO_CANDIDACIES),
    ]
