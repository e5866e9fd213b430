"""What the moves of every machine have in common: from, to, who, when, why."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import STAFF_ROLES, Role
from accounts.models import Deed, User
from accounts.scoping import ScopedModel


class MoveFields(Deed):
    """One move of a row from state to state; written once (the database refuses to change it)."""

    kind: ClassVar[str] = "state"
    states: ClassVar[type[models.TextChoices]]

    from_value = models.CharField(max_length=12, blank=True)
    to_value = models.CharField(max_length=12)
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(_("alasan"), max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.from_value} → {self.to_value}"

    @property
    def from_label(self) -> str:
        """Where it came from, in words; empty for the first."""
        return str(self.states(self.from_value).label) if self.from_value else ""

    @property
    def to_label(self) -> str:
        """Where it went, in words."""
        return str(self.states(self.to_value).label)


class Move(MoveFields, ScopedModel):
    """A move that staff read."""

    readable_by: ClassVar[frozenset[Role] | None] = STAFF_ROLES

    class Meta(MoveFields.Meta):
        abstract = True
