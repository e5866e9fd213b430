"""Changes of the tree itself (pemekaran): dated, by decree, and taken back as a whole."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from regions.enums import ReshapeKind
from regions.models.units import Unit


class Reshape(models.Model):
    """One change of the tree: units move below another parent, a new one (split), or one that takes over (merge)."""

    kind = models.CharField(_("jenis"), max_length=5, choices=ReshapeKind)
    on = models.DateField(_("berlaku sejak"))
    decree_no = models.CharField(_("nomor SK"), max_length=60)
    target = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit tujuan"))
    merged = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", help_text="Closed by a merge.")
    codes = models.JSONField(default=list, help_text="Area codes that changed: [[old, new], …].")
    counts = models.JSONField(default=dict, help_text="How many rows of each table went along.")
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(default=timezone.now)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("pemekaran")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ReshapeKind.values), name="reshape_kind"),
            models.CheckConstraint(condition=~Q(decree_no=""), name="reshape_has_a_decree"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="reshape_undone_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"


class ReshapeMove(models.Model):
    """Where a unit stood before: in months before `until` its figures belong to the old parent."""

    reshape = models.ForeignKey(Reshape, models.PROTECT, related_name="moves")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="moves")
    old_parent = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    new_parent = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    until = models.DateField(help_text="First day of the first month under the new parent.")
    is_undone = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("perpindahan unit")
        constraints = [
            models.UniqueConstraint(fields=["reshape", "unit"], name="reshapemove_once"),
            models.CheckConstraint(condition=~Q(old_parent=F("new_parent")), name="reshapemove_elsewhere"),
        ]
        indexes = [models.Index(fields=["old_parent"], name="reshapemove_old_parent")]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.old_parent_id} → {self.new_parent_id}"
