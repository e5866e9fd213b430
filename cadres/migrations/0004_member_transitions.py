"""The moves of a membership, kept and guarded."""

from django.db import migrations

from core import roles
from core.rls import protect

STAFF = ["secretariat", "coordinator"]

# The moves of cadres.enums.STATUS_MOVES and what DOMAIN §4.1 and §3 ask of each, whoever writes and however.
GUARD = f"""
CREATE FUNCTION kad_member_status_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status = 'ended' AND OLD.merged_into_id IS NOT NULL AND NEW.merged_into_id IS NULL THEN
        RETURN NEW;  -- a merge is undone
    END IF;
    IF (OLD.status, NEW.status) NOT IN (
        ('applied', 'verified'), ('verified', 'active'), ('active', 'suspended'), ('suspended', 'active'),
        ('applied', 'ended'), ('verified', 'ended'), ('active', 'ended'), ('suspended', 'ended')
    ) THEN
        RAISE EXCEPTION 'a membership does not move from % to %', OLD.status, NEW.status
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.status = 'verified' AND (NEW.identity_seen = '' OR NEW.birth_date IS NULL
            OR (NEW.nik_hash IS NULL AND NEW.nik_missing_reason = '')) THEN
        RAISE EXCEPTION 'verified needs an identity that was seen, a birth date, and a NIK or why there is none'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.status = 'verified' AND NEW.birth_date > current_date - interval '17 years' AND NOT NEW.ever_married THEN
        RAISE EXCEPTION 'a member is 17 or has been married' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.status = 'verified' AND NOT kad_has_consent(NEW.id, 'membership') THEN
        RAISE EXCEPTION 'verified needs a recorded consent' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.status = 'verified' AND NEW.birth_date > current_date - interval '18 years' AND NOT NEW.ever_married
            AND NOT kad_has_consent(NEW.id, 'parental') THEN
        RAISE EXCEPTION 'a minor needs the consent of a parent' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.status = 'verified' AND NEW.status = 'active' AND coalesce(NEW.membership_card_no, '') = '' THEN
        RAISE EXCEPTION 'active needs a card number' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER status_moves BEFORE UPDATE OF status ON cadres_member
    FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION kad_member_status_moves();
REVOKE UPDATE, DELETE ON cadres_membertransition FROM {roles.DATA}, {roles.APP};
"""
DROP_GUARD = """
DROP TRIGGER status_moves ON cadres_member;
DROP FUNCTION kad_member_status_moves();
"""


class Migration(migrations.Migration):
    dependencies = [("cadres", "0003_import_jobs"), ("accounts", "0001_initial")]

    operations = [
        protect("cadres_membertransition", read=STAFF, write=["secretariat"]),
        migrations.RunSQL(GUARD, DROP_GUARD),
    ]
