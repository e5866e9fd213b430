"""What the people of a pairing promise each other."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from mentoring.enums import AgreementState
from mentoring.models.pairings import Pairing, PairingPart, PairingParticipant


@tracked()
class Agreement(PairingPart):
    """One version of what both sides promised each other; in force when everybody signed the same version."""

    pairing = models.ForeignKey(Pairing, models.PROTECT, related_name="agreements")
    version = models.PositiveSmallIntegerField(_("versi"), default=1)
    purpose = models.CharField(_("tujuan"), max_length=300)
    rhythm = models.CharField(_("irama dan tempat"), max_length=200)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("selesai"))
    clauses = models.JSONField(_("pasal"), default=list, help_text="The eleven clauses of DOMAIN §7.2 as signed.")
    state = models.CharField(_("status"), max_length=10, choices=AgreementState, default=AgreementState.DRAFT)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("kesepakatan")
        constraints = [
            models.UniqueConstraint(fields=["pairing", "version"], name="agreement_version_once"),
            models.UniqueConstraint(fields=["pairing"], condition=Q(state="in_force"), name="agreement_one_in_force"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="agreement_ends_after_start"),
            models.CheckConstraint(condition=Q(state__in=AgreementState.values), name="agreement_state"),
        ]

    def __str__(self) -> str:
        return f"v{self.version}"


@tracked()
class AgreementSignature(PairingPart):
    """A participant's own yes to one version."""

    pairing = models.ForeignKey(Pairing, models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="signatures")
    participant = models.ForeignKey(PairingParticipant, models.PROTECT, related_name="signatures")
    signed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("tanda tangan")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "participant"], name="signature_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}:{self.participant_id}"
