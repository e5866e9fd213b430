"""The ladder itself: levels, tracks, and what each asks for. Rules of the party, nobody's data."""

import json
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cadres.enums import LevelKind
from core.context import forget, read_along, remembered
from core.history import tracked
from regions.enums import Tier

#: What somebody is who has joined and not been trained: not yet a kader (DOMAIN §3).
FIRST_LEVEL = "anggota"
_STORED, _NAMES = "cadres.levels.stored", "cadres.levels.names"
read_along(
    _STORED,
    """SELECT jsonb_agg(jsonb_build_array(code, name) ORDER BY "order") FROM cadres_level WHERE kind = 'level'""",
)


@tracked()
class Level(models.Model):
    """A step of the ladder, or a track: a certificate beside it. `Member.level` holds the code of a step."""

    code = models.SlugField(_("kode"), max_length=20, unique=True)
    name = models.CharField(_("nama"), max_length=60)
    kind = models.CharField(_("jenis"), max_length=6, choices=LevelKind, default=LevelKind.LEVEL)
    order = models.PositiveSmallIntegerField(_("urutan"))
    approval_tier = models.SmallIntegerField(_("disetujui di tingkat"), choices=Tier, default=Tier.REGENCY)
    silent_days = models.PositiveSmallIntegerField(
        _("terhenti sesudah (hari)"), default=180, help_text=_("Tanpa satu pun bukti baru selama ini.")
    )

    class Meta:
        verbose_name = _("jenjang")
        ordering: ClassVar = ["kind", "order"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=LevelKind.values), name="level_kind"),
            models.CheckConstraint(
                condition=Q(approval_tier__range=(Tier.NATIONAL, Tier.VILLAGE)), name="level_approval_tier"
            ),
            models.CheckConstraint(condition=Q(silent_days__range=(14, 1825)), name="level_silent_days"),
            models.UniqueConstraint(fields=["kind", "order"], name="level_order_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:
        super().save(*args, **options)
        forget(_STORED)
        forget(_NAMES)


def level_names() -> dict[str, str]:
    """The names of the steps by code, lowest first: read with the statement that opens a request or job."""
    known: dict[str, str] = remembered(_NAMES, _read_names)
    return known


def _read_names() -> dict[str, str]:
    steps = Level.objects.filter(kind=LevelKind.LEVEL).order_by("order")
    stored = remembered(_STORED, lambda: list(steps.values_list("code", "name")))
    return dict(json.loads(stored) if isinstance(stored, str) else stored or ())


def level_choices() -> list[tuple[str, str]]:
    """The steps as the choices of a form."""
    return list(level_names().items())


class RequirementSet(models.Model):
    """One version of what a level asks for. Frozen once somebody walks by it: a new version is a new row."""

    level = models.ForeignKey(Level, models.PROTECT, related_name="requirement_sets", verbose_name=_("jenjang"))
    version = models.PositiveSmallIntegerField(_("versi"))
    in_force_from = models.DateField(_("berlaku sejak"))
    note = models.CharField(_("keterangan"), max_length=200, blank=True)
    created_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+", db_constraint=False
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("syarat jenjang")
        ordering: ClassVar = ["level", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["level", "version"], name="requirementset_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.level} v{self.version}"


class Requirement(models.Model):
    """One rule of a set: so much (`amount`) of a kind of evidence. Kinds are declared in cadres.ladder.evidence."""

    requirement_set = models.ForeignKey(RequirementSet, models.CASCADE, related_name="requirements")
    kind = models.CharField(_("syarat"), max_length=20)
    amount = models.PositiveSmallIntegerField(_("jumlah"))
    detail = models.JSONField(_("rincian"), default=dict, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("syarat")
        ordering: ClassVar = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["requirement_set", "kind", "detail"], name="requirement_once"),
            models.CheckConstraint(condition=Q(amount__range=(1, 120)), name="requirement_amount"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"
