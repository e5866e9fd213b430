"""Confidential reports, routed around whoever is named in them (DOMAIN §§4.4, 7.4, 9).

Nothing here carries tier ids: sight does not follow the tree. The database decides who handles a report and who is
kept out (`kad_concern_excludes`); both walls ask the same function. Reports leave no history tables, so that no copy
stands outside that decision.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, Value
from django.utils import timezone
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import Deed, User
from cadres.models import Member
from core.fields import EncryptedTextField
from mentoring.enums import ConcernActKind, ConcernCategory, ConcernDesk, ConcernOutcome, ConcernState
from regions.models import Unit


class Excludes(Func):
    """`kad_concern_excludes(report, account)`: the account is named in it, stands close to who is, or wrote it."""

    function = "kad_concern_excludes"
    output_field = models.BooleanField()
    conditional = True


class ConcernQuerySet(models.QuerySet["Concern"]):
    """Reports have two gates: the handler's and the reporter's."""

    def for_user(self, user: User) -> "ConcernQuerySet":
        """What the user handles in the role he acts in; the officer reads all that do not concern himself."""
        scope = user.scope
        if scope is None or scope.role not in (Role.COORDINATOR, Role.DPO):
            return self.none()
        found = self.filter(~Excludes(F("pk"), Value(user.pk)))
        if scope.on_behalf_of_id:
            found = found.filter(~Excludes(F("pk"), Value(scope.on_behalf_of_id)))
        if scope.role == Role.DPO:
            return found
        return found.filter(desk=ConcernDesk.COORDINATOR, handling_unit_id=scope.unit.pk)

    def reported_by(self, user: User) -> "ConcernQuerySet":
        """One's own reports."""
        return self.filter(Exists(ConcernReporter.objects.filter(concern=OuterRef("pk"), user_id=user.pk)))

    def open(self) -> "ConcernQuerySet":
        """Those that have not ended."""
        return self.exclude(state=ConcernState.RESOLVED)


class Concern(models.Model):
    """One confidential report. A random key, so that nobody learns from his own how many others there are.

    `handling_unit` and `desk` are set by the database alone (`kad_concern_route`), anew with each name.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    category = models.CharField(_("tentang"), max_length=12, choices=ConcernCategory)
    text = EncryptedTextField(_("yang terjadi"))
    is_anonymous = models.BooleanField(_("tanpa nama"), default=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="The regency it comes from, or above.")
    handling_unit = models.ForeignKey(Unit, models.PROTECT, null=True, editable=False, related_name="+")
    desk = models.CharField(max_length=12, choices=ConcernDesk, default=ConcernDesk.DPO, editable=False)
    state = models.CharField(_("status"), max_length=13, choices=ConcernState, default=ConcernState.SUBMITTED)
    outcome = models.CharField(_("hasil"), max_length=10, choices=ConcernOutcome, blank=True)
    submitted_at = models.DateTimeField(default=timezone.now)
    answer_days = models.PositiveSmallIntegerField(default=7)
    due_at = models.DateTimeField(help_text="When it goes a tier up, if nobody has answered until then.")
    closed_at = models.DateTimeField(null=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        verbose_name = _("laporan rahasia")
        indexes = [
            models.Index(fields=["handling_unit", "desk"], name="concern_handled"),
            models.Index(fields=["due_at"], condition=Q(state="submitted"), name="concern_waiting"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(category__in=ConcernCategory.values), name="concern_category"),
            models.CheckConstraint(condition=Q(state__in=ConcernState.values), name="concern_state"),
            models.CheckConstraint(condition=Q(desk__in=ConcernDesk.values), name="concern_desk"),
            models.CheckConstraint(
                condition=Q(state="resolved", outcome__in=ConcernOutcome.values, closed_at__isnull=False)
                | (~Q(state="resolved") & Q(outcome="", closed_at__isnull=True)),
                name="concern_resolved_has_outcome",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        """Whether it is still being handled."""
        return self.state != ConcernState.RESOLVED

    @property
    def is_late(self) -> bool:
        """Whether nobody has answered in time."""
        return self.state == ConcernState.SUBMITTED and self.due_at < timezone.now()

    @property
    def state_label(self) -> str:
        """Where it stands, with how it ended."""
        return self.get_outcome_display() if self.outcome else self.get_state_display()


class ConcernPart(models.Model):
    """A row that belongs to a report, and is seen with it."""

    class Meta:
        abstract = True

    @classmethod
    def of(cls, concern: Concern) -> "QuerySet[ConcernPart]":
        """The rows of a report that was found through its own gate."""
        return cls._default_manager.filter(concern=concern)


class ConcernReporter(models.Model):
    """Who wrote a report. Sealed when it is anonymous: then this row opens for the reporter alone."""

    concern = models.OneToOneField(Concern, models.PROTECT, primary_key=True, related_name="reporter_link")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    client_uuid = models.UUIDField(default=uuid.uuid4, help_text="Made with the form: sent again, it is one report.")

    class Meta:
        verbose_name = _("pelapor")
        constraints = [models.UniqueConstraint(fields=["user", "client_uuid"], name="concern_sent_once")]

    def __str__(self) -> str:
        return str(self.concern_id)


class ConcernName(ConcernPart):
    """Somebody named in a report, by account or by membership; `unit` is where the member stood then.

    No foreign key of the database on the member: a row that must not be noticed stops nobody's deed.
    """

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="names")
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    member = models.ForeignKey(Member, models.DO_NOTHING, null=True, related_name="+", db_constraint=False)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    label = EncryptedTextField(_("nama"))

    class Meta:
        verbose_name = _("orang yang dilaporkan")
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False) | Q(member__isnull=False), name="concernname_is_somebody"
            ),
            models.UniqueConstraint(fields=["concern", "user"], name="concernname_user_once"),
            models.UniqueConstraint(fields=["concern", "member"], name="concernname_member_once"),
        ]

    def __str__(self) -> str:
        return str(self.concern_id)


class ConcernAct(ConcernPart, Deed):
    """One act on a report: from, to, who, when, why, at which unit. Written once.

    What the reporter does has no actor, so that an anonymous report stays one. Notes of handlers (`noted`, `named`)
    are not shown to the reporter; the reason of a move is what he is told.
    """

    HIDDEN_FROM_REPORTER: ClassVar[tuple[str, ...]] = (ConcernActKind.NOTED, ConcernActKind.NAMED)

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="acts")
    kind = models.CharField(max_length=8, choices=ConcernActKind)
    from_value = models.CharField(max_length=13, blank=True)
    to_value = models.CharField(max_length=13, blank=True)
    is_reporters = models.BooleanField(default=False)
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    note = EncryptedTextField(blank=True)

    class Meta:
        verbose_name = _("langkah laporan")
        ordering: ClassVar = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ConcernActKind.values), name="concernact_kind"),
            models.CheckConstraint(
                condition=Q(is_reporters=False) | Q(actor__isnull=True, on_behalf_of__isnull=True),
                name="concernact_reporter_is_nameless",
            ),
        ]

    def __str__(self) -> str:
        return self.kind

    @property
    def title(self) -> str:
        """What happened, in words."""
        if self.kind == ConcernActKind.MOVED:
            return str(ConcernState(self.to_value).label)
        if self.kind == ConcernActKind.ROUTED and self.unit:
            return _text("Diteruskan ke %(unit)s") % {"unit": self.unit.full_name}
        return self.get_kind_display()

    @property
    def who(self) -> str:
        """The handler's signature, «pelapor», or «otomatis»."""
        if self.is_reporters:
            return _text("pelapor")
        return self.signature or _text("otomatis")
