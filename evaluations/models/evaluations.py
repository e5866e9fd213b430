"""Who is asked what, when, and what he says (DOMAIN §§4.4, 5, 8, 9).

An `Evaluation` says that somebody is asked; coordinators follow it. What he says (`Answer`) is his alone: nobody else
reads a row, whatever his role. Others get averages of enough people and alerts, from functions of the database.
"""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import User, name_lent, two_sides
from accounts.scoping import Scope, ScopedModel, ScopedQuerySet
from core.history import tracked
from evaluations.enums import ANSWERABLE, ROUNDS, AlertKind, EvaluationState, Occasion, Rater
from evaluations.models.instruments import Instrument, InstrumentItem
from mentoring.models import Pairing, PairingParticipant, Programme, Session
from regions.enums import Tier
from regions.models import Unit


@tracked()
class EvaluationRound(ScopedModel):
    """A round of a programme with one instrument, and its window: both days belong to it."""

    readable_by: ClassVar[frozenset[Role] | None] = frozenset({Role.COORDINATOR})

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="evaluation_rounds")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="rounds")
    occasion = models.CharField(_("putaran"), max_length=9, choices=[(o.value, o.label) for o in ROUNDS])
    opens_on = models.DateField(_("dibuka"))
    closes_on = models.DateField(_("ditutup"))
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("putaran evaluasi")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "instrument", "occasion"], name="evaluation_round_once"),
            models.CheckConstraint(
                condition=Q(occasion__in=[o.value for o in ROUNDS]), name="evaluation_round_occasion"
            ),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="evaluation_round_window"),
        ]

    def __str__(self) -> str:
        return f"{self.instrument.code} · {self.get_occasion_display()}"

    def get_absolute_url(self) -> str:
        return reverse("evaluations:round", args=[self.pk])


class EvaluationQuerySet(ScopedQuerySet):
    """Who is asked."""

    def asked_of(self, user: User) -> Self:
        """What a person is asked, in whatever role he acts."""
        return self.for_user(user).filter(rater_id=user.pk)

    def answerable(self) -> Self:
        """Those that wait for their rater."""
        return self.filter(state__in=ANSWERABLE)


@tracked()
class Evaluation(ScopedModel):
    """One rater, one instrument, one occasion. Its rater and coordinators see it; nobody sees its answers but he."""

    readable_by: ClassVar[frozenset[Role] | None] = frozenset({Role.COORDINATOR})

    round = models.ForeignKey(EvaluationRound, models.PROTECT, null=True, related_name="evaluations")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="evaluations")
    pairing = models.ForeignKey(Pairing, models.PROTECT, related_name="evaluations")
    session = models.ForeignKey(Session, models.PROTECT, null=True, related_name="evaluations")
    subject = models.ForeignKey(PairingParticipant, models.PROTECT, related_name="evaluations")
    rater = models.ForeignKey(User, models.PROTECT, related_name="evaluations")
    role = models.CharField(_("sebagai"), max_length=12, choices=Rater)
    occasion = models.CharField(_("saat"), max_length=9, choices=Occasion)
    state = models.CharField(_("status"), max_length=9, choices=EvaluationState, default=EvaluationState.SCHEDULED)
    opens_on = models.DateField(_("dibuka"))
    closes_on = models.DateField(_("ditutup"))
    submitted_at = models.DateTimeField(_("terkirim"), null=True)
    locked_at = models.DateTimeField(_("terkunci"), null=True)
    home = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        editable=False,
        db_index=False,
        related_name="+",
        help_text="Where its rater was at home when it first locked: there it counts. Kept by a trigger.",
    )
    counts_on = models.DateField(
        null=True, editable=False, help_text="The end of its window when it first locked: it counts in that month."
    )

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = _("evaluasi")
        ordering: ClassVar = ["closes_on", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["rater", "state"], name="evaluation_of_rater"),
            models.Index(fields=["state", "closes_on"], name="evaluation_due"),
            models.Index(fields=["pairing", "occasion"], name="evaluation_of_pairing"),
            models.Index(fields=["home", "counts_on"], name="evaluation_at_home"),
            models.Index(fields=["counts_on"], condition=Q(home__isnull=False), name="evaluation_counts_on"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "subject", "rater"],
                condition=Q(round__isnull=False),
                name="evaluation_once_a_round",
            ),
            models.UniqueConstraint(
                fields=["session", "rater"], condition=Q(session__isnull=False), name="evaluation_once_a_session"
            ),
            models.UniqueConstraint(
                fields=["pairing", "rater", "opens_on"],
                condition=Q(occasion="rapport"),
                name="evaluation_once_a_check",
            ),
            models.UniqueConstraint(
                fields=["round", "subject"], condition=Q(role="officer"), name="evaluation_one_officer"
            ),
            models.CheckConstraint(condition=Q(role__in=Rater.values), name="evaluation_role"),
            models.CheckConstraint(condition=Q(occasion__in=Occasion.values), name="evaluation_occasion"),
            models.CheckConstraint(condition=Q(state__in=EvaluationState.values), name="evaluation_state"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="evaluation_window"),
            models.CheckConstraint(
                condition=~Q(state="submitted") | Q(submitted_at__isnull=False), name="evaluation_submitted_at"
            ),
            models.CheckConstraint(
                condition=Q(round__isnull=False) | Q(occasion__in=["rapport", "session"]), name="evaluation_has_a_round"
            ),
            models.CheckConstraint(
                condition=~Q(state="locked") | Q(counts_on__isnull=False), name="evaluation_locked_counts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument_id} #{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("evaluations:answer", args=[self.pk])

    @property
    def is_answerable(self) -> bool:
        """Whether its rater may still write."""
        return self.state in ANSWERABLE

    @classmethod
    def scope_filter(cls, scope: Scope) -> Q:
        """Coordinators of the unit; whoever is asked, in any role."""
        return super().scope_filter(scope) | Q(rater_id=scope.user_id)


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Answers are their writer's alone."""

    def for_user(self, user: Any) -> Self:
        """One's own; whoever asks without acting in a role has none."""
        return self.filter(evaluation__rater_id=user.pk) if getattr(user, "scope", None) else self.none()


class Answer(models.Model):
    """What was said to one item: a level, a text, or «tidak tahu» (no value), which is missing and not zero."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="answers")
    item = models.ForeignKey(InstrumentItem, models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField(null=True)
    counted = models.PositiveSmallIntegerField(
        null=True, editable=False, help_text="What averages stand on: the value when first locked, kept by a trigger."
    )
    text = models.TextField(blank=True, max_length=600)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("jawaban")
        constraints: ClassVar = [models.UniqueConstraint(fields=["evaluation", "item"], name="answer_once")]

    def __str__(self) -> str:
        return f"#{self.pk}"


@tracked()
class Reopening(ScopedModel):
    """A coordinator asks to have locked answers opened again; a system admin grants it (DOMAIN §4.4). Names nobody."""

    readable_by: ClassVar[frozenset[Role] | None] = frozenset({Role.COORDINATOR})

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="reopenings")
    reason = models.CharField(_("alasan"), max_length=300)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_for = name_lent()
    asked_at = models.DateTimeField(default=timezone.now)
    closes_on = models.DateField(_("dibuka sampai"))
    granted = models.BooleanField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_for = name_lent()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("permintaan buka lagi")
        ordering: ClassVar = ["asked_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["evaluation"], condition=Q(granted__isnull=True), name="reopening_one_waits"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="reopening_says_why"),
            models.CheckConstraint(
                condition=Q(granted__isnull=True) | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="reopening_decided_by",
            ),
            two_sides("asked", "decided", name="reopening_two_people"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @classmethod
    def scope_filter(cls, scope: Scope) -> Q:
        """Coordinators of the unit, and system admins."""
        return Q() if scope.role == Role.ADMIN else super().scope_filter(scope)


class KeptFrom(Func):
    """`kad_alert_excludes(pairing, raised at, account)`: who takes part, acts for who does, or has lent him a role."""

    function = "kad_alert_excludes"
    output_field = models.BooleanField()
    conditional = True


@tracked()
class Alert(ScopedModel):
    """Answers that call for a coordinator (DOMAIN §8 I-1, I-4). Written by the database when answers are sent.

    «Item» is for the tiers above the one that runs the programme; «talk» for every coordinator of the pairing and says
    nothing about which side. Never for whom it is about, nor for his deputies and those for whom he acts.
    """

    readable_by: ClassVar[frozenset[Role] | None] = frozenset({Role.COORDINATOR})

    evaluation = models.ForeignKey(
        Evaluation, models.PROTECT, null=True, related_name="alerts", help_text="Null for «talk»: it tells no side."
    )
    pairing = models.ForeignKey(Pairing, models.PROTECT, related_name="alerts")
    kind = models.CharField(max_length=4, choices=AlertKind)
    item = models.ForeignKey(InstrumentItem, models.PROTECT, null=True, related_name="+")
    value = models.PositiveSmallIntegerField(null=True)
    raised_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField(_("tenggat"))
    told_at = models.DateTimeField(null=True)
    handled_at = models.DateTimeField(null=True)
    handled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    note = models.CharField(_("hasil pembicaraan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("peringatan")
        ordering: ClassVar = ["due_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["evaluation", "item"], condition=Q(kind="item"), name="alert_once_an_item"),
            models.UniqueConstraint(
                fields=["pairing"], condition=Q(kind="talk", handled_at__isnull=True), name="alert_one_talk"
            ),
            models.CheckConstraint(condition=Q(kind__in=AlertKind.values), name="alert_kind"),
            models.CheckConstraint(
                condition=Q(kind="item", evaluation__isnull=False, item__isnull=False)
                | Q(kind="talk", evaluation__isnull=True, item__isnull=True, value__isnull=True),
                name="alert_tells_no_side",
            ),
            models.CheckConstraint(
                condition=Q(handled_at__isnull=True) | Q(handled_by__isnull=False) & ~Q(note=""),
                name="alert_handled_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("evaluations:alert", args=[self.pk])

    @classmethod
    def scope_filter(cls, scope: Scope) -> Q:
        """«Item» only above the regency; nothing of a pairing in which one takes part, oneself or by a lent role."""
        seen = super().scope_filter(scope)
        if scope.tier is not None and scope.tier >= Tier.REGENCY:
            seen &= Q(kind=AlertKind.TALK)
        for who in filter(None, (scope.user_id, scope.on_behalf_of_id)):
            seen &= ~Q(KeptFrom(F("pairing_id"), F("raised_at"), Value(who)))
        return seen
