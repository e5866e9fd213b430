"""Matching of a whole cohort: what counts in a programme, its draft runs, what each run suggests, and wishes."""

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import STAFF_ROLES, Role
from accounts.models import Assignment, User
from accounts.scoping import Scope, ScopedModel
from cadres.enums import Gender
from cadres.models import Member
from core.history import tracked
from mentoring.enums import MOST_WEIGHT, Factor, MatchRunState, Reach
from mentoring.models.mentors import Mentor
from mentoring.models.pairings import Pairing
from mentoring.models.programmes import Programme

COORDINATORS = frozenset({Role.COORDINATOR})


def _weight(label: object) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(label, validators=[MaxValueValidator(MOST_WEIGHT)])


@tracked()
class MatchWeights(ScopedModel):
    """What counts how much in one programme, and how far a mentor may be; without a row the party's settings hold."""

    readable_by: ClassVar[frozenset[Role] | None] = STAFF_ROLES

    programme = models.OneToOneField(Programme, models.PROTECT, related_name="match_weights")
    needs = _weight(Factor.NEEDS.label)
    nearness = _weight(Factor.NEARNESS.label)
    level = _weight(Factor.LEVEL.label)
    language = _weight(Factor.LANGUAGE.label)
    time = _weight(Factor.TIME.label)
    load = _weight(Factor.LOAD.label)
    waiting = _weight(Factor.WAITING.label)
    reach = models.CharField(_("mentor boleh berada di"), max_length=8, choices=Reach, default=Reach.REGENCY)
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("bobot pencocokan")
        constraints = [
            models.CheckConstraint(condition=Q(reach__in=Reach.values), name="matchweights_reach"),
            models.CheckConstraint(
                condition=Q(**{f"{factor}__lte": MOST_WEIGHT for factor in Factor.values}), name="matchweights_most"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.programme_id}"


class MatchRun(ScopedModel):
    """One draft of a whole cohort: who with whom by the weights of that moment. Offers nothing by itself.

    `asked` waits for a job (`claimed_at` says that one is at it), `ready` can be looked at, `failed` says why not.
    """

    readable_by: ClassVar[frozenset[Role] | None] = COORDINATORS

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="match_runs")
    number = models.PositiveSmallIntegerField(default=1, help_text="Within the programme, from 1.")
    state = models.CharField(max_length=6, choices=MatchRunState, default=MatchRunState.ASKED)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    assignment = models.ForeignKey(
        Assignment, models.PROTECT, null=True, related_name="+", help_text="Under which the job runs."
    )
    asked_at = models.DateTimeField(default=timezone.now)
    claim = models.UUIDField(null=True)
    claimed_at = models.DateTimeField(null=True)
    progress = models.PositiveIntegerField(default=0)
    learners = models.PositiveIntegerField(default=0)
    mentors = models.PositiveIntegerField(default=0)
    matched = models.PositiveIntegerField(default=0)
    points = models.PositiveIntegerField(default=0)
    weights = models.JSONField(default=dict, help_text="The weights and the reach that held.")
    failure = models.CharField(max_length=300, blank=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("rancangan pencocokan")
        indexes = [models.Index(fields=["programme", "-asked_at"], name="matchrun_recent")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MatchRunState.values), name="matchrun_state"),
            models.CheckConstraint(condition=Q(matched__lte=F("learners")), name="matchrun_matched"),
            models.UniqueConstraint(fields=["programme"], condition=Q(state="asked"), name="matchrun_one_at_a_time"),
            models.UniqueConstraint(fields=["programme", "number"], name="matchrun_number_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("mentoring:match_run", args=[self.pk])

    @property
    def unmatched(self) -> int:
        """How many have got no mentor."""
        return self.learners - self.matched


class MatchSuggestion(ScopedModel):
    """What a run says of one cadre: the mentor of the best whole, the five best for him alone, or why nobody.

    Carries keys and figures only; names are read through the asker's own sight.
    """

    readable_by: ClassVar[frozenset[Role] | None] = COORDINATORS

    run = models.ForeignKey(MatchRun, models.CASCADE, related_name="suggestions")
    place = models.PositiveIntegerField(help_text="In the order of waiting, from 0.")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    mentor = models.ForeignKey(Mentor, models.PROTECT, null=True, related_name="+")
    points = models.PositiveSmallIntegerField(default=0)
    is_locked = models.BooleanField(default=False)
    options = models.JSONField(
        default=list, help_text="[{mentor, parts: [[factor, points, of, detail], …]}], best first."
    )
    obstacles = models.JSONField(default=dict, help_text="rule → how many mentors it keeps away, when nobody is left.")
    remedy = models.JSONField(default=dict, help_text="The cheapest change that would match him, tried.")
    # Not kept by the database: an offer that is taken back within ten minutes is deleted by whoever may.
    pairing = models.ForeignKey(Pairing, models.DO_NOTHING, null=True, related_name="+", db_constraint=False)

    class Meta:
        verbose_name = _("saran pencocokan")
        constraints = [
            models.UniqueConstraint(fields=["run", "member"], name="matchsuggestion_once"),
            models.UniqueConstraint(fields=["run", "place"], name="matchsuggestion_place"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}:{self.place}"

    def get_absolute_url(self) -> str:
        return reverse("mentoring:match_suggestion", args=[self.pk])


@tracked()
class MatchLock(ScopedModel):
    """A pair that the coordinator has decided before the rest is matched: each run of the programme keeps it."""

    readable_by: ClassVar[frozenset[Role] | None] = COORDINATORS

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="match_locks")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="+")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("pasangan yang dikunci")
        constraints = [models.UniqueConstraint(fields=["programme", "member"], name="matchlock_once")]

    def __str__(self) -> str:
        return f"{self.member_id}:{self.mentor_id}"


@tracked()
class MentoringWish(ScopedModel):
    """What a cadre has said about his mentor: a woman, a man or no wish, and whether he would go farther than others.

    Nothing else is ever asked.
    """

    readable_by: ClassVar[frozenset[Role] | None] = STAFF_ROLES

    member = models.OneToOneField(Member, models.PROTECT, related_name="mentoring_wish")
    mentor_gender = models.CharField(_("mentor yang diinginkan"), max_length=6, choices=Gender, blank=True)
    goes_farther = models.BooleanField(_("bersedia dengan mentor satu tingkat lebih jauh"), default=False)
    said_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("keinginan tentang mentor")
        constraints = [models.CheckConstraint(condition=Q(mentor_gender__in=["", *Gender.values]), name="wish_gender")]

    def __str__(self) -> str:
        return self.mentor_gender

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(member__user_id=scope.user_id)
