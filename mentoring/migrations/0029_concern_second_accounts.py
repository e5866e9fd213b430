"""A report goes round every account of who is named: rows that were merged are one person, in either direction."""

import uuid

from django.db import migrations, models

DEFINER = "STABLE SECURITY DEFINER SET search_path = public, pg_temp"
ONE_PERSON = f"""
CREATE FUNCTION kad_concern_rows(concern uuid) RETURNS bigint[] LANGUAGE sql {DEFINER} AS $$
    WITH RECURSIVE said AS (
        SELECT n.user_id, n.member_id FROM mentoring_concernname n WHERE n.concern_id = concern
    ), person(id) AS (
        (SELECT s.member_id FROM said s WHERE s.member_id IS NOT NULL
        UNION SELECT m.id FROM said s JOIN cadres_member m ON m.user_id = s.user_id)
        UNION SELECT other.id FROM person p CROSS JOIN LATERAL (
            SELECT m.merged_into_id AS id FROM cadres_member m WHERE m.id = p.id AND m.merged_into_id IS NOT NULL
            UNION ALL SELECT m.id FROM cadres_member m WHERE m.merged_into_id = p.id
        ) other
    )
    SELECT coalesce(array_agg(id), '{{}}') FROM person
$$;
CREATE OR REPLACE FUNCTION kad_concern_named(concern uuid) RETURNS bigint[] LANGUAGE sql {DEFINER} AS $$
    SELECT coalesce(array_agg(DISTINCT who), '{{}}') FROM (
        SELECT n.user_id AS who FROM mentoring_concernname n WHERE n.concern_id = concern
        UNION ALL SELECT m.user_id FROM cadres_member m WHERE m.id = ANY (kad_concern_rows(concern))
    ) named WHERE who IS NOT NULL
$$;
CREATE OR REPLACE FUNCTION kad_concern_places(concern uuid) RETURNS bigint[] LANGUAGE sql {DEFINER} AS $$
    SELECT coalesce(array_agg(DISTINCT coalesce(u.regency_id, u.id)), '{{}}') FROM (
        SELECT c.unit_id AS place FROM mentoring_concern c WHERE c.id = concern
        UNION ALL SELECT n.unit_id FROM mentoring_concernname n WHERE n.concern_id = concern
        UNION ALL SELECT m.unit_id FROM cadres_member m WHERE m.id = ANY (kad_concern_rows(concern))
        UNION ALL SELECT a.unit_id FROM accounts_assignment a
            WHERE a.user_id = ANY (kad_concern_named(concern))
                AND (a.ends_on IS NULL OR a.ends_on >= kad_concern_day(concern))
    ) stood JOIN regions_unit u ON u.id = stood.place
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0028_offer_links_guarded")]
    operations = [
        migrations.RunSQL(ONE_PERSON, migrations.RunSQL.noop),
        migrations.AddField(
            "concernreporter",
            "client_uuid",
            models.UUIDField(default=uuid.uuid4, help_text="Made with the form: sent again, it is one report."),
        ),
        migrations.AddConstraint(
            "concernreporter",
            models.UniqueConstraint(fields=["user", "client_uuid"], name="concern_sent_once"),
        ),
    ]
