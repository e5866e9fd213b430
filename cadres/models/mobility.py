"""Posts that a cadre holds and has held, dated and with evidence, and what the ways between them ask for (DOMAIN §1).

A step stands at the member's unit when it was written. Offices and candidacies write their steps themselves, by
trigger; by hand comes what the product does not know otherwise. Whoever reads the registry of a unit reads its steps.
"""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower, Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import TIER_ROLES, Role
from accounts.models import User, name_lent, signed
from accounts.scoping import ScopedQuerySet
from cadres.enums import NeedKind
from cadres.models.candidacies import Candidacy
from cadres.models.ladder import OwnRow
from cadres.models.members import Member
from cadres.models.offices import OfficerTerm
from core.history import tracked
from regions.enums import Tier

#: Where everybody begins: a member before he is anything else.
MEMBER, OFFICER, PARTY_HEAD, CANDIDATE, LEGISLATOR = "member", "officer", "party_head", "candidate", "legislator"


class Channel(models.Model):
    """A channel of mobility: a kind of post that cadres reach. Rows of the product, changed by a migration alone.

    `ends_membership`: who holds such a post is no active member while he does (DOMAIN §3).
    """

    code = models.CharField(max_length=20, primary_key=True)
    name = models.CharField(_("saluran"), max_length=60)
    order = models.PositiveSmallIntegerField()
    ends_membership = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("saluran mobilitas")
        ordering: ClassVar = ["order"]
        constraints = [models.UniqueConstraint(fields=["order"], name="channel_order_once")]

    def __str__(self) -> str:
        return self.name


class MobilityStepQuerySet(ScopedQuerySet):
    """Steps in the party's words."""

    def standing(self) -> "MobilityStepQuerySet":
        """Those that were not struck as written down wrongly."""
        return self.filter(struck_at=None)

    def open(self) -> "MobilityStepQuerySet":
        """Those that have not ended."""
        return self.standing().filter(ends_on=None)

    def by_hand(self) -> "MobilityStepQuerySet":
        """Those that people wrote, not the office or the candidacy itself."""
        return self.filter(term=None, candidacy=None)


@tracked(exclude=["origin"])
class MobilityStep(OwnRow):
    """One post of a member from a day on: channel, tier, what it is called, until when, and what shows it."""

    readable_by: ClassVar[frozenset[Role] | None] = TIER_ROLES

    member = models.ForeignKey(Member, models.PROTECT, related_name="steps", verbose_name=_("kader"))
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="+", verbose_name=_("saluran"))
    tier = models.PositiveSmallIntegerField(_("tingkat"), choices=Tier, null=True, blank=True)
    post = models.CharField(_("jabatan atau tugas"), max_length=120)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)
    evidence = models.CharField(_("bukti"), max_length=120)
    origin = models.ForeignKey(
        Channel,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        help_text="The channel he came from, kept by a trigger; empty: from outside the party.",
    )
    term = models.ForeignKey(OfficerTerm, models.PROTECT, null=True, editable=False, related_name="steps")
    candidacy = models.ForeignKey(Candidacy, models.PROTECT, null=True, editable=False, related_name="steps")
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    recorded_for = name_lent()
    recorded_at = models.DateTimeField(default=timezone.now, editable=False, db_default=Now())
    struck_at = models.DateTimeField(null=True, editable=False)
    struck_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    struck_for = name_lent()
    strike_reason = models.CharField(_("alasan"), max_length=200, blank=True, default="", db_default="")

    objects = MobilityStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("langkah karier")
        ordering: ClassVar = ["starts_on", "pk"]
        indexes = [
            models.Index(fields=["member", "starts_on"], name="step_member_start"),
            models.Index(fields=["district"], name="step_district"),
            models.Index(fields=["channel", "tier"], name="step_channel_tier"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")), name="step_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(tier__isnull=True) | Q(tier__in=Tier.values), name="step_tier"),
            models.CheckConstraint(condition=~Q(post="") & ~Q(evidence=""), name="step_has_post_and_evidence"),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True, struck_by__isnull=True, strike_reason="")
                | Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(strike_reason=""),
                name="step_struck_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(term__isnull=True, candidacy__isnull=True, recorded_by__isnull=False)
                | Q(term__isnull=False, candidacy__isnull=True)
                | Q(term__isnull=True, candidacy__isnull=False),
                name="step_written_by_somebody",
            ),
            models.UniqueConstraint(fields=["term"], condition=Q(term__isnull=False), name="step_once_a_term"),
            models.UniqueConstraint(
                fields=["candidacy", "channel"], condition=Q(candidacy__isnull=False), name="step_once_a_candidacy"
            ),
            ExclusionConstraint(
                name="step_same_post_once_at_a_time",
                expressions=[
                    ("member", RangeOperators.EQUAL),
                    ("channel", RangeOperators.EQUAL),
                    (Lower("post"), RangeOperators.EQUAL),
                    (
                        Func(F("starts_on"), F("ends_on"), Value("[)"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(struck_at__isnull=True, term__isnull=True, candidacy__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("cadres:step", args=[self.pk])

    @property
    def is_by_hand(self) -> bool:
        """Whether somebody wrote it: only such a step is corrected; others follow their office or candidacy."""
        return self.term_id is None and self.candidacy_id is None

    @property
    def writer(self) -> str:
        """Who wrote it down, and in whose name; empty when an office or a candidacy did."""
        return signed(self.recorded_by, self.recorded_for)

    @property
    def striker(self) -> str:
        """Who struck it, and in whose name."""
        return signed(self.struck_by, self.struck_for)


class CareerPath(models.Model):
    """A way from one post to another, with what it asks for. Defaults of the product; the needs are rows."""

    code = models.SlugField(max_length=60, unique=True)
    origin = models.ForeignKey(Channel, models.PROTECT, related_name="+", verbose_name=_("dari"))
    origin_tier = models.PositiveSmallIntegerField(_("tingkat asal"))
    goal = models.ForeignKey(Channel, models.PROTECT, related_name="+", verbose_name=_("ke"))
    goal_tier = models.PositiveSmallIntegerField(_("tingkat tujuan"))
    order = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("jalur karier")
        ordering: ClassVar = ["order"]
        constraints = [models.UniqueConstraint(fields=["order"], name="careerpath_order_once")]

    def __str__(self) -> str:
        return self.code


class CareerNeed(models.Model):
    """One thing that a way asks for: months in the post it starts from, a level, trainings, mentoring, an age."""

    path = models.ForeignKey(CareerPath, models.CASCADE, related_name="needs")
    kind = models.CharField(max_length=8, choices=NeedKind)
    amount = models.PositiveSmallIntegerField(default=1)
    detail = models.CharField(max_length=20, blank=True, help_text="The code of a level, or a kind of training.")
    order = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("syarat jalur")
        ordering: ClassVar = ["order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=NeedKind.values), name="careerneed_kind"),
            models.UniqueConstraint(fields=["path", "kind", "detail"], name="careerneed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"
