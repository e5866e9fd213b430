"""What the people of a pairing promise each other."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.history import tracked
from mentoring.enums import CADENCE_DAYS, AgreementState, Mode, PaperKind
from mentoring.models.pairings import Pairing, PairingPart, PairingParticipant


class ClauseText(models.Model):
    """The wording of one clause in one edition of the eleven (DOMAIN §7.2): written once, a new wording is an edition.

    `text` may hold `{every}`, `{mode}`, `{place}`, `{starts}`, `{ends}`, `{conflicts}`, `{feedback}`: filled from the
    agreement's own fields when a version is written.
    """

    edition = models.CharField(_("edisi"), max_length=12)
    position = models.PositiveSmallIntegerField(_("pasal"))
    code = models.SlugField(_("kode"), max_length=20)
    title = models.CharField(_("judul"), max_length=80)
    text = models.CharField(_("bunyi"), max_length=600)

    class Meta:
        verbose_name = _("bunyi pasal")
        ordering: ClassVar = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="clause_text_position"),
            models.UniqueConstraint(fields=["edition", "code"], name="clause_text_code"),
            models.CheckConstraint(condition=Q(position__range=(1, 11)), name="clause_text_of_eleven"),
        ]

    def __str__(self) -> str:
        return f"{self.edition}/{self.position} {self.title}"


@tracked()
class Agreement(PairingPart):
    """One version of what both sides promised each other; in force when everybody signed the same version.

    Written once: the database refuses any change but of its state.
    """

    pairing = models.ForeignKey(Pairing, models.PROTECT, related_name="agreements")
    version = models.PositiveSmallIntegerField(_("versi"), default=1)
    purpose = models.CharField(_("tujuan"), max_length=300)
    rhythm = models.CharField(_("hari dan jam"), max_length=200)
    every_days = models.PositiveSmallIntegerField(_("sekali dalam (hari)"), null=True)
    mode = models.CharField(_("cara bertemu"), max_length=12, choices=Mode, default=Mode.FACE_TO_FACE)
    place = models.CharField(_("tempat"), max_length=120, blank=True)
    conflicts = models.CharField(_("benturan kepentingan yang dinyatakan"), max_length=300, blank=True)
    feedback = models.CharField(_("cara memberi umpan balik"), max_length=200, blank=True)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("selesai"))
    edition = models.CharField(_("edisi pasal"), max_length=12, blank=True)
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
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="agreement_mode"),
            models.CheckConstraint(
                condition=Q(every_days__isnull=True) | Q(every_days__range=CADENCE_DAYS), name="agreement_every_days"
            ),
        ]

    def __str__(self) -> str:
        return f"v{self.version}"


class AgreementScan(PairingPart):
    """The paper that somebody signed with a pen, as the secretariat scanned it: encrypted, written once."""

    pairing = models.ForeignKey(Pairing, models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="scans")
    kind = models.CharField(_("jenis berkas"), max_length=4, choices=PaperKind)
    content = models.BinaryField(help_text="Fernet token of the file.")
    size = models.PositiveIntegerField(_("ukuran"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("pindaian kesepakatan")
        constraints = [models.CheckConstraint(condition=Q(kind__in=PaperKind.values), name="scan_kind")]

    def __str__(self) -> str:
        return f"{self.agreement_id}.{self.kind}"


@tracked()
class AgreementSignature(PairingPart):
    """A participant's own yes to one version: on his phone, or on the paper of `scan`."""

    pairing = models.ForeignKey(Pairing, models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="signatures")
    participant = models.ForeignKey(PairingParticipant, models.PROTECT, related_name="signatures")
    signed_at = models.DateTimeField(default=timezone.now)
    scan = models.ForeignKey(AgreementScan, models.PROTECT, null=True, related_name="signatures")

    class Meta:
        verbose_name = _("tanda tangan")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "participant"], name="signature_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}:{self.participant_id}"
