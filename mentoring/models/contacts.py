"""What coordinators do for a relation: they call (DOMAIN §5, twice in the first month, then monthly)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Deed, User
from accounts.scoping import Scope
from mentoring.enums import ContactWith
from mentoring.models.pairings import Pairing, PairingPart


class CoordinatorContact(Deed, PairingPart):
    """One talk of a coordinator about a pairing; written once, read by staff alone."""

    pairing = models.ForeignKey(Pairing, models.PROTECT, related_name="contacts")
    on = models.DateField(_("tanggal"))
    who = models.CharField(_("berbicara dengan"), max_length=7, choices=ContactWith)
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    actor = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("kontak koordinator")
        ordering: ClassVar = ["-on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(who__in=ContactWith.values), name="contact_who"),
        ]

    def __str__(self) -> str:
        return str(self.on)

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(pk__in=[])
