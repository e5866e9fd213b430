"""Being forgotten reaches words and papers; a new row applies, and has not said that it wants to be mentored."""

from django.db import migrations

from core import roles

# Every text column of every table that has the key, history included: a new table is covered from its first day.
WORDS = r"""
CREATE FUNCTION kad_is_forgotten(asked bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM cadres_member m WHERE m.id = asked AND m.pseudonymised_at IS NOT NULL)
$$;
CREATE FUNCTION kad_names_of(asked bigint) RETURNS text[] LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT btrim(name)), '{}') FROM (
        SELECT e.full_name FROM cadres_memberevent e WHERE e.pgh_obj_id = asked
        UNION ALL SELECT u.full_name FROM accounts_user u JOIN cadres_memberevent e ON e.user_id = u.id
            WHERE e.pgh_obj_id = asked
        UNION ALL SELECT c.name FROM cadres_certificate c WHERE c.member_id = asked
        UNION ALL SELECT t.name FROM cadres_transfer t WHERE t.member_id = asked
    ) AS known(name) WHERE length(btrim(name)) > 1
$$;
CREATE FUNCTION kad_replace_words(key text, ids bigint[], names text[], put text) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE found record; pattern text; changed text;
BEGIN
    IF cardinality(ids) = 0 OR cardinality(names) = 0 THEN RETURN; END IF;
    SELECT '(?<!\w)(' || string_agg(
        regexp_replace(regexp_replace(name, '([^[:alnum:]\s])', '\\\1', 'g'), '\s+', '\\s+', 'g'),
        '|' ORDER BY length(name) DESC) || ')(?!\w)' INTO pattern FROM unnest(names) AS known(name);
    FOR found IN
        SELECT c.table_name, c.column_name, c.data_type, c.character_maximum_length AS longest
        FROM information_schema.columns c
        JOIN information_schema.tables t ON t.table_schema = 'public' AND t.table_name = c.table_name
            AND t.table_type = 'BASE TABLE'
        WHERE c.table_schema = 'public' AND c.is_generated = 'NEVER'
            AND c.data_type IN ('text', 'character varying', 'jsonb')
            AND EXISTS (SELECT FROM information_schema.columns k WHERE k.table_schema = 'public'
                AND k.table_name = c.table_name AND k.column_name = key AND k.data_type = 'bigint')
        ORDER BY c.table_name ~ 'event$', c.table_name  -- history last: each change before it writes some
    LOOP
        changed := CASE WHEN found.data_type = 'jsonb'
            THEN format('regexp_replace(%I::text, $2, $3, ''gi'')::jsonb', found.column_name)
            ELSE format('left(regexp_replace(%I, $2, $3, ''gi''), %s)', found.column_name, coalesce(found.longest, 1000000))
        END;
        EXECUTE format('UPDATE %I SET %I = %s WHERE %I = ANY ($1) AND %I::text ~* $2',
            found.table_name, found.column_name, changed, key, found.column_name) USING ids, pattern, put;
    END LOOP;
END $$;
CREATE FUNCTION kad_forget_member() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE names text[] := kad_names_of(NEW.id);
BEGIN
    UPDATE cadres_certificate SET name = '' WHERE member_id = NEW.id;
    UPDATE cadres_transfer SET name = NEW.full_name WHERE member_id = NEW.id;
    UPDATE cadres_importrow SET original = '', clean = '', before = '' WHERE member_id = NEW.id;
    UPDATE cadres_membermerge SET before = '', chosen = '' WHERE NEW.id IN (kept_id, lost_id);
    UPDATE accounts_datarequest SET details = '' WHERE member_id = NEW.id;
    PERFORM kad_replace_words('member_id', ARRAY[NEW.id], names, NEW.full_name);
    PERFORM kad_replace_words('request_id', (SELECT coalesce(array_agg(r.id), '{}') FROM accounts_datarequest r
        WHERE r.member_id = NEW.id), names, NEW.full_name);
    PERFORM kad_replace_words('subject_id', ARRAY[NEW.id], names, NEW.full_name);
    UPDATE cadres_memberevent SET full_name = NEW.full_name, prefix = '', suffix = '', birth_date = NULL,
        birthplace = '', phone = '', email = '', address = '', membership_card_no = NULL, nik = '', nik_hash = NULL,
        nik_last4 = '', nik_missing_reason = '', user_id = NULL WHERE pgh_obj_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER forget AFTER UPDATE OF pseudonymised_at ON cadres_member FOR EACH ROW
    WHEN (OLD.pseudonymised_at IS NULL AND NEW.pseudonymised_at IS NOT NULL) EXECUTE FUNCTION kad_forget_member();
"""
NO_WORDS = """
DROP TRIGGER forget ON cadres_member; DROP FUNCTION kad_forget_member();
DROP FUNCTION kad_replace_words(text, bigint[], text[], text); DROP FUNCTION kad_names_of(bigint);
DROP FUNCTION kad_is_forgotten(bigint);
"""
# What two rows of one person have reached becomes one way up. A path goes with its moves, awards, appeals and papers;
# what would stand twice (an open path, a level, an event) stays with the lost row as history. The level that counts
# is the higher one.
LADDER = f"""
CREATE FUNCTION kad_point_ladder(source bigint, target bigint, moved jsonb) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
    paths bigint[] := ARRAY(SELECT jsonb_array_elements_text(moved -> 'levelpath')::bigint);
    seats bigint[] := ARRAY(SELECT jsonb_array_elements_text(moved -> 'trainingregistration')::bigint);
    words bigint[] := ARRAY(SELECT jsonb_array_elements_text(moved -> 'recommendation')::bigint);
    known bigint[] := ARRAY(SELECT jsonb_array_elements_text(moved -> 'accreditation')::bigint);
BEGIN
    UPDATE cadres_levelpath SET member_id = target WHERE id = ANY (paths) AND member_id = source;
    UPDATE cadres_pathtransition SET member_id = target WHERE path_id = ANY (paths) AND member_id = source;
    UPDATE cadres_awardappeal SET member_id = target WHERE member_id = source
        AND award_id IN (SELECT a.id FROM cadres_levelaward a WHERE a.path_id = ANY (paths));
    UPDATE cadres_trainingregistration SET member_id = target WHERE id = ANY (seats) AND member_id = source;
    UPDATE cadres_certificate SET member_id = target WHERE member_id = source AND (registration_id = ANY (seats)
        OR award_id IN (SELECT a.id FROM cadres_levelaward a WHERE a.path_id = ANY (paths)));
    UPDATE cadres_levelaward SET member_id = target WHERE path_id = ANY (paths) AND member_id = source;
    UPDATE cadres_recommendation SET member_id = target WHERE id = ANY (words) AND member_id = source;
    UPDATE cadres_accreditation SET member_id = target WHERE id = ANY (known) AND member_id = source;
END $$;
CREATE FUNCTION kad_merge_ladder(lost bigint, kept bigint) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE moved jsonb; held record; brought record;
BEGIN
    moved := jsonb_build_object(
        'levelpath', (SELECT coalesce(jsonb_agg(p.id), '[]') FROM cadres_levelpath p WHERE p.member_id = lost
            AND NOT (p.state <> 'done' AND EXISTS (SELECT FROM cadres_levelpath k
                WHERE k.member_id = kept AND k.level_id = p.level_id AND k.state <> 'done'))
            AND NOT EXISTS (SELECT FROM cadres_levelaward a JOIN cadres_levelaward k ON k.member_id = kept
                WHERE a.path_id = p.id AND (a.state = 'proposed' AND k.state = 'proposed'
                    OR a.state = 'awarded' AND k.state = 'awarded' AND k.level_id = a.level_id))),
        'trainingregistration', (SELECT coalesce(jsonb_agg(r.id), '[]') FROM cadres_trainingregistration r
            WHERE r.member_id = lost AND NOT EXISTS (SELECT FROM cadres_trainingregistration k
                WHERE k.member_id = kept AND k.event_id = r.event_id)),
        'recommendation', (SELECT coalesce(jsonb_agg(r.id), '[]') FROM cadres_recommendation r
            WHERE r.member_id = lost AND NOT EXISTS (SELECT FROM cadres_recommendation k
                WHERE k.member_id = kept AND k.level_id = r.level_id AND k.given_by_id = r.given_by_id)),
        'accreditation', (SELECT coalesce(jsonb_agg(a.id), '[]') FROM cadres_accreditation a
            WHERE a.member_id = lost));
    PERFORM kad_point_ladder(lost, kept, moved);
    SELECT l.code, l."order" AS rank INTO held FROM cadres_member m JOIN cadres_level l ON l.code = m.level
        WHERE m.id = kept;
    SELECT l.code, l."order" AS rank INTO brought FROM cadres_member m JOIN cadres_level l ON l.code = m.level
        WHERE m.id = lost;
    IF brought.rank > held.rank THEN
        UPDATE cadres_member SET level = brought.code WHERE id = kept;
        moved := moved || jsonb_build_object('was', held.code, 'is', brought.code);
    END IF;
    RETURN moved;
END $$;
CREATE FUNCTION kad_unmerge_ladder(lost bigint, kept bigint, moved jsonb) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM kad_point_ladder(kept, lost, moved);
    UPDATE cadres_member SET level = moved ->> 'was' WHERE id = kept AND level = moved ->> 'is';
END $$;
REVOKE EXECUTE ON FUNCTION kad_merge_ladder(bigint, bigint), kad_unmerge_ladder(bigint, bigint, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kad_merge_ladder(bigint, bigint), kad_unmerge_ladder(bigint, bigint, jsonb) TO {roles.JOBS};
"""
NO_LADDER = """
DROP FUNCTION kad_unmerge_ladder(bigint, bigint, jsonb); DROP FUNCTION kad_merge_ladder(bigint, bigint);
DROP FUNCTION kad_point_ladder(bigint, bigint, jsonb);
"""


class Migration(migrations.Migration):
    dependencies = [("cadres", "0011_affiliated_bodies"), ("accounts", "0006_privacy")]

    operations = [
        migrations.RunSQL(WORDS, NO_WORDS),
        migrations.RunSQL(LADDER, NO_LADDER),
    ]
