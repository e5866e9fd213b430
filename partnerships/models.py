"""Partners of the party's cadre work: what was agreed, who has a stake, what is done with which cadres, and reviews.

Institutions, never people of theirs: contact data of persons outside the party are not kept. What names a cadre
(`ActivityCadre`) is read by secretariats and coordinators; everything else by whoever reads the unit.
"""

from datetime import date, timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import STAFF_ROLES, TIER_ROLES, Role
from accounts.models import Deed, User, today
from accounts.scoping import Scope, ScopedModel, ScopedQuerySet
from cadres.models import Member, TrainingEvent
from core.history import tracked
from mentoring.models import Programme
from partnerships.enums import (
    RUNNING,
    ActivityKind,
    Objective,
    PartnerKind,
    PartnershipState,
    TakeState,
    Verdict,
)

#: From so many days before its end a partnership warns, and so long after its last review it asks for the next.
WARN_DAYS, REVIEW_EVERY = 90, timedelta(days=365)


class PartnershipQuerySet(ScopedQuerySet):
    """Partnerships in the party's words."""

    def running(self) -> "PartnershipQuerySet":
        """Those in which something is done together."""
        return self.filter(state__in=RUNNING)

    def ending(self, day: date) -> "PartnershipQuerySet":
        """Running ones whose end is near or over."""
        return self.running().filter(ends_on__lte=day + timedelta(days=WARN_DAYS))

    def awaiting_review(self, day: date) -> "PartnershipQuerySet":
        """Running ones whose yearly review is due; `Partnership.is_review_due` for one."""
        since = day - REVIEW_EVERY
        return self.running().filter(Q(reviewed_on__lte=since) | Q(reviewed_on=None, starts_on__lte=since))


@tracked()
class Partnership(ScopedModel):
    """What a unit and one partner do together: kind, objectives, roles, document and dates.

    A formal one stands on a document, names the roles of both and its end, before it is in force (DOMAIN §4.4).
    """

    readable_by: ClassVar[frozenset[Role] | None] = TIER_ROLES

    name = models.CharField(_("nama mitra"), max_length=120)
    kind = models.CharField(_("jenis"), max_length=9, choices=PartnerKind)
    objectives = ArrayField(models.CharField(max_length=10, choices=Objective), verbose_name=_("tujuan"))
    summary = models.CharField(_("isi kerja sama"), max_length=400)
    our_role = models.CharField(_("peran partai"), max_length=200, blank=True)
    their_role = models.CharField(_("peran mitra"), max_length=200, blank=True)
    document_ref = models.CharField(_("nomor naskah kerja sama"), max_length=80, blank=True)
    document_on = models.DateField(_("tanggal naskah"), null=True, blank=True)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)
    state = models.CharField(
        _("status"), max_length=12, choices=PartnershipState, default=PartnershipState.DRAFT, editable=False
    )
    reviewed_on = models.DateField(null=True, editable=False, help_text="The last review; kept with it.")
    created_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("kemitraan")
        ordering: ClassVar = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(summary=""), name="partnership_has_a_name"),
            models.CheckConstraint(condition=Q(kind__in=PartnerKind.values), name="partnership_kind"),
            models.CheckConstraint(condition=Q(state__in=PartnershipState.values), name="partnership_state"),
            models.CheckConstraint(
                condition=Q(objectives__contained_by=Objective.values) & Q(objectives__len__gte=1),
                name="partnership_objectives",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")), name="partnership_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(kind="formal")
                | Q(state="draft")
                | (~Q(document_ref="") & ~Q(our_role="") & ~Q(their_role="") & Q(ends_on__isnull=False)),
                name="partnership_formal_is_whole",
            ),
            models.UniqueConstraint("unit", Lower("name"), condition=~Q(state="ended"), name="partnership_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("partnerships:partnership", args=[self.pk])

    @property
    def objective_names(self) -> list[str]:
        """The objectives in words."""
        return [str(Objective(code).label) for code in self.objectives]

    @property
    def is_running(self) -> bool:
        """Whether something is done together."""
        return self.state in RUNNING

    @property
    def days_left(self) -> int | None:
        """Days until the end, negative when it is over; None without an end."""
        return (self.ends_on - today()).days if self.ends_on else None

    @property
    def is_ending(self) -> bool:
        """Whether it warns of its end."""
        return self.is_running and self.days_left is not None and self.days_left <= WARN_DAYS

    @property
    def review_due_on(self) -> date:
        """When the yearly review is due."""
        return (self.reviewed_on or self.starts_on) + REVIEW_EVERY

    @property
    def is_review_due(self) -> bool:
        """Whether the yearly review waits."""
        return self.is_running and self.review_due_on <= today()


class PartnershipPart(ScopedModel):
    """A row beside a partnership: read by whoever reads that. `unit` is the partnership's."""

    readable_by: ClassVar[frozenset[Role] | None] = TIER_ROLES

    class Meta:
        abstract = True


class PartnershipTransition(Deed, PartnershipPart):
    """One move of a partnership: from, to, who, when, why."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="transitions")
    from_value = models.CharField(max_length=12, blank=True)
    to_value = models.CharField(max_length=12, choices=PartnershipState)
    reason = models.CharField(_("alasan"), max_length=300, blank=True)
    actor = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("perpindahan kemitraan")
        ordering: ClassVar = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(to_value="ended") | ~Q(reason=""), name="partnershipmove_end_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.from_value} → {self.to_value}"


@tracked()
class Stakeholder(PartnershipPart):
    """An institution that has a stake: what it does in the partnership, and what it wants of it. No person's name."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="stakeholders")
    name = models.CharField(_("lembaga atau jabatan"), max_length=100)
    role = models.CharField(_("peran"), max_length=120)
    interest = models.CharField(_("kepentingan"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("pemangku kepentingan")
        ordering: ClassVar = ["name"]
        constraints = [models.UniqueConstraint("partnership", Lower("name"), name="stakeholder_once")]

    def __str__(self) -> str:
        return self.name


@tracked()
class PartnerGoal(PartnershipPart):
    """What a partnership is to reach: an objective as a number with baseline, target and day."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="goals")
    objective = models.CharField(_("tujuan"), max_length=10, choices=Objective)
    statement = models.CharField(_("sasaran"), max_length=200)
    measure = models.CharField(_("satuan"), max_length=40)
    baseline = models.PositiveIntegerField(_("angka awal"))
    target = models.PositiveIntegerField(_("target"))
    actual = models.PositiveIntegerField(_("angka sekarang"), null=True, blank=True)
    due_on = models.DateField(_("tenggat"))

    class Meta:
        verbose_name = _("sasaran kemitraan")
        ordering: ClassVar = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(objective__in=Objective.values), name="partnergoal_objective"),
            models.CheckConstraint(condition=~Q(target=F("baseline")), name="partnergoal_changes_something"),
        ]

    def __str__(self) -> str:
        return self.statement

    @property
    def is_met(self) -> bool:
        """Whether the number has reached its target, upwards or downwards."""
        if self.actual is None:
            return False
        return self.actual >= self.target if self.target > self.baseline else self.actual <= self.target


@tracked()
class Activity(PartnershipPart):
    """What is done with a partner: a training, mentoring of a programme, places to practise in."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="activities")
    kind = models.CharField(_("jenis"), max_length=9, choices=ActivityKind)
    title = models.CharField(_("kegiatan"), max_length=120)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)
    event = models.ForeignKey(
        TrainingEvent, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("pelatihan")
    )
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("program pendampingan")
    )

    class Meta:
        verbose_name = _("kegiatan kemitraan")
        ordering: ClassVar = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ActivityKind.values), name="activity_kind"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="activity_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(event__isnull=True) | Q(kind="training"), name="activity_event"),
            models.CheckConstraint(
                condition=Q(programme__isnull=True) | Q(kind="mentoring"), name="activity_programme"
            ),
        ]

    def __str__(self) -> str:
        return self.title


@tracked()
class ActivityCadre(ScopedModel):
    """A cadre who takes part in an activity. `unit` is his own; secretariats and coordinators read it, and he."""

    readable_by: ClassVar[frozenset[Role] | None] = STAFF_ROLES

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="cadres")
    member = models.ForeignKey(Member, models.PROTECT, related_name="activities", verbose_name=_("kader"))
    state = models.CharField(_("status"), max_length=8, choices=TakeState, default=TakeState.JOINED)
    added_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")

    class Meta:
        verbose_name = _("peserta kegiatan")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=TakeState.values), name="activitycadre_state"),
            models.UniqueConstraint(fields=["activity", "member"], name="activitycadre_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(member__user_id=scope.user_id)


class Review(Deed, PartnershipPart):
    """The yearly review of a partnership: what was found, and what it comes to. It stays as it was written."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="reviews")
    reviewed_on = models.DateField(_("tanggal tinjauan"))
    findings = models.CharField(_("temuan"), max_length=600)
    verdict = models.CharField(_("putusan"), max_length=8, choices=Verdict)
    actor = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("tinjauan kemitraan")
        ordering: ClassVar = ["-reviewed_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="partnerreview_verdict"),
            models.CheckConstraint(condition=~Q(findings=""), name="partnerreview_has_findings"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class PartnerLink(PartnershipPart):
    """A link by which the partner reads the results without an account: as a keyed hash, until a day, or taken back."""

    readable_by: ClassVar[frozenset[Role] | None] = STAFF_ROLES

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="links")
    token_hash = models.BinaryField(max_length=32, unique=True)
    expires_on = models.DateField(_("berlaku sampai"))
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("tautan mitra")
        ordering: ClassVar = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it still leads anywhere."""
        return self.revoked_at is None and self.expires_on >= today()
