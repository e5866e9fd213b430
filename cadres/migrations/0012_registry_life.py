"""Evidence of the membership life, duplicates and their merges, transfers between units."""

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.fields
from core import roles
from core.rls import TIER_COLUMNS, USER, protect

SECRETARIAT = ["secretariat"]
UNIT = "(SELECT nullif(current_setting('app.unit_id', true), '')::bigint)"
ROLE = "(SELECT current_setting('app.role', true))"

# The moves of cadres.enums.STATUS_MOVES and what DOMAIN §4.1 and §3 ask of each, whoever writes and however.
MOVES = """
CREATE OR REPLACE FUNCTION kad_member_status_moves() RETURNS trigger LANGUAGE plpgsql AS $$
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
"""
OLD_MOVES = """
CREATE OR REPLACE FUNCTION kad_member_status_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.status, NEW.status) NOT IN (
        ('applied', 'verified'), ('verified', 'active'), ('active', 'suspended'), ('suspended', 'active'),
        ('applied', 'ended'), ('verified', 'ended'), ('active', 'ended'), ('suspended', 'ended')
    ) THEN
        RAISE EXCEPTION 'a membership does not move from % to %', OLD.status, NEW.status
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""
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
# Who leaves for good leaves his counts; the history of his row, which nobody may rewrite, is emptied by the owner.
FORGET = """
CREATE FUNCTION kad_forget_member() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE cadres_memberevent SET full_name = NEW.full_name, prefix = '', suffix = '', birth_date = NULL,
        birthplace = '', phone = '', email = '', address = '', membership_card_no = NULL, nik = '', nik_hash = NULL,
        nik_last4 = '', nik_missing_reason = '', user_id = NULL WHERE pgh_obj_id = NEW.id;
    UPDATE cadres_membermerge SET before = '', chosen = '' WHERE NEW.id IN (kept_id, lost_id);
    UPDATE cadres_transfer SET name = NEW.full_name WHERE member_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER forget AFTER UPDATE OF pseudonymised_at ON cadres_member FOR EACH ROW
    WHEN (OLD.pseudonymised_at IS NULL AND NEW.pseudonymised_at IS NOT NULL) EXECUTE FUNCTION kad_forget_member();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0011_ladder_guards"),
        ("accounts", "0007_privacy"),
        ("regions", "0002_name_prefix"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DuplicatePair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("score", models.PositiveSmallIntegerField(verbose_name="kemiripan")),
                (
                    "reasons",
                    models.JSONField(default=list, help_text="Codes of cadres.likeness: no value of a person."),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Perlu diperiksa"),
                            ("merged", "Digabung"),
                            ("different", "Bukan orang yang sama"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("found_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("decided_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "dugaan data ganda",
            },
        ),
        migrations.CreateModel(
            name="MemberMerge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "before",
                    core.fields.EncryptedTextField(help_text="JSON: the changed fields of both rows before the merge."),
                ),
                ("chosen", core.fields.EncryptedTextField(help_text="JSON: what the merge wrote into the kept row.")),
                ("moved", models.JSONField(default=dict, help_text="What was re-pointed: name of the table → ids.")),
                ("merged_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("undone_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "penggabungan",
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "Diminta"),
                            ("released", "Dilepas unit asal"),
                            ("accepted", "Diterima unit tujuan"),
                            ("refused", "Ditolak"),
                            ("cancelled", "Dibatalkan"),
                        ],
                        default="requested",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="alasan")),
                ("requested_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("released_at", models.DateTimeField(null=True)),
                ("letter_no", models.CharField(blank=True, max_length=60, verbose_name="nomor surat pindah")),
                ("closed_at", models.DateTimeField(null=True)),
                ("refusal", models.CharField(blank=True, max_length=200, verbose_name="alasan penolakan")),
            ],
            options={
                "verbose_name": "mutasi",
                "ordering": ["-requested_at", "-pk"],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="member",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="member",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="member",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="member",
            name="ever_married",
            field=models.BooleanField(db_default=False, default=False, verbose_name="pernah menikah"),
        ),
        migrations.AddField(
            model_name="member",
            name="identity_seen",
            field=models.CharField(
                db_default="",
                default="",
                blank=True,
                choices=[("ktp", "KTP-el"), ("kk", "Kartu keluarga"), ("surat", "Surat keterangan Dukcapil")],
                max_length=6,
                verbose_name="bukti diri yang dilihat",
            ),
        ),
        migrations.AddField(
            model_name="member",
            name="merged_into",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="cadres.member",
                verbose_name="digabung ke",
            ),
        ),
        migrations.AddField(
            model_name="member",
            name="pseudonymised_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="member",
            name="restricted",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="At the person's own wish: hidden from lists and jobs.",
                verbose_name="dibatasi",
            ),
        ),
        migrations.AddField(
            model_name="memberevent",
            name="ever_married",
            field=models.BooleanField(db_default=False, default=False, verbose_name="pernah menikah"),
        ),
        migrations.AddField(
            model_name="memberevent",
            name="identity_seen",
            field=models.CharField(
                db_default="",
                default="",
                blank=True,
                choices=[("ktp", "KTP-el"), ("kk", "Kartu keluarga"), ("surat", "Surat keterangan Dukcapil")],
                max_length=6,
                verbose_name="bukti diri yang dilihat",
            ),
        ),
        migrations.AddField(
            model_name="memberevent",
            name="merged_into",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cadres.member",
                verbose_name="digabung ke",
            ),
        ),
        migrations.AddField(
            model_name="memberevent",
            name="pseudonymised_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="memberevent",
            name="restricted",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="At the person's own wish: hidden from lists and jobs.",
                verbose_name="dibatasi",
            ),
        ),
        migrations.AddField(
            model_name="membertransition",
            name="decree_no",
            field=models.CharField(db_default="", default="", blank=True, max_length=60, verbose_name="nomor SK"),
        ),
        migrations.AddField(
            model_name="membertransition",
            name="decree_on",
            field=models.DateField(blank=True, null=True, verbose_name="tanggal SK"),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.CheckConstraint(
                condition=models.Q(("identity_seen__in", ["", "ktp", "kk", "surat"])), name="member_identity_seen"
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into__isnull", True), ("status", "ended"), _connector="OR"),
                name="member_merged_has_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("pseudonymised_at__isnull", True),
                    models.Q(
                        ("address", ""),
                        ("birth_date", None),
                        ("email", ""),
                        ("nik", ""),
                        ("phone", ""),
                        ("status", "ended"),
                    ),
                    _connector="OR",
                ),
                name="member_pseudonymised_has_nothing_left",
            ),
        ),
        migrations.AddConstraint(
            model_name="membertransition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("to_value", "suspended"),
                        models.Q(("from_value", "suspended"), ("to_value", "active")),
                        _connector="OR",
                        _negated=True,
                    ),
                    models.Q(models.Q(("decree_no", ""), _negated=True), ("decree_on__isnull", False)),
                    _connector="OR",
                ),
                name="membertransition_suspension_has_decree",
            ),
        ),
        migrations.AddField(
            model_name="duplicatepair",
            name="decided_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="duplicatepair",
            name="district",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="duplicatepair",
            name="first",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cadres.member"),
        ),
        migrations.AddField(
            model_name="duplicatepair",
            name="province",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="duplicatepair",
            name="regency",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="duplicatepair",
            name="second",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cadres.member"),
        ),
        migrations.AddField(
            model_name="duplicatepair",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit", verbose_name="unit"
            ),
        ),
        migrations.AddField(
            model_name="duplicatepair",
            name="village",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="membermerge",
            name="district",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="membermerge",
            name="kept",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="merges", to="cadres.member"
            ),
        ),
        migrations.AddField(
            model_name="membermerge",
            name="lost",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cadres.member"),
        ),
        migrations.AddField(
            model_name="membermerge",
            name="merged_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="membermerge",
            name="pair",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="merges", to="cadres.duplicatepair"
            ),
        ),
        migrations.AddField(
            model_name="membermerge",
            name="province",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="membermerge",
            name="regency",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="membermerge",
            name="undone_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="membermerge",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit", verbose_name="unit"
            ),
        ),
        migrations.AddField(
            model_name="membermerge",
            name="village",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="closed_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="district",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="transfers", to="cadres.member"
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="province",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="regency",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="released_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="requested_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="to_unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
                verbose_name="unit tujuan",
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit", verbose_name="unit"
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="village",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddIndex(
            model_name="duplicatepair",
            index=models.Index(fields=["state", "-score"], name="duplicatepair_queue"),
        ),
        migrations.AddConstraint(
            model_name="duplicatepair",
            constraint=models.UniqueConstraint(fields=("first", "second"), name="duplicatepair_once"),
        ),
        migrations.AddConstraint(
            model_name="duplicatepair",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__lt", models.F("second"))), name="duplicatepair_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="duplicatepair",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "merged", "different"])), name="duplicatepair_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="duplicatepair",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "open"),
                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                    _connector="OR",
                ),
                name="duplicatepair_decided_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="membermerge",
            constraint=models.CheckConstraint(
                condition=models.Q(("kept", models.F("lost")), _negated=True), name="merge_of_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="membermerge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at", None)), fields=("lost",), name="merge_lost_once"
            ),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(fields=["to_unit", "state"], name="transfer_arrivals"),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["requested", "released", "accepted", "refused", "cancelled"])),
                name="transfer_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(("unit", models.F("to_unit")), _negated=True), name="transfer_elsewhere"
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["released", "accepted"]), _negated=True),
                    ("released_by__isnull", False),
                    _connector="OR",
                ),
                name="transfer_released_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "accepted"), _negated=True),
                    models.Q(
                        ("closed_by__isnull", False), models.Q(("closed_by", models.F("released_by")), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="transfer_accepted_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True),
                    models.Q(("refusal", ""), _negated=True),
                    _connector="OR",
                ),
                name="transfer_refusal_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["requested", "released"])),
                fields=("member",),
                name="transfer_one_open",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="member",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_memberevent" ("address", "birth_date", "birthplace", "created_at", "created_by_id", "district_id", "email", "ever_married", "full_name", "gender", "has_whatsapp", "id", "identity_seen", "is_mentee", "joined_on", "level", "membership_card_no", "merged_into_id", "nik", "nik_hash", "nik_last4", "nik_missing_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "prefix", "province_id", "pseudonymised_at", "regency_id", "restricted", "status", "suffix", "unit_id", "user_id", "village_id", "wants_mentoring") SELECT new_values."address", new_values."birth_date", new_values."birthplace", new_values."created_at", new_values."created_by_id", new_values."district_id", new_values."email", new_values."ever_married", new_values."full_name", new_values."gender", new_values."has_whatsapp", new_values."id", new_values."identity_seen", new_values."is_mentee", new_values."joined_on", new_values."level", new_values."membership_card_no", new_values."merged_into_id", new_values."nik", new_values."nik_hash", new_values."nik_last4", new_values."nik_missing_reason", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."prefix", new_values."province_id", new_values."pseudonymised_at", new_values."regency_id", new_values."restricted", new_values."status", new_values."suffix", new_values."unit_id", new_values."user_id", new_values."village_id", new_values."wants_mentoring" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4c0d51000b09316dff6bfaf86ae498c8c12db223",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b24fd",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="cadres_member",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="member",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_memberevent" ("address", "birth_date", "birthplace", "created_at", "created_by_id", "district_id", "email", "ever_married", "full_name", "gender", "has_whatsapp", "id", "identity_seen", "is_mentee", "joined_on", "level", "membership_card_no", "merged_into_id", "nik", "nik_hash", "nik_last4", "nik_missing_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "prefix", "province_id", "pseudonymised_at", "regency_id", "restricted", "status", "suffix", "unit_id", "user_id", "village_id", "wants_mentoring") SELECT new_values."address", new_values."birth_date", new_values."birthplace", new_values."created_at", new_values."created_by_id", new_values."district_id", new_values."email", new_values."ever_married", new_values."full_name", new_values."gender", new_values."has_whatsapp", new_values."id", new_values."identity_seen", new_values."is_mentee", new_values."joined_on", new_values."level", new_values."membership_card_no", new_values."merged_into_id", new_values."nik", new_values."nik_hash", new_values."nik_last4", new_values."nik_missing_reason", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."prefix", new_values."province_id", new_values."pseudonymised_at", new_values."regency_id", new_values."restricted", new_values."status", new_values."suffix", new_values."unit_id", new_values."user_id", new_values."village_id", new_values."wants_mentoring" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."address" IS DISTINCT FROM (new_values."address") OR old_values."birth_date" IS DISTINCT FROM (new_values."birth_date") OR old_values."birthplace" IS DISTINCT FROM (new_values."birthplace") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."created_by_id" IS DISTINCT FROM (new_values."created_by_id") OR old_values."district_id" IS DISTINCT FROM (new_values."district_id") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."ever_married" IS DISTINCT FROM (new_values."ever_married") OR old_values."full_name" IS DISTINCT FROM (new_values."full_name") OR old_values."gender" IS DISTINCT FROM (new_values."gender") OR old_values."has_whatsapp" IS DISTINCT FROM (new_values."has_whatsapp") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."identity_seen" IS DISTINCT FROM (new_values."identity_seen") OR old_values."is_mentee" IS DISTINCT FROM (new_values."is_mentee") OR old_values."joined_on" IS DISTINCT FROM (new_values."joined_on") OR old_values."level" IS DISTINCT FROM (new_values."level") OR old_values."membership_card_no" IS DISTINCT FROM (new_values."membership_card_no") OR old_values."merged_into_id" IS DISTINCT FROM (new_values."merged_into_id") OR old_values."nik" IS DISTINCT FROM (new_values."nik") OR old_values."nik_hash" IS DISTINCT FROM (new_values."nik_hash") OR old_values."nik_last4" IS DISTINCT FROM (new_values."nik_last4") OR old_values."nik_missing_reason" IS DISTINCT FROM (new_values."nik_missing_reason") OR old_values."phone" IS DISTINCT FROM (new_values."phone") OR old_values."prefix" IS DISTINCT FROM (new_values."prefix") OR old_values."province_id" IS DISTINCT FROM (new_values."province_id") OR old_values."pseudonymised_at" IS DISTINCT FROM (new_values."pseudonymised_at") OR old_values."regency_id" IS DISTINCT FROM (new_values."regency_id") OR old_values."restricted" IS DISTINCT FROM (new_values."restricted") OR old_values."status" IS DISTINCT FROM (new_values."status") OR old_values."suffix" IS DISTINCT FROM (new_values."suffix") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id") OR old_values."user_id" IS DISTINCT FROM (new_values."user_id") OR old_values."village_id" IS DISTINCT FROM (new_values."village_id") OR old_values."wants_mentoring" IS DISTINCT FROM (new_values."wants_mentoring")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d08d7cb273372080b3177162ad6378f72147d4ca",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3a96c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="cadres_member",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="member",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cadres_memberevent" ("address", "birth_date", "birthplace", "created_at", "created_by_id", "district_id", "email", "ever_married", "full_name", "gender", "has_whatsapp", "id", "identity_seen", "is_mentee", "joined_on", "level", "membership_card_no", "merged_into_id", "nik", "nik_hash", "nik_last4", "nik_missing_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "prefix", "province_id", "pseudonymised_at", "regency_id", "restricted", "status", "suffix", "unit_id", "user_id", "village_id", "wants_mentoring") SELECT old_values."address", old_values."birth_date", old_values."birthplace", old_values."created_at", old_values."created_by_id", old_values."district_id", old_values."email", old_values."ever_married", old_values."full_name", old_values."gender", old_values."has_whatsapp", old_values."id", old_values."identity_seen", old_values."is_mentee", old_values."joined_on", old_values."level", old_values."membership_card_no", old_values."merged_into_id", old_values."nik", old_values."nik_hash", old_values."nik_last4", old_values."nik_missing_reason", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."prefix", old_values."province_id", old_values."pseudonymised_at", old_values."regency_id", old_values."restricted", old_values."status", old_values."suffix", old_values."unit_id", old_values."user_id", old_values."village_id", old_values."wants_mentoring" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="4c0b5f35234f0948c96e8cdbde080c18f962a24e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1333f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="cadres_member",
                    when="AFTER",
                ),
            ),
        ),
        protect("cadres_duplicatepair", read=SECRETARIAT, write=SECRETARIAT, jobs="write"),
        protect("cadres_membermerge", read=SECRETARIAT, write=SECRETARIAT),
        protect(
            "cadres_transfer",
            read=SECRETARIAT,
            write=SECRETARIAT,
            person_read=f"member_id IN (SELECT m.id FROM cadres_member m WHERE m.user_id = {USER})",
            jobs="read",
        ),
        migrations.RunSQL(MOVES, OLD_MOVES),
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
        migrations.RunSQL(FORGET, "DROP TRIGGER forget ON cadres_member; DROP FUNCTION kad_forget_member();"),
    ]
