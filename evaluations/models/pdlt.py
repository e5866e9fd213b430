"""PDLT (DOMAIN §§4.4, 8 I-5, 9): cases, who assesses them, what he gives, and what a named human decides.

The member reads his own and may object; an assessor sees his cases and his own marks; leaders of the unit see cases and
totals; data protection officers see cases. Mentors, coordinators and secretariats see nothing.
"""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import User, name_lent, signed
from accounts.scoping import Scope, ScopedModel
from cadres.models import Member
from core.history import tracked
from evaluations.enums import Gate, PdltState, Verdict
from evaluations.models.instruments import Instrument, InstrumentItem

#: What each number of a version may be (DOMAIN §8 I-5: two assessors and fourteen days are the least).
TERMS = {
    "period_months": (12, 120),
    "fewest_assessors": (2, 7),
    "most_apart": (1, 50),
    "objection_days": (14, 60),
    "least_total": (1, 100),
}


class PdltTerms(models.Model):
    """The numbers of one version of PDLT beside its weights, frozen with it: a case keeps those it began with."""

    instrument = models.OneToOneField(Instrument, models.CASCADE, related_name="terms")
    period_months = models.PositiveSmallIntegerField(_("kurun penilaian (bulan)"), default=60)
    fewest_assessors = models.PositiveSmallIntegerField(_("penilai paling sedikit"), default=2)
    most_apart = models.PositiveSmallIntegerField(_("selisih terbesar antarpenilai"), default=20)
    objection_days = models.PositiveSmallIntegerField(_("hari untuk keberatan"), default=14)
    least_total = models.PositiveSmallIntegerField(_("jumlah paling sedikit"), default=70)

    class Meta:
        verbose_name = _("ukuran PDLT")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(**{f"{name}__range": span for name, span in TERMS.items()}), name="pdlt_terms_in_range"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


def own_cases(scope: Scope) -> models.QuerySet["PdltAssessor"]:
    """The cases that a person assesses."""
    return PdltAssessor.objects.filter(user_id=scope.user_id)


def shared_with_member(assessor: str) -> Q:
    """What a member reads of an assessor of his case: sent and shared; after an objection anew once shared anew.

    `assessor` is the way there, with its underscores. Mirrors `kad_my_marks`.
    """
    sent, case = f"{assessor}submitted_at", f"{assessor}assessment__"
    before = Q((f"{sent}__lte", F(f"{case}shared_at")))
    settled = Q((f"{case}state__in", [PdltState.SHARED, PdltState.FINAL]))
    return Q((f"{case}shared_at__isnull", False), (f"{sent}__isnull", False)) & (before | settled)


@tracked()
class PdltAssessment(ScopedModel):
    """One case: a member over a period of sixty months. `total` is the mean of the assessors' totals, out of 100."""

    readable_by: ClassVar[frozenset[Role] | None] = frozenset({Role.LEADER})

    member = models.ForeignKey(Member, models.PROTECT, related_name="pdlt")
    name = models.CharField(max_length=150, help_text="As it was when the case was opened: assessors see no registry.")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+")
    period_from = models.DateField(_("kurun dari"))
    period_to = models.DateField(_("kurun sampai"))
    state = models.CharField(_("status"), max_length=8, choices=PdltState, default=PdltState.DRAFT)
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_for = name_lent()
    opened_at = models.DateTimeField(default=timezone.now)
    total = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    parts = models.JSONField(default=dict)
    gate = models.CharField(max_length=12, choices=Gate, blank=True)
    shared_at = models.DateTimeField(null=True)
    objection_until = models.DateField(_("keberatan sampai"), null=True)
    objected_at = models.DateTimeField(null=True)
    objection = models.CharField(_("keberatan"), max_length=600, blank=True)
    verdict = models.CharField(_("keputusan"), max_length=8, choices=Verdict, blank=True)
    verdict_reason = models.CharField(_("alasan"), max_length=600, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_for = name_lent()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "PDLT"
        ordering: ClassVar = ["-opened_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member"], condition=~Q(state="final"), name="pdlt_one_open"),
            models.CheckConstraint(condition=Q(state__in=PdltState.values), name="pdlt_state"),
            models.CheckConstraint(condition=Q(gate__in=["", *Gate.values]), name="pdlt_gate"),
            models.CheckConstraint(condition=Q(verdict__in=["", *Verdict.values]), name="pdlt_verdict"),
            models.CheckConstraint(condition=Q(period_to__gt=F("period_from")), name="pdlt_period"),
            models.CheckConstraint(
                condition=~Q(state="final")
                | Q(decided_by__isnull=False, decided_at__isnull=False, shared_at__isnull=False)
                & ~Q(verdict="")
                & ~Q(verdict_reason=""),
                name="pdlt_decided_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(state="objected") | ~Q(objection=""), name="pdlt_objection_says_why"),
        ]

    def __str__(self) -> str:
        return f"PDLT #{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("evaluations:pdlt_case", args=[self.pk])

    @property
    def decider(self) -> str:
        """Who decided, and in whose name; empty before."""
        return signed(self.decided_by, self.decided_for)

    @classmethod
    def scope_filter(cls, scope: Scope) -> Q:
        """Leaders of the unit, data protection officers, the assessors of the case."""
        if scope.role == Role.DPO:
            return Q()
        if scope.role == Role.ASSESSOR:
            return Q(pk__in=own_cases(scope).values("assessment"))
        return super().scope_filter(scope)

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        """One's own, once it is shared."""
        return Q(member__user_id=scope.user_id, shared_at__isnull=False)


@tracked()
class PdltAssessor(ScopedModel):
    """Somebody who assesses a case; never the member, never a mentor of his (a trigger)."""

    readable_by: ClassVar[frozenset[Role] | None] = frozenset({Role.LEADER})

    assessment = models.ForeignKey(PdltAssessment, models.PROTECT, related_name="assessors")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    named_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    named_for = name_lent()
    named_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True)
    total = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    parts = models.JSONField(default=dict)
    gate = models.CharField(max_length=12, choices=Gate, blank=True)

    class Meta:
        verbose_name = _("penilai")
        ordering: ClassVar = ["named_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "user"], name="pdlt_assessor_once"),
            models.CheckConstraint(condition=Q(gate__in=["", *Gate.values]), name="pdlt_assessor_gate"),
            models.CheckConstraint(
                condition=~Q(user=F("named_by")) & (Q(named_for__isnull=True) | ~Q(user=F("named_for"))),
                name="pdlt_assessor_two_people",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | Q(total__isnull=False) & ~Q(gate=""),
                name="pdlt_assessor_submitted",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @classmethod
    def scope_filter(cls, scope: Scope) -> Q:
        """Leaders of the unit; oneself."""
        return Q(user_id=scope.user_id) if scope.role == Role.ASSESSOR else super().scope_filter(scope)

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        """Those of one's own case whose marks are shared."""
        return Q(assessment__member__user_id=scope.user_id) & shared_with_member("")


class PdltMarkQuerySet(models.QuerySet["PdltMark"]):
    """Marks belong to who gave them, and are read by whom they are about."""

    def for_user(self, user: Any) -> Self:
        """An assessor's own; of the member those that were sent and shared with him."""
        scope = getattr(user, "scope", None)
        if scope is None:
            return self.none()
        if scope.role == Role.ASSESSOR:
            return self.filter(assessor__user_id=scope.user_id)
        if not scope.is_person:
            return self.none()
        return self.filter(shared_with_member("assessor__"), assessor__assessment__member__user_id=scope.user_id)


class PdltMark(models.Model):
    """What one assessor gives for one item, with the evidence that every mark needs; a gate item has a `gate`."""

    assessor = models.ForeignKey(PdltAssessor, models.PROTECT, related_name="marks")
    item = models.ForeignKey(InstrumentItem, models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField(null=True)
    gate = models.CharField(max_length=12, choices=Gate, blank=True)
    evidence = models.CharField(_("bukti"), max_length=300)

    objects = PdltMarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("nilai")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessor", "item"], name="pdlt_mark_once"),
            models.CheckConstraint(condition=Q(gate__in=["", *Gate.values]), name="pdlt_mark_gate"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) & ~Q(gate="") | Q(value__range=(1, 5), gate=""), name="pdlt_mark_value"
            ),
            models.CheckConstraint(condition=~Q(evidence=""), name="pdlt_mark_has_evidence"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
