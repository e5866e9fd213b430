"""What the database itself must know before any table: the trigger that fills tier ids."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION kad_set_tier_ids() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT u.province_id, u.regency_id, u.district_id, u.village_id
    INTO NEW.province_id, NEW.regency_id, NEW.district_id, NEW.village_id
    FROM regions_unit u WHERE u.id = NEW.unit_id;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = []
    operations = [migrations.RunSQL(FUNCTION, "DROP FUNCTION kad_set_tier_ids()")]
