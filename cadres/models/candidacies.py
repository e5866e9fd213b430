"""Who stands for which seat, with the evidence beside it: eligibility, surveys, marks of the selection, votes.

A row stands at the candidate's unit, which lies at or below the board that fixes the list. The offices above him read
it; only the secretariat of that board, or one above it, changes it (DOMAIN §6, §9). No voter is ever stored.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import TIER_ROLES, Role
from accounts.models import Deed, User
from accounts.scoping import Scope, ScopedModel, ScopedQuerySet
from cadres.elections.moves import BY_DECREE, COUNTED, EXITS, NUMBERED
from cadres.enums import CandidacyState, EligibilityKind, EligibilityState, SurveyKind
from cadres.models.elections import Chamber, Election, ElectoralDistrict
from cadres.models.ladder import OwnRow
from cadres.models.members import Member
from core.history import tracked


class CandidacyQuerySet(ScopedQuerySet):
    """Candidacies in the party's words."""

    def standing(self) -> "CandidacyQuerySet":
        """Those that have not been given up, replaced or struck."""
        return self.exclude(state__in=EXITS)

    def on_lists(self) -> "CandidacyQuerySet":
        """Those who stand for a place on a list: would-be candidates and later; who is only interested does not."""
        return self.standing().exclude(state=CandidacyState.INTERESTED)


@tracked()
class Candidacy(OwnRow):
    """A member's way to one seat of one election. Mentors learn its stage alone (`selectors.candidacies.stages_of`)."""

    readable_by: ClassVar[frozenset[Role] | None] = TIER_ROLES

    member = models.ForeignKey(Member, models.PROTECT, related_name="candidacies", verbose_name=_("kader"))
    election = models.ForeignKey(Election, models.PROTECT, related_name="+", editable=False)
    # Not `district`: that is the tier id, which the database fills from the unit.
    constituency = models.ForeignKey(
        ElectoralDistrict, models.PROTECT, related_name="candidacies", verbose_name=_("dapil")
    )
    state = models.CharField(_("tahap"), max_length=12, choices=CandidacyState, default=CandidacyState.INTERESTED)
    list_number = models.PositiveSmallIntegerField(_("nomor urut"), null=True, blank=True)
    votes = models.PositiveIntegerField(_("suara"), null=True, blank=True)
    decree_no = models.CharField(_("nomor keputusan KPU"), max_length=60, blank=True)
    decree_on = models.DateField(_("tanggal keputusan"), null=True, blank=True)
    since = models.DateField(_("sejak"), default=timezone.localdate, help_text="In this state.")
    created_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")

    objects = CandidacyQuerySet.as_manager()

    class Meta:
        verbose_name = _("pencalonan")
        indexes = [models.Index(fields=["election", "constituency"], name="candidacy_election_dapil")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CandidacyState.values), name="candidacy_state"),
            models.CheckConstraint(
                condition=~Q(state__in=[*BY_DECREE]) | (~Q(decree_no="") & Q(decree_on__isnull=False)),
                name="candidacy_stands_on_a_decree",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[*NUMBERED]) | Q(list_number__isnull=False), name="candidacy_has_a_number"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[*COUNTED]) | Q(votes__isnull=False), name="candidacy_has_votes"
            ),
            models.UniqueConstraint(
                fields=["constituency", "list_number"],
                condition=~Q(state__in=[*EXITS]),
                name="candidacy_number_once_on_a_list",
            ),
            models.UniqueConstraint(
                fields=["member", "election"], condition=~Q(state__in=[*EXITS]), name="candidacy_one_in_an_election"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("cadres:candidacy", args=[self.pk])


class CandidacyPart(ScopedModel):
    """A row beside a candidacy: read by whoever reads that. `unit` is the candidacy's."""

    readable_by: ClassVar[frozenset[Role] | None] = TIER_ROLES

    class Meta:
        abstract = True

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(candidacy__member__user_id=scope.user_id)


class CandidacyTransition(Deed, OwnRow):
    """One move of a candidacy: from, to, who, when, on which decree, why."""

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="transitions")
    from_value = models.CharField(max_length=12, blank=True)
    to_value = models.CharField(max_length=12, choices=CandidacyState)
    reason = models.CharField(_("alasan"), max_length=300, blank=True)
    decree_no = models.CharField(_("nomor keputusan KPU"), max_length=60, blank=True)
    decree_on = models.DateField(_("tanggal keputusan"), null=True, blank=True)
    actor = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("perpindahan tahap")
        ordering: ClassVar = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(to_value__in=CandidacyState.values), name="candidacytransition_to"),
            models.CheckConstraint(
                condition=~Q(to_value__in=[*EXITS]) | ~Q(reason=""), name="candidacytransition_exit_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(to_value__in=[*BY_DECREE]) | (~Q(decree_no="") & Q(decree_on__isnull=False)),
                name="candidacytransition_has_a_decree",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_value} → {self.to_value}"


@tracked()
class Eligibility(CandidacyPart):
    """One point of the list of what a candidate must have: done, not done, or until when. Never the document."""

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="eligibility")
    kind = models.CharField(_("syarat"), max_length=11, choices=EligibilityKind)
    state = models.CharField(_("keadaan"), max_length=6, choices=EligibilityState, default=EligibilityState.TODO)
    expires_on = models.DateField(_("berlaku sampai"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("syarat calon")
        ordering: ClassVar = ["candidacy", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=EligibilityKind.values), name="eligibility_kind"),
            models.CheckConstraint(condition=Q(state__in=EligibilityState.values), name="eligibility_state"),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(state="done"), name="eligibility_expires_when_done"
            ),
            models.CheckConstraint(
                condition=~Q(state="exempt") | Q(kind="resignation"), name="eligibility_only_resignation_is_exempt"
            ),
            models.UniqueConstraint(fields=["candidacy", "kind"], name="eligibility_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class SurveyResult(CandidacyPart):
    """What a survey says of a candidate, with who asked, when, how many, how exactly, and who paid (DOMAIN §6)."""

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="surveys")
    kind = models.CharField(_("ukuran"), max_length=13, choices=SurveyKind)
    share = models.DecimalField(_("persen"), max_digits=4, decimal_places=1)
    pollster = models.CharField(_("lembaga survei"), max_length=80)
    surveyed_on = models.DateField(_("tanggal survei"))
    sample = models.PositiveIntegerField(_("responden"))
    margin = models.DecimalField(_("batas kesalahan (± poin)"), max_digits=3, decimal_places=1)
    payer = models.CharField(_("dibiayai oleh"), max_length=80)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("hasil survei")
        ordering: ClassVar = ["-surveyed_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=SurveyKind.values), name="surveyresult_kind"),
            models.CheckConstraint(condition=Q(share__range=(0, 100)), name="surveyresult_share"),
            models.CheckConstraint(condition=Q(sample__range=(30, 1_000_000)), name="surveyresult_sample"),
            models.CheckConstraint(condition=Q(margin__gt=0, margin__lte=50), name="surveyresult_margin"),
            models.CheckConstraint(condition=~Q(pollster="") & ~Q(payer=""), name="surveyresult_names_its_makers"),
            models.UniqueConstraint(fields=["candidacy", "kind", "pollster", "surveyed_on"], name="surveyresult_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class SelectionCriterion(models.Model):
    """One weighted criterion by which a chamber's candidates are chosen. Rows of the party, not code.

    `is_development` marks what comes from mentoring or the rubric: it counts only for who agreed to it apart (§5).
    """

    chamber = models.ForeignKey(Chamber, models.CASCADE, related_name="criteria")
    name = models.CharField(_("kriteria"), max_length=80)
    weight = models.PositiveSmallIntegerField(_("bobot"))
    is_development = models.BooleanField(_("dari data pembinaan"), default=False)

    class Meta:
        verbose_name = _("kriteria seleksi")
        ordering: ClassVar = ["-weight", "name"]
        constraints = [
            models.CheckConstraint(condition=Q(weight__range=(1, 100)), name="selectioncriterion_weight"),
            models.CheckConstraint(condition=~Q(name=""), name="selectioncriterion_has_a_name"),
            models.UniqueConstraint(fields=["chamber", "name"], name="selectioncriterion_once"),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class SelectionScore(CandidacyPart):
    """What one candidate got on one criterion, and from whom (who is thereby on the selection team: rule R2)."""

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(SelectionCriterion, models.PROTECT, related_name="+", verbose_name=_("kriteria"))
    score = models.PositiveSmallIntegerField(_("nilai (0–100)"))
    scored_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    scored_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("nilai seleksi")
        constraints = [
            models.CheckConstraint(condition=Q(score__range=(0, 100)), name="selectionscore_range"),
            models.UniqueConstraint(fields=["candidacy", "criterion"], name="selectionscore_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
