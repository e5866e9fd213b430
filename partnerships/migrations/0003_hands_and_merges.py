"""Whose hand wrote what, what a formal partnership keeps, and rows of one person that become one (DOMAIN §4.4, §9)."""

from importlib import import_module

from django.db import migrations

from core import roles

hands = import_module("cadres.migrations.0026_hands_and_replacements")
OWN = import_module("partnerships.migrations.0002_guards").OWN
DEFINER = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp"

HANDS = {
    "partnership": ("created_by",),
    "partnershiptransition": ("actor", "on_behalf_of", "at"),
    "review": ("actor", "on_behalf_of", "at"),
    "activitycadre": ("added_by",),
}
SIGNED = "".join(hands.signed(f"partnerships_{table}", columns) for table, columns in HANDS.items())
NOT_SIGNED = "".join(f"DROP TRIGGER by_own_hand ON partnerships_{table};\n" for table in HANDS)

# Once in force a formal partnership stays formal, and ends later only by being renewed; a review is written of one
# that is being reviewed.
FORMAL = f"""
CREATE FUNCTION kad_guard_formal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.kind <> 'formal' THEN
        RAISE EXCEPTION 'a formal partnership in force stays formal'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'partnership_stays_formal';
    END IF;
    IF NEW.ends_on > OLD.ends_on AND NOT (OLD.state = 'under_review' AND NEW.state = 'renewed') THEN
        RAISE EXCEPTION 'a formal partnership ends later only by being renewed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'partnership_end_stays';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_formal BEFORE UPDATE OF kind, ends_on ON partnerships_partnership FOR EACH ROW
    WHEN (OLD.kind = 'formal' AND OLD.state <> 'draft' AND current_user IN ({hands.SERVED}))
    EXECUTE FUNCTION kad_guard_formal();

CREATE FUNCTION kad_guard_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM partnerships_partnership p
            WHERE p.id = NEW.partnership_id AND p.state = 'under_review') THEN
        RAISE EXCEPTION 'a review is written of a partnership that is being reviewed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'review_while_reviewing';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_review BEFORE INSERT ON partnerships_review
    FOR EACH ROW WHEN (current_user IN ({hands.SERVED})) EXECUTE FUNCTION kad_guard_review();
"""
NOT_FORMAL = """
DROP TRIGGER guard_formal ON partnerships_partnership; DROP FUNCTION kad_guard_formal();
DROP TRIGGER guard_review ON partnerships_review; DROP FUNCTION kad_guard_review();
"""

# A merge takes a cadre's activities along. Where both rows took part the lost one's part goes, so that one person is
# counted once; what the kept row says of it becomes the further of both. The answer is all that the undo needs.
MERGED = f"""
CREATE FUNCTION kad_merge_activities(lost bigint, kept bigint) RETURNS jsonb {DEFINER} AS $$
DECLARE
    told jsonb;
    place bigint := (SELECT m.unit_id FROM cadres_member m WHERE m.id = kept);
BEGIN
    SELECT jsonb_build_object(
        'moved', coalesce(jsonb_agg(l.id) FILTER (WHERE k.id IS NULL), '[]'),
        'dropped', coalesce(jsonb_agg(to_jsonb(l)) FILTER (WHERE k.id IS NOT NULL), '[]'),
        'finished', coalesce(jsonb_agg(jsonb_build_array(k.id, k.state))
            FILTER (WHERE l.state = 'finished' AND k.state <> 'finished'), '[]')) INTO told
    FROM partnerships_activitycadre l
    LEFT JOIN partnerships_activitycadre k ON k.activity_id = l.activity_id AND k.member_id = kept
    WHERE l.member_id = lost;
    UPDATE partnerships_activitycadre SET member_id = kept, unit_id = place
        WHERE to_jsonb(id) IN (SELECT jsonb_array_elements(told -> 'moved'));
    UPDATE partnerships_activitycadre a SET state = 'finished'
        FROM jsonb_array_elements(told -> 'finished') f WHERE a.id = (f ->> 0)::bigint;
    DELETE FROM partnerships_activitycadre WHERE member_id = lost;
    RETURN told;
END $$;
CREATE FUNCTION kad_unmerge_activities(lost bigint, kept bigint, told jsonb) RETURNS void {DEFINER} AS $$
DECLARE place bigint := (SELECT m.unit_id FROM cadres_member m WHERE m.id = lost);
BEGIN
    UPDATE partnerships_activitycadre SET member_id = lost, unit_id = place
        WHERE member_id = kept AND to_jsonb(id) IN (SELECT jsonb_array_elements(told -> 'moved'));
    UPDATE partnerships_activitycadre a SET state = f ->> 1
        FROM jsonb_array_elements(told -> 'finished') f
        WHERE a.id = (f ->> 0)::bigint AND a.member_id = kept AND a.state = 'finished';
    INSERT INTO partnerships_activitycadre
        SELECT (jsonb_populate_record(NULL::partnerships_activitycadre,
            d || jsonb_build_object('member_id', lost, 'unit_id', place))).*
        FROM jsonb_array_elements(told -> 'dropped') d ON CONFLICT DO NOTHING;
END $$;
REVOKE EXECUTE ON FUNCTION kad_merge_activities(bigint, bigint), kad_unmerge_activities(bigint, bigint, jsonb)
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kad_merge_activities(bigint, bigint), kad_unmerge_activities(bigint, bigint, jsonb)
    TO {roles.JOBS};
"""
NOT_MERGED = """
DROP FUNCTION kad_merge_activities(bigint, bigint); DROP FUNCTION kad_unmerge_activities(bigint, bigint, jsonb);
"""

# A cadre reads what he takes part in, and with whom: his own rows join to both.
TAKEN = f"""
CREATE POLICY person_read ON partnerships_activity FOR SELECT TO {roles.PERSON} USING (
    id IN (SELECT c.activity_id FROM partnerships_activitycadre c WHERE c.{OWN}));
CREATE POLICY person_read ON partnerships_partnership FOR SELECT TO {roles.PERSON} USING (
    id IN (SELECT a.partnership_id FROM partnerships_activity a JOIN partnerships_activitycadre c
        ON c.activity_id = a.id WHERE c.{OWN}));
"""
NOT_TAKEN = """
DROP POLICY person_read ON partnerships_activity; DROP POLICY person_read ON partnerships_partnership;
"""


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0002_guards"), ("cadres", "0026_hands_and_replacements")]

    operations = [
        migrations.RunSQL(SIGNED, NOT_SIGNED),
        migrations.RunSQL(FORMAL, NOT_FORMAL),
        migrations.RunSQL(MERGED, NOT_MERGED),
        migrations.RunSQL(TAKEN, NOT_TAKEN),
    ]
