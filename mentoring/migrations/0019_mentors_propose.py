"""A mentor may propose a level for whoever he mentors in a running pairing, and reads what he proposed (DOMAIN §9)."""

from django.db import migrations

from core import roles
from core.rls import USER

PROPOSE = f"""
CREATE FUNCTION kad_my_running_mentees() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT learner.member_id), '{{}}')
    FROM mentoring_pairingparticipant me
    JOIN cadres_member m ON m.id = me.member_id AND m.user_id = {USER}
    JOIN mentoring_pairing p ON p.id = me.pairing_id AND p.state = 'active'
    JOIN mentoring_pairingparticipant learner ON learner.pairing_id = p.id AND learner.left_at IS NULL
        AND learner.role IN ('mentee', 'peer') AND learner.member_id <> me.member_id
    WHERE me.left_at IS NULL AND me.role IN ('mentor', 'facilitator')
$$;
CREATE POLICY mentor_propose ON cadres_levelaward FOR INSERT TO {roles.PERSON} WITH CHECK (
    proposed_by_id = {USER} AND state = 'proposed' AND (SELECT current_setting('app.role', true)) = 'mentor'
    AND member_id = ANY ((SELECT kad_my_running_mentees())::bigint[]));
CREATE POLICY mentor_read ON cadres_levelaward FOR SELECT TO {roles.PERSON} USING (
    proposed_by_id = {USER} AND (SELECT current_setting('app.role', true)) = 'mentor');
"""
DROP = """
DROP POLICY mentor_read ON cadres_levelaward;
DROP POLICY mentor_propose ON cadres_levelaward;
DROP FUNCTION kad_my_running_mentees();
"""


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0018_matching_security"), ("cadres", "0011_affiliated_bodies")]
    operations = [migrations.RunSQL(PROPOSE, DROP)]
