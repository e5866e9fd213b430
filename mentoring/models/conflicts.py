"""What stands between two people, and who has let it pass (R1–R7, DOMAIN §5)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import STAFF_ROLES, Role
from accounts.models import Deed, User
from accounts.scoping import Scope, ScopedModel
from cadres.models import Member
from core.history import tracked
from mentoring.enums import Rule, TieKind, WaiverState
from regions.models import Unit


@tracked()
class DeclaredTie(ScopedModel):
    """One person's yes or no about himself and another (`member_a` has the lower id). `unit` is the learner's.

    A yes of either side counts. The declarer reads his own words, the secretariat all of its unit, nobody else: rules
    ask the database, which tells that two may not be paired and not who said so.
    """

    readable_by: ClassVar[frozenset[Role] | None] = frozenset({Role.SECRETARIAT})

    member_a = models.ForeignKey(Member, models.PROTECT, related_name="+")
    member_b = models.ForeignKey(Member, models.PROTECT, related_name="+")
    kind = models.CharField(_("hubungan"), max_length=9, choices=TieKind)
    is_yes = models.BooleanField(_("ya"))
    declared_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("pernyataan hubungan")
        indexes: ClassVar = [models.Index(fields=["member_b"], name="tie_other")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member_a", "member_b", "kind", "declared_by"], name="tie_once"),
            models.CheckConstraint(condition=Q(member_a__lt=F("member_b")), name="tie_in_order"),
            models.CheckConstraint(condition=Q(kind__in=TieKind.values), name="tie_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.member_a_id}–{self.member_b_id} {self.kind}"

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(declared_by_id=scope.user_id)


@tracked()
class SecondAdult(ScopedModel):
    """The grown-up who is told of every meeting of a minor, beside the mentor (R6)."""

    readable_by: ClassVar[frozenset[Role] | None] = STAFF_ROLES

    member = models.OneToOneField(Member, models.PROTECT, related_name="second_adult", verbose_name=_("kader"))
    name = models.CharField(_("nama pendamping"), max_length=120)
    relation = models.CharField(_("hubungan dengan kader"), max_length=60)
    named_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    named_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("pendamping dewasa kedua")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(relation=""), name="secondadult_is_named"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(member__in=Member.objects.filter(Member.person_filter(scope)))


class ConflictWaiver(Deed, ScopedModel):
    """A request to pair two people in spite of a rule, and the answer of a coordinator above both. `unit`: learner's.

    Decided once: the database refuses another answer, and one by a unit that is not strictly above both people.
    """

    readable_by: ClassVar[frozenset[Role] | None] = STAFF_ROLES

    learner = models.ForeignKey(Member, models.PROTECT, related_name="+", verbose_name=_("kader"))
    leader = models.ForeignKey(Member, models.PROTECT, related_name="+", verbose_name=_("mentor"))
    rule = models.CharField(_("aturan"), max_length=2, choices=Rule)
    state = models.CharField(_("status"), max_length=7, choices=WaiverState, default=WaiverState.ASKED)
    reason = models.CharField(_("alasan permintaan"), max_length=300)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(_("alasan putusan"), max_length=300, blank=True)
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("diputus oleh"))
    acting_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("pengecualian aturan")
        ordering: ClassVar = ["asked_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["learner", "leader", "rule"], condition=~Q(state="refused"), name="waiver_once"
            ),
            models.CheckConstraint(condition=Q(rule__in=Rule.values), name="waiver_rule"),
            models.CheckConstraint(condition=Q(state__in=WaiverState.values), name="waiver_state"),
            models.CheckConstraint(condition=~Q(reason=""), name="waiver_has_a_reason"),
            models.CheckConstraint(
                condition=Q(state="asked", actor=None, acting_unit=None, decided_at=None, answer="")
                | (
                    ~Q(state="asked")
                    & ~Q(answer="")
                    & Q(actor__isnull=False, acting_unit__isnull=False, decided_at__isnull=False)
                ),
                name="waiver_decided_in_full",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.learner_id} → {self.leader_id}"

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        mine = Member.objects.filter(Member.person_filter(scope)).values("pk")
        return Q(state=WaiverState.GRANTED, learner__in=mine, leader__in=mine)
