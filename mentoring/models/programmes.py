"""Programmes and the organisational goals they serve."""

from datetime import timedelta
from decimal import Decimal
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import Assignment, User
from accounts.scoping import Scope, ScopedModel, ScopedQuerySet
from cadres.models import Level
from core.history import tracked
from mentoring.enums import CADENCE_DAYS, DEFAULT_CADENCE_DAYS, Category, Competency, ProgrammeKind, ProgrammeState
from mentoring.models.moves import Move
from mentoring.models.pairings import own_pairings

# What no party may leave, whatever it has set (DOMAIN §5: 2 to 18 months unless it sets otherwise).
SHORTEST, LONGEST = timedelta(days=30), timedelta(days=1100)


class ProgrammeQuerySet(ScopedQuerySet):
    """Programmes in the words of those who watch over them."""

    def ownerless(self) -> "ProgrammeQuerySet":
        """Those that are not over and whose coordinator holds that role there no more (DOMAIN §7.4)."""
        return self.filter(_ownerless())

    def with_owners(self) -> "ProgrammeQuerySet":
        """With `is_ownerless`: not over, and nobody owns it any more."""
        return self.annotate(is_ownerless=models.ExpressionWrapper(_ownerless(), models.BooleanField()))


def _ownerless() -> Q:
    held = Assignment.objects.current().filter(role=Role.COORDINATOR, user=models.OuterRef("coordinator"))
    above = Q(unit__tier=0)
    for tier in ("unit", "province", "regency", "district", "village"):
        above |= Q(unit=models.OuterRef(tier))
    return ~Q(state=ProgrammeState.CLOSED) & ~models.Exists(held.filter(above, user__is_active=True).order_by())


@tracked()
class Programme(ScopedModel):
    """A time-boxed run of mentoring that somebody owns and that serves an organisational goal.

    Its windows, stages, needs and shelf lie beside it (`mentoring.models.programme_parts`), copied from a template
    or written by its coordinator while it is a draft.
    """

    name = models.CharField(_("nama program"), max_length=120)
    kind = models.CharField(
        _("jenis"),
        max_length=9,
        choices=ProgrammeKind,
        default=ProgrammeKind.STANDARD,
        db_default=ProgrammeKind.STANDARD,
    )
    level = models.ForeignKey(
        Level, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("menuju jenjang")
    )
    category = models.CharField(_("kategori"), max_length=12, choices=Category, default=Category.FORMAL_STAGE)
    coordinator = models.ForeignKey(User, models.PROTECT, related_name="programmes", verbose_name=_("koordinator"))
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("selesai"))
    cadence_days = models.PositiveSmallIntegerField(
        _("irama pertemuan (hari)"),
        default=DEFAULT_CADENCE_DAYS,
        validators=[MinValueValidator(CADENCE_DAYS[0]), MaxValueValidator(CADENCE_DAYS[1])],
    )
    state = models.CharField(_("status"), max_length=10, choices=ProgrammeState, default=ProgrammeState.DRAFT)
    focus = ArrayField(
        models.CharField(max_length=3),
        default=list,
        blank=True,
        verbose_name=_("kompetensi utama"),
        help_text=_("Didahulukan bila dua kesenjangan sama besar."),
    )

    closing_report = models.CharField(_("laporan akhir"), max_length=2000, blank=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("program")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=ProgrammeKind.values), name="programme_kind"),
            models.CheckConstraint(
                condition=Q(kind="level", level__isnull=False) | (~Q(kind="level") & Q(level__isnull=True)),
                name="programme_level_for_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on") + SHORTEST, ends_on__lte=F("starts_on") + LONGEST),
                name="programme_length",
            ),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="programme_ends_after_start"),
            models.CheckConstraint(condition=Q(state__in=ProgrammeState.values), name="programme_state"),
            models.CheckConstraint(condition=Q(category__in=Category.values), name="programme_category"),
            models.CheckConstraint(condition=Q(cadence_days__range=CADENCE_DAYS), name="programme_cadence"),
            models.CheckConstraint(condition=Q(focus__contained_by=Competency.values), name="programme_focus"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("mentoring:programme", args=[self.pk])

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(pairings__in=own_pairings(scope))


class ProgrammeTransition(Move):
    """One move of a programme; the first one is its draft."""

    states = ProgrammeState

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="transitions")

    class Meta(Move.Meta):
        verbose_name = _("perpindahan program")


@tracked()
class OrgGoal(ScopedModel):
    """What the party wants from a programme: a figure with baseline, target and date (DOMAIN K18)."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="goals")
    statement = models.CharField(_("sasaran"), max_length=200)
    measure = models.CharField(_("satuan"), max_length=40)
    baseline = models.DecimalField(_("angka awal"), max_digits=12, decimal_places=2)
    target = models.DecimalField(_("angka target"), max_digits=12, decimal_places=2)
    actual = models.DecimalField(_("angka kini"), max_digits=12, decimal_places=2, null=True, blank=True)
    due_on = models.DateField(_("tenggat"))

    class Meta:
        verbose_name = _("sasaran organisasi")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(target=F("baseline")), name="orggoal_target_differs"),
        ]

    def __str__(self) -> str:
        return self.statement

    @property
    def reached(self) -> Decimal | None:
        """K18: how much of the way from baseline to target is done; not clipped, None before anybody has measured."""
        return None if self.actual is None else (self.actual - self.baseline) / (self.target - self.baseline)

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(programme__pairings__in=own_pairings(scope))
