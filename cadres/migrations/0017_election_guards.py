"""Who sees and changes elections and candidacies, and what the database refuses whoever writes (DOMAIN §6, §9)."""

from django.db import migrations

from core import roles
from core.rls import USER, protect, protect_history

OFFICE, SECRETARIAT = ["secretariat", "coordinator", "leader"], ["secretariat"]
OWN = f"(SELECT m.id FROM cadres_member m WHERE m.user_id = {USER})"
OWN_PART = f"candidacy_id IN (SELECT c.id FROM cadres_candidacy c WHERE c.member_id IN {OWN})"
SERVED = ", ".join(f"'{role}'" for role in (*roles.ENTERED_ROLES, roles.APP) if role != roles.JOBS)
PARTS = ("candidacytransition", "eligibility", "surveyresult", "selectionscore")

# PKPU 10/2023 was struck in this point by the Supreme Court; before and after, fractions are rounded up.
SEEDS = """
INSERT INTO cadres_quotarule (in_force_from, rounding, single_exempt, source) VALUES
    ('2013-01-01', 'up', true, 'UU 8/2012 dan UU 7/2017'),
    ('2023-04-17', 'half', true, 'PKPU 10/2023 pasal 8 ayat (2)'),
    ('2023-08-29', 'up', true, 'Putusan MA 24 P/HUM/2023');
"""

# Facts in public: written by the command that loads them, or by the national secretariat and the administrator.
FACTS = ("election", "electionstage", "chamber", "electoraldistrict", "districtarea", "appointmentarea", "quotarule")
ELECTIONS = f"""
CREATE FUNCTION kad_guard_election() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE acting text := current_setting('app.role', true);
BEGIN
    IF current_user IN ({SERVED}) AND acting IS DISTINCT FROM 'admin'
        AND (acting IS DISTINCT FROM 'secretariat' OR current_setting('role') <> '{roles.SCOPE_ROLES[0]}') THEN
        RAISE EXCEPTION 'the national board keeps elections and their districts' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$;
""" + "".join(
    f"CREATE TRIGGER guard_election BEFORE INSERT OR UPDATE OR DELETE ON cadres_{name} "
    "FOR EACH STATEMENT EXECUTE FUNCTION kad_guard_election();\n"
    for name in FACTS
)
DROP_ELECTIONS = (
    "".join(f"DROP TRIGGER guard_election ON cadres_{name};\n" for name in FACTS)
    + "DROP FUNCTION kad_guard_election();"
)

# As in cadres.elections.moves; tests/cadres/test_candidacies.py compares the two move by move.
EXITS = ("withdrawn", "replaced", "disqualified")
NEXT = {
    "interested": ("bacaleg", *EXITS),
    "bacaleg": ("nominated", *EXITS),
    "nominated": ("dcs", *EXITS),
    "dcs": ("dct", *EXITS),
    "dct": ("elected", "not_elected", *EXITS),
    "elected": ("seated", *EXITS),
    "not_elected": ("paw_in",),
    "seated": ("paw_out",),
    "paw_in": ("seated",),
}
WANTED = 8  # as many as cadres.enums.EligibilityKind has
MOVES = ", ".join(f"'{before}>{after}'" for before, afters in NEXT.items() for after in afters)

# The list is fixed by the board of the chamber's tier: its secretariat writes, or one above it; nobody his own.
CANDIDACIES = f"""
CREATE FUNCTION kad_fixes_list(district bigint, candidate bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT current_setting('app.role', true) = 'secretariat'
        AND coalesce(nullif(current_setting('app.unit_id', true), '')::bigint IN (
            u.province_id, u.regency_id, (SELECT n.id FROM regions_unit n WHERE n.tier = 0)), false)
        AND NOT EXISTS (SELECT FROM cadres_member m WHERE m.id = candidate AND m.user_id IN (
            nullif(current_setting('app.user_id', true), '')::bigint,
            nullif(current_setting('app.on_behalf_of', true), '')::bigint))
    FROM cadres_electoraldistrict d JOIN cadres_chamber c ON c.id = d.chamber_id JOIN regions_unit u ON u.id = c.unit_id
    WHERE d.id = district
$$;
CREATE FUNCTION kad_guard_candidacy() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    place record;
BEGIN
    IF current_user IN ({SERVED}) AND NOT kad_fixes_list(NEW.constituency_id, NEW.member_id) THEN
        RAISE EXCEPTION 'the board that fixes the list keeps its candidates' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF NEW.election_id <> OLD.election_id OR (NEW.member_id <> OLD.member_id AND current_user IN ({SERVED})) THEN
            RAISE EXCEPTION 'a candidacy is one member''s in one election'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'candidacy_fixed';
        END IF;
        IF NEW.constituency_id <> OLD.constituency_id AND OLD.state NOT IN ('interested', 'bacaleg') THEN
            RAISE EXCEPTION 'a nominated candidate stays in his district'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'candidacy_district_fixed';
        END IF;
        IF NEW.state <> OLD.state AND NOT (OLD.state || '>' || NEW.state) = ANY (ARRAY[{MOVES}]) THEN
            RAISE EXCEPTION 'a candidacy does not move from % to %', OLD.state, NEW.state
                USING ERRCODE = 'check_violation', CONSTRAINT = 'candidacy_move';
        END IF;
        IF OLD.state IN ('dct', 'elected', 'not_elected', 'seated', 'paw_in', 'paw_out')
                AND NEW.list_number IS DISTINCT FROM OLD.list_number THEN
            RAISE EXCEPTION 'the numbers of a fixed list stay'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'candidacy_number_fixed';
        END IF;
    END IF;
    IF TG_OP = 'INSERT' AND NEW.state NOT IN ('interested', 'bacaleg') THEN
        RAISE EXCEPTION 'a candidacy begins with interest' USING ERRCODE = 'check_violation', CONSTRAINT = 'candidacy_begin';
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.state = 'dct' AND OLD.state <> 'dct' AND (
            SELECT count(*) FROM cadres_eligibility e WHERE e.candidacy_id = NEW.id AND (e.state = 'exempt'
            OR (e.state = 'done' AND coalesce(e.expires_on >= NEW.decree_on, true)))) < {WANTED} THEN
        RAISE EXCEPTION 'the final list takes who has shown everything that is asked'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'candidacy_eligible';
    END IF;
    SELECT d.seats, c.election_id, c.unit_id, u.tier, u.province_id, u.regency_id INTO place
        FROM cadres_electoraldistrict d JOIN cadres_chamber c ON c.id = d.chamber_id
        JOIN regions_unit u ON u.id = c.unit_id WHERE d.id = NEW.constituency_id;
    IF place.election_id <> NEW.election_id THEN
        RAISE EXCEPTION 'the district belongs to another election'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'candidacy_election';
    END IF;
    IF NEW.list_number NOT BETWEEN 1 AND place.seats THEN
        RAISE EXCEPTION 'a list has no more numbers than the district has seats'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'candidacy_number_within_seats';
    END IF;
    IF TG_OP = 'INSERT' AND place.tier > 0 AND NOT EXISTS (
            SELECT FROM regions_unit w WHERE w.id = NEW.unit_id AND place.unit_id IN (w.province_id, w.regency_id)) THEN
        RAISE EXCEPTION 'the candidate is registered outside the board that fixes the list'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'candidacy_within_the_board';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_candidacy BEFORE INSERT OR UPDATE ON cadres_candidacy
    FOR EACH ROW EXECUTE FUNCTION kad_guard_candidacy();

CREATE FUNCTION kad_guard_candidacy_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user IN ({SERVED}) AND NOT coalesce((SELECT kad_fixes_list(c.constituency_id, c.member_id)
            FROM cadres_candidacy c WHERE c.id = NEW.candidacy_id), false) THEN
        RAISE EXCEPTION 'the board that fixes the list keeps its candidates' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION kad_guard_score() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE standing record;
BEGIN
    SELECT c.member_id, d.chamber_id, k.chamber_id AS criterion_chamber_id, k.is_development INTO standing
        FROM cadres_candidacy c JOIN cadres_electoraldistrict d ON d.id = c.constituency_id
        JOIN cadres_selectioncriterion k ON k.id = NEW.criterion_id WHERE c.id = NEW.candidacy_id;
    IF standing.chamber_id <> standing.criterion_chamber_id THEN
        RAISE EXCEPTION 'the criterion is another chamber''s'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'selectionscore_of_its_chamber';
    END IF;
    IF standing.is_development AND NOT kad_has_consent(standing.member_id, 'selection') THEN
        RAISE EXCEPTION 'what comes from mentoring is marked only with the candidate''s own consent'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'selectionscore_needs_consent';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_score BEFORE INSERT OR UPDATE ON cadres_selectionscore
    FOR EACH ROW EXECUTE FUNCTION kad_guard_score();
CREATE FUNCTION kad_guard_criterion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user IN ({SERVED}) AND NOT (current_setting('app.role', true) = 'secretariat' AND EXISTS (
            SELECT FROM cadres_chamber c JOIN regions_unit u ON u.id = c.unit_id WHERE c.id = NEW.chamber_id
            AND nullif(current_setting('app.unit_id', true), '')::bigint IN (
                u.province_id, u.regency_id, (SELECT n.id FROM regions_unit n WHERE n.tier = 0)))) THEN
        RAISE EXCEPTION 'the board that fixes the lists keeps the criteria' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_criterion BEFORE INSERT OR UPDATE ON cadres_selectioncriterion
    FOR EACH ROW EXECUTE FUNCTION kad_guard_criterion();
REVOKE DELETE ON cadres_selectioncriterion, cadres_candidacy, cadres_eligibility FROM {roles.DATA}, {roles.APP};
REVOKE UPDATE, DELETE ON cadres_candidacytransition, cadres_surveyresult FROM {roles.DATA}, {roles.APP};
CREATE TRIGGER kept BEFORE DELETE ON cadres_candidacy FOR EACH ROW EXECUTE FUNCTION kad_never_deleted();
CREATE TRIGGER kept BEFORE DELETE ON cadres_candidacytransition FOR EACH ROW EXECUTE FUNCTION kad_never_deleted();
""" + "".join(
    f"CREATE TRIGGER guard_part BEFORE INSERT OR UPDATE ON cadres_{name} "
    "FOR EACH ROW EXECUTE FUNCTION kad_guard_candidacy_part();\n"
    for name in PARTS
)
DROP_CANDIDACIES = (
    """
DROP TRIGGER guard_candidacy ON cadres_candidacy; DROP TRIGGER kept ON cadres_candidacy;
DROP TRIGGER kept ON cadres_candidacytransition; DROP TRIGGER guard_score ON cadres_selectionscore;
DROP TRIGGER guard_criterion ON cadres_selectioncriterion;
"""
    + "".join(f"DROP TRIGGER guard_part ON cadres_{name};\n" for name in PARTS)
    + """
DROP FUNCTION kad_guard_candidacy(); DROP FUNCTION kad_guard_candidacy_part(); DROP FUNCTION kad_guard_score();
DROP FUNCTION kad_guard_criterion(); DROP FUNCTION kad_fixes_list(bigint, bigint);
"""
)


class Migration(migrations.Migration):
    dependencies = [("cadres", "0016_elections"), ("accounts", "0006_privacy")]

    operations = [
        migrations.RunSQL(SEEDS, migrations.RunSQL.noop),
        migrations.RunSQL(ELECTIONS, DROP_ELECTIONS),
        protect(
            "cadres_candidacy",
            read=OFFICE,
            write=SECRETARIAT,
            person_read=f"member_id IN {OWN}",
            jobs="write",
        ),
        *[
            protect(f"cadres_{name}", read=OFFICE, write=SECRETARIAT, person_read=OWN_PART, jobs="read")
            for name in PARTS
        ],
        *[protect_history(f"cadres_{name}event") for name in ("candidacy", "eligibility", "selectionscore")],
        migrations.RunSQL(CANDIDACIES, DROP_CANDIDACIES),
    ]
