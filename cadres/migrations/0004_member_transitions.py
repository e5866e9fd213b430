"""The moves of a membership, kept and guarded."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from core import roles
from core.rls import protect

STAFF = ["secretariat", "coordinator"]

# The same table of moves as cadres.enums.STATUS_MOVES: whoever writes, and however.
GUARD = f"""
CREATE FUNCTION kad_member_status_moves() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER status_moves BEFORE UPDATE OF status ON cadres_member
    FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION kad_member_status_moves();
REVOKE UPDATE, DELETE ON cadres_membertransition FROM {roles.DATA}, {roles.APP};
"""
DROP_GUARD = """
DROP TRIGGER status_moves ON cadres_member;
DROP FUNCTION kad_member_status_moves();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0003_import_jobs"),
        ("regions", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MemberTransition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "from_value",
                    models.CharField(
                        choices=[
                            ("applied", "Mendaftar"),
                            ("verified", "Terverifikasi"),
                            ("active", "Aktif"),
                            ("suspended", "Dibekukan"),
                            ("ended", "Berakhir"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "to_value",
                    models.CharField(
                        choices=[
                            ("applied", "Mendaftar"),
                            ("verified", "Terverifikasi"),
                            ("active", "Aktif"),
                            ("suspended", "Dibekukan"),
                            ("ended", "Berakhir"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("resigned", "Mengundurkan diri"),
                            ("dismissed", "Diberhentikan"),
                            ("deceased", "Meninggal dunia"),
                            ("moved_party", "Pindah partai"),
                            ("duplicate", "Data ganda"),
                            ("public_service", "Menjadi ASN, TNI, Polri, atau penyelenggara pemilu"),
                        ],
                        max_length=14,
                        verbose_name="alasan",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="keterangan")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="transitions", to="cadres.member"
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "regency",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "perpindahan status",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to_value__in", ["applied", "verified", "active", "suspended", "ended"])),
                        name="membertransition_to",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("to_value", "ended"), _negated=True),
                            (
                                "reason__in",
                                ["resigned", "dismissed", "deceased", "moved_party", "duplicate", "public_service"],
                            ),
                            _connector="OR",
                        ),
                        name="membertransition_end_has_reason",
                    ),
                ],
            },
        ),
        protect("cadres_membertransition", read=STAFF, write=["secretariat"]),
        migrations.RunSQL(GUARD, DROP_GUARD),
    ]
