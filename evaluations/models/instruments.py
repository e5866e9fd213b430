"""Instruments as versioned data (DOMAIN §8): what is asked, of whom, and how it counts.

Once published a version is what people answer; the database lets nobody change it. I-2 (the rubric) and I-3 (the SMART
checklist) live in mentoring.
"""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evaluations.enums import LEVEL_KINDS, About, InstrumentState, InstrumentUse, ItemKind, Rater
from regions.enums import Tier
from regions.models import Unit


def province_of(unit: Unit) -> int | None:
    """The province whose editions hold at a unit; None at the national one."""
    return unit.pk if unit.tier == Tier.PROVINCE else unit.province_id


class InstrumentQuerySet(models.QuerySet["Instrument"]):
    """Versions of instruments."""

    def published(self) -> Self:
        """Those that may be answered."""
        return self.filter(state=InstrumentState.PUBLISHED)

    def seen_at(self, unit: Unit) -> Self:
        """National ones, and the editions of the unit's own province; all of them at the national unit."""
        return self if unit.tier == Tier.NATIONAL else self.filter(Q(province=None) | Q(province_id=province_of(unit)))


class Instrument(models.Model):
    """One version of an instrument. With a `province` it is that province's edition of a national version (`base`).

    A province adds items and removes none; what it adds stays out of the index, so that provinces compare.
    """

    code = models.CharField(_("kode"), max_length=8)
    version = models.PositiveSmallIntegerField(_("versi"), default=1)
    province = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    base = models.ForeignKey("self", models.PROTECT, null=True, related_name="editions")
    name = models.CharField(_("nama"), max_length=80)
    intro = models.CharField(_("pengantar"), max_length=300, blank=True)
    use = models.CharField(_("kegunaan"), max_length=8, choices=InstrumentUse)
    about = models.CharField(_("tentang"), max_length=8, choices=About, default=About.LEARNER)
    raters = ArrayField(models.CharField(max_length=12, choices=Rater), default=list)
    is_confidential = models.BooleanField(default=False, help_text="Averages and alerts leave it, never an answer.")
    state = models.CharField(_("status"), max_length=9, choices=InstrumentState, default=InstrumentState.DRAFT)
    created_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True)

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("instrumen")
        ordering: ClassVar = ["code", "version", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["code", "version", "province"], nulls_distinct=False, name="instrument_version_once"
            ),
            models.UniqueConstraint(
                fields=["code", "province"],
                condition=Q(state="draft"),
                nulls_distinct=False,
                name="instrument_one_draft",
            ),
            models.CheckConstraint(condition=Q(use__in=InstrumentUse.values), name="instrument_use"),
            models.CheckConstraint(condition=Q(about__in=About.values), name="instrument_about"),
            models.CheckConstraint(condition=Q(raters__contained_by=Rater.values), name="instrument_raters"),
            models.CheckConstraint(condition=Q(state__in=InstrumentState.values), name="instrument_state"),
            models.CheckConstraint(
                condition=Q(province__isnull=True) | Q(base__isnull=False), name="instrument_edition_has_a_base"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", published_at__isnull=True)
                | ~Q(state="draft") & Q(published_at__isnull=False),
                name="instrument_published_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} · {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("evaluations:instrument", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        """Whether its words may still change."""
        return self.state == InstrumentState.DRAFT


class InstrumentPart(models.Model):
    """A group of items. In PDLT it carries a weight and the least that passes, or is the gate (DOMAIN §8 I-5)."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="parts")
    code = models.CharField(max_length=8)
    name = models.CharField(_("bagian"), max_length=80)
    place = models.PositiveSmallIntegerField(default=1)
    weight = models.PositiveSmallIntegerField(
        _("bobot (%)"), null=True, help_text="Percent; null where nothing weighs."
    )
    least = models.PositiveSmallIntegerField(null=True, help_text="Out of 100.")
    is_gate = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("bagian")
        ordering: ClassVar = ["place", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["instrument", "code"], name="instrument_part_once"),
            models.CheckConstraint(
                condition=Q(weight__isnull=True) | Q(weight__range=(1, 100), is_gate=False), name="part_weight"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class InstrumentItem(models.Model):
    """One question. Its answers are levels from `lowest` up, one for each label."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="items")
    part = models.ForeignKey(InstrumentPart, models.CASCADE, null=True, related_name="items")
    code = models.CharField(_("kode"), max_length=8)
    place = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(_("jenis"), max_length=6, choices=ItemKind, default=ItemKind.LIKERT)
    text = models.CharField(_("pertanyaan"), max_length=300)
    labels = ArrayField(models.CharField(max_length=160), default=list, blank=True)
    lowest = models.PositiveSmallIntegerField(default=1)
    is_reversed = models.BooleanField(_("dibalik"), default=False)
    key = models.PositiveSmallIntegerField(_("kunci"), null=True, help_text="Of a test: the right answer.")
    is_counted = models.BooleanField(default=True, help_text="Enters the index; what a province adds does not.")
    is_required = models.BooleanField(default=True)
    alert_from = models.PositiveSmallIntegerField(null=True, help_text="A raw answer this high tells the parent tier.")
    alert_to = models.PositiveSmallIntegerField(null=True, help_text="A raw answer this low tells the parent tier.")

    class Meta:
        verbose_name = _("butir")
        ordering: ClassVar = ["place", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["instrument", "code"], name="instrument_item_once"),
            models.CheckConstraint(condition=Q(kind__in=ItemKind.values), name="item_kind"),
            models.CheckConstraint(
                condition=Q(kind="text", labels__len=0) | ~Q(kind="text") & Q(labels__len__gte=2), name="item_labels"
            ),
            models.CheckConstraint(condition=Q(lowest__in=[0, 1]), name="item_lowest"),
            models.CheckConstraint(
                condition=Q(kind="test", key__isnull=False, key__lt=F("lowest") + F("labels__len"))
                | ~Q(kind="test") & Q(key__isnull=True),
                name="item_key",
            ),
            models.CheckConstraint(
                condition=Q(is_reversed=False) | Q(kind__in=["likert", "rubric", "yes_no"]), name="item_reversed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}. {self.text}"

    @property
    def highest(self) -> int:
        """The value of the last label."""
        return self.lowest + len(self.labels) - 1

    @property
    def levels(self) -> list[tuple[int, str]]:
        """Each answer with its label."""
        return list(enumerate(self.labels, start=self.lowest))

    @property
    def gives_level(self) -> bool:
        """Whether its answers enter means."""
        return self.kind in LEVEL_KINDS and self.is_counted
