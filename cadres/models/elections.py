"""Elections as data: chambers, dated stages, districts with their seats and areas. Facts in public, nobody's data.

A new election is rows, not code. A district belongs to one chamber of one election; it is no administrative area.
"""

from calendar import monthrange
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cadres.elections.quota import Rule
from cadres.enums import ChamberLevel, Rounding, StageKind
from regions.enums import TIER_FIELDS, Tier
from regions.models import Area, Unit

#: A term of an assembly in years (UU 17/2014), and how many months before its end no seat is filled any more (PAW).
TERM_YEARS, REPLACED_MONTHS = 5, 6


def _later(day: date, *, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month, as the database counts."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class Election(models.Model):
    """One election, with its day of voting."""

    code = models.SlugField(_("kode"), max_length=20, unique=True)
    name = models.CharField(_("nama"), max_length=80)
    voting_on = models.DateField(_("hari pemungutan suara"))

    class Meta:
        verbose_name = _("pemilu")
        ordering: ClassVar = ["-voting_on", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="election_has_a_name")]

    def __str__(self) -> str:
        return self.name

    def stage(self, kind: str) -> "ElectionStage | None":
        """The dated stage of a kind, of those that were read along; None while nobody has dated it."""
        return next((stage for stage in self.stages.all() if stage.kind == kind), None)

    @property
    def lists_fixed_on(self) -> date:
        """The day whose rules hold for the lists and the age of candidates: the DCT, until it is dated the voting."""
        stage = self.stage(StageKind.DCT)
        return stage.starts_on if stage else self.voting_on


class ElectionStage(models.Model):
    """A dated stage of an election."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="stages")
    kind = models.CharField(_("tahapan"), max_length=10, choices=StageKind)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("selesai"))

    class Meta:
        verbose_name = _("tahapan")
        ordering: ClassVar = ["starts_on", "ends_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=StageKind.values), name="electionstage_kind"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="electionstage_ends_after_start"),
            models.UniqueConstraint(fields=["election", "kind"], name="electionstage_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.starts_on}"


class QuotaRule(models.Model):
    """How the women's share of a list is rounded from a day on, and whether a list of one is free (DOMAIN §6)."""

    in_force_from = models.DateField(_("berlaku sejak"), unique=True)
    rounding = models.CharField(_("pembulatan"), max_length=4, choices=Rounding)
    single_exempt = models.BooleanField(_("daftar dengan satu calon dibebaskan"), default=True)
    source = models.CharField(_("dasar hukum"), max_length=80)

    class Meta:
        verbose_name = _("aturan keterwakilan perempuan")
        ordering: ClassVar = ["in_force_from"]
        constraints = [models.CheckConstraint(condition=Q(rounding__in=Rounding.values), name="quotarule_rounding")]

    def __str__(self) -> str:
        return self.source

    @property
    def rule(self) -> Rule:
        """As the pure rules take it."""
        return Rule(self.rounding, self.single_exempt)


class ChamberQuerySet(models.QuerySet["Chamber"]):
    """Chambers in the party's words."""

    def within(self, unit: Unit) -> "ChamberQuerySet":
        """Those whose lists the unit or a board below it fixes."""
        if unit.tier == Tier.NATIONAL:
            return self
        field = TIER_FIELDS.get(Tier(unit.tier))
        return self.filter(**{f"unit__{field}": unit}) if field else self.none()


class Chamber(models.Model):
    """An assembly that one election fills. `unit` is the party's board that fixes its lists (the nominating tier)."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="chambers")
    level = models.CharField(_("tingkat"), max_length=13, choices=ChamberLevel)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit pengusung"))
    label = models.CharField(_("sebutan"), max_length=80, help_text="DPRD, DPRK, DPRP …: data, not code.")
    term_ends_on = models.DateField(_("akhir masa jabatan"), null=True, blank=True)

    objects = ChamberQuerySet.as_manager()

    class Meta:
        verbose_name = _("lembaga perwakilan")
        ordering: ClassVar = ["level", "label"]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=ChamberLevel.values), name="chamber_level"),
            models.CheckConstraint(condition=~Q(label=""), name="chamber_has_a_label"),
            models.UniqueConstraint(fields=["election", "unit"], name="chamber_once"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def term_end(self) -> date | None:
        """When the term ends: as written down, else five years after the oath; None while neither is known."""
        if self.term_ends_on:
            return self.term_ends_on
        oath = self.election.stage(StageKind.OATH)
        return _later(oath.starts_on, months=12 * TERM_YEARS) if oath else None

    @property
    def replaced_until(self) -> date | None:
        """The last day on which a seat that falls free is filled: six months of the term are left then (DOMAIN §6)."""
        return _later(self.term_end, months=-REPLACED_MONTHS) if self.term_end else None

    def may_replace_on(self, day: date) -> bool:
        """Whether a seat that falls free may still be filled; the trigger `kad_guard_replacement` says the same."""
        return self.replaced_until is None or day <= self.replaced_until


class ElectoralDistrict(models.Model):
    """A district (dapil) with its seats. The code is unique among the districts of a level and an election."""

    chamber = models.ForeignKey(Chamber, models.CASCADE, related_name="districts", verbose_name=_("lembaga"))
    code = models.CharField(_("kode"), max_length=8, db_collation="C")
    name = models.CharField(_("nama"), max_length=80)
    seats = models.PositiveSmallIntegerField(_("kursi"))

    class Meta:
        verbose_name = _("dapil")
        ordering: ClassVar = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(seats__range=(1, 20)), name="electoraldistrict_seats"),
            models.UniqueConstraint(fields=["chamber", "code"], name="electoraldistrict_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("dashboards:district", args=[self.pk])


class DistrictArea(models.Model):
    """An area that belongs to a district: whole, or a part of it with the part's name."""

    district = models.ForeignKey(ElectoralDistrict, models.CASCADE, related_name="areas")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("wilayah"))
    part = models.CharField(_("bagian"), max_length=60, blank=True, help_text="Named when only a part belongs.")

    class Meta:
        verbose_name = _("wilayah dapil")
        constraints = [models.UniqueConstraint(fields=["district", "area", "part"], name="districtarea_once")]

    def __str__(self) -> str:
        return self.part or str(self.area)


class AppointmentArea(models.Model):
    """Seats of a chamber that are filled by appointment (Papua, PP 106/2021): in no list and in no funnel."""

    chamber = models.ForeignKey(Chamber, models.CASCADE, related_name="appointments")
    name = models.CharField(_("nama"), max_length=80)
    seats = models.PositiveSmallIntegerField(_("kursi"))

    class Meta:
        verbose_name = _("daerah pengangkatan")
        ordering: ClassVar = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(seats__range=(1, 60)), name="appointmentarea_seats"),
            models.UniqueConstraint(fields=["chamber", "name"], name="appointmentarea_once"),
        ]

    def __str__(self) -> str:
        return self.name
