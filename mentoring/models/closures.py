"""How a pairing is closed, and what is handed over to the next mentor (DOMAIN §7.6)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import User
from accounts.scoping import Scope
from core.history import tracked
from mentoring.enums import ContactAfter, NextRole
from mentoring.models.pairings import Pairing, PairingPart, PairingParticipant, own_learners
from mentoring.models.sessions import Session


@tracked()
class Closure(PairingPart):
    """What is written down until a pairing may be completed; with it the clock of retention starts."""

    pairing = models.OneToOneField(Pairing, models.PROTECT, related_name="closure")
    last_session = models.ForeignKey(Session, models.PROTECT, null=True, related_name="+")
    gains = models.CharField(_("yang dicapai"), max_length=600, blank=True)
    unfinished = models.CharField(_("yang belum selesai, dan siapa melanjutkannya"), max_length=600, blank=True)
    contact = models.CharField(_("kontak sesudahnya"), max_length=10, choices=ContactAfter, blank=True)
    next_role = models.CharField(_("peran berikut yang diusulkan"), max_length=14, choices=NextRole, blank=True)
    next_role_note = models.CharField(_("keterangan"), max_length=200, blank=True)
    thanked_at = models.DateTimeField(_("ucapan terima kasih"), null=True)
    thanked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    retain_until = models.DateField(_("isi sesi disimpan sampai"), null=True)

    class Meta:
        verbose_name = _("penutupan")
        constraints = [
            models.CheckConstraint(condition=Q(contact__in=["", *ContactAfter.values]), name="closure_contact"),
            models.CheckConstraint(condition=Q(next_role__in=["", *NextRole.values]), name="closure_next_role"),
        ]

    def __str__(self) -> str:
        return f"{self.pairing_id}"


class ClosureForm(PairingPart):
    """One side's look back: his own, written once; the others read it only through the staff."""

    pairing = models.ForeignKey(Pairing, models.PROTECT, related_name="closure_forms")
    participant = models.OneToOneField(PairingParticipant, models.PROTECT, related_name="closure_form")
    helped = models.CharField(_("yang paling menolong"), max_length=400)
    change = models.CharField(_("yang perlu diubah"), max_length=400)
    again = models.BooleanField(_("mau ikut pendampingan lagi"))
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("formulir penutup")

    def __str__(self) -> str:
        return f"{self.pairing_id}"

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(participant__user_id=scope.user_id)


class Handover(PairingPart):
    """What the next mentor of a cadre gets from the pairing before: facts both had agreed on, written once.

    `facts` is what `mentoring.selectors.handover` lets through and nothing else. `pairing` is the new one: the cadre
    and whoever leads him there read it; those of the old one see on their own page what would pass on.
    """

    readable_by: ClassVar[frozenset[Role] | None] = frozenset({Role.COORDINATOR})

    pairing = models.ForeignKey(Pairing, models.PROTECT, related_name="handovers")
    before = models.OneToOneField(Pairing, models.PROTECT, related_name="handed_over")
    learner = models.ForeignKey(PairingParticipant, models.PROTECT, related_name="+")
    facts = models.JSONField(_("isi"), default=dict)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("serah terima")
        constraints = [
            models.CheckConstraint(condition=~Q(pairing=models.F("before")), name="handover_between_two"),
        ]

    def __str__(self) -> str:
        return f"{self.before_id} → {self.pairing_id}"

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(learner__in=own_learners(scope))
