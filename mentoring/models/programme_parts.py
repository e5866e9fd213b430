"""What belongs to a programme: windows of phases, dated stages, needs, shelf, hand-over, final report.

Windows, stages and needs are the coordinator's until the programme opens; then a trigger keeps them. None of them
names a person, except who hands over to whom.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import STAFF_ROLES, Role
from accounts.models import User
from accounts.scoping import Scope, ScopedModel
from mentoring.enums import (
    LEADERS,
    TIMED_PHASES,
    Audience,
    Category,
    Competency,
    HandoverState,
    Phase,
    ProgrammeKind,
    StageKind,
)
from mentoring.models.pairings import own_pairings
from mentoring.models.programmes import Programme

LARGEST_FILE = 300 * 1024
LAST_DAY = 1130


class ProgrammeTemplate(models.Model):
    """A pattern for programmes: data of the party, copied at creation, so that later changes touch no programme.

    `windows` maps a phase to its first and last day; `stages` lists kind, name, first and last day of the calendar.
    """

    code = models.SlugField(max_length=30, unique=True)
    name = models.CharField(_("nama"), max_length=80)
    about = models.CharField(_("keterangan"), max_length=300)
    kind = models.CharField(_("jenis"), max_length=9, choices=ProgrammeKind)
    category = models.CharField(_("kategori"), max_length=12, choices=Category)
    days = models.PositiveSmallIntegerField(_("lama (hari)"))
    cadence_days = models.PositiveSmallIntegerField(_("irama (hari)"))
    windows = models.JSONField(_("jendela fase"))
    stages = models.JSONField(_("tahapan"), default=list)
    is_offered = models.BooleanField(_("ditawarkan"), default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("templat program")
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=ProgrammeKind.values), name="template_kind"),
            models.CheckConstraint(condition=Q(category__in=Category.values), name="template_category"),
        ]

    def __str__(self) -> str:
        return self.name


class ProgrammePart(ScopedModel):
    """A row of one programme: read by all who read the programme, in the office and on the phone."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(programme__pairings__in=own_pairings(scope))


class ProgrammeWindow(ProgrammePart):
    """When a phase is due, in days: from a pairing's start, or from the programme's where an election sets the clock.

    A pairing's start is the day it became active, before that the day of its offer; pauses do not count.
    """

    phase = models.CharField(_("fase"), max_length=12, choices=Phase)
    first_day = models.PositiveSmallIntegerField(_("hari pertama"))
    last_day = models.PositiveSmallIntegerField(_("hari terakhir"))

    class Meta:
        verbose_name = _("jendela fase")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "phase"], name="window_once"),
            models.CheckConstraint(condition=Q(phase__in=[str(phase) for phase in TIMED_PHASES]), name="window_phase"),
            models.CheckConstraint(
                condition=Q(last_day__gt=F("first_day"), last_day__lte=LAST_DAY), name="window_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.phase} {self.first_day}–{self.last_day}"


class ProgrammeStage(ProgrammePart):
    """A dated stage of an election calendar. In a quiet one no campaign meeting is planned, and none is announced."""

    kind = models.CharField(_("tahap"), max_length=11, choices=StageKind)
    name = models.CharField(_("nama tahap"), max_length=60)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("selesai"))

    class Meta:
        verbose_name = _("tahapan")
        ordering: ClassVar = ["starts_on", "ends_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=StageKind.values), name="stage_kind"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="stage_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_beside_name(self) -> str:
        """Its kind, where the name does not say it already."""
        kind = str(StageKind(self.kind).label)
        return "" if kind.casefold() == self.name.casefold() else kind


class ProgrammeNeed(ProgrammePart):
    """One finding of the needs assessment: what is missing, how one knows, in which competencies, of how many."""

    finding = models.CharField(_("temuan"), max_length=200)
    evidence = models.CharField(_("bukti"), max_length=300)
    competencies = ArrayField(models.CharField(max_length=3), verbose_name=_("kompetensi"))
    cadres = models.PositiveIntegerField(_("banyaknya kader"))

    class Meta:
        verbose_name = _("kebutuhan")
        ordering: ClassVar = ["-cadres", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(finding="") & ~Q(evidence=""), name="need_is_said_and_shown"),
            models.CheckConstraint(condition=Q(cadres__gte=1), name="need_concerns_somebody"),
            models.CheckConstraint(
                condition=Q(competencies__contained_by=Competency.values) & ~Q(competencies=[]),
                name="need_competencies",
            ),
        ]

    def __str__(self) -> str:
        return self.finding

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(pk__in=[])

    @property
    def competency_names(self) -> list[str]:
        """The competencies in words."""
        return [str(Competency(code).label) for code in self.competencies]


class ProgrammeResource(ProgrammePart):
    """A link or a small paper on the shelf of a phase."""

    phase = models.CharField(_("fase"), max_length=12, choices=Phase)
    audience = models.CharField(_("untuk"), max_length=6, choices=Audience, default=Audience.BOTH)
    title = models.CharField(_("judul"), max_length=120)
    url = models.URLField(_("alamat"), max_length=400, blank=True)
    filename = models.CharField(max_length=120, blank=True)
    content = models.BinaryField(default=b"", help_text="The PDF; empty for a link.")

    class Meta:
        verbose_name = _("bahan")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(phase__in=Phase.values), name="resource_phase"),
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="resource_audience"),
            models.CheckConstraint(
                condition=(Q(url="") & ~Q(content=b"")) | (Q(url__startswith="https://") & Q(content=b"")),
                name="resource_link_or_paper",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_for(self, role: str) -> bool:
        """Whether somebody in this place of a pairing is meant."""
        if self.audience == Audience.BOTH:
            return True
        return (self.audience == Audience.MENTOR) == (role in LEADERS)


class ProgrammeHandover(ScopedModel):
    """An offer to take over a programme; the yes of the other coordinator changes its owner."""

    readable_by: ClassVar[frozenset[Role] | None] = STAFF_ROLES

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="handovers")
    from_user = models.ForeignKey(User, models.PROTECT, related_name="+")
    to_user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("koordinator baru"))
    offered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(default=timezone.now)
    note = models.CharField(_("catatan serah terima"), max_length=500)
    state = models.CharField(max_length=9, choices=HandoverState, default=HandoverState.OFFERED)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("serah terima")
        ordering: ClassVar = ["-offered_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=HandoverState.values), name="handover_state"),
            models.CheckConstraint(condition=~Q(from_user=F("to_user")), name="handover_to_somebody_else"),
            models.UniqueConstraint(fields=["programme"], condition=Q(state="offered"), name="handover_one_open"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class ProgrammeReport(ScopedModel):
    """What a programme came to, counted when it was closed and never again. Aggregates only; no names."""

    programme = models.OneToOneField(Programme, models.PROTECT, related_name="report")
    figures = models.JSONField(help_text="Indicator -> its parts, as `selectors.programme_figures` counts them.")
    goals = models.JSONField(help_text="Each organisational goal with baseline, target, actual.")
    closed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("laporan akhir program")

    def __str__(self) -> str:
        return f"#{self.pk}"
