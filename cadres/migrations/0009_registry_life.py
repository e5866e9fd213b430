"""Evidence of the membership life, duplicates and their merges, transfers between units."""

from django.db import migrations

from core import roles
from core.rls import TIER_COLUMNS, USER, protect

SECRETARIAT = ["secretariat"]
UNIT = "(SELECT nullif(current_setting('app.unit_id', true), '')::bigint)"
ROLE = "(SELECT current_setting('app.role', true))"

# A leader's decree changes the status and nothing else; a person lifts his own restriction.
LEADER_GUARD = (
    """
CREATE FUNCTION kad_guard_leader_row() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE kept text[] := ARRAY['status', 'name_key'];  -- what is generated is not there yet
BEGIN
    IF current_user = ANY (ARRAY["""
    + ", ".join(f"'{role}'" for role in roles.SCOPE_ROLES.values())
    + """]) AND (to_jsonb(NEW) - kept IS DISTINCT FROM to_jsonb(OLD) - kept
            OR (OLD.status, NEW.status) NOT IN (('active', 'suspended'), ('suspended', 'active'))) THEN
        RAISE EXCEPTION 'a leader suspends and restores, nothing else' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_leader_row BEFORE UPDATE ON cadres_member FOR EACH ROW
    WHEN (current_setting('app.role', true) = 'leader' AND OLD.is_mentee = NEW.is_mentee)
    EXECUTE FUNCTION kad_guard_leader_row();
"""
    + "".join(
        f"CREATE POLICY {role}_suspends ON cadres_member FOR UPDATE TO {role} USING ({{0}}) WITH CHECK ({{0}});"
        f"CREATE POLICY {role}_decrees ON cadres_membertransition FOR INSERT TO {role} WITH CHECK ({{0}});"
        f"CREATE POLICY {role}_own ON cadres_membertransition FOR SELECT TO {role} USING ({{0}} AND actor_id = {USER});".replace(
            "{0}", f"{TIER_COLUMNS[tier]} = {UNIT} AND {ROLE} = 'leader'" if tier else f"{ROLE} = 'leader'"
        )
        for tier, role in roles.SCOPE_ROLES.items()
        if tier <= 2
    )
)
NO_LEADER_GUARD = "DROP TRIGGER guard_leader_row ON cadres_member; DROP FUNCTION kad_guard_leader_row();" + "".join(
    f"DROP POLICY {role}_suspends ON cadres_member; DROP POLICY {role}_decrees ON cadres_membertransition;"
    f"DROP POLICY {role}_own ON cadres_membertransition;"
    for tier, role in roles.SCOPE_ROLES.items()
    if tier <= 2
)
# The new unit reads and closes what comes to it; the officer sees the people whose requests he handles; deeds that
# reach over two scopes (accepting a transfer, fulfilling a request) are done as the system after their checks.
ARRIVALS = "".join(
    f"CREATE POLICY {role}_arrivals ON cadres_transfer FOR {command} TO {role} USING (to_unit_id IN"
    f" (SELECT u.id FROM regions_unit u WHERE u.{column} = {UNIT}) AND {ROLE} = 'secretariat')"
    f"{' WITH CHECK (true)' if command == 'UPDATE' else ''};".replace("_arrivals", f"_arrivals_{command.lower()}")
    for tier, role in roles.SCOPE_ROLES.items()
    for column in [TIER_COLUMNS.get(tier)]
    for command in ("SELECT", "UPDATE")
    if column
)
BEYOND = f"""
CREATE POLICY jobs_update ON cadres_member FOR UPDATE TO {roles.JOBS} USING (true) WITH CHECK (true);
CREATE POLICY jobs_insert ON cadres_membertransition FOR INSERT TO {roles.JOBS} WITH CHECK (true);
CREATE POLICY jobs_select ON cadres_membertransition FOR SELECT TO {roles.JOBS} USING (true);
CREATE POLICY jobs_merge ON cadres_membermerge FOR SELECT TO {roles.JOBS} USING (true);
CREATE POLICY officer ON cadres_member FOR SELECT TO {roles.APP} USING ({ROLE} = 'dpo' AND id IN
    (SELECT r.member_id FROM accounts_datarequest r));
CREATE TRIGGER check_move BEFORE UPDATE OF state ON cadres_transfer FOR EACH ROW
    WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION kad_check_listed_move(
    'requested>released', 'requested>refused', 'requested>cancelled', 'released>accepted', 'released>refused');
CREATE TRIGGER check_move BEFORE UPDATE OF state ON cadres_duplicatepair FOR EACH ROW
    WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION kad_check_listed_move(
    'open>merged', 'open>different', 'merged>open', 'different>open');
CREATE INDEX member_birth_name ON cadres_member (birth_date, name_key);
"""
NOT_BEYOND = """
DROP INDEX member_birth_name;
DROP TRIGGER check_move ON cadres_duplicatepair; DROP TRIGGER check_move ON cadres_transfer;
DROP POLICY officer ON cadres_member; DROP POLICY jobs_merge ON cadres_membermerge;
DROP POLICY jobs_select ON cadres_membertransition; DROP POLICY jobs_insert ON cadres_membertransition;
DROP POLICY jobs_update ON cadres_member;
"""


class Migration(migrations.Migration):
    dependencies = [("cadres", "0008_ladder_guards"), ("accounts", "0001_initial"), ("accounts", "0006_privacy")]

    operations = [
        protect("cadres_duplicatepair", read=SECRETARIAT, write=SECRETARIAT, jobs="write"),
        protect("cadres_membermerge", read=SECRETARIAT, write=SECRETARIAT),
        protect(
            "cadres_transfer",
            read=SECRETARIAT,
            write=SECRETARIAT,
            person_read=f"member_id IN (SELECT m.id FROM cadres_member m WHERE m.user_id = {USER})",
            jobs="read",
        ),
        migrations.RunSQL(LEADER_GUARD, NO_LEADER_GUARD),
        migrations.RunSQL(
            ARRIVALS,
            "".join(
                f"DROP POLICY {role}_arrivals_{command} ON cadres_transfer;"
                for tier, role in roles.SCOPE_ROLES.items()
                for command in ("select", "update")
                if tier
            ),
        ),
        migrations.RunSQL(BEYOND, NOT_BEYOND),
    ]
