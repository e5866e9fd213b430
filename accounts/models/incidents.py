"""Breaches of personal data: what happened, whom it touches, what was done, and the clock of 72 hours (DOMAIN §4.4)."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import IncidentKind, IncidentState, Role
from accounts.models.people import User
from accounts.models.privacy import DUE


class IncidentQuerySet(models.QuerySet["Incident"]):
    """The register has one reader: the officer."""

    def for_user(self, user: User) -> "IncidentQuerySet":
        """All of it for the data protection officer, nothing for anybody else."""
        return self.all() if user.scope is not None and user.scope.role == Role.DPO else self.none()


class Incident(models.Model):
    """A failure to protect personal data (UU 27/2022 art. 46). Counts and kinds of data, never who is concerned."""

    kind = models.CharField(_("jenis"), max_length=12, choices=IncidentKind)
    what = models.CharField(_("apa yang terjadi"), max_length=500, help_text=_("Tanpa nama orang."))
    data_kinds = models.CharField(_("data apa"), max_length=200, help_text=_("Misalnya nama, NIK, nomor HP."))
    detected_at = models.DateTimeField(_("diketahui"), default=timezone.now)
    due_at = models.DateTimeField(editable=False)
    affected = models.PositiveIntegerField(_("jumlah orang"), null=True, blank=True)
    measures = models.CharField(_("tindakan"), max_length=1000, blank=True)
    state = models.CharField(_("status"), max_length=10, choices=IncidentState, default=IncidentState.DETECTED)
    subjects_told_at = models.DateTimeField(_("orangnya diberi tahu"), null=True, blank=True)
    agency_told_at = models.DateTimeField(_("lembaga diberi tahu"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True, editable=False)
    recorded_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")

    objects = IncidentQuerySet.as_manager()

    class Meta:
        verbose_name = _("insiden")
        ordering = ["-detected_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=IncidentKind.values), name="incident_kind"),
            models.CheckConstraint(condition=Q(state__in=IncidentState.values), name="incident_state"),
            models.CheckConstraint(condition=Q(due_at=F("detected_at") + DUE), name="incident_due_in_72_hours"),
            models.CheckConstraint(
                condition=Q(state="detected") | Q(affected__isnull=False), name="incident_assessed_has_a_count"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["notified", "closed"])
                | (Q(subjects_told_at__isnull=False, agency_told_at__isnull=False) & ~Q(measures="")),
                name="incident_notified_says_when_and_what",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) | (~Q(state="closed") & Q(closed_at__isnull=True)),
                name="incident_closed_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("accounts:incident", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether the law still waits for a notice."""
        return self.state in (IncidentState.DETECTED, IncidentState.ASSESSED)

    @property
    def is_late(self) -> bool:
        """Whether those concerned and the agency were, or are being, told after the hour."""
        told = [at for at in (self.subjects_told_at, self.agency_told_at) if at]
        return (max(told) if len(told) == 2 else timezone.now()) > self.due_at

    def hours_left(self, now: datetime | None = None) -> int:
        """Full hours until it is due; negative when late."""
        return int((self.due_at - (now or timezone.now())).total_seconds() // 3600)


class IncidentMove(models.Model):
    """One move of an incident: from, to, who, when, with what note. Written once."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="moves")
    from_value = models.CharField(max_length=10, blank=True)
    to_value = models.CharField(max_length=10, choices=IncidentState)
    actor = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("perpindahan insiden")
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=Q(to_value__in=IncidentState.values), name="incidentmove_to")]

    def __str__(self) -> str:
        return f"{self.from_value} → {self.to_value}"
