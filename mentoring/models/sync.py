"""What phones have sent: a receipt of each item, and those that did not become a session by themselves."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import User
from accounts.scoping import Scope
from core.fields import EncryptedTextField
from mentoring.enums import HoldCause, SyncState
from mentoring.models.notes import OwnNotesQuerySet
from mentoring.models.pairings import Pairing, PairingPart
from mentoring.models.sessions import Session


class SyncItem(PairingPart):
    """One item as its author sent it: written once, then decided at most once (ARCHITECTURE §9, TRUST REL-02…08).

    `kept` is a bare receipt. Whatever could not become a session is here whole (`body`, without the private note):
    another version of a log that exists (`conflict`, for its author), or one whose author may no longer log it
    (`held`, for the coordinator). Sent again with the same body it is answered from this row, whatever has changed.
    Of one key only the last version waits; those before it stay as they were sent (`older`).
    """

    readable_by: ClassVar[frozenset[Role] | None] = frozenset({Role.COORDINATOR})

    pairing = models.ForeignKey(Pairing, models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, models.PROTECT, null=True, related_name="+")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    client_uuid = models.UUIDField(default=uuid.uuid4, help_text="Made by the phone.")
    digest = models.BinaryField(max_length=32, editable=False, help_text="Keyed hash of the item as it was sent.")
    state = models.CharField(_("status"), max_length=8, choices=SyncState)
    cause = models.CharField(_("sebab"), max_length=6, choices=HoldCause, blank=True)
    body = EncryptedTextField(_("isi kiriman"), blank=True, help_text="JSON; empty for a bare receipt.")
    recorded_at = models.DateTimeField(_("ditulis"), null=True, help_text="By the phone's clock: data, not truth.")
    received_at = models.DateTimeField(_("diterima"), default=timezone.now)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("diputus"), null=True)
    reason = models.CharField(_("alasan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("kiriman ponsel")
        ordering: ClassVar = ["received_at", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["regency", "received_at"], condition=Q(state="held"), name="syncitem_held"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["author", "client_uuid", "digest"], name="syncitem_once"),
            models.UniqueConstraint(
                fields=["author", "client_uuid"], condition=Q(state="kept"), name="syncitem_kept_once"
            ),
            models.UniqueConstraint(
                fields=["author", "client_uuid"], condition=Q(state="held"), name="syncitem_held_once"
            ),
            models.CheckConstraint(condition=Q(state__in=SyncState.values), name="syncitem_state"),
            models.CheckConstraint(condition=Q(cause__in=["", *HoldCause.values]), name="syncitem_cause"),
            models.CheckConstraint(
                condition=Q(state__in=["held", "aside", "older"]) | Q(session__isnull=False),
                name="syncitem_has_its_session",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=["held", "taken", "aside", "older"]) & ~Q(cause=""))
                | (~Q(state__in=["held", "taken", "aside", "older"]) & Q(cause="")),
                name="syncitem_held_says_why",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=False) | Q(state__in=["kept", "conflict", "held", "older"]),
                name="syncitem_decided",
            ),
            models.CheckConstraint(condition=~Q(state="aside") | ~Q(reason=""), name="syncitem_aside_says_why"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        """What one has sent oneself, also after one has left the pairing."""
        return Q(author_id=scope.user_id)


class SyncNote(models.Model):
    """The private note of an item that waits: encrypted, its author's alone; it goes along when that is taken in."""

    item = models.OneToOneField(SyncItem, models.CASCADE, related_name="+")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    body = EncryptedTextField(_("catatan pribadi"))

    objects = OwnNotesQuerySet.as_manager()

    class Meta:
        verbose_name = _("catatan pribadi kiriman")

    def __str__(self) -> str:
        return f"{self.item_id}"
