"""Logs that ask for an explanation: found by a job, explained by their writer, settled by a coordinator.

Never a rank, never a bar: nothing counts these rows for or against anybody (DOMAIN §7.4, «logs invented to please
leaders»).
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import User
from accounts.scoping import Scope
from mentoring.enums import Oddity, OddState
from mentoring.models.pairings import Pairing, PairingPart


class OddLogs(PairingPart):
    """The logs of one pairing that stand out by one rule on one occasion, and what was said about it.

    `person` is whose words they are. `occasion` names the night, the day, the text (as a hash) or the end of the
    period: looked for again it is the same row. `total` counts the logs of the occasion in all his pairings. Found by
    the system alone; the explanation is his, the settlement a coordinator's who is another person; each is written
    once. A trigger keeps all of that.
    """

    readable_by: ClassVar[frozenset[Role] | None] = frozenset({Role.COORDINATOR})

    pairing = models.ForeignKey(Pairing, models.PROTECT, related_name="+")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    rule = models.CharField(_("hal"), max_length=8, choices=Oddity)
    occasion = models.CharField(max_length=16)
    on = models.DateField(_("tanggal"))
    session_ids = ArrayField(models.BigIntegerField())
    total = models.PositiveSmallIntegerField(_("banyaknya catatan"))
    state = models.CharField(_("status"), max_length=9, choices=OddState, default=OddState.OPEN)
    found_at = models.DateTimeField(_("ditemukan"), default=timezone.now)
    explanation = models.CharField(_("penjelasan"), max_length=600, blank=True)
    explained_at = models.DateTimeField(_("dijelaskan"), null=True)
    settlement = models.CharField(_("catatan koordinator"), max_length=300, blank=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(_("selesai"), null=True)

    class Meta:
        verbose_name = _("catatan yang perlu penjelasan")
        ordering: ClassVar = ["-on", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["regency", "on"], condition=~Q(state="settled"), name="oddlogs_unsettled"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "rule", "occasion", "pairing"], name="oddlogs_once"),
            models.CheckConstraint(condition=Q(rule__in=Oddity.values), name="oddlogs_rule"),
            models.CheckConstraint(condition=Q(state__in=OddState.values), name="oddlogs_state"),
            models.CheckConstraint(
                condition=Q(explained_at__isnull=True, explanation="") | Q(explained_at__isnull=False),
                name="oddlogs_explained_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="explained") | Q(explained_at__isnull=False), name="oddlogs_explained"
            ),
            models.CheckConstraint(
                condition=Q(state="settled", settled_at__isnull=False, settled_by__isnull=False)
                | (~Q(state="settled") & Q(settled_at=None, settled_by=None, settlement="")),
                name="oddlogs_settled",
            ),
            models.CheckConstraint(
                condition=Q(settled_by=None) | ~Q(settled_by=F("person")), name="oddlogs_settled_by_another"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        """One's own logs alone; the others of a pairing know nothing of it."""
        return Q(person_id=scope.user_id)
