"""Answers that came through the link of an offer, by which browser and address: as keyed hashes."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.scoping import Scope
from mentoring.enums import LinkOutcome
from mentoring.models.pairings import Pairing, PairingPart, PairingParticipant


class OfferLinkUse(PairingPart):
    """One answer through a link, or its refusal: two people of a pairing never answer from one browser.

    Written once, by the system; it goes with the offer when that is taken back.
    """

    pairing = models.ForeignKey(Pairing, models.DO_NOTHING, related_name="link_uses")
    participant = models.ForeignKey(PairingParticipant, models.DO_NOTHING, related_name="link_uses")
    outcome = models.CharField(_("hasil"), max_length=8, choices=LinkOutcome)
    browser = models.CharField(max_length=64, blank=True)
    address = models.CharField(max_length=64, blank=True)
    used_at = models.DateTimeField(_("waktu"), default=timezone.now)

    class Meta:
        verbose_name = _("jawaban lewat tautan")
        constraints = [
            models.UniqueConstraint(
                fields=["pairing", "browser"],
                condition=~Q(outcome="refused") & ~Q(browser=""),
                name="link_one_person_a_browser",
            ),
            models.UniqueConstraint(fields=["participant"], condition=~Q(outcome="refused"), name="link_answered_once"),
            models.CheckConstraint(condition=Q(outcome__in=LinkOutcome.values), name="link_outcome"),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id}: {self.outcome}"

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(pk__in=[])
