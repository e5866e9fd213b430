"""Lists on their way out of the house as files."""

import json
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import STAFF_ROLES, Role
from accounts.models import Assignment, User
from accounts.scoping import Scope, ScopedModel
from cadres.enums import ExportState
from core.fields import EncryptedTextField


class ExportJob(ScopedModel):
    """A long list that somebody has asked for: written by a job as the asker, taken once by him alone, then gone.

    `unit` is where he acted. Whoever reads it must be the owner and act at that unit again; the row security says so
    too. `asked` means that a worker may be at it (it holds the row's lock) or still has to take it up.
    """

    readable_by: ClassVar[frozenset[Role] | None] = frozenset(STAFF_ROLES)

    owner = models.ForeignKey(User, models.PROTECT, related_name="+")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    listing = models.CharField(_("daftar"), max_length=12)
    query = EncryptedTextField(help_text="JSON {query, picked}: the filters and order of the list, and ticked rows.")
    form = models.CharField(_("bentuk"), max_length=4)
    reason = models.CharField(_("alasan"), max_length=200)
    row_count = models.PositiveIntegerField(_("baris"), default=0)
    state = models.CharField(max_length=8, choices=ExportState, default=ExportState.ASKED)
    filename = models.CharField(max_length=60, blank=True)
    content = models.BinaryField(default=b"", help_text="The file, encrypted; empty before and after.")
    asked_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("ekspor")
        indexes = [models.Index(fields=["owner", "-asked_at"], name="exportjob_mine")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ExportState.values), name="exportjob_state"),
            models.CheckConstraint(condition=Q(content=b"") | Q(state="ready"), name="exportjob_content_while_ready"),
        ]

    def __str__(self) -> str:
        return f"{self.listing} {self.pk}"

    @property
    def question(self) -> dict[str, Any]:
        """What was asked for: `query` of the list's address, and the ids of the rows `picked`."""
        found: dict[str, Any] = json.loads(self.query)
        return found

    @property
    def is_ready(self) -> bool:
        """Whether the file waits for its owner."""
        in_time = self.expires_at is not None and self.expires_at > timezone.now()
        return self.state == ExportState.READY and in_time

    @classmethod
    def scope_filter(cls, scope: Scope) -> Q:
        """One's own, at the unit where one acts now."""
        if scope.tier is None or scope.role not in STAFF_ROLES:
            return Q(pk__in=[])
        return Q(owner_id=scope.user_id, unit_id=scope.unit.pk)
