"""Holidays: what a plan is held against, softly (DOMAIN §10). Nobody's religion is stored or guessed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from regions.enums import HolidayKind
from regions.models.units import Unit


class HolidayQuerySet(models.QuerySet["Holiday"]):
    """Holidays by where they hold."""

    def at(self, unit: Unit) -> "HolidayQuerySet":
        """Those that hold at a unit: of the whole country, and of its province; in their order."""
        provinces = models.Q(province=None)
        if unit.province_id:
            provinces |= models.Q(province=unit.province_id)
        return self.filter(provinces).order_by("date", "kind", "name")


class Holiday(models.Model):
    """One day on which many are not free: of the nation, or of one province. Brought in by `load_holidays` alone."""

    date = models.DateField(_("tanggal"))
    province = models.ForeignKey(
        Unit, models.CASCADE, null=True, related_name="+", verbose_name=_("provinsi"), help_text="None: everywhere."
    )
    kind = models.CharField(_("jenis"), max_length=8, choices=HolidayKind)
    name = models.CharField(_("nama"), max_length=80)
    source = models.CharField(_("sumber"), max_length=200)

    objects = HolidayQuerySet.as_manager()

    class Meta:
        verbose_name = _("hari libur")
        constraints = [
            models.UniqueConstraint(fields=["date", "province", "name"], nulls_distinct=False, name="holiday_once"),
            models.CheckConstraint(condition=models.Q(kind__in=HolidayKind.values), name="holiday_kind"),
            models.CheckConstraint(condition=~models.Q(source=""), name="holiday_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.date}"
