"""What the party has set differently from the defaults."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SettingQuerySet(models.QuerySet["Setting"]):
    """Settings in time."""

    def present(self) -> "SettingQuerySet":
        """The newest row of each key: the one that holds."""
        return self.order_by("key", "-pk").distinct("key")


class Setting(models.Model):
    """One change of a setting: append-only, so the newest row of a key holds and the older ones are its history.

    What keys there are, with their defaults, is declared in code: `regions.settings`.
    """

    key = models.CharField(_("pengaturan"), max_length=60, db_collation="C")
    value = models.JSONField(_("nilai"))
    since = models.DateTimeField(_("sejak"), default=timezone.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("oleh"))
    reason = models.CharField(_("alasan"), max_length=200)

    objects = SettingQuerySet.as_manager()

    class Meta:
        verbose_name = _("pengaturan")
        indexes = [models.Index("key", models.F("id").desc(), name="setting_newest")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="setting_has_a_reason"),
        ]

    def __str__(self) -> str:
        return self.key
