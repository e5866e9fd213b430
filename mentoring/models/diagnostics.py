"""The diagnostic rubric (DOMAIN §8 I-2): its versions, and what a learner and his guide said by it, round by round.

Seen by the learner, who guides him, and coordinators; never by the other learners of a group, the secretariat or
leaders (DOMAIN §9).
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
from core.history import tracked
from mentoring.enums import Competency, DiagnosticState, Profile, Round, Side
from mentoring.models.moves import MoveFields
from mentoring.models.pairings import Pairing, PairingPart, PairingParticipant, own_learners

LEVELS = (1, 5)


class Rubric(models.Model):
    """A version of the rubric. Once a diagnostic uses it the database lets nobody change it or its items."""

    version = models.PositiveSmallIntegerField(unique=True)
    name = models.CharField(max_length=80)
    scale = ArrayField(models.CharField(max_length=20), size=5)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("rubrik")
        ordering: ClassVar = ["version"]

    def __str__(self) -> str:
        return f"{self.name} v{self.version}"


class RubricItem(models.Model):
    """A competency of a version: five anchors, from 1, and the target of each profile."""

    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="items")
    competency = models.CharField(max_length=3, choices=Competency)
    anchors = ArrayField(models.CharField(max_length=120), size=5)
    target_cadre = models.PositiveSmallIntegerField()
    target_officer = models.PositiveSmallIntegerField()
    target_candidate = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("butir rubrik")
        ordering: ClassVar = ["competency"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rubric", "competency"], name="rubric_item_once"),
            models.CheckConstraint(condition=Q(competency__in=Competency.values), name="rubric_item_competency"),
            models.CheckConstraint(
                condition=Q(target_cadre__range=LEVELS, target_officer__range=LEVELS, target_candidate__range=LEVELS),
                name="rubric_item_targets",
            ),
        ]

    def __str__(self) -> str:
        return self.competency


class LearnerPart(PairingPart):
    """A row about one learner of a pairing: his own, his guide's and the coordinators'."""

    readable_by: ClassVar[frozenset[Role] | None] = frozenset({Role.COORDINATOR})

    pairing = models.ForeignKey(Pairing, models.PROTECT, related_name="+")
    learner = models.ForeignKey(PairingParticipant, models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(learner__in=own_learners(scope))


class LearnerMove(MoveFields, LearnerPart):
    """A move of a row about a learner: his own, his guide's and the coordinators'."""

    class Meta(MoveFields.Meta):
        abstract = True


@tracked()
class Diagnostic(LearnerPart):
    """One round of the rubric for one learner.

    A locked one never changes; a coordinator may set a baseline aside with a reason, and the next is a new row.
    """

    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="diagnostics")
    round = models.CharField(_("putaran"), max_length=9, choices=Round)
    profile = models.CharField(_("tolok ukur"), max_length=9, choices=Profile, default=Profile.CADRE)
    state = models.CharField(_("status"), max_length=6, choices=DiagnosticState, default=DiagnosticState.DRAFT)
    opened_at = models.DateTimeField(default=timezone.now)
    agreed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    locked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    locked_at = models.DateTimeField(_("dikunci"), null=True)
    set_aside_at = models.DateTimeField(null=True)
    set_aside_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("diagnostik")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["learner", "round"], condition=Q(set_aside_at__isnull=True), name="diagnostic_round_once"
            ),
            models.UniqueConstraint(
                fields=["learner"],
                condition=~Q(state="locked") & Q(set_aside_at__isnull=True),
                name="diagnostic_one_open",
            ),
            models.CheckConstraint(condition=Q(round__in=Round.values), name="diagnostic_round"),
            models.CheckConstraint(condition=Q(profile__in=Profile.values), name="diagnostic_profile"),
            models.CheckConstraint(condition=Q(state__in=DiagnosticState.values), name="diagnostic_state"),
            models.CheckConstraint(
                condition=~Q(state="locked")
                | Q(agreed_by__isnull=False, locked_by__isnull=False, locked_at__isnull=False)
                & ~Q(locked_by=F("agreed_by")),
                name="diagnostic_locked_by_two",
            ),
            models.CheckConstraint(
                condition=Q(set_aside_at__isnull=True) | ~Q(set_aside_reason=""), name="diagnostic_aside_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.get_round_display()


class DiagnosticTransition(LearnerMove):
    """One move of a round."""

    states = DiagnosticState

    diagnostic = models.ForeignKey(Diagnostic, models.PROTECT, related_name="transitions")

    class Meta(LearnerMove.Meta):
        verbose_name = _("perpindahan diagnostik")


@tracked()
class DiagnosticRating(LearnerPart):
    """What one side says, before the talk: level by competency, null for «belum tahu».

    Nobody but its author reads it until both sides have sent theirs (`is_open`, kept by a trigger); what was sent
    stays as it is.
    """

    diagnostic = models.ForeignKey(Diagnostic, models.PROTECT, related_name="ratings")
    side = models.CharField(max_length=6, choices=Side)
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    levels = models.JSONField(default=dict)
    submitted_at = models.DateTimeField(null=True)
    is_open = models.BooleanField(default=False, editable=False, help_text="Kept by a trigger: both sides have sent.")

    class Meta:
        verbose_name = _("penilaian")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["diagnostic", "side"], name="rating_side_once"),
            models.UniqueConstraint(fields=["diagnostic", "author"], name="rating_author_once"),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="rating_side"),
        ]

    def __str__(self) -> str:
        return self.side

    @classmethod
    def scope_filter(cls, scope: Scope) -> Q:
        """Blind: open ones, and one's own."""
        return super().scope_filter(scope) & (Q(is_open=True) | Q(author_id=scope.user_id))


@tracked()
class DiagnosticLevel(LearnerPart):
    """One competency of a round, as it came out of the talk. What both had said and the target: by a trigger."""

    diagnostic = models.ForeignKey(Diagnostic, models.PROTECT, related_name="levels")
    competency = models.CharField(_("kompetensi"), max_length=3, choices=Competency)
    self_level = models.PositiveSmallIntegerField(null=True, editable=False)
    mentor_level = models.PositiveSmallIntegerField(null=True, editable=False)
    target = models.PositiveSmallIntegerField(editable=False, default=1)
    agreed_level = models.PositiveSmallIntegerField(_("tingkat disepakati"), null=True)
    talked = models.BooleanField(_("sudah dibicarakan"), default=False)
    talk_note = models.CharField(_("hasil pembicaraan"), max_length=300, blank=True)
    evidence = models.CharField(_("bukti"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("tingkat kompetensi")
        ordering: ClassVar = ["competency"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["diagnostic", "competency"], name="level_once"),
            models.CheckConstraint(condition=Q(competency__in=Competency.values), name="level_competency"),
            *[
                models.CheckConstraint(
                    condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__range": LEVELS}), name=f"level_{name}"
                )
                for name in ("self_level", "mentor_level", "agreed_level", "target")
            ],
            # DOMAIN §8 I-2: two steps apart, or unknown to one side, is talked about first; 4 and 5 carry evidence.
            models.CheckConstraint(
                condition=Q(agreed_level__isnull=True)
                | Q(talked=True) & ~Q(talk_note="")
                | Q(
                    self_level__isnull=False,
                    mentor_level__isnull=False,
                    self_level__lte=F("mentor_level") + 1,
                    mentor_level__lte=F("self_level") + 1,
                ),
                name="level_talked_about",
            ),
            models.CheckConstraint(
                condition=Q(agreed_level__isnull=True) | Q(agreed_level__lt=4) | ~Q(evidence=""),
                name="level_high_has_evidence",
            ),
        ]

    def __str__(self) -> str:
        return self.competency

    @property
    def gap(self) -> int:
        """What is missing to the target; 0 where it is reached or nothing is agreed."""
        return max(0, self.target - self.agreed_level) if self.agreed_level is not None else 0
