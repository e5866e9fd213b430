"""The learner's yes by a code of the day (paraf): which codes count, and what was typed (ADR 0009)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from mentoring.models.pairings import Pairing, PairingPart, PairingParticipant
from mentoring.models.sessions import Session


class ParafCard(PairingPart):
    """Which series of a learner's codes counts: without a row the first. A new one ends all codes before it."""

    pairing = models.ForeignKey(Pairing, models.PROTECT, related_name="+")
    participant = models.OneToOneField(PairingParticipant, models.PROTECT, related_name="paraf_card")
    serial = models.PositiveSmallIntegerField(default=0)
    issued_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("kartu paraf")

    def __str__(self) -> str:
        return f"{self.participant_id}: {self.serial}"


class ParafTry(PairingPart):
    """One code typed for a session: whose it was and of which day, or nobody's. Written once.

    A learner's code of a day counts once; too many that fit nobody close the door for a day.
    """

    pairing = models.ForeignKey(Pairing, models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, models.CASCADE, related_name="paraf_tries")
    participant = models.ForeignKey(PairingParticipant, models.PROTECT, null=True, related_name="+")
    day = models.DateField(null=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("kode paraf yang diketik")
        indexes: ClassVar = [models.Index(fields=["pairing", "by", "at"], name="paraftry_recent")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant", "day"], condition=Q(participant__isnull=False), name="paraf_code_once"
            ),
            models.CheckConstraint(
                condition=Q(participant__isnull=True, day__isnull=True)
                | Q(participant__isnull=False, day__isnull=False),
                name="paraf_fits_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.participant_id}"
