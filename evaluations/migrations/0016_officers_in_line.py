"""An officer who answers about a person stands in that person's own line of units; one for each (DOMAIN §§8, 9)."""

from django.db import migrations, models

from core import roles

SERVED = f"current_user IN ({', '.join(map(repr, (*roles.ENTERED_ROLES, roles.APP)))})"

GUARD = f"""
CREATE FUNCTION kad_officer_in_line() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM mentoring_pairingparticipant p JOIN cadres_member about ON about.id = p.member_id
            JOIN cadres_member m ON m.user_id = NEW.rater_id
            JOIN cadres_officerterm t ON t.member_id = m.id AND t.ends_on IS NULL AND t.state <> 'returned'
            JOIN regions_unit u ON u.id = t.unit_id AND (u.tier = 0 OR u.id IN (about.unit_id, about.village_id,
                about.district_id, about.regency_id, about.province_id))
            WHERE p.id = NEW.subject_id) THEN
        RAISE EXCEPTION 'an officer stands in the line of units of whom he speaks'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'evaluation_officer_in_line';
    END IF;
    IF EXISTS (SELECT FROM mentoring_pairingparticipant p JOIN cadres_member m ON m.id = p.member_id
            WHERE p.pairing_id = NEW.pairing_id AND NEW.rater_id IN (p.user_id, m.user_id)) THEN
        RAISE EXCEPTION 'nobody of the pairing speaks as an officer'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'evaluation_officer_apart';
    END IF;
    RETURN NEW;
END $$;
-- The name sorts after the trigger that says of which pairing it is.
CREATE TRIGGER guard_officer BEFORE INSERT ON evaluations_evaluation FOR EACH ROW
    WHEN (NEW.role = 'officer' AND {SERVED}) EXECUTE FUNCTION kad_officer_in_line();
"""
UNDO = "DROP TRIGGER guard_officer ON evaluations_evaluation; DROP FUNCTION kad_officer_in_line();"


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0015_pdlt_terms"), ("cadres", "0019_candidacies_in_life")]
    operations = [
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("role", "officer")), fields=("round", "subject"), name="evaluation_one_officer"
            ),
        ),
        migrations.RunSQL(GUARD, UNDO),
    ]
