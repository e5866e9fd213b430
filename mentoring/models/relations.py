"""What a cadre may ask about his mentor, and what is asked and done when a pairing ends early."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import STAFF_ROLES, Role
from accounts.models import User
from accounts.scoping import Scope, ScopedModel
from cadres.models import Member
from core.fields import EncryptedTextField
from mentoring.enums import RequestState
from mentoring.models.pairings import Pairing, PairingPart, PairingParticipant
from mentoring.models.programmes import Programme


class MentorRequest(ScopedModel):
    """The mentor a cadre would like (DOMAIN §4.3), in his own words: nobody is shown a list of mentors.

    The coordinator meets the wish or not, with a line that the cadre reads.
    """

    readable_by: ClassVar[frozenset[Role] | None] = STAFF_ROLES

    member = models.ForeignKey(Member, models.PROTECT, related_name="mentor_requests")
    wanted = EncryptedTextField(_("mentor yang diinginkan"))
    state = models.CharField(_("status"), max_length=10, choices=RequestState, default=RequestState.WAITING)
    asked_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answer = models.CharField(_("jawaban koordinator"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("permintaan mentor")
        ordering: ClassVar = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["member"], condition=Q(state="waiting"), name="request_one_waiting"),
            models.CheckConstraint(condition=Q(state__in=RequestState.values), name="request_state"),
            models.CheckConstraint(
                condition=~Q(state__in=["met", "not_met"]) | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="request_settled_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="not_met") | ~Q(answer=""), name="request_refused_with_an_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(member__user_id=scope.user_id)


class MentorChange(PairingPart):
    """A cadre's change of mentor without explanation: one in a programme (DOMAIN §5), written once."""

    pairing = models.OneToOneField(Pairing, models.PROTECT, related_name="change")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("pergantian mentor")
        constraints = [
            models.UniqueConstraint(fields=["programme", "member"], name="change_once_per_programme"),
        ]

    def __str__(self) -> str:
        return f"{self.pairing_id}"


class ExitForm(PairingPart):
    """What somebody says after an early end, if he wants to (DOMAIN §7.6): his own, written once.

    Read by himself and the staff; the others of the pairing never see it.
    """

    pairing = models.ForeignKey(Pairing, models.PROTECT, related_name="exit_forms")
    participant = models.OneToOneField(PairingParticipant, models.PROTECT, related_name="exit_form")
    reasons = models.JSONField(_("alasan"), default=list, help_text="Codes of ExitReason.")
    words = EncryptedTextField(_("yang perlu diketahui koordinator"), blank=True)
    would_continue = models.BooleanField(_("ingin didampingi lagi"), null=True)
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("formulir keluar")

    def __str__(self) -> str:
        return f"{self.pairing_id}"

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(participant__user_id=scope.user_id)


class ExitCall(PairingPart):
    """The coordinator's call after an early end (DOMAIN §7.6), written once; without one it waits in his queue."""

    pairing = models.OneToOneField(Pairing, models.PROTECT, related_name="exit_call")
    note = EncryptedTextField(_("hasil pembicaraan"))
    called_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    called_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("panggilan setelah berakhir")

    def __str__(self) -> str:
        return f"{self.pairing_id}"

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(pk__in=[])
