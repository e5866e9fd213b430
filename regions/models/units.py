"""The party's tree of units over the government areas.

Codes change (Kota Sorong was 92.71 and is 96.71), ids do not: codes live in `Area` alone and everything else
points at surrogate ids.
"""

import re
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from regions.enums import TIER_FIELDS, AreaKind, Tier

# Codes of the Kemendagri list: 96, 96.71, 96.71.06, 96.71.06.1001. Own codes must not look like one.
AREA_CODE = re.compile(r"\d{2}(\.\d{2}){0,2}|\d{2}\.\d{2}\.\d{2}\.\d{4}")
ZONE_NAMES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


class Party(models.Model):
    """The party that runs this installation: one row."""

    name = models.CharField(_("nama"), max_length=100)
    short_name = models.CharField(_("nama singkat"), max_length=40)

    class Meta:
        verbose_name = _("partai")

    def __str__(self) -> str:
        return self.name


class Area(models.Model):
    """A government area of the Kemendagri list."""

    code = models.CharField(_("kode"), max_length=13, unique=True, db_collation="C")
    name = models.CharField(_("nama"), max_length=100)
    kind = models.CharField(_("jenis"), max_length=10, choices=AreaKind)
    tier = models.SmallIntegerField(_("tingkat"), choices=Tier)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    valid_from = models.DateField(_("berlaku sejak"), null=True, blank=True)
    valid_to = models.DateField(_("berlaku sampai"), null=True, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")

    class Meta:
        verbose_name = _("wilayah pemerintahan")
        constraints = [
            models.CheckConstraint(condition=Q(tier__range=(Tier.PROVINCE, Tier.VILLAGE)), name="area_tier"),
            models.CheckConstraint(condition=Q(kind__in=AreaKind.values), name="area_kind"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="area_valid_to_after_from",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class UnitQuerySet(models.QuerySet["Unit"]):
    """Units in the party's words."""

    def with_code(self, code: str) -> "UnitQuerySet":
        """The unit whose area carries the code, or whose own code it is (cells, units abroad, «pusat»).

        Looked up in one place only: an OR over both tables reads all 91,599 of each (130 ms).
        """
        if not AREA_CODE.fullmatch(code):
            return self.filter(own_code=code)
        # A code that was replaced leads to where its area is now.
        return self.filter(area__in=Area.objects.filter(code=code).values(now=Coalesce("successor_id", "pk")))

    def children_of(self, unit: "Unit") -> "UnitQuerySet":
        """The active units one tier below, by name."""
        return self.filter(parent=unit, is_active=True).order_by("name", "pk")

    def within(self, unit: "Unit") -> "UnitQuerySet":
        """The unit and everything below it: equality on one tier id."""
        if unit.tier == Tier.NATIONAL:
            return self
        if unit.tier == Tier.CELL:
            return self.filter(pk=unit.pk)
        return self.filter(**{f"{TIER_FIELDS[Tier(unit.tier)]}_id": unit.pk})

    def line_of(self, unit: "Unit") -> "UnitQuerySet":
        """The unit and everything above it, up to the national one."""
        above = [pk for pk in unit.tier_ids.values() if pk]
        return self.filter(Q(pk__in=[unit.pk, *above]) | Q(tier=Tier.NATIONAL))

    def annotate_code(self) -> "UnitQuerySet":
        """Adds `public_code`, so that a list needs no query per row."""
        return self.annotate(public_code=Coalesce("area__code", "own_code"))

    def matching(self, text: str) -> "UnitQuerySet":
        """Units whose path holds every word of the text, in any order and writing."""
        found = self
        for word in text.split()[:6]:
            found = found.filter(Q(Like(Fold(F("path")), Fold(Value(like_pattern(word.strip(",.")))))))
        return found

    def named(self, start: str) -> "UnitQuerySet":
        """Units whose name begins with the text, in any writing."""
        return self.filter(Q(Like(Fold(F("name")), Fold(Value(f"{_escaped(start)}%")))))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def like_pattern(text: str) -> str:
    """What `LIKE` calls a text that holds these letters somewhere."""
    return f"%{_escaped(text)}%"


class Fold(Func):
    """`kad_fold(text)`: lower case without accents, the way names are compared and sorted."""

    function = "kad_fold"
    output_field = models.TextField()


class Like(Func):
    """`left LIKE right` on two expressions."""

    template = "%(expressions)s"
    arg_joiner = " LIKE "
    output_field = models.BooleanField()
    conditional = True


class Unit(models.Model):
    """A unit of the party: on an area, below it as a cell, or abroad. Exactly one parent, one tier above.

    Carries the ids of its ancestors per tier, itself included, so that a subtree is an equality.
    """

    tier = models.SmallIntegerField(_("tingkat"), choices=Tier)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    area = models.OneToOneField(Area, models.PROTECT, null=True, related_name="unit")
    own_code = models.CharField(_("kode"), max_length=32, null=True, unique=True, db_collation="C")  # noqa: DJ001
    name = models.CharField(_("nama"), max_length=100)
    path = models.TextField(_("jalur"), help_text="Klasabi, Sorong Manoi, Kota Sorong, Papua Barat Daya")
    province = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    regency = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    district = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    village = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    time_zone = models.CharField(_("zona waktu"), max_length=40, default="Asia/Jakarta")
    label = models.CharField(_("sebutan"), max_length=40, blank=True)
    is_active = models.BooleanField(_("aktif"), default=True)
    weak_signal = models.BooleanField(
        _("sinyal sulit"), default=False, db_default=False, help_text="Of a district: its figures stand apart (K19)."
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        indexes = [
            models.Index(fields=["parent", "name"], name="unit_parent_name"),
            GinIndex(OpClass(Fold("path"), name="gin_trgm_ops"), name="unit_path_trgm"),
            models.Index(OpClass(Fold("name"), name="text_pattern_ops"), name="unit_name_prefix"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(tier__range=(Tier.NATIONAL, Tier.CELL)), name="unit_tier"),
            models.CheckConstraint(condition=Q(area__isnull=False) | Q(own_code__isnull=False), name="unit_has_a_code"),
            models.CheckConstraint(
                condition=Q(tier=Tier.NATIONAL, parent__isnull=True) | Q(tier__gt=0, parent__isnull=False),
                name="unit_has_one_parent",
            ),
            models.UniqueConstraint(fields=["tier"], condition=Q(tier=Tier.NATIONAL), name="unit_one_national"),
            models.CheckConstraint(
                condition=Q(weak_signal=False) | Q(tier=Tier.DISTRICT), name="unit_weak_signal_of_a_district"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def code(self) -> str:
        """The public code: the area's, or its own. Reads the area once unless annotated."""
        annotated: Any = getattr(self, "public_code", None)
        return annotated or self.own_code or self.area.code  # type: ignore[union-attr]

    @property
    def full_name(self) -> str:
        """The name with its kind where the bare name would be ambiguous: «Distrik Sorong Manoi»."""
        if self.tier >= Tier.DISTRICT and self.label:
            return f"{self.label} {self.name}"
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """The time zone as an object."""
        return ZoneInfo(self.time_zone)

    @property
    def zone_name(self) -> str:
        """WIB, WITA or WIT."""
        return ZONE_NAMES.get(self.time_zone, self.time_zone)

    @property
    def tier_ids(self) -> dict[str, int | None]:
        """The ancestors per tier, as the columns that rows about people carry."""
        return {f"{name}_id": getattr(self, f"{name}_id") for name in TIER_FIELDS.values()}

    def contains(self, other: "Unit") -> bool:
        """Whether the other unit is this one or lies below it."""
        if self.tier == Tier.NATIONAL or self.pk == other.pk:
            return True
        field = TIER_FIELDS.get(Tier(self.tier))
        return field is not None and getattr(other, f"{field}_id") == self.pk

    def get_absolute_url(self) -> str:
        return reverse("dashboards:unit", args=[self.code])


class UnitLabel(models.Model):
    """What a tier is called: per party, and per province where it differs («Distrik» in Papua)."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="labels")
    tier = models.SmallIntegerField(_("tingkat"), choices=Tier)
    province = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, related_name="+")
    label = models.CharField(_("sebutan"), max_length=40)

    class Meta:
        verbose_name = _("sebutan unit")
        constraints = [
            models.UniqueConstraint(
                fields=["party", "tier", "province"], nulls_distinct=False, name="label_once_per_province"
            ),
            models.CheckConstraint(condition=Q(tier__range=(Tier.NATIONAL, Tier.CELL)), name="label_tier"),
        ]

    def __str__(self) -> str:
        return self.label
