"""Days on which somebody is not free: he says so himself, without a reason (DOMAIN §10)."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from mentoring.enums import RUNNING_STATES
from mentoring.models.pairings import PairingParticipant


class BusyTimeQuerySet(models.QuerySet["BusyTime"]):
    """One's own, and those of the people one meets or whose pairings one looks after."""

    def for_user(self, user: Any) -> Self:
        """As the policies of the table say it."""
        met = PairingParticipant.objects.for_user(user).filter(
            left_at=None, user__isnull=False, pairing__state__in=RUNNING_STATES
        )
        return self.filter(Q(user=user.pk) | Q(user__in=met.values("user")))


class BusyTime(models.Model):
    """Days on which a person is not free, first and last included. No reason is asked for or kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="busy_times")
    first_on = models.DateField(_("dari"))
    last_on = models.DateField(_("sampai"))

    objects = BusyTimeQuerySet.as_manager()

    class Meta:
        verbose_name = _("waktu tidak tersedia")
        constraints = [
            models.UniqueConstraint(fields=["user", "first_on", "last_on"], name="busy_once"),
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="busy_in_order"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
