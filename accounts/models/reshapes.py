"""Changes of the tree that take longer than a page may: asked for, done by a worker."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.people import Assignment
from regions.models import Reshape


class ReshapeJob(models.Model):
    """A change of the tree, or the undo of one, that a worker does as its asker. One at a time waits or runs."""

    plan = models.JSONField(null=True, help_text="The change as it was asked for; null: `reshape` is undone.")
    reshape = models.ForeignKey(Reshape, models.PROTECT, null=True, related_name="jobs")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    total = models.PositiveIntegerField(default=0, help_text="How many rows go along, counted when it was asked for.")
    asked_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("perubahan susunan yang berjalan")
        constraints = [
            models.UniqueConstraint(
                fields=["finished_at"],
                condition=Q(finished_at__isnull=True),
                nulls_distinct=False,
                name="reshapejob_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(plan__isnull=False) | Q(reshape__isnull=False), name="reshapejob_has_a_task"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"
