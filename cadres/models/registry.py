"""What keeps the registry clean: rows that may be one person, merges that can be undone, moves between units."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import User, name_lent, two_sides
from accounts.scoping import Scope, ScopedModel
from cadres.enums import PairState, TransferState
from cadres.models.members import Member
from core.fields import EncryptedTextField
from regions.enums import TIER_FIELDS, Tier
from regions.models import Unit

UNDO_DAYS = 30
SECRETARIAT = frozenset({Role.SECRETARIAT})


class DuplicatePair(ScopedModel):
    """Two members who may be one person. `unit` is the deepest unit that holds both: who sees both decides.

    «Bukan orang yang sama» stays: the pair is never asked about again.
    """

    readable_by: ClassVar[frozenset[Role] | None] = SECRETARIAT

    first = models.ForeignKey(Member, models.PROTECT, related_name="+")
    second = models.ForeignKey(Member, models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField(_("kemiripan"))
    reasons = models.JSONField(default=list, help_text="Codes of cadres.likeness: no value of a person.")
    state = models.CharField(max_length=10, choices=PairState, default=PairState.OPEN)
    found_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("dugaan data ganda")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicatepair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="duplicatepair_in_order"),
            models.CheckConstraint(condition=Q(state__in=PairState.values), name="duplicatepair_state"),
            models.CheckConstraint(
                condition=Q(state=PairState.OPEN) | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="duplicatepair_decided_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["state", "-score"], name="duplicatepair_queue")]

    def __str__(self) -> str:
        return f"{self.first_id}+{self.second_id}"


class MemberMerge(ScopedModel):
    """One row taken into another: what was moved and what stood there before, so that it can be undone."""

    readable_by: ClassVar[frozenset[Role] | None] = SECRETARIAT

    kept = models.ForeignKey(Member, models.PROTECT, related_name="merges")
    lost = models.ForeignKey(Member, models.PROTECT, related_name="+")
    pair = models.ForeignKey(DuplicatePair, models.PROTECT, null=True, related_name="merges")
    before = EncryptedTextField(help_text="JSON: the changed fields of both rows before the merge.")
    chosen = EncryptedTextField(help_text="JSON: what the merge wrote into the kept row.")
    moved = models.JSONField(default=dict, help_text="What was re-pointed: name of the table → ids.")
    merged_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    merged_at = models.DateTimeField(default=timezone.now)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("penggabungan")
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("lost")), name="merge_of_two"),
            models.UniqueConstraint(fields=["lost"], condition=Q(undone_at=None), name="merge_lost_once"),
        ]

    def __str__(self) -> str:
        return f"{self.lost_id} → {self.kept_id}"

    @property
    def can_still_be_undone(self) -> bool:
        """Whether the thirty days are not over."""
        return self.undone_at is None and self.merged_at > timezone.now() - timedelta(days=UNDO_DAYS)


class Transfer(ScopedModel):
    """A member's move to another unit: asked for, released by the old unit, accepted by the new one.

    `unit` is where he comes from. Both units read it; the name stands here, since the new unit cannot see the
    member before it has accepted him, nor the old one afterwards.
    """

    readable_by: ClassVar[frozenset[Role] | None] = SECRETARIAT

    member = models.ForeignKey(Member, models.PROTECT, related_name="transfers")
    name = models.CharField(max_length=150)
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit tujuan"))
    state = models.CharField(max_length=10, choices=TransferState, default=TransferState.REQUESTED)
    reason = models.CharField(_("alasan"), max_length=200)
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=timezone.now)
    released_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    released_for = name_lent()
    released_at = models.DateTimeField(null=True)
    letter_no = models.CharField(_("nomor surat pindah"), max_length=60, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    closed_for = name_lent()
    closed_at = models.DateTimeField(null=True)
    refusal = models.CharField(_("alasan penolakan"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("mutasi")
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=TransferState.values), name="transfer_state"),
            models.CheckConstraint(condition=~Q(unit=F("to_unit")), name="transfer_elsewhere"),
            models.CheckConstraint(
                condition=~Q(state__in=["released", "accepted"]) | Q(released_by__isnull=False),
                name="transfer_released_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(closed_by__isnull=False), name="transfer_accepted_by_somebody"
            ),
            two_sides("released", "closed", condition=Q(state="accepted"), name="transfer_accepted_by_another"),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(refusal=""), name="transfer_refusal_has_reason"),
            models.UniqueConstraint(
                fields=["member"], condition=Q(state__in=["requested", "released"]), name="transfer_one_open"
            ),
        ]
        indexes = [models.Index(fields=["to_unit", "state"], name="transfer_arrivals")]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("cadres:transfer", args=[self.pk])

    @classmethod
    def scope_filter(cls, scope: Scope) -> Q:
        leaving = super().scope_filter(scope)
        if scope.tier in (None, Tier.NATIONAL) or scope.role not in SECRETARIAT:
            return leaving
        return leaving | Q(**{f"to_unit__{TIER_FIELDS[scope.tier]}_id": scope.unit.pk})  # type: ignore[index]

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(member__user_id=scope.user_id)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act."""
        return self.state in (TransferState.REQUESTED, TransferState.RELEASED)
