"""Mentors' private notes: a table of their own, with a gate of their own."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import User
from core.fields import EncryptedTextField
from mentoring.models.sessions import Session


class OwnNotesQuerySet(models.QuerySet[Any]):
    """Private notes, those that still wait too, have one gate of their own: the author."""

    def for_user(self, user: User) -> "OwnNotesQuerySet":
        """The user's own notes while he acts as a mentor; nobody else's, whatever his role."""
        scope = user.scope
        return self.filter(author_id=user.pk) if scope and scope.role == Role.MENTOR else self.none()


class PrivateNote(models.Model):
    """A mentor's own note on a session: encrypted, without history, readable by its author only (TRUST T2)."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="+")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    body = EncryptedTextField(_("catatan pribadi"))
    written_at = models.DateTimeField(default=timezone.now)

    objects = OwnNotesQuerySet.as_manager()

    class Meta:
        verbose_name = _("catatan pribadi")
        constraints = [models.UniqueConstraint(fields=["session", "author"], name="note_once")]

    def __str__(self) -> str:
        return f"{self.session_id}"
