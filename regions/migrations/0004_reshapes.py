"""Changes of the tree: who may make them, and the one function that carries the rows about people along."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from core import roles

EVERYONE = ", ".join((*roles.ENTERED_ROLES, roles.APP))
MAY = f"""((SELECT current_setting('app.role', true)) = 'admin'
    OR (SELECT current_setting('app.role', true)) = 'secretariat'
    AND (SELECT current_setting('role')) = '{roles.SCOPE_ROLES[0]}')"""
GUARD = "".join(
    f"""
    ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
    ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
    REVOKE DELETE, TRUNCATE ON {table} FROM {roles.DATA}, {roles.APP};
    CREATE POLICY reading ON {table} FOR SELECT TO {EVERYONE} USING (true);
    CREATE POLICY change ON {table} FOR INSERT TO {EVERYONE} WITH CHECK ({MAY});
    CREATE POLICY undo ON {table} FOR UPDATE TO {EVERYONE} USING ({MAY}) WITH CHECK ({MAY});
    """
    for table in ("regions_reshape", "regions_reshapemove")
)
# The rows of every table about people carry the tier ids of their unit. When units move, the ids follow, set-based,
# past row security (leaders' and mentors' tables too) and without a line of history for each row: the reshape is it.
CARRY = f"""
CREATE FUNCTION kad_carry(tables text[], units bigint[], writes boolean) RETURNS TABLE (place text, unit bigint, n bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE each text; before text; acting text;
BEGIN
    IF NOT ({MAY}) THEN
        RAISE EXCEPTION 'only the national secretariat or the admin changes the tree' USING ERRCODE = '42501';
    END IF;
    CREATE TEMP TABLE moving ON COMMIT DROP AS
        SELECT u.id, u.province_id, u.regency_id, u.district_id, u.village_id, top.id AS top FROM regions_unit u
        JOIN unnest(units) top(id) ON top.id IN (u.id, u.province_id, u.regency_id, u.district_id, u.village_id);
    ANALYZE moving;
    before := current_setting('pgtrigger.ignore', true);
    -- The guards of single tables say what a secretariat may change in a row; here nothing of the row changes.
    acting := current_setting('app.role', true);
    PERFORM set_config('app.role', 'tree', true);
    PERFORM set_config('pgtrigger.ignore', (
        SELECT array_agg(tgname)::text FROM pg_trigger WHERE tgname LIKE 'pgtrigger%'), true);
    FOREACH each IN ARRAY tables LOOP
        IF writes THEN
            EXECUTE format('UPDATE %I t SET province_id = m.province_id, regency_id = m.regency_id,'
                ' district_id = m.district_id, village_id = m.village_id FROM moving m WHERE m.id = t.unit_id', each);
        ELSE
            RETURN QUERY EXECUTE format('SELECT %L::text, m.top, count(*) FROM %I t JOIN moving m ON m.id = t.unit_id'
                ' GROUP BY m.top', each, each);
        END IF;
    END LOOP;
    PERFORM set_config('pgtrigger.ignore', coalesce(nullif(before, ''), '{{}}'), true);
    PERFORM set_config('app.role', acting, true);
    DROP TABLE moving;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("regions", "0003_settings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Reshape",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("split", "Pemekaran: unit baru"),
                            ("move", "Pindah ke unit lain"),
                            ("merge", "Penggabungan dua unit"),
                        ],
                        max_length=5,
                        verbose_name="jenis",
                    ),
                ),
                ("on", models.DateField(verbose_name="berlaku sejak")),
                ("decree_no", models.CharField(max_length=60, verbose_name="nomor SK")),
                ("codes", models.JSONField(default=list, help_text="Area codes that changed: [[old, new], …].")),
                ("counts", models.JSONField(default=dict, help_text="How many rows of each table went along.")),
                ("done_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "done_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "merged",
                    models.ForeignKey(
                        help_text="Closed by a merge.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                        verbose_name="unit tujuan",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "pemekaran",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="ReshapeMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("until", models.DateField(help_text="First day of the first month under the new parent.")),
                ("is_undone", models.BooleanField(default=False)),
                (
                    "new_parent",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit"),
                ),
                (
                    "old_parent",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit"),
                ),
                (
                    "reshape",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="regions.reshape"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="regions.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "perpindahan unit",
            },
        ),
        migrations.AddConstraint(
            model_name="reshape",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["split", "move", "merge"])), name="reshape_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="reshape",
            constraint=models.CheckConstraint(
                condition=models.Q(("decree_no", ""), _negated=True), name="reshape_has_a_decree"
            ),
        ),
        migrations.AddConstraint(
            model_name="reshape",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                    models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                    _connector="OR",
                ),
                name="reshape_undone_by_somebody",
            ),
        ),
        migrations.AddIndex(
            model_name="reshapemove",
            index=models.Index(fields=["old_parent"], name="reshapemove_old_parent"),
        ),
        migrations.AddConstraint(
            model_name="reshapemove",
            constraint=models.UniqueConstraint(fields=("reshape", "unit"), name="reshapemove_once"),
        ),
        migrations.AddConstraint(
            model_name="reshapemove",
            constraint=models.CheckConstraint(
                condition=models.Q(("old_parent", models.F("new_parent")), _negated=True), name="reshapemove_elsewhere"
            ),
        ),
        migrations.RunSQL(GUARD, migrations.RunSQL.noop),
        migrations.RunSQL(CARRY, "DROP FUNCTION kad_carry(text[], bigint[], boolean)"),
    ]
