"""The private address at which somebody's calendar reads his meetings (TRUST SEC-30)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class CalendarFeedQuerySet(models.QuerySet[Any]):
    """Addresses have one gate: their owner, who acts for himself."""

    def for_user(self, user: User) -> "CalendarFeedQuerySet":
        """The user's own while he acts as mentor or cadre; nobody else's, whatever his role."""
        return self.filter(user_id=user.pk) if user.scope and user.scope.is_person else self.none()


class CalendarFeed(models.Model):
    """One address: its token as a keyed hash, until it is taken back. A trigger lets nothing else change."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    token_hash = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField(_("dibuat"), default=timezone.now)
    revoked_at = models.DateTimeField(_("dicabut"), null=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("tautan kalender")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user"], condition=Q(revoked_at=None), name="calendarfeed_one_open"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
