"""What has been kept long enough is destroyed by a function of the owner: mentoring/retention.py says after how long."""

from django.db import migrations

from core import roles

DESTROY = f"""
CREATE FUNCTION kad_destroy(rule text, cutoff timestamptz, rehearse boolean) RETURNS bigint LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE found bigint := 0; part bigint; events record; ids bigint[]; accounts bigint[];
BEGIN
    IF cutoff > now() - interval '23 months' AND NOT rehearse THEN
        RAISE EXCEPTION 'too young to be destroyed' USING ERRCODE = 'check_violation';
    END IF;
    CASE rule
    WHEN 'session_text' THEN
        -- An offer that came to nothing ended with its last move.
        ids := ARRAY(SELECT r.id FROM mentoring_pairing r WHERE coalesce(r.ended_on, (SELECT max(t.at)::date
                FROM mentoring_pairingtransition t WHERE t.pairing_id = r.id AND r.state = 'declined'))
                < cutoff::date AND EXISTS (
            SELECT FROM mentoring_agreement a WHERE a.pairing_id = r.id AND a.purpose <> ''
            UNION ALL SELECT FROM mentoring_pairingtransition t WHERE t.pairing_id = r.id AND t.reason <> ''
            UNION ALL SELECT FROM mentoring_goal g WHERE g.pairing_id = r.id AND g.statement <> ''
            UNION ALL SELECT FROM mentoring_diagnosticlevel v WHERE v.pairing_id = r.id
                AND (v.talk_note NOT IN ('', '-') OR v.evidence NOT IN ('', '-'))
            UNION ALL SELECT FROM mentoring_sessionlog l WHERE l.pairing_id = r.id
                AND l.goal || l.reality || l.options || l.will || l.dispute <> ''
            UNION ALL SELECT FROM mentoring_actionitem i WHERE i.pairing_id = r.id AND i.what <> ''
            UNION ALL SELECT FROM mentoring_privatenote n JOIN mentoring_session s ON s.id = n.session_id
                WHERE s.pairing_id = r.id));
        found := cardinality(ids);
        IF NOT rehearse THEN
            UPDATE mentoring_sessionlog SET goal = '', reality = '', options = '', will = '', dispute = '',
                no_next_reason = CASE WHEN no_next_reason = '' THEN '' ELSE '-' END WHERE pairing_id = ANY (ids);
            PERFORM kad_forget_relations(ids); PERFORM kad_forget_growth(ids); UPDATE mentoring_actionitem SET what = '' WHERE pairing_id = ANY (ids);
            UPDATE mentoring_agreement SET purpose = '', rhythm = '', clauses = '[]' WHERE pairing_id = ANY (ids);
            UPDATE mentoring_session SET place = '' WHERE pairing_id = ANY (ids);
            UPDATE mentoring_sessionlogevent SET goal = '', reality = '', options = '', will = '', dispute = '',
                no_next_reason = '-' WHERE pairing_id = ANY (ids);
            UPDATE mentoring_actionitemevent SET what = '' WHERE pairing_id = ANY (ids);
            UPDATE mentoring_agreementevent SET purpose = '', rhythm = '', clauses = '[]' WHERE pairing_id = ANY (ids);
            UPDATE mentoring_sessionevent SET place = '' WHERE pairing_id = ANY (ids);
            UPDATE mentoring_sessiontransition SET reason = '' WHERE pairing_id = ANY (ids);
            DELETE FROM mentoring_privatenote n USING mentoring_session s
                WHERE s.id = n.session_id AND s.pairing_id = ANY (ids);
        END IF;
    WHEN 'concerns' THEN
        SELECT count(*) INTO found FROM mentoring_concern WHERE closed_at < cutoff;
        IF NOT rehearse THEN
            DELETE FROM mentoring_concernact a USING mentoring_concern c WHERE c.id = a.concern_id AND c.closed_at < cutoff;
            DELETE FROM mentoring_concernname n USING mentoring_concern c WHERE c.id = n.concern_id AND c.closed_at < cutoff;
            DELETE FROM mentoring_concernreporter r USING mentoring_concern c
                WHERE c.id = r.concern_id AND c.closed_at < cutoff;
            DELETE FROM mentoring_concern WHERE closed_at < cutoff;
        END IF;
    WHEN 'member_core' THEN
        ids := ARRAY(SELECT m.id FROM cadres_member m WHERE m.status = 'ended' AND m.pseudonymised_at IS NULL
            AND (SELECT max(t.at) FROM cadres_membertransition t WHERE t.member_id = m.id AND t.to_value = 'ended')
                < cutoff);
        found := cardinality(ids);
        IF NOT rehearse THEN
            accounts := ARRAY(SELECT m.user_id FROM cadres_member m WHERE m.id = ANY (ids) AND m.user_id IS NOT NULL);
            UPDATE cadres_member SET full_name = 'Mantan anggota ' || id, prefix = '', suffix = '', birth_date = NULL,
                birthplace = '', phone = '', email = '', address = '', membership_card_no = NULL, nik = '',
                nik_hash = NULL, nik_last4 = '', nik_missing_reason = 'Masa simpan habis', user_id = NULL,
                has_whatsapp = false, wants_mentoring = false, pseudonymised_at = now() WHERE id = ANY (ids);
            DELETE FROM account_emailaddress WHERE user_id = ANY (accounts);
            DELETE FROM mfa_authenticator WHERE user_id = ANY (accounts);
            UPDATE accounts_user SET is_active = false, full_name = 'Mantan anggota', salutation = '', password = '!',
                email = 'dihapus-' || id || '@tidak-ada.invalid' WHERE id = ANY (accounts) AND NOT EXISTS (
                SELECT FROM accounts_assignment a WHERE a.user_id = accounts_user.id AND a.ends_on IS NULL);
        END IF;
    WHEN 'consents' THEN
        ids := ARRAY(SELECT c.id FROM accounts_consent c JOIN cadres_member m ON m.id = c.member_id
            WHERE m.pseudonymised_at IS NOT NULL AND c.at < cutoff);
        found := cardinality(ids);
        IF NOT rehearse THEN DELETE FROM accounts_consent WHERE id = ANY (ids); END IF;
    WHEN 'requests' THEN
        ids := ARRAY(SELECT r.id FROM accounts_datarequest r WHERE r.closed_at < cutoff);
        found := cardinality(ids);
        IF NOT rehearse THEN
            DELETE FROM accounts_datarequestmove WHERE request_id = ANY (ids);
            DELETE FROM accounts_datarequest WHERE id = ANY (ids);
        END IF;
    WHEN 'reads' THEN
        SELECT count(*) INTO found FROM accounts_sensitiveread WHERE read_at < cutoff;
        IF NOT rehearse THEN DELETE FROM accounts_sensitiveread WHERE read_at < cutoff; END IF;
    WHEN 'audit' THEN
        FOR events IN SELECT c.table_name AS name FROM information_schema.columns c JOIN information_schema.tables t
            ON t.table_schema = c.table_schema AND t.table_name = c.table_name AND t.table_type = 'BASE TABLE'
            WHERE c.table_schema = 'public' AND c.column_name = 'pgh_created_at' ORDER BY 1
        LOOP
            EXECUTE format('SELECT count(*) FROM %I WHERE pgh_created_at < $1', events.name) INTO part USING cutoff;
            found := found + part;
            IF NOT rehearse AND part > 0 THEN
                EXECUTE format('DELETE FROM %I WHERE pgh_created_at < $1', events.name) USING cutoff;
            END IF;
        END LOOP;
    WHEN 'messages' THEN
        SELECT count(*) INTO found FROM accounts_outboxmessage WHERE state <> 'pending' AND due_at < cutoff;
        IF NOT rehearse THEN DELETE FROM accounts_outboxmessage WHERE state <> 'pending' AND due_at < cutoff; END IF;
    END CASE;
    RETURN found;
END $$;
REVOKE EXECUTE ON FUNCTION kad_destroy(text, timestamptz, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kad_destroy(text, timestamptz, boolean) TO {roles.JOBS};
"""

# Rubric, plan and reasons go with the text of the sessions; levels, dates and figures stay. Where a constraint asks for a
# word, a dash stands for it.
GROWTH = """
CREATE FUNCTION kad_forget_growth(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE mentoring_goal SET statement = '', measure = '', outcome_note = CASE outcome_note WHEN '' THEN '' ELSE '-' END
        WHERE pairing_id = ANY (ids);
    UPDATE mentoring_goalevent SET statement = '', measure = '', outcome_note = '' WHERE pairing_id = ANY (ids);
    UPDATE mentoring_actionitem SET reason = CASE reason WHEN '' THEN '' ELSE '-' END,
        proposed_note = CASE proposed_note WHEN '' THEN '' ELSE '-' END WHERE pairing_id = ANY (ids);
    UPDATE mentoring_actionitemevent SET reason = '', proposed_note = '' WHERE pairing_id = ANY (ids);
    UPDATE mentoring_diagnostic SET set_aside_reason = '-' WHERE pairing_id = ANY (ids) AND set_aside_reason <> '';
    UPDATE mentoring_diagnosticlevel SET talk_note = CASE talk_note WHEN '' THEN '' ELSE '-' END,
        evidence = CASE evidence WHEN '' THEN '' ELSE '-' END WHERE pairing_id = ANY (ids);
    UPDATE mentoring_phaseevidence SET note = '' WHERE pairing_id = ANY (ids);
    UPDATE mentoring_phaseevidenceevent SET note = '' WHERE pairing_id = ANY (ids);
    UPDATE mentoring_goaltransition SET reason = '' WHERE pairing_id = ANY (ids);
    UPDATE mentoring_actiontransition SET reason = '' WHERE pairing_id = ANY (ids);
    UPDATE mentoring_diagnostictransition SET reason = '' WHERE pairing_id = ANY (ids);
    UPDATE mentoring_pairingtransition SET reason = '' WHERE pairing_id = ANY (ids);
    UPDATE mentoring_coordinatorcontact SET note = '' WHERE pairing_id = ANY (ids);
    UPDATE mentoring_diagnosticevent SET set_aside_reason = '' WHERE pairing_id = ANY (ids);
    UPDATE mentoring_diagnosticlevelevent SET talk_note = '', evidence = '' WHERE pairing_id = ANY (ids);
    UPDATE mentoring_offerlinkuse SET browser = '', address = '' WHERE pairing_id = ANY (ids);
END $$;
REVOKE EXECUTE ON FUNCTION kad_forget_growth(bigint[]) FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0020_data_protection"), ("accounts", "0009_incidents")]
    operations = [
        migrations.RunSQL(GROWTH, "DROP FUNCTION kad_forget_growth(bigint[])"),
        migrations.RunSQL(DESTROY, "DROP FUNCTION kad_destroy(text, timestamptz, boolean)"),
    ]
