"""Roll-ups: small tables keyed by unit and month that dashboards read instead of the big ones.

Never counted up; always recomputed from the rows, the touched units only, then their ancestors from the
children (ARCHITECTURE §8). Units of district tier and up have a row; a village is computed live. A unit in
which everything is zero has no row.
"""

from typing import Self

from django.db import models
from django.utils import timezone

from accounts.scoping import ScopedModel, ScopedQuerySet


class RollupQuerySet(ScopedQuerySet):
    """Figures of units."""

    def totals(self) -> Self:
        """Those of a unit with all below it, which is what people read."""
        return self.filter(is_own=False)


class Rollup(ScopedModel):
    """Figures of one unit.

    A unit above the districts may have a second row, `is_own`: only what stands directly on it. Its total is
    that row and the totals of its children.
    """

    is_own = models.BooleanField(default=False)

    objects = RollupQuerySet.as_manager()

    class Meta:
        abstract = True


class RollupNow(Rollup):
    """Where a unit and all below it stand as of `RollupState.as_of`."""

    members_active = models.PositiveIntegerField(default=0)
    members_women = models.PositiveIntegerField(default=0)
    members_willing = models.PositiveIntegerField(default=0, help_text="Active and willing to be mentored (K2).")
    mentees_active = models.PositiveIntegerField(default=0, help_text="Distinct members in an active pairing.")
    mentees_willing = models.PositiveIntegerField(default=0, help_text="Of these, active and willing (K2).")
    mentees_women = models.PositiveIntegerField(default=0)
    mentors_active = models.PositiveIntegerField(default=0)
    mentors_women = models.PositiveIntegerField(default=0)
    officers_active = models.PositiveIntegerField(
        default=0, help_text="Distinct members who live in the unit and hold an open term in it."
    )
    officers_women = models.PositiveIntegerField(default=0)
    pairings_waiting = models.PositiveIntegerField(default=0, help_text="Proposed or offered.")
    pairings_active = models.PositiveIntegerField(default=0, help_text="K1.")
    pairings_dormant = models.PositiveIntegerField(default=0, help_text="K6: active, no session for 35 days.")
    phase_preparation = models.PositiveIntegerField(default=0, help_text="Phases: of pairings that go on.")
    phase_orientation = models.PositiveIntegerField(default=0)
    phase_rapport = models.PositiveIntegerField(default=0)
    phase_diagnostic = models.PositiveIntegerField(default=0)
    phase_action_plan = models.PositiveIntegerField(default=0)
    phase_execution = models.PositiveIntegerField(default=0)
    phase_evaluation = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "is_own"], name="rollup_now_once")]

    def __str__(self) -> str:
        return f"{self.unit_id}"


class RollupMonth(Rollup):
    """What happened in a unit and all below it in one month. The last thirteen months are open."""

    month = models.DateField(help_text="The first day of the month.")
    pairings_active = models.PositiveIntegerField(default=0, help_text="K1 at the end of the month.")
    pairings_dormant = models.PositiveIntegerField(default=0, help_text="K6 at the end of the month.")
    mentees_active = models.PositiveIntegerField(default=0, help_text="Distinct, at the end of the month.")
    slots_due = models.PositiveIntegerField(default=0, help_text="K3: cadence slots fully elapsed in the month.")
    slots_kept = models.PositiveIntegerField(default=0, help_text="K3: the sum of min(held, due) per pairing.")
    sessions_held = models.PositiveIntegerField(default=0, help_text="K4.")
    sessions_missed = models.PositiveIntegerField(default=0, help_text="K4: late-cancelled and no-shows.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "is_own", "month"], name="rollup_month_once"),
            models.CheckConstraint(condition=models.Q(month__day=1), name="rollup_month_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.month}"


class RollupDirty(models.Model):
    """A mark that a leaf's figures must be recomputed: append-only, written by statement triggers."""

    unit_id = models.BigIntegerField()
    month = models.DateField(null=True, help_text="Only what depends on this month.")
    now_only = models.BooleanField(default=False, help_text="Without a month: the standing figures, no month.")

    class Meta:
        verbose_name_plural = "rollup dirty marks"

    def __str__(self) -> str:
        return f"{self.unit_id} {self.month}"


class RollupState(models.Model):
    """One row: as of which day the figures hold, when they were computed, and whether a recount agreed."""

    as_of = models.DateField()
    computed_at = models.DateTimeField(default=timezone.now)
    version = models.BigIntegerField(default=0, help_text="Rises with every change.")
    drift = models.PositiveIntegerField(default=0, help_text="Rows that differed in a recount of this day.")
    recounted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="rollup_state_one_row")]

    def __str__(self) -> str:
        return f"{self.as_of}"
