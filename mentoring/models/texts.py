"""Who changed a text of the party or a pattern of programmes, when, why, and to what."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Deed, User
from mentoring.enums import PartyText


class PartyTextChange(Deed):
    """One change: the edition of a text, or a programme template, as it is from then on. Written once.

    The database takes no line of an edition and no change of a template without the row that says who and why.
    """

    kind = models.CharField(_("naskah"), max_length=9, choices=PartyText)
    key = models.CharField(_("edisi atau templat"), max_length=30)
    after = models.JSONField()
    reason = models.CharField(_("alasan"), max_length=300)
    actor = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, help_text="When its transaction began. Kept by a trigger.")

    class Meta:
        verbose_name = _("perubahan naskah")
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "key"], condition=~Q(kind="template"), name="text_edition_once"),
            models.CheckConstraint(condition=Q(kind__in=PartyText.values), name="text_change_kind"),
            models.CheckConstraint(condition=~Q(reason=""), name="text_change_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
