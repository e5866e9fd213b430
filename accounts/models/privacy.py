"""What data protection asks to be kept: purposes and their texts, consents, requests of data subjects (DOMAIN §11).

A consent and a request are about a member, a table of an app above: it is named, not imported.
"""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Basis, Channel, RequestKind, RequestState, Role
from accounts.models.people import User
from accounts.scoping import Scope, ScopedModel, ScopedQuerySet
from core.fields import EncryptedTextField

#: Clock hours, weekends and holidays included (UU 27/2022).
DUE = timedelta(hours=72)
STAFF = frozenset({Role.SECRETARIAT, Role.COORDINATOR})


class ProcessingPurpose(models.Model):
    """Why data are processed, and the text that people are shown. A changed text is a new version: a new row."""

    code = models.CharField(max_length=20)
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=80)
    text = models.TextField()
    basis = models.CharField(max_length=12, choices=Basis)
    rank = models.PositiveSmallIntegerField(default=100)
    since = models.DateField()

    class Meta:
        verbose_name = _("tujuan pemrosesan")
        ordering = ["rank", "code", "version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="purpose_version_once"),
            models.CheckConstraint(condition=Q(basis__in=Basis.values), name="purpose_basis"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    @property
    def is_refusable(self) -> bool:
        """Whether one may say no and lose nothing else."""
        return self.basis == Basis.CONSENT


class ConsentQuerySet(ScopedQuerySet):
    """Consents: the newest row of a purpose holds."""

    def newest(self) -> "ConsentQuerySet":
        """The last word on each purpose, for each member."""
        return self.order_by("member_id", "purpose__code", "-at", "-pk").distinct("member_id", "purpose__code")


class Consent(ScopedModel):
    """One yes or no to one purpose: which text, when, through what, recorded by whom. Never changed, only followed."""

    readable_by: ClassVar[frozenset[Role] | None] = STAFF

    member = models.ForeignKey("cadres.Member", models.PROTECT, related_name="consents")
    purpose = models.ForeignKey(ProcessingPurpose, models.PROTECT, related_name="+")
    is_given = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)
    channel = models.CharField(_("cara"), max_length=8, choices=Channel)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proof = models.CharField(_("bukti"), max_length=120, blank=True, help_text=_("Nomor formulir atau rekaman."))

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("persetujuan")
        indexes = [models.Index(fields=["member", "-at"], name="consent_of_member")]
        constraints = [models.CheckConstraint(condition=Q(channel__in=Channel.values), name="consent_channel")]

    def __str__(self) -> str:
        return f"{self.purpose_id}: {self.is_given}"

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(member__user_id=scope.user_id)


class DataRequest(ScopedModel):
    """What a data subject asks for, with a clock of 72 hours (DOMAIN §4.4)."""

    readable_by: ClassVar[frozenset[Role] | None] = frozenset({Role.SECRETARIAT})

    member = models.ForeignKey("cadres.Member", models.PROTECT, related_name="data_requests")
    kind = models.CharField(_("permintaan"), max_length=12, choices=RequestKind)
    state = models.CharField(_("status"), max_length=10, choices=RequestState, default=RequestState.RECEIVED)
    channel = models.CharField(_("cara"), max_length=8, choices=Channel, default=Channel.APP)
    details = EncryptedTextField(blank=True, help_text="JSON: what is to be corrected, or the words of the person.")
    received_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    received_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    answer = models.CharField(_("jawaban"), max_length=500, blank=True)
    collected_at = models.DateTimeField(null=True, help_text="When the copy was taken: it is given once.")

    class Meta:
        verbose_name = _("permintaan data")
        indexes = [models.Index(fields=["state", "due_at"], name="datarequest_queue")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=RequestKind.values), name="datarequest_kind"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="datarequest_channel"),
            models.CheckConstraint(condition=Q(state__in=RequestState.values), name="datarequest_state"),
            models.CheckConstraint(condition=Q(due_at=F("received_at") + DUE), name="datarequest_due_in_72_hours"),
            models.CheckConstraint(
                condition=~Q(state__in=["fulfilled", "refused"]) | Q(closed_at__isnull=False),
                name="datarequest_closed_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(answer=""), name="datarequest_refusal_has_a_reason"
            ),
            models.UniqueConstraint(
                fields=["member", "kind"],
                condition=Q(state__in=["received", "identified", "in_process"]),
                name="datarequest_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"

    @classmethod
    def scope_filter(cls, scope: Scope) -> Q:
        return Q() if scope.role == Role.DPO else super().scope_filter(scope)

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(member__user_id=scope.user_id)

    @property
    def is_open(self) -> bool:
        """Whether its clock still runs."""
        return self.state not in (RequestState.FULFILLED, RequestState.REFUSED)

    @property
    def is_late(self) -> bool:
        """Whether it was, or is being, answered after its hour."""
        return (self.closed_at or timezone.now()) > self.due_at

    def hours_left(self, now: datetime | None = None) -> int:
        """Full hours until it is due; negative when late."""
        return int((self.due_at - (now or timezone.now())).total_seconds() // 3600)


class DataRequestMove(ScopedModel):
    """One move of a request: from, to, who, when, why."""

    readable_by: ClassVar[frozenset[Role] | None] = frozenset({Role.SECRETARIAT})

    request = models.ForeignKey(DataRequest, models.PROTECT, related_name="moves")
    from_value = models.CharField(max_length=10, choices=RequestState, blank=True)
    to_value = models.CharField(max_length=10, choices=RequestState)
    actor = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("perpindahan permintaan")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_value__in=["", *RequestState.values], to_value__in=RequestState.values),
                name="datarequestmove_states",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_value} → {self.to_value}"

    @classmethod
    def scope_filter(cls, scope: Scope) -> Q:
        return Q() if scope.role == Role.DPO else super().scope_filter(scope)

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(request__member__user_id=scope.user_id)
