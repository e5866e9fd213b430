"""Terms that a board above confirms, their moves, and disputes over boards; kinds of remembered columns are checked."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0012_registry_life"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("regions", "0006_choices_checked"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BoardDispute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "seat",
                    models.CharField(
                        blank=True,
                        choices=[("chair", "Ketua"), ("secretary", "Sekretaris"), ("treasurer", "Bendahara")],
                        max_length=9,
                        verbose_name="kursi",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                (
                    "raised_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), default=django.utils.timezone.now
                    ),
                ),
                ("resolved_at", models.DateTimeField(null=True)),
                ("decree_no", models.CharField(blank=True, db_default="", max_length=60, verbose_name="nomor SK")),
                ("decree_on", models.DateField(null=True, verbose_name="tanggal SK")),
                ("resolution", models.CharField(blank=True, db_default="", max_length=300, verbose_name="putusan")),
            ],
            options={
                "verbose_name": "sengketa kepengurusan",
                "ordering": ["-raised_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="BoardDisputeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "seat",
                    models.CharField(
                        blank=True,
                        choices=[("chair", "Ketua"), ("secretary", "Sekretaris"), ("treasurer", "Bendahara")],
                        max_length=9,
                        verbose_name="kursi",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                (
                    "raised_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), default=django.utils.timezone.now
                    ),
                ),
                ("resolved_at", models.DateTimeField(null=True)),
                ("decree_no", models.CharField(blank=True, db_default="", max_length=60, verbose_name="nomor SK")),
                ("decree_on", models.DateField(null=True, verbose_name="tanggal SK")),
                ("resolution", models.CharField(blank=True, db_default="", max_length=300, verbose_name="putusan")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TermTransition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "from_value",
                    models.CharField(
                        choices=[
                            ("waiting", "Menunggu pengesahan"),
                            ("confirmed", "Disahkan"),
                            ("returned", "Dikembalikan"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "to_value",
                    models.CharField(
                        choices=[
                            ("waiting", "Menunggu pengesahan"),
                            ("confirmed", "Disahkan"),
                            ("returned", "Dikembalikan"),
                        ],
                        max_length=9,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "perpindahan pengesahan",
                "ordering": ["at", "pk"],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="officerterm",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="officerterm",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="officerterm",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="officerterm",
            name="confirmed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="officerterm",
            name="confirmed_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="officerterm",
            name="confirmed_by_unit",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="officerterm",
            name="decree_on",
            field=models.DateField(blank=True, null=True, verbose_name="tanggal SK"),
        ),
        migrations.AddField(
            model_name="officerterm",
            name="recorded_at",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(), default=django.utils.timezone.now, editable=False
            ),
        ),
        migrations.AddField(
            model_name="officerterm",
            name="recorded_by",
            field=models.ForeignKey(
                db_default=django.db.models.functions.comparison.Cast(
                    django.db.models.functions.comparison.NullIf(
                        models.Func(models.Value("app.user_id"), models.Value(True), function="current_setting"),
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
        migrations.AddField(
            model_name="officertermevent",
            name="confirmed_by",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="officertermevent",
            name="confirmed_by_unit",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="officertermevent",
            name="recorded_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_default=django.db.models.functions.comparison.Cast(
                    django.db.models.functions.comparison.NullIf(
                        models.Func(models.Value("app.user_id"), models.Value(True), function="current_setting"),
                        models.Value(""),
                    ),
                    models.BigIntegerField(),
                ),
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="officerterm",
            name="state",
            field=models.CharField(
                choices=[("waiting", "Menunggu pengesahan"), ("confirmed", "Disahkan"), ("returned", "Dikembalikan")],
                db_default="waiting",
                default="waiting",
                max_length=9,
                verbose_name="status",
            ),
        ),
        migrations.AddField(
            model_name="officertermevent",
            name="confirmed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="officertermevent",
            name="decree_on",
            field=models.DateField(blank=True, null=True, verbose_name="tanggal SK"),
        ),
        migrations.AddField(
            model_name="officertermevent",
            name="recorded_at",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(), default=django.utils.timezone.now, editable=False
            ),
        ),
        migrations.AddField(
            model_name="officertermevent",
            name="state",
            field=models.CharField(
                choices=[("waiting", "Menunggu pengesahan"), ("confirmed", "Disahkan"), ("returned", "Dikembalikan")],
                db_default="waiting",
                default="waiting",
                max_length=9,
                verbose_name="status",
            ),
        ),
        migrations.AddIndex(
            model_name="officerterm",
            index=models.Index(
                condition=models.Q(("ends_on", None), ("state", "waiting")),
                fields=["recorded_at"],
                name="officer_waiting",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="officerterm",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cadres_officertermevent" ("confirmed_at", "confirmed_by_id", "confirmed_by_unit_id", "decree_no", "decree_on", "district_id", "ends_on", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portfolio", "post", "province_id", "rank", "recorded_at", "recorded_by_id", "regency_id", "starts_on", "state", "unit_id", "village_id") VALUES (NEW."confirmed_at", NEW."confirmed_by_id", NEW."confirmed_by_unit_id", NEW."decree_no", NEW."decree_on", NEW."district_id", NEW."ends_on", NEW."id", NEW."member_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."portfolio", NEW."post", NEW."province_id", NEW."rank", NEW."recorded_at", NEW."recorded_by_id", NEW."regency_id", NEW."starts_on", NEW."state", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                    hash="e2a67e18b42806c22d2a0dd5e8c0109413359ef0",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_df66f",
                    table="cadres_officerterm",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="officerterm",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."confirmed_at" IS DISTINCT FROM (NEW."confirmed_at") OR OLD."confirmed_by_id" IS DISTINCT FROM (NEW."confirmed_by_id") OR OLD."confirmed_by_unit_id" IS DISTINCT FROM (NEW."confirmed_by_unit_id") OR OLD."decree_no" IS DISTINCT FROM (NEW."decree_no") OR OLD."decree_on" IS DISTINCT FROM (NEW."decree_on") OR OLD."district_id" IS DISTINCT FROM (NEW."district_id") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."member_id" IS DISTINCT FROM (NEW."member_id") OR OLD."portfolio" IS DISTINCT FROM (NEW."portfolio") OR OLD."post" IS DISTINCT FROM (NEW."post") OR OLD."province_id" IS DISTINCT FROM (NEW."province_id") OR OLD."rank" IS DISTINCT FROM (NEW."rank") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."regency_id" IS DISTINCT FROM (NEW."regency_id") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."village_id" IS DISTINCT FROM (NEW."village_id"))',
                    func='INSERT INTO "cadres_officertermevent" ("confirmed_at", "confirmed_by_id", "confirmed_by_unit_id", "decree_no", "decree_on", "district_id", "ends_on", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portfolio", "post", "province_id", "rank", "recorded_at", "recorded_by_id", "regency_id", "starts_on", "state", "unit_id", "village_id") VALUES (NEW."confirmed_at", NEW."confirmed_by_id", NEW."confirmed_by_unit_id", NEW."decree_no", NEW."decree_on", NEW."district_id", NEW."ends_on", NEW."id", NEW."member_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."portfolio", NEW."post", NEW."province_id", NEW."rank", NEW."recorded_at", NEW."recorded_by_id", NEW."regency_id", NEW."starts_on", NEW."state", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                    hash="8b03595236382bafe447f491b13d7e684759f50a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b26b4",
                    table="cadres_officerterm",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="officerterm",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cadres_officertermevent" ("confirmed_at", "confirmed_by_id", "confirmed_by_unit_id", "decree_no", "decree_on", "district_id", "ends_on", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portfolio", "post", "province_id", "rank", "recorded_at", "recorded_by_id", "regency_id", "starts_on", "state", "unit_id", "village_id") VALUES (OLD."confirmed_at", OLD."confirmed_by_id", OLD."confirmed_by_unit_id", OLD."decree_no", OLD."decree_on", OLD."district_id", OLD."ends_on", OLD."id", OLD."member_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."portfolio", OLD."post", OLD."province_id", OLD."rank", OLD."recorded_at", OLD."recorded_by_id", OLD."regency_id", OLD."starts_on", OLD."state", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                    hash="2c0e383d72550adbbc04691f265d1f9e9bc24d51",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1018a",
                    table="cadres_officerterm",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="columnmapping",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["members", "officers"])), name="columnmapping_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="officerterm",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "confirmed", "returned"])), name="officer_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="officerterm",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("confirmed_at__isnull", False),
                        ("confirmed_by__isnull", False),
                        ("confirmed_by_unit__isnull", False),
                        ("state", "confirmed"),
                    ),
                    models.Q(
                        models.Q(("state", "confirmed"), _negated=True),
                        ("confirmed_at__isnull", True),
                        ("confirmed_by__isnull", True),
                        ("confirmed_by_unit__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="officer_confirmed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="officerterm",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "confirmed"), _negated=True),
                    models.Q(models.Q(("decree_no", ""), _negated=True), ("decree_on__isnull", False)),
                    _connector="OR",
                ),
                name="officer_confirmed_on_a_decree",
            ),
        ),
        migrations.AddConstraint(
            model_name="officerterm",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confirmed_by__isnull", True),
                    ("recorded_by__isnull", True),
                    models.Q(("confirmed_by", models.F("recorded_by")), _negated=True),
                    _connector="OR",
                ),
                name="officer_two_people",
            ),
        ),
        migrations.AddField(
            model_name="boarddispute",
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
            model_name="boarddispute",
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
            model_name="boarddispute",
            name="raised_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="boarddispute",
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
            model_name="boarddispute",
            name="resolved_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="boarddispute",
            name="resolved_by_unit",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit"
            ),
        ),
        migrations.AddField(
            model_name="boarddispute",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit", verbose_name="unit"
            ),
        ),
        migrations.AddField(
            model_name="boarddispute",
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
            model_name="boarddisputeevent",
            name="district",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="boarddisputeevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="boarddisputeevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="cadres.boarddispute",
            ),
        ),
        migrations.AddField(
            model_name="boarddisputeevent",
            name="province",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="boarddisputeevent",
            name="raised_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="boarddisputeevent",
            name="regency",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="boarddisputeevent",
            name="resolved_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="boarddisputeevent",
            name="resolved_by_unit",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="boarddisputeevent",
            name="unit",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
                verbose_name="unit",
            ),
        ),
        migrations.AddField(
            model_name="boarddisputeevent",
            name="village",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="termtransition",
            name="acting_unit",
            field=models.ForeignKey(
                help_text="For which board he acted.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="regions.unit",
            ),
        ),
        migrations.AddField(
            model_name="termtransition",
            name="actor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="termtransition",
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
            model_name="termtransition",
            name="on_behalf_of",
            field=models.ForeignKey(
                db_default=django.db.models.functions.comparison.Cast(
                    django.db.models.functions.comparison.NullIf(
                        models.Func(models.Value("app.on_behalf_of"), models.Value(True), function="current_setting"),
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
        migrations.AddField(
            model_name="termtransition",
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
            model_name="termtransition",
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
            model_name="termtransition",
            name="term",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="transitions", to="cadres.officerterm"
            ),
        ),
        migrations.AddField(
            model_name="termtransition",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.unit", verbose_name="unit"
            ),
        ),
        migrations.AddField(
            model_name="termtransition",
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
            model_name="officerterm",
            name="seat",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Case(
                    models.When(post__iregex="^\\s*((plt|pj)\\.?\\s*)?ketua( umum)?\\s*$", then=models.Value("chair")),
                    models.When(
                        post__iregex="^\\s*((plt|pj)\\.?\\s*)?sekretaris( umum| jenderal)?\\s*$",
                        then=models.Value("secretary"),
                    ),
                    models.When(
                        post__iregex="^\\s*((plt|pj)\\.?\\s*)?bendahara( umum)?\\s*$", then=models.Value("treasurer")
                    ),
                    default=models.Value(""),
                ),
                output_field=models.CharField(max_length=9),
            ),
        ),
        migrations.AddConstraint(
            model_name="boarddispute",
            constraint=models.UniqueConstraint(
                condition=models.Q(("resolved_at", None)), fields=("unit",), name="boarddispute_one_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="boarddispute",
            constraint=models.CheckConstraint(
                condition=models.Q(("seat__in", ["", "chair", "secretary", "treasurer"])), name="boarddispute_seat"
            ),
        ),
        migrations.AddConstraint(
            model_name="boarddispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("seat", ""), _negated=True),
                    models.Q(models.Q(("reason", ""), _negated=True), ("raised_by__isnull", False)),
                    _connector="OR",
                ),
                name="boarddispute_by_hand_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="boarddispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("resolved_at__isnull", True), ("resolved_by__isnull", True), ("resolved_by_unit__isnull", True)
                    ),
                    models.Q(
                        ("decree_on__isnull", False),
                        ("resolved_at__isnull", False),
                        ("resolved_by__isnull", False),
                        ("resolved_by_unit__isnull", False),
                        models.Q(("decree_no", ""), _negated=True),
                        models.Q(("resolution", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="boarddispute_resolved_by_decree",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="boarddispute",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cadres_boarddisputeevent" ("decree_no", "decree_on", "district_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "raised_at", "raised_by_id", "reason", "regency_id", "resolution", "resolved_at", "resolved_by_id", "resolved_by_unit_id", "seat", "unit_id", "village_id") VALUES (NEW."decree_no", NEW."decree_on", NEW."district_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."province_id", NEW."raised_at", NEW."raised_by_id", NEW."reason", NEW."regency_id", NEW."resolution", NEW."resolved_at", NEW."resolved_by_id", NEW."resolved_by_unit_id", NEW."seat", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                    hash="647a119ab4757434a0fa3c973fd8c1d38a6bb4a5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_268e9",
                    table="cadres_boarddispute",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="boarddispute",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cadres_boarddisputeevent" ("decree_no", "decree_on", "district_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "raised_at", "raised_by_id", "reason", "regency_id", "resolution", "resolved_at", "resolved_by_id", "resolved_by_unit_id", "seat", "unit_id", "village_id") VALUES (NEW."decree_no", NEW."decree_on", NEW."district_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."province_id", NEW."raised_at", NEW."raised_by_id", NEW."reason", NEW."regency_id", NEW."resolution", NEW."resolved_at", NEW."resolved_by_id", NEW."resolved_by_unit_id", NEW."seat", NEW."unit_id", NEW."village_id"); RETURN NULL;',
                    hash="ce0c714c895fff73efd2bf2021e50b224fe57eba",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0db89",
                    table="cadres_boarddispute",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="boarddispute",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cadres_boarddisputeevent" ("decree_no", "decree_on", "district_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "raised_at", "raised_by_id", "reason", "regency_id", "resolution", "resolved_at", "resolved_by_id", "resolved_by_unit_id", "seat", "unit_id", "village_id") VALUES (OLD."decree_no", OLD."decree_on", OLD."district_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."province_id", OLD."raised_at", OLD."raised_by_id", OLD."reason", OLD."regency_id", OLD."resolution", OLD."resolved_at", OLD."resolved_by_id", OLD."resolved_by_unit_id", OLD."seat", OLD."unit_id", OLD."village_id"); RETURN NULL;',
                    hash="c8315f3fc51505c7c8b0ce057897b313129bd19d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f4183",
                    table="cadres_boarddispute",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="termtransition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("from_value__in", ["waiting", "confirmed", "returned"]),
                    ("to_value__in", ["waiting", "confirmed", "returned"]),
                ),
                name="termtransition_states",
            ),
        ),
        migrations.AddConstraint(
            model_name="termtransition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("to_value", "returned"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="termtransition_return_has_a_reason",
            ),
        ),
    ]
