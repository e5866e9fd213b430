"""Who writes instruments, and that a published version stays as it is (DOMAIN §§8, 9).

The national coordinator and the system admin change; a province's coordinator adds to a copy and removes nothing.
"""

from django.db import migrations

SQL = """
CREATE FUNCTION kad_guard_instrument_writer(province bigint) RETURNS void LANGUAGE plpgsql STABLE AS $$
DECLARE acting text := current_setting('app.role', true);
    here bigint := nullif(current_setting('app.unit_id', true), '')::bigint;
BEGIN
    -- Without a role the installation itself writes (migrations, tests).
    IF acting IS NULL OR acting = '' OR acting = 'admin' THEN RETURN; END IF;
    IF acting <> 'coordinator' OR NOT EXISTS (SELECT FROM regions_unit u WHERE u.id = here
            AND (u.tier = 0 OR u.id = province)) THEN
        RAISE EXCEPTION 'instruments are for national and provincial coordinators'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$;

CREATE FUNCTION kad_guard_instrument() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE lost int;
BEGIN
    PERFORM kad_guard_instrument_writer(CASE WHEN TG_OP = 'DELETE' THEN OLD.province_id ELSE NEW.province_id END);
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN
            RAISE EXCEPTION 'an instrument begins as a draft'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'instrument_frozen';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.state <> 'draft' AND (TG_OP = 'DELETE' OR NEW.state = 'draft'
            OR to_jsonb(NEW) - 'state' IS DISTINCT FROM to_jsonb(OLD) - 'state') THEN
        RAISE EXCEPTION 'a published instrument stays as it is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'instrument_frozen';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    IF NOT (OLD.state || '>' || NEW.state) IN ('draft>draft', 'draft>published', 'published>published',
            'published>retired', 'retired>retired') THEN
        RAISE EXCEPTION 'an instrument may not move from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'evaluations_instrument_move';
    END IF;
    IF OLD.state = 'draft' AND NEW.state = 'published' THEN
        IF NOT EXISTS (SELECT FROM evaluations_instrumentitem i WHERE i.instrument_id = NEW.id) THEN
            RAISE EXCEPTION 'an instrument asks something'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'instrument_has_items';
        END IF;
        IF NEW.province_id IS NOT NULL THEN
            SELECT count(*) INTO lost FROM evaluations_instrumentitem b WHERE b.instrument_id = NEW.base_id
                AND NOT EXISTS (SELECT FROM evaluations_instrumentitem i WHERE i.instrument_id = NEW.id
                    AND i.code = b.code
                    AND to_jsonb(i) - ARRAY['id', 'instrument_id', 'part_id', 'place']
                        = to_jsonb(b) - ARRAY['id', 'instrument_id', 'part_id', 'place']);
            IF lost > 0 OR EXISTS (SELECT FROM evaluations_instrumentitem i WHERE i.instrument_id = NEW.id
                    AND i.is_counted AND NOT EXISTS (SELECT FROM evaluations_instrumentitem b
                        WHERE b.instrument_id = NEW.base_id AND b.code = i.code)) THEN
                RAISE EXCEPTION 'a province adds items beside the index and removes none'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'instrument_province_adds';
            END IF;
        END IF;
        IF NEW.use = 'pdlt' AND (SELECT coalesce(sum(p.weight), 0) FROM evaluations_instrumentpart p
                WHERE p.instrument_id = NEW.id) <> 100 THEN
            RAISE EXCEPTION 'the weights make up 100'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'instrument_weights';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_instrument BEFORE INSERT OR UPDATE OR DELETE ON evaluations_instrument
    FOR EACH ROW EXECUTE FUNCTION kad_guard_instrument();

CREATE FUNCTION kad_guard_instrument_row() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE asked evaluations_instrument%ROWTYPE; wanted bigint;
BEGIN
    FOREACH wanted IN ARRAY ARRAY[CASE WHEN TG_OP <> 'INSERT' THEN OLD.instrument_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.instrument_id END] LOOP
        CONTINUE WHEN wanted IS NULL;
        SELECT * INTO asked FROM evaluations_instrument WHERE id = wanted FOR SHARE;
        CONTINUE WHEN NOT FOUND;
        PERFORM kad_guard_instrument_writer(asked.province_id);
        IF asked.state <> 'draft' THEN
            RAISE EXCEPTION 'a published instrument stays as it is'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'instrument_frozen';
        END IF;
    END LOOP;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER guard_instrument_row BEFORE INSERT OR UPDATE OR DELETE ON evaluations_instrumentitem
    FOR EACH ROW EXECUTE FUNCTION kad_guard_instrument_row();
CREATE TRIGGER guard_instrument_row BEFORE INSERT OR UPDATE OR DELETE ON evaluations_instrumentpart
    FOR EACH ROW EXECUTE FUNCTION kad_guard_instrument_row();
"""
UNDO = """
DROP TRIGGER guard_instrument ON evaluations_instrument;
DROP TRIGGER guard_instrument_row ON evaluations_instrumentitem;
DROP TRIGGER guard_instrument_row ON evaluations_instrumentpart;
DROP FUNCTION kad_guard_instrument(); DROP FUNCTION kad_guard_instrument_row();
DROP FUNCTION kad_guard_instrument_writer(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0006_instruments_and_answers")]
    operations = [migrations.RunSQL(SQL, UNDO)]
