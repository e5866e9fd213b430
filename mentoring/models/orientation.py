"""Which items of the orientation list somebody has ticked."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentoring.models.pairings import Pairing, PairingPart, PairingParticipant


class OrientationTick(PairingPart):
    """One item that a participant has understood (DOMAIN §7.5): his own, written once."""

    pairing = models.ForeignKey(Pairing, models.PROTECT, related_name="+")
    participant = models.ForeignKey(PairingParticipant, models.PROTECT, related_name="ticks")
    item = models.SlugField(_("butir"), max_length=20)
    ticked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("butir orientasi")
        constraints = [models.UniqueConstraint(fields=["participant", "item"], name="orientation_tick_once")]

    def __str__(self) -> str:
        return self.item
