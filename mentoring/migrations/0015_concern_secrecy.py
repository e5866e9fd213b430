"""Who handles a confidential report and who is kept out of it, whoever asks and however (DOMAIN §§4.4, 9).

One set of functions decides; row security, `for_user`, routing and messages all ask it. Nothing is remembered: a role
that somebody gets tomorrow shuts him out tomorrow. What ended after the report was written still shuts out.
"""

from django.db import migrations

from core import roles
from core.rls import USER

SERVED = ", ".join(f"'{role}'" for role in (*roles.ENTERED_ROLES, roles.APP))
OFFICES = ", ".join((*roles.SCOPE_ROLES.values(), roles.APP))
ROLE = "current_setting('app.role', true)"
UNIT = "nullif(current_setting('app.unit_id', true), '')::bigint"
LENDER = "nullif(current_setting('app.on_behalf_of', true), '')::bigint"
DEFINER = "STABLE SECURITY DEFINER SET search_path = public, pg_temp"
MOVES = (
    "submitted>triaged submitted>resolved triaged>mediation triaged>investigation triaged>resolved "
    "mediation>investigation mediation>resolved investigation>mediation investigation>resolved"
)

# Programmes are run at the regency: what lies below it counts as the regency itself (as in `may_remove`).
WHO = f"""
CREATE FUNCTION kad_concern_day(concern uuid) RETURNS date LANGUAGE sql {DEFINER} AS $$
    SELECT (c.submitted_at AT TIME ZONE 'Asia/Jayapura')::date FROM mentoring_concern c WHERE c.id = concern
$$;
CREATE FUNCTION kad_concern_named(concern uuid) RETURNS bigint[] LANGUAGE sql {DEFINER} AS $$
    SELECT coalesce(array_agg(DISTINCT who), '{{}}') FROM (
        SELECT n.user_id AS who FROM mentoring_concernname n WHERE n.concern_id = concern
        UNION ALL SELECT m.user_id FROM mentoring_concernname n JOIN cadres_member m ON m.id = n.member_id
            WHERE n.concern_id = concern
        UNION ALL SELECT k.user_id FROM mentoring_concernname n JOIN cadres_member m ON m.id = n.member_id
            JOIN cadres_member k ON k.id = m.merged_into_id WHERE n.concern_id = concern
    ) named WHERE who IS NOT NULL
$$;
CREATE FUNCTION kad_concern_places(concern uuid) RETURNS bigint[] LANGUAGE sql {DEFINER} AS $$
    SELECT coalesce(array_agg(DISTINCT coalesce(u.regency_id, u.id)), '{{}}') FROM (
        SELECT c.unit_id AS place FROM mentoring_concern c WHERE c.id = concern
        UNION ALL SELECT n.unit_id FROM mentoring_concernname n WHERE n.concern_id = concern
        UNION ALL SELECT m.unit_id FROM mentoring_concernname n JOIN cadres_member m ON m.id = n.member_id
            WHERE n.concern_id = concern
        UNION ALL SELECT m.unit_id FROM cadres_member m WHERE m.user_id = ANY (kad_concern_named(concern))
        UNION ALL SELECT a.unit_id FROM accounts_assignment a
            WHERE a.user_id = ANY (kad_concern_named(concern))
                AND (a.ends_on IS NULL OR a.ends_on >= kad_concern_day(concern))
    ) stood JOIN regions_unit u ON u.id = stood.place
$$;
CREATE FUNCTION kad_concern_excludes(concern uuid, who bigint) RETURNS boolean LANGUAGE plpgsql {DEFINER} AS $$
DECLARE
    named bigint[] := kad_concern_named(concern);
    places bigint[] := kad_concern_places(concern);
    since date := kad_concern_day(concern);
BEGIN
    RETURN who = ANY (named)
        OR EXISTS (SELECT FROM mentoring_concernreporter r WHERE r.concern_id = concern AND r.user_id = who)
        -- both ends of a delegation: who acts in his name, and in whose name he acts
        OR EXISTS (SELECT FROM accounts_assignment a JOIN accounts_assignment lent ON lent.id = a.on_behalf_of_id
            WHERE (a.user_id = who AND lent.user_id = ANY (named) OR lent.user_id = who AND a.user_id = ANY (named))
                AND a.ends_on >= since)
        -- the staff of his unit and of everything below it
        OR EXISTS (SELECT FROM accounts_assignment a JOIN regions_unit u ON u.id = a.unit_id
            WHERE a.user_id = who AND a.role IN ('coordinator', 'leader', 'secretariat')
                AND (a.ends_on IS NULL OR a.ends_on >= since)
                AND (places && ARRAY[u.id, u.province_id, u.regency_id, u.district_id, u.village_id]
                    OR EXISTS (SELECT FROM regions_unit top WHERE top.tier = 0 AND top.id = ANY (places))));
END $$;
CREATE FUNCTION kad_concern_handlers_at(concern uuid, wanted text, place bigint) RETURNS bigint[] LANGUAGE sql {DEFINER}
AS $$
    SELECT coalesce(array_agg(DISTINCT a.user_id), '{{}}') FROM accounts_assignment a
    JOIN accounts_user u ON u.id = a.user_id AND u.is_active
    LEFT JOIN accounts_assignment lent ON lent.id = a.on_behalf_of_id
    WHERE a.role = wanted AND (wanted = 'dpo' OR a.unit_id = place)
        AND a.starts_on <= (now() AT TIME ZONE 'Asia/Jayapura')::date
        AND coalesce(a.ends_on, 'infinity') >= (now() AT TIME ZONE 'Asia/Jayapura')::date
        AND NOT kad_concern_excludes(concern, a.user_id)
        AND (lent.id IS NULL OR NOT kad_concern_excludes(concern, lent.user_id))
$$;
CREATE FUNCTION kad_concern_handlers(concern uuid) RETURNS bigint[] LANGUAGE sql {DEFINER} AS $$
    SELECT kad_concern_handlers_at(c.id, c.desk, c.handling_unit_id) FROM mentoring_concern c WHERE c.id = concern
$$;
"""
NOBODY = """
DROP FUNCTION kad_concern_handlers(uuid); DROP FUNCTION kad_concern_handlers_at(uuid, text, bigint);
DROP FUNCTION kad_concern_excludes(uuid, bigint); DROP FUNCTION kad_concern_places(uuid);
DROP FUNCTION kad_concern_named(uuid); DROP FUNCTION kad_concern_day(uuid);
"""

# The nearest unit strictly above every place that is touched, and below tier `below`, in which somebody is free to
# handle it; where there is none, the data protection officer.
ROUTE = f"""
CREATE FUNCTION kad_concern_route(concern uuid, below smallint) RETURNS TABLE (place bigint, desk text)
LANGUAGE plpgsql {DEFINER} AS $$
DECLARE places bigint[] := kad_concern_places(concern); candidate record;
BEGIN
    FOR candidate IN
        SELECT u.id, u.tier FROM regions_unit u
        WHERE u.tier < below AND u.id IN (
                SELECT unnest(ARRAY[b.regency_id, b.province_id]) FROM regions_unit b WHERE b.id = places[1]
                UNION SELECT top.id FROM regions_unit top WHERE top.tier = 0)
            AND NOT EXISTS (SELECT FROM regions_unit b WHERE b.id = ANY (places) AND (b.id = u.id
                OR u.tier > 0 AND NOT u.id = ANY (ARRAY[coalesce(b.regency_id, 0), coalesce(b.province_id, 0)])))
        ORDER BY u.tier DESC
    LOOP
        IF cardinality(kad_concern_handlers_at(concern, 'coordinator', candidate.id)) > 0 THEN
            RETURN QUERY SELECT candidate.id, 'coordinator'::text;
            RETURN;
        END IF;
    END LOOP;
    RETURN QUERY SELECT top.id, 'dpo'::text FROM regions_unit top WHERE top.tier = 0;
END $$;
CREATE FUNCTION kad_concern_reroute(concern uuid, up boolean, at timestamptz) RETURNS boolean LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE current record; found record;
BEGIN
    SELECT c.*, u.tier AS tier INTO current FROM mentoring_concern c
    LEFT JOIN regions_unit u ON u.id = c.handling_unit_id WHERE c.id = concern FOR UPDATE OF c;
    IF current.handling_unit_id IS NOT NULL AND current.desk = 'dpo' OR current.state = 'resolved' THEN
        RETURN false;  -- it goes up, never down again
    END IF;
    SELECT * INTO found FROM kad_concern_route(concern, (coalesce(current.tier, 9) + CASE WHEN up THEN 0 ELSE 1 END)::smallint);
    IF (found.place, found.desk) IS NOT DISTINCT FROM (current.handling_unit_id, current.desk::text) THEN
        RETURN false;
    END IF;
    UPDATE mentoring_concern SET handling_unit_id = found.place, desk = found.desk,
        due_at = at + make_interval(days => answer_days) WHERE id = concern;
    -- While it is being written down, the way it takes is not yet an act.
    IF EXISTS (SELECT FROM mentoring_concernact a WHERE a.concern_id = concern) THEN
        INSERT INTO mentoring_concernact (concern_id, kind, from_value, to_value, is_reporters, unit_id, at, note)
        VALUES (concern, 'routed', '', '', false, found.place, at, '');
    END IF;
    RETURN true;
END $$;
CREATE FUNCTION kad_concern_written() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_TABLE_NAME = 'mentoring_concern' THEN
        PERFORM kad_concern_reroute(NEW.id, false, NEW.submitted_at);
    ELSE
        PERFORM kad_concern_reroute(NEW.concern_id, false, (SELECT CASE WHEN EXISTS (
            SELECT FROM mentoring_concernact a WHERE a.concern_id = NEW.concern_id) THEN now() ELSE c.submitted_at END
            FROM mentoring_concern c WHERE c.id = NEW.concern_id));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER route AFTER INSERT ON mentoring_concern FOR EACH ROW EXECUTE FUNCTION kad_concern_written();
CREATE TRIGGER route AFTER INSERT ON mentoring_concernname FOR EACH ROW EXECUTE FUNCTION kad_concern_written();
REVOKE EXECUTE ON FUNCTION kad_concern_reroute(uuid, boolean, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kad_concern_reroute(uuid, boolean, timestamptz) TO {roles.JOBS};
"""
NO_ROUTE = """
DROP TRIGGER route ON mentoring_concernname; DROP TRIGGER route ON mentoring_concern;
DROP FUNCTION kad_concern_written(); DROP FUNCTION kad_concern_reroute(uuid, boolean, timestamptz);
DROP FUNCTION kad_concern_route(uuid, smallint);
"""

TABLES = tuple(f"mentoring_concern{part}" for part in ("", "reporter", "name", "act"))
MINE = "ANY ((SELECT kad_reported_concerns())::uuid[])"
HANDLED = "ANY ((SELECT kad_handled_concerns())::uuid[])"
READ = "ANY ((SELECT kad_read_concerns())::uuid[])"
# An InitPlan per statement each, run as the owner.
POLICIES = f"""
CREATE FUNCTION kad_reported_concerns() RETURNS uuid[] LANGUAGE sql {DEFINER} AS $$
    SELECT coalesce(array_agg(r.concern_id), '{{}}') FROM mentoring_concernreporter r WHERE r.user_id = {USER}
$$;
CREATE FUNCTION kad_read_concerns() RETURNS uuid[] LANGUAGE sql {DEFINER} AS $$
    SELECT coalesce(array_agg(c.id), '{{}}') FROM mentoring_concern c
    WHERE ({ROLE} = 'coordinator' AND c.desk = 'coordinator' AND c.handling_unit_id = {UNIT} OR {ROLE} = 'dpo')
        AND NOT coalesce(kad_concern_excludes(c.id, {USER}), true)
        AND NOT coalesce(kad_concern_excludes(c.id, {LENDER}), false)
$$;
CREATE FUNCTION kad_handled_concerns() RETURNS uuid[] LANGUAGE sql {DEFINER} AS $$
    SELECT coalesce(array_agg(c.id), '{{}}') FROM mentoring_concern c
    WHERE c.id = ANY (kad_read_concerns()) AND c.desk = {ROLE}
$$;
{"".join(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;" for table in TABLES)}
REVOKE DELETE ON {", ".join(TABLES)} FROM {roles.DATA}, {roles.APP};
REVOKE UPDATE ON {", ".join(TABLES[1:])} FROM {roles.DATA}, {roles.APP};

CREATE POLICY reporter_read ON mentoring_concern FOR SELECT TO {roles.PERSON} USING (id = {MINE});
CREATE POLICY reporter_write ON mentoring_concern FOR INSERT TO {roles.PERSON} WITH CHECK ({USER} IS NOT NULL);
CREATE POLICY reporter_change ON mentoring_concern FOR UPDATE TO {roles.PERSON} USING (id = {MINE});
CREATE POLICY handler_read ON mentoring_concern FOR SELECT TO {OFFICES} USING (id = {READ});
CREATE POLICY handler_change ON mentoring_concern FOR UPDATE TO {OFFICES} USING (id = {HANDLED}) WITH CHECK (true);
CREATE POLICY jobs ON mentoring_concern FOR SELECT TO {roles.JOBS} USING (true);
CREATE POLICY jobs_change ON mentoring_concern FOR UPDATE TO {roles.JOBS} USING (true);

CREATE POLICY reporter_read ON mentoring_concernreporter FOR SELECT TO {roles.PERSON} USING (user_id = {USER});
CREATE POLICY reporter_write ON mentoring_concernreporter FOR INSERT TO {roles.PERSON} WITH CHECK (user_id = {USER});
CREATE POLICY handler_read ON mentoring_concernreporter FOR SELECT TO {OFFICES} USING (concern_id = {READ}
    AND NOT (SELECT c.is_anonymous FROM mentoring_concern c WHERE c.id = concern_id));

CREATE POLICY reporter_read ON mentoring_concernname FOR SELECT TO {roles.PERSON} USING (concern_id = {MINE});
CREATE POLICY reporter_write ON mentoring_concernname FOR INSERT TO {roles.PERSON} WITH CHECK (concern_id = {MINE});
CREATE POLICY handler_read ON mentoring_concernname FOR SELECT TO {OFFICES} USING (concern_id = {READ});
CREATE POLICY handler_write ON mentoring_concernname FOR INSERT TO {OFFICES} WITH CHECK (concern_id = {HANDLED});

CREATE POLICY reporter_read ON mentoring_concernact FOR SELECT TO {roles.PERSON}
    USING (concern_id = {MINE} AND kind NOT IN ('noted', 'named'));
CREATE POLICY reporter_write ON mentoring_concernact FOR INSERT TO {roles.PERSON}
    WITH CHECK (concern_id = {MINE} AND is_reporters);
CREATE POLICY handler_read ON mentoring_concernact FOR SELECT TO {OFFICES} USING (concern_id = {READ});
CREATE POLICY handler_write ON mentoring_concernact FOR INSERT TO {OFFICES}
    WITH CHECK (concern_id = {READ} AND actor_id = {USER} AND NOT is_reporters);
"""
NO_POLICIES = (
    "".join(
        f"DO $$ DECLARE p record; BEGIN FOR p IN SELECT policyname FROM pg_policies WHERE tablename = '{table}' LOOP "
        f"EXECUTE format('DROP POLICY %I ON {table}', p.policyname); END LOOP; END $$;"
        f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
        for table in TABLES
    )
    + "DROP FUNCTION kad_handled_concerns(); DROP FUNCTION kad_read_concerns(); DROP FUNCTION kad_reported_concerns();"
)

# What was reported stays as it was written, the way it takes is the database's, and only the reporter withdraws it.
GUARD = f"""
CREATE FUNCTION kad_guard_concern() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user NOT IN ({SERVED}) THEN
        RETURN NEW;
    ELSIF (NEW.id, NEW.category, NEW.text, NEW.is_anonymous, NEW.unit_id, NEW.submitted_at, NEW.handling_unit_id,
        NEW.desk) IS DISTINCT FROM (OLD.id, OLD.category, OLD.text, OLD.is_anonymous, OLD.unit_id, OLD.submitted_at,
        OLD.handling_unit_id, OLD.desk) THEN
        RAISE EXCEPTION 'a report stays as it was written' USING ERRCODE = 'insufficient_privilege';
    ELSIF (current_user = '{roles.PERSON}') <> (NEW.outcome = 'withdrawn') THEN
        RAISE EXCEPTION 'a report is withdrawn by its reporter and moved on by its handler'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON mentoring_concern FOR EACH ROW EXECUTE FUNCTION kad_guard_concern();
CREATE TRIGGER check_move BEFORE UPDATE OF state ON mentoring_concern FOR EACH ROW
    WHEN (OLD.state IS DISTINCT FROM NEW.state)
    EXECUTE FUNCTION kad_check_move({", ".join(map(repr, MOVES.split()))});
CREATE TRIGGER check_first BEFORE INSERT ON mentoring_concern FOR EACH ROW
    WHEN (current_user IN ({SERVED})) EXECUTE FUNCTION kad_check_first('submitted');
"""
NO_GUARD = """
DROP TRIGGER check_first ON mentoring_concern; DROP TRIGGER check_move ON mentoring_concern;
DROP TRIGGER guard ON mentoring_concern; DROP FUNCTION kad_guard_concern();
"""

# R5: which of these people have an upheld report between them; no more than that leaves the reports. An anonymous
# one is left out: a pair that is blocked would say who wrote it.
BETWEEN = f"""
CREATE FUNCTION kad_upheld_between(people bigint[]) RETURNS TABLE (reporter bigint, named bigint) LANGUAGE sql {DEFINER}
AS $$
    SELECT DISTINCT mine.id, other.id FROM mentoring_concern c
    JOIN mentoring_concernreporter r ON r.concern_id = c.id JOIN cadres_member mine ON mine.user_id = r.user_id
    JOIN mentoring_concernname n ON n.concern_id = c.id
    JOIN cadres_member other ON other.id = n.member_id OR other.user_id = n.user_id
        OR other.id = (SELECT m.merged_into_id FROM cadres_member m WHERE m.id = n.member_id)
    WHERE c.outcome = 'upheld' AND NOT c.is_anonymous AND mine.id = ANY (people) AND other.id = ANY (people)
        AND {ROLE} IN ('coordinator', 'job')
$$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("mentoring", "0014_jobs_settle_agreements"),
        ("accounts", "0006_privacy"),
        ("cadres", "0009_registry_life"),
    ]
    operations = [
        migrations.RunSQL(WHO, NOBODY),
        migrations.RunSQL(ROUTE, NO_ROUTE),
        migrations.RunSQL(POLICIES, NO_POLICIES),
        migrations.RunSQL(GUARD, NO_GUARD),
        migrations.RunSQL(BETWEEN, "DROP FUNCTION kad_upheld_between(bigint[])"),
    ]
