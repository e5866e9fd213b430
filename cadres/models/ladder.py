"""Somebody's way up the ladder: paths, recommendations, promotions and appeals.

An award holds the evidence that was seen when it was proposed and when it was decided, as counts and ids: leaders
decide on it without seeing trainings or sessions (DOMAIN §9). A decided award stays; it can be revoked.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import STAFF_ROLES, Role
from accounts.models import Deed, User, name_lent, signed, two_sides
from accounts.scoping import Scope, ScopedModel, ScopedQuerySet
from cadres.enums import AppealState, AwardState, PathState
from cadres.models.levels import Level, RequirementSet
from cadres.models.members import Member
from core.history import tracked


class OwnRow(ScopedModel):
    """A row about one member; he sees his own. `unit` is his unit when it was written."""

    class Meta:
        abstract = True

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(member__user_id=scope.user_id)


@tracked()
class LevelPath(OwnRow):
    """A member's way to a level, by the version of its rules that was in force when he started."""

    readable_by: ClassVar[frozenset[Role] | None] = STAFF_ROLES

    member = models.ForeignKey(Member, models.PROTECT, related_name="paths")
    level = models.ForeignKey(Level, models.PROTECT, related_name="paths")
    requirement_set = models.ForeignKey(RequirementSet, models.PROTECT, related_name="paths")
    state = models.CharField(_("status"), max_length=12, choices=PathState, default=PathState.RUNNING)
    started_on = models.DateField(_("mulai"), default=timezone.localdate)
    resumed_on = models.DateField(_("dilanjutkan"), null=True, help_text="Silence counts from here.")
    reason = models.CharField(_("alasan"), max_length=200, blank=True)
    ready_since = models.DateField(null=True, help_text="Every rule was met when it was last counted; kept by a job.")
    since = models.DateField(_("sejak"), default=timezone.localdate, help_text="In this state.")

    class Meta:
        verbose_name = _("jalan ke jenjang")
        indexes = [models.Index(fields=["regency", "state"], name="levelpath_regency_state")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=PathState.values), name="levelpath_state"),
            models.CheckConstraint(
                condition=~Q(state__in=["waiting", "interrupted"]) | ~Q(reason=""), name="levelpath_halt_has_a_reason"
            ),
            models.UniqueConstraint(
                fields=["member", "level"], condition=~Q(state="done"), name="levelpath_one_open_per_level"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class PathTransition(Deed, OwnRow):
    """One move of a path: from, to, who (nobody: the nightly job), when, why."""

    readable_by: ClassVar[frozenset[Role] | None] = STAFF_ROLES

    path = models.ForeignKey(LevelPath, models.PROTECT, related_name="transitions")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    from_value = models.CharField(max_length=12, blank=True)
    to_value = models.CharField(max_length=12, choices=PathState)
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(_("alasan"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("perpindahan jalan")
        ordering: ClassVar = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=Q(to_value__in=PathState.values), name="pathtransition_to")]

    def __str__(self) -> str:
        return f"{self.from_value} → {self.to_value}"


class Recommendation(OwnRow):
    """A leader of the member's own units vouches for him for one level. Written once, kept."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="recommendations")
    level = models.ForeignKey(Level, models.PROTECT, related_name="+")
    note = models.CharField(_("alasan"), max_length=300)
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("rekomendasi")
        constraints = [
            models.UniqueConstraint(fields=["member", "level", "given_by"], name="recommendation_once"),
            models.CheckConstraint(condition=~Q(note=""), name="recommendation_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class LevelAwardQuerySet(ScopedQuerySet):
    """Promotions in the party's words."""

    def waiting(self) -> "LevelAwardQuerySet":
        """Those that wait for a decision, the longest first."""
        return self.filter(state=AwardState.PROPOSED).order_by("proposed_at", "pk")

    def valid(self) -> "LevelAwardQuerySet":
        """Those that hold."""
        return self.filter(state=AwardState.AWARDED)


@tracked()
class LevelAward(OwnRow):
    """A promotion: proposed by a coordinator or a mentor, decided by a leader of the approval tier or above.

    Who proposed it reads it, as whom he proposed it.
    """

    member = models.ForeignKey(Member, models.PROTECT, related_name="awards")
    level = models.ForeignKey(Level, models.PROTECT, related_name="awards")
    from_level = models.CharField(_("dari jenjang"), max_length=20, blank=True)
    path = models.ForeignKey(LevelPath, models.PROTECT, related_name="awards")
    state = models.CharField(_("status"), max_length=10, choices=AwardState, default=AwardState.PROPOSED)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_for = name_lent()
    proposed_at = models.DateTimeField(default=timezone.now)
    proposed_evidence = models.JSONField(help_text="What the proposer saw: counts and ids, no name, no text.")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_for = name_lent()
    decided_at = models.DateTimeField(null=True)
    decided_evidence = models.JSONField(null=True, help_text="What the leader saw.")
    decision_reason = models.CharField(_("alasan"), max_length=300, blank=True)
    awarded_on = models.DateField(_("ditetapkan"), null=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    revoke_reason = models.CharField(_("alasan pencabutan"), max_length=300, blank=True)

    objects = LevelAwardQuerySet.as_manager()

    class Meta:
        verbose_name = _("kenaikan jenjang")
        indexes = [
            models.Index(fields=["member", "state"], name="levelaward_member_state"),
            models.Index(fields=["regency", "state"], name="levelaward_regency_state"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=AwardState.values), name="levelaward_state"),
            two_sides("proposed", "decided", name="levelaward_two_people"),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_by__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="levelaward_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["awarded", "revoked"])
                | Q(awarded_on__isnull=False, decided_evidence__isnull=False),
                name="levelaward_awarded_on_evidence",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(decision_reason=""), name="levelaward_return_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="revoked")
                | (Q(revoked_by__isnull=False, revoked_at__isnull=False) & ~Q(revoke_reason="")),
                name="levelaward_revoked_by_somebody_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["member"], condition=Q(state="proposed"), name="levelaward_one_proposal_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["member", "level"], condition=Q(state="awarded"), name="levelaward_level_once"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("cadres:award", args=[self.pk])

    @property
    def proposer(self) -> str:
        """Who proposed it, and in whose name."""
        return signed(self.proposed_by, self.proposed_for)

    @property
    def decider(self) -> str:
        """Who decided on it, and in whose name; empty before."""
        return signed(self.decided_by, self.decided_for)

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        """One's own; for a mentor also what he proposed."""
        own = super().person_filter(scope)
        return own | Q(proposed_by_id=scope.user_id) if scope.role == Role.MENTOR else own


@tracked()
class AwardAppeal(OwnRow):
    """An objection to a returned proposal, decided one tier up by somebody else; upheld, the level is awarded."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    award = models.OneToOneField(LevelAward, models.PROTECT, related_name="appeal")
    state = models.CharField(_("status"), max_length=10, choices=AppealState, default=AppealState.FILED)
    reason = models.CharField(_("alasan"), max_length=500)
    filed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    filed_for = name_lent()
    filed_at = models.DateTimeField(default=timezone.now)
    tier = models.SmallIntegerField(help_text="The tier that decides: one above the one that returned.")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_for = name_lent()
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(_("jawaban"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("keberatan")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=AppealState.values), name="awardappeal_state"),
            models.CheckConstraint(condition=~Q(reason=""), name="awardappeal_has_a_reason"),
            models.CheckConstraint(
                condition=Q(state="filed", decided_by__isnull=True)
                | (Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(answer="")),
                name="awardappeal_decided_with_an_answer",
            ),
            two_sides("filed", "decided", name="awardappeal_two_people"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
