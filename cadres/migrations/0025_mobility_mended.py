"""What runs in an office or on a list is not written by hand; who strikes lends a name; what was before becomes steps."""

from importlib import import_module

from django.db import migrations

before = import_module("cadres.migrations.0023_mobility_guards")

BY_HAND = f"""
CREATE FUNCTION kad_guard_step_by_hand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an office or a candidacy that runs writes its own step'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'step_writes_itself';
END $$;
CREATE TRIGGER guard_step_by_hand BEFORE INSERT OR UPDATE ON cadres_mobilitystep FOR EACH ROW
    WHEN (current_user IN ({before.SERVED}) AND NEW.ends_on IS NULL AND NEW.struck_at IS NULL
        AND NEW.channel_id IN ('member', 'officer', 'party_head', 'candidate', 'legislator'))
    EXECUTE FUNCTION kad_guard_step_by_hand();
"""
NO_BY_HAND = "DROP TRIGGER guard_step_by_hand ON cadres_mobilitystep; DROP FUNCTION kad_guard_step_by_hand();"

NAMES = """
DROP TRIGGER in_whose_name ON cadres_mobilitystep;
CREATE TRIGGER in_whose_name BEFORE INSERT OR UPDATE ON cadres_mobilitystep
    FOR EACH ROW EXECUTE FUNCTION kad_in_whose_name('recorded', 'struck');
"""
NO_NAMES = NAMES.replace(", 'struck'", "")

# Offices and candidacies from before the triggers that write their steps. A candidacy's days stand in its moves: the
# first onto the list of the election office, the vote or the way out, the oath, the replacement.
STEPS = """
INSERT INTO cadres_mobilitystep (unit_id, member_id, channel_id, tier, post, starts_on, ends_on, evidence, term_id,
    strike_reason, recorded_at)
SELECT m.unit_id, m.id, CASE WHEN t.seat = 'chair' THEN 'party_head' ELSE 'officer' END, u.tier, t.post, t.starts_on,
    t.ends_on, coalesce(nullif(t.confirming_decree_no, ''), '-'), t.id, '', now()
FROM cadres_officerterm t JOIN cadres_member m ON m.id = t.member_id JOIN regions_unit u ON u.id = t.unit_id
WHERE t.state = 'confirmed' ON CONFLICT DO NOTHING;

INSERT INTO cadres_mobilitystep (unit_id, member_id, channel_id, tier, post, starts_on, ends_on, evidence,
    candidacy_id, strike_reason, recorded_at)
SELECT y.unit_id, y.member_id, s.channel, u.tier, left(c.label || ', ' || d.name, 120), s.starts_on,
    CASE WHEN out.to_value IS NULL THEN NULL
        WHEN out.to_value IN ('elected', 'not_elected') THEN greatest(s.starts_on + 1, e.voting_on)
        ELSE greatest(s.starts_on + 1, coalesce(out.decree_on, out.at::date)) END,
    s.evidence, y.id, '', now()
FROM cadres_candidacy y JOIN cadres_electoraldistrict d ON d.id = y.constituency_id
JOIN cadres_chamber c ON c.id = d.chamber_id JOIN cadres_election e ON e.id = c.election_id
JOIN regions_unit u ON u.id = c.unit_id
CROSS JOIN LATERAL (
    (SELECT 'candidate' AS channel, coalesce(t.decree_on, t.at::date) AS starts_on,
        coalesce(nullif(t.decree_no, ''), nullif(y.decree_no, ''), '-') AS evidence
    FROM cadres_candidacytransition t WHERE t.candidacy_id = y.id AND t.to_value = 'dcs' ORDER BY t.at, t.id LIMIT 1)
    UNION ALL
    (SELECT 'legislator', CASE WHEN t.from_value = 'paw_in' THEN coalesce(t.decree_on, y.decree_on, t.at::date)
        ELSE coalesce((SELECT g.starts_on FROM cadres_electionstage g WHERE g.election_id = e.id AND g.kind = 'oath'),
            t.at::date) END, coalesce(nullif(t.decree_no, ''), nullif(y.decree_no, ''), '-')
    FROM cadres_candidacytransition t WHERE t.candidacy_id = y.id AND t.to_value = 'seated' ORDER BY t.at, t.id LIMIT 1)
) s
LEFT JOIN LATERAL (
    SELECT t.to_value, t.decree_on, t.at FROM cadres_candidacytransition t WHERE t.candidacy_id = y.id
    AND t.to_value = ANY (CASE s.channel WHEN 'legislator' THEN ARRAY['paw_out']
        ELSE ARRAY['elected', 'not_elected', 'withdrawn', 'replaced', 'disqualified'] END)
    ORDER BY t.at, t.id LIMIT 1
) out ON true
ON CONFLICT DO NOTHING;
"""
# Each member is traced once, not once a step.
BACK_FILL = f"""
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
ALTER TABLE cadres_mobilitystep DISABLE TRIGGER traced;
{STEPS}
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE cadres_mobilitystep ENABLE TRIGGER traced;
SELECT kad_trace_steps(m.member_id) FROM (SELECT DISTINCT member_id FROM cadres_mobilitystep) m;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [("cadres", "0024_struck_for")]

    operations = [
        migrations.RunSQL(BY_HAND, NO_BY_HAND),
        migrations.RunSQL(NAMES, NO_NAMES),
        migrations.RunSQL(BACK_FILL, migrations.RunSQL.noop),
    ]
