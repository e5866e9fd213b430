"""When a pairing reached each step, as dates beside it: leaders count them without reading what they come from."""

from django.db import migrations, models

# Of groups: the day of the last learner; while one of those who are there has none, there is no day.
NOTE = """
CREATE FUNCTION kad_note_milestones(pairings bigint[]) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    UPDATE mentoring_pairing p SET accepted_on = m.accepted_on, agreed_on = m.agreed_on,
        baseline_on = CASE WHEN m.learners = m.locked THEN m.baseline_on END,
        planned_on = CASE WHEN m.learners = m.planned THEN m.planned_on END
    FROM (
        SELECT r.id, l.*, (
            SELECT (min(t.at) AT TIME ZONE u.time_zone)::date FROM mentoring_pairingtransition t
            WHERE t.pairing_id = r.id AND t.kind = 'state' AND t.to_value = 'accepted') AS accepted_on, (
            SELECT (max(s.signed_at) AT TIME ZONE u.time_zone)::date FROM mentoring_agreementsignature s
            WHERE s.agreement_id = (
                SELECT a.id FROM mentoring_agreement a WHERE a.pairing_id = r.id AND a.state IN ('in_force', 'amended')
                ORDER BY a.version LIMIT 1)) AS agreed_on
        FROM mentoring_pairing r JOIN regions_unit u ON u.id = r.unit_id
        CROSS JOIN LATERAL (
            SELECT count(*) FILTER (WHERE x.left_at IS NULL) AS learners,
                count(d.id) FILTER (WHERE x.left_at IS NULL) AS locked,
                count(n.agreed_at) FILTER (WHERE x.left_at IS NULL) AS planned,
                (max(d.locked_at) AT TIME ZONE u.time_zone)::date AS baseline_on,
                (max(n.agreed_at) AT TIME ZONE u.time_zone)::date AS planned_on
            FROM mentoring_pairingparticipant x
            LEFT JOIN mentoring_diagnostic d ON d.learner_id = x.id AND d.round = 'baseline' AND d.state = 'locked'
                AND d.set_aside_at IS NULL
            LEFT JOIN mentoring_plan n ON n.learner_id = x.id
            WHERE x.pairing_id = r.id AND x.role IN ('mentee', 'peer')
        ) l WHERE r.id = ANY (pairings)
    ) m
    WHERE m.id = p.id AND (p.accepted_on, p.agreed_on, p.baseline_on, p.planned_on) IS DISTINCT FROM (m.accepted_on,
        m.agreed_on, CASE WHEN m.learners = m.locked THEN m.baseline_on END,
        CASE WHEN m.learners = m.planned THEN m.planned_on END)
$$;
CREATE FUNCTION kad_milestone() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM kad_note_milestones(ARRAY[NEW.pairing_id]);
    RETURN NULL;
END $$;
CREATE TRIGGER milestone AFTER INSERT ON mentoring_pairingtransition FOR EACH ROW
    WHEN (NEW.kind = 'state' AND NEW.to_value = 'accepted') EXECUTE FUNCTION kad_milestone();
CREATE TRIGGER milestone AFTER INSERT OR UPDATE OF signed_at ON mentoring_agreementsignature FOR EACH ROW
    EXECUTE FUNCTION kad_milestone();
CREATE TRIGGER milestone AFTER INSERT OR UPDATE OF state ON mentoring_agreement FOR EACH ROW
    WHEN (NEW.state IN ('in_force', 'amended')) EXECUTE FUNCTION kad_milestone();
CREATE TRIGGER milestone AFTER INSERT OR UPDATE OF state, locked_at, set_aside_at ON mentoring_diagnostic FOR EACH ROW
    WHEN (NEW.round = 'baseline') EXECUTE FUNCTION kad_milestone();
CREATE TRIGGER milestone AFTER INSERT OR UPDATE OF agreed_at ON mentoring_plan FOR EACH ROW
    EXECUTE FUNCTION kad_milestone();
CREATE TRIGGER milestone AFTER UPDATE OF left_at ON mentoring_pairingparticipant FOR EACH ROW
    WHEN (OLD.left_at IS DISTINCT FROM NEW.left_at AND NEW.role IN ('mentee', 'peer'))
    EXECUTE FUNCTION kad_milestone();
"""
FORGET = (
    "".join(
        f"DROP TRIGGER milestone ON mentoring_{table};"
        for table in (
            "pairingtransition",
            "agreementsignature",
            "agreement",
            "diagnostic",
            "plan",
            "pairingparticipant",
        )
    )
    + "DROP FUNCTION kad_milestone(); DROP FUNCTION kad_note_milestones(bigint[]);"
)
# A secretariat signs for those who signed on paper: the dates follow.
SECRETARIAT = """
CREATE OR REPLACE FUNCTION kad_guard_pairing() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free text[] := ARRAY['phase', 'phase_since', 'last_held_on'{dates}];
BEGIN
    IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN
        RAISE EXCEPTION 'a secretariat moves a pairing''s phase only' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
"""
DATES = ", 'accepted_on', 'agreed_on', 'baseline_on', 'planned_on'"
# What was there before the dates were.
FILL = "SELECT kad_note_milestones(ARRAY(SELECT id FROM mentoring_pairing))"


class Migration(migrations.Migration):
    dependencies = [
        ("mentoring", "0030_party_texts"),
    ]

    operations = [
        migrations.AddField(
            model_name="pairing",
            name="accepted_on",
            field=models.DateField(editable=False, help_text="Everybody said yes. Kept by a trigger.", null=True),
        ),
        migrations.AddField(
            model_name="pairing",
            name="agreed_on",
            field=models.DateField(
                editable=False, help_text="The first agreement came into force. The same.", null=True
            ),
        ),
        migrations.AddField(
            model_name="pairing",
            name="baseline_on",
            field=models.DateField(
                editable=False, help_text="Every learner's baseline is locked. The same.", null=True
            ),
        ),
        migrations.AddField(
            model_name="pairing",
            name="planned_on",
            field=models.DateField(editable=False, help_text="Every learner's plan is agreed. The same.", null=True),
        ),
        migrations.RunSQL(NOTE, FORGET),
        migrations.RunSQL(SECRETARIAT.format(dates=DATES), SECRETARIAT.format(dates="")),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
