"""Roll-ups: small tables keyed by unit and month that dashboards read instead of the big ones.

Never counted up; always recomputed from the rows, the touched units only, then their ancestors from the
children (ARCHITECTURE §8). Units of district tier and up have a row; a village is computed live. A unit in
which everything is zero has no row.
"""

from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.scoping import ScopedModel, ScopedQuerySet
from mentoring.models import Programme


class Step(models.TextChoices):
    """What a pairing reaches after both have said yes (K7)."""

    AGREEMENT = "agreement", _("Kesepakatan")
    BASELINE = "baseline", _("Rubrik awal dikunci")
    PLAN = "plan", _("Rencana aksi disepakati")


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

    is_rollup = True

    is_own = models.BooleanField(default=False)

    objects = RollupQuerySet.as_manager()

    class Meta:
        abstract = True


class MonthFigures(Rollup):
    """What happened in a unit and all below it in one month, counted from pairings and their sessions."""

    month = models.DateField(help_text="The first day of the month.")
    pairings_active = models.PositiveIntegerField(default=0, help_text="K1 at the end of the month.")
    pairings_dormant = models.PositiveIntegerField(default=0, help_text="K6 at the end of the month.")
    mentees_active = models.PositiveIntegerField(default=0, help_text="Distinct, at the end of the month.")
    slots_due = models.PositiveIntegerField(default=0, help_text="K3: cadence slots fully elapsed in the month.")
    slots_kept = models.PositiveIntegerField(default=0, help_text="K3: the sum of min(held, due) per pairing.")
    slots_due_weak = models.PositiveIntegerField(default=0, help_text="K19: those in districts of weak signal.")
    slots_kept_weak = models.PositiveIntegerField(default=0, help_text="K19: of these, kept.")
    sessions_held = models.PositiveIntegerField(default=0, help_text="K4.")
    sessions_missed = models.PositiveIntegerField(default=0, help_text="K4: late-cancelled and no-shows.")
    logs_due = models.PositiveIntegerField(default=0, help_text="K5: held, and the seven days are over.")
    logs_on_time = models.PositiveIntegerField(default=0, help_text="K5: of these, written within seven days.")
    baselines_due = models.PositiveIntegerField(
        default=0, help_text="K8: formal pairings at the end of the month that have run for thirty days."
    )
    baselines_locked = models.PositiveIntegerField(default=0, help_text="K8: of these, every baseline locked by then.")
    endings_all = models.PositiveIntegerField(default=0, help_text="K13: ended, and planned to end in the month.")
    endings_completed = models.PositiveIntegerField(default=0, help_text="K13: of these, completed.")

    class Meta:
        abstract = True


class RollupNow(Rollup):
    """Where a unit and all below it stand as of `RollupState.as_of`."""

    members_active = models.PositiveIntegerField(default=0)
    members_women = models.PositiveIntegerField(default=0)
    members_willing = models.PositiveIntegerField(default=0, help_text="Active and willing to be mentored (K2).")
    members_applied = models.PositiveIntegerField(default=0, help_text="Waiting to be verified.")
    members_no_nik = models.PositiveIntegerField(default=0, help_text="Active, without a NIK.")
    members_no_phone = models.PositiveIntegerField(default=0, help_text="Active, without a phone.")
    members_no_birth = models.PositiveIntegerField(default=0, help_text="Active, without a date of birth.")
    mentees_active = models.PositiveIntegerField(default=0, help_text="Distinct members in an active pairing.")
    mentees_willing = models.PositiveIntegerField(default=0, help_text="Of these, active and willing (K2).")
    mentees_women = models.PositiveIntegerField(default=0)
    mentors_active = models.PositiveIntegerField(default=0)
    mentors_women = models.PositiveIntegerField(default=0)
    mentors_load = models.PositiveIntegerField(default=0, help_text="K17: one-to-one mentees of active mentors.")
    mentors_soft = models.PositiveIntegerField(default=0, help_text="K17: what they carry without strain.")
    mentors_light = models.PositiveIntegerField(default=0, help_text="K17: with a mentee, below their soft limit.")
    mentors_busy = models.PositiveIntegerField(
        default=0, help_text="K17: from the soft limit up to below the hard one."
    )
    mentors_full = models.PositiveIntegerField(default=0, help_text="K17: at their hard limit.")
    mentors_idle = models.PositiveIntegerField(default=0, help_text="K17: without a mentee.")
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


class RollupMonth(MonthFigures):
    """The figures of a unit and month. The last thirteen months are counted anew."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "is_own", "month"], name="rollup_month_once"),
            models.CheckConstraint(condition=models.Q(month__day=1), name="rollup_month_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.month}"


class RollupProgramme(MonthFigures):
    """The same of one programme alone. Over all programmes they add up to the month."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "is_own", "month", "programme"], name="rollup_programme_once"),
            models.CheckConstraint(condition=models.Q(month__day=1), name="rollup_programme_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.month} {self.programme_id}"


class RollupWait(Rollup):
    """K7: how many pairings of a month took so many days to a step. A median does not add up, its histogram does.

    Of the month in which both sides said yes; `days` is −1 for those that have not got there.
    """

    month = models.DateField(help_text="The month of the last yes.")
    step = models.CharField(max_length=9, choices=Step)
    days = models.SmallIntegerField(help_text="Without those of a pause; −1: not yet.")
    pairings = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "is_own", "month", "step", "days"], name="rollup_wait_once"),
            models.CheckConstraint(condition=models.Q(step__in=Step.values), name="rollup_wait_step"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.month} {self.step} {self.days}"


class RollupOutcome(Rollup):
    """What came of it in one month: counted from rows that leaders may not read, so never below a district.

    `hides_…`: fewer than five people stand behind it, or it would tell on a unit that has fewer (suppression.py).
    """

    month = models.DateField(help_text="The first day of the month.")
    goals_people = models.PositiveIntegerField(default=0, help_text="K9: learners whose goals were due and settled.")
    goals_achieved = models.PositiveIntegerField(default=0)
    goals_partly = models.PositiveIntegerField(default=0)
    goals_missed = models.PositiveIntegerField(default=0)
    goals_dropped = models.PositiveIntegerField(default=0, help_text="Beside K9, not in it.")
    gain_people = models.PositiveIntegerField(default=0, help_text="K10: mentees with both rounds, at home.")
    gain_points = models.BigIntegerField(
        default=0, help_text="K10: the sum of their mean rises, in parts of 1/27720 (divisible by 1 to 12)."
    )
    gain_levels = models.IntegerField(default=0, help_text="K10: levels gained where the target was not reached.")
    gain_missing = models.PositiveIntegerField(default=0, help_text="K10: levels that were missing there.")
    levels_eligible = models.PositiveIntegerField(default=0, help_text="K14: eligible at any time in the month.")
    levels_awarded = models.PositiveIntegerField(default=0, help_text="K14: of these, awarded in the month.")
    requests_due = models.PositiveIntegerField(default=0, help_text="K20: the 72 hours ended in the month.")
    requests_on_time = models.PositiveIntegerField(default=0, help_text="K20: of these, closed by then.")
    rapport_mentees = models.PositiveIntegerField(default=0, help_text="K11: mentees with a check, at home.")
    rapport_mentee_points = models.BigIntegerField(
        default=0, help_text="K11: the sum of their indices from 0 to 100, in parts of 1/27720."
    )
    rapport_mentors = models.PositiveIntegerField(default=0, help_text="K11: mentors with a check, at home.")
    rapport_mentor_points = models.BigIntegerField(default=0, help_text="K11: the sum of theirs.")
    reaction_invited = models.PositiveIntegerField(default=0, help_text="K12: mentees who were asked, at home.")
    reaction_people = models.PositiveIntegerField(default=0, help_text="K12: of these, who answered.")
    reaction_answers = models.PositiveIntegerField(default=0, help_text="K12: their answers.")
    reaction_satisfied = models.PositiveIntegerField(default=0, help_text="K12: of these, 4 or more.")
    behaviour_people = models.PositiveIntegerField(
        default=0, help_text="K21: mentees with both measures, where their programme stands."
    )
    behaviour_points = models.BigIntegerField(
        default=0, help_text="K21: the sum of their changes from 0 to 100, in parts of 1/27720."
    )
    hides_goals = models.BooleanField(default=False, db_default=False)
    hides_gain = models.BooleanField(default=False, db_default=False)
    hides_rapport = models.BooleanField(default=False, db_default=False)
    hides_rapport_mentors = models.BooleanField(default=False, db_default=False)
    hides_reaction = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "is_own", "month"], name="rollup_outcome_once"),
            models.CheckConstraint(condition=models.Q(month__day=1), name="rollup_outcome_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.month}"


class RollupFlow(Rollup):
    """How many steps of careers led in a year from one channel of mobility to another; all years are counted.

    Whoever reads a unit's figures reads its steps too (cadres.models.mobility): nothing is hidden here.
    """

    year = models.PositiveSmallIntegerField()
    origin = models.CharField(max_length=20, blank=True, help_text="Where from; empty: from outside the party.")
    channel = models.CharField(max_length=20, help_text="Where to.")
    steps = models.PositiveIntegerField(default=0)
    steps_women = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "is_own", "year", "origin", "channel"], name="rollup_flow_once"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year} {self.origin} → {self.channel}"


class RollupClosing(ScopedModel):
    """What is kept of a month for good: written once, by the recount, and never changed.

    `standing`: where things stood when the month was over, null for months before anybody kept it. `figures`: what
    had happened in it, frozen ninety days later; what comes in after that is told as a correction beside it.
    """

    is_rollup = True

    month = models.DateField(help_text="The first day of the month.")
    standing = models.JSONField(null=True, help_text="The figures of RollupNow on its last day.")
    figures = models.JSONField(null=True, help_text="Those of RollupMonth, RollupOutcome and the medians, when frozen.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "month"], name="rollup_closing_once"),
            models.CheckConstraint(condition=models.Q(month__day=1), name="rollup_closing_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.month}"


class RollupDirty(models.Model):
    """A mark that a leaf's figures must be recomputed: append-only, written by statement triggers."""

    unit_id = models.BigIntegerField()
    month = models.DateField(null=True, help_text="Only what depends on this month.")
    now_only = models.BooleanField(default=False, help_text="Without a month: the standing figures, no month.")
    meetings_only = models.BooleanField(
        db_default=False, help_text="Only what a meeting moves: of the standing figures those of pairings."
    )

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
    frozen_until = models.DateField(null=True, help_text="Months before this one are frozen.")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="rollup_state_one_row")]

    def __str__(self) -> str:
        return f"{self.as_of}"
