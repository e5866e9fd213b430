"""Action plans: a learner's goals in his own words, and what became of them (DOMAIN §§4.2, 8 I-3)."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.history import tracked
from mentoring.enums import ActionState, Competency, GoalState
from mentoring.models.diagnostics import LearnerMove, LearnerPart
from mentoring.models.programmes import OrgGoal
from mentoring.models.sessions import ActionItem

# The eight lines of the SMART checklist (DOMAIN §8 I-3): rules/plans.py says them.
SMART = tuple(range(1, 9))


@tracked()
class Plan(LearnerPart):
    """The action plan of one learner. Both accept it, each for himself; whatever changes in it asks both again.

    `agreed_at`: since when it counts; a coordinator who sends the pairing back takes that away.
    """

    learner_accepted_at = models.DateTimeField(null=True)
    guide_accepted_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(_("disepakati"), null=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("rencana aksi")
        constraints: ClassVar = [models.UniqueConstraint(fields=["learner"], name="plan_once")]

    def __str__(self) -> str:
        return f"#{self.pk}"


@tracked()
class Goal(LearnerPart):
    """A goal in the learner's own words, from a gap, with figures, an end and one checkpoint.

    `smart` holds the lines of the checklist answered «ya». `org_goal` None: a personal goal.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="goals")
    competency = models.CharField(_("kompetensi"), max_length=3, choices=Competency)
    statement = models.CharField(_("tujuan"), max_length=300)
    measure = models.CharField(_("satuan"), max_length=40)
    baseline = models.DecimalField(_("angka awal"), max_digits=12, decimal_places=2)
    target = models.DecimalField(_("angka target"), max_digits=12, decimal_places=2)
    check_on = models.DateField(_("titik cek"))
    due_on = models.DateField(_("selesai"))
    org_goal = models.ForeignKey(
        OrgGoal, models.PROTECT, null=True, related_name="+", verbose_name=_("sasaran organisasi")
    )
    smart = ArrayField(models.PositiveSmallIntegerField(), default=list, verbose_name=_("daftar periksa"))
    state = models.CharField(_("status"), max_length=8, choices=GoalState, default=GoalState.DRAFT)
    outcome_note = models.CharField(_("bukti hasil"), max_length=300, blank=True)
    agreed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    seen_at = models.DateTimeField(_("dilihat koordinator"), null=True)

    class Meta:
        verbose_name = _("tujuan")
        ordering: ClassVar = ["due_on", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["due_on"], condition=Q(state="agreed"), name="goal_due"),
            models.Index(fields=["learner"], name="goal_learner"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=GoalState.values), name="goal_state"),
            models.CheckConstraint(condition=Q(competency__in=Competency.values), name="goal_competency"),
            models.CheckConstraint(condition=Q(check_on__lte=F("due_on")), name="goal_checked_before_due"),
            models.CheckConstraint(condition=~Q(baseline=F("target")), name="goal_goes_somewhere"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "dropped"]) | Q(smart__contains=list(SMART)), name="goal_is_smart"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "agreed"]) | ~Q(outcome_note=""), name="goal_outcome_is_told"
            ),
        ]

    def __str__(self) -> str:
        return self.statement


class GoalTransition(LearnerMove):
    """One move of a goal."""

    states = GoalState

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="transitions")

    class Meta(LearnerMove.Meta):
        verbose_name = _("perpindahan tujuan")


class ActionTransition(LearnerMove):
    """One move of a step of a plan, proposals among them (`is_proposal`)."""

    states = ActionState

    action = models.ForeignKey(ActionItem, models.PROTECT, related_name="transitions")
    is_proposal = models.BooleanField(default=False)

    class Meta(LearnerMove.Meta):
        verbose_name = _("perpindahan langkah")
