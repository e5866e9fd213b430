"""Texts and templates of the whole party: changed by the national secretariat, with who and why, never rewritten."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from core import roles
from core.rls import append_only

SERVED = ", ".join(f"'{role}'" for role in (*roles.ENTERED_ROLES, roles.APP))
DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"
TEXTS = ("mentoring_clausetext", "mentoring_guidetext")
TEMPLATE = "mentoring_programmetemplate"
READERS = "current_setting('app.role', true) IN ('secretariat', 'admin')"

# A line enters with its edition, a template changes with its note: in the transaction of the row that says who and why.
GUARD = f"""
GRANT INSERT ON {", ".join(TEXTS)} TO {roles.DATA}, {roles.APP};
GRANT INSERT, UPDATE ON {TEMPLATE} TO {roles.DATA}, {roles.APP};
CREATE FUNCTION kad_guard_text_change() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
    IF current_setting('app.role', true) IS DISTINCT FROM 'secretariat'
        OR current_setting('role') <> '{roles.SCOPE_ROLES[0]}'
        OR NEW.actor_id IS DISTINCT FROM nullif(current_setting('app.user_id', true), '')::bigint THEN
        RAISE EXCEPTION 'the national secretariat writes the texts of the party' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.kind <> 'template' AND NEW.key <= (SELECT max(edition) FROM (
            SELECT edition FROM mentoring_clausetext WHERE NEW.kind = 'agreement'
            UNION ALL SELECT edition FROM mentoring_guidetext WHERE kind = NEW.kind) AS known) THEN
        RAISE EXCEPTION 'an edition follows the ones before' USING ERRCODE = 'check_violation', CONSTRAINT = 'text_edition_newer';
    END IF;
    NEW.at := transaction_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER guard_text_change BEFORE INSERT ON mentoring_partytextchange FOR EACH ROW
    WHEN (current_user IN ({SERVED})) EXECUTE FUNCTION kad_guard_text_change();
CREATE FUNCTION kad_text_is_noted(wanted text, named text) RETURNS boolean LANGUAGE sql STABLE {DEFINER} AS $$
    SELECT EXISTS (SELECT FROM mentoring_partytextchange c
        WHERE c.kind = wanted AND c.key = named AND c.at = transaction_timestamp())
$$;
CREATE FUNCTION kad_guard_text_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT kad_text_is_noted(coalesce(to_jsonb(NEW) ->> 'kind', 'agreement'), NEW.edition) THEN
        RAISE EXCEPTION 'an edition is published whole' USING ERRCODE = 'check_violation', CONSTRAINT = 'text_is_noted';
    END IF;
    RETURN NEW;
END $$;
{"".join(f"CREATE TRIGGER guard_line BEFORE INSERT ON {table} FOR EACH ROW WHEN (current_user IN ({SERVED})) EXECUTE FUNCTION kad_guard_text_line();" for table in TEXTS)}
CREATE FUNCTION kad_guard_template() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.code <> OLD.code THEN
        RAISE EXCEPTION 'a code stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'template_code_stays';
    END IF;
    IF NOT kad_text_is_noted('template', NEW.code) THEN
        RAISE EXCEPTION 'a change says who and why' USING ERRCODE = 'check_violation', CONSTRAINT = 'text_is_noted';
    END IF;
    IF (SELECT count(*) FROM jsonb_each(NEW.windows) w WHERE w.key IN
            ('orientation', 'rapport', 'diagnostic', 'action_plan', 'execution', 'evaluation')
            AND (w.value ->> 0)::int < (w.value ->> 1)::int) <> 6 THEN
        RAISE EXCEPTION 'six phases, each with its days' USING ERRCODE = 'check_violation', CONSTRAINT = 'template_windows';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_template BEFORE INSERT OR UPDATE ON {TEMPLATE} FOR EACH ROW
    WHEN (current_user IN ({SERVED})) EXECUTE FUNCTION kad_guard_template();
"""
UNGUARD = f"""
DROP TRIGGER guard_template ON {TEMPLATE}; DROP FUNCTION kad_guard_template();
{"".join(f"DROP TRIGGER guard_line ON {table};" for table in TEXTS)}
DROP FUNCTION kad_guard_text_line(); DROP FUNCTION kad_text_is_noted(text, text);
DROP TRIGGER guard_text_change ON mentoring_partytextchange; DROP FUNCTION kad_guard_text_change();
REVOKE INSERT ON {", ".join(TEXTS)} FROM {roles.DATA}, {roles.APP};
REVOKE INSERT, UPDATE ON {TEMPLATE} FROM {roles.DATA}, {roles.APP};
"""


class Migration(migrations.Migration):
    dependencies = [
        ("mentoring", "0029_concern_second_accounts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PartyTextChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("agreement", "Pasal kesepakatan"),
                            ("conduct", "Kode etik mentor"),
                            ("mentors", "Orientasi mentor"),
                            ("learners", "Orientasi kader"),
                            ("template", "Templat program"),
                        ],
                        max_length=9,
                        verbose_name="naskah",
                    ),
                ),
                ("key", models.CharField(max_length=30, verbose_name="edisi atau templat")),
                ("after", models.JSONField()),
                ("reason", models.CharField(max_length=300, verbose_name="alasan")),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, help_text="When its transaction began. Kept by a trigger."
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("app.on_behalf_of"), models.Value(True), function="current_setting"
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "perubahan naskah",
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "template"), _negated=True),
                        fields=("kind", "key"),
                        name="text_edition_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["agreement", "conduct", "mentors", "learners", "template"])),
                        name="text_change_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="text_change_has_a_reason"
                    ),
                ],
            },
        ),
        append_only("mentoring_partytextchange", read=READERS),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
