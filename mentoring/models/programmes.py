"""Programmes and the organisational goals they serve."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.scoping import Scope, ScopedModel
from core.history import tracked
from mentoring.enums import CADENCE_DAYS, DEFAULT_CADENCE_DAYS, Category, Competency, ProgrammeState
from mentoring.models.moves import Move
from mentoring.models.pairings import own_pairings


@tracked()
class Programme(ScopedModel):
    """A time-boxed run of mentoring that somebody owns and that serves an organisational goal."""

    name = models.CharField(_("nama program"), max_length=120)
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

    class Meta:
        verbose_name = _("program")
        constraints = [
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

    def __str__(self) -> str:
        return self.statement

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(programme__pairings__in=own_pairings(scope))
