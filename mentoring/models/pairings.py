"""Pairings and who takes part in them.

What leaders may count lies in tables without names or text (`Pairing`, `Session`); who is in a pairing and
what was said lies beside them (`PairingParticipant`, `SessionLog`), behind a narrower policy (DOMAIN §9).
"""

from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.models import Exists, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import STAFF_ROLES, Role
from accounts.models import Deed, User
from accounts.scoping import Scope, ScopedModel, ScopedQuerySet
from cadres.models import Member
from core.history import tracked
from mentoring.cadence import LONG_ENOUGH, IsPaused, RunningDays, UnmetSince, last_day
from mentoring.enums import (
    CADENCE_DAYS,
    DEFAULT_CADENCE_DAYS,
    LEADERS,
    LEARNERS,
    MEETING_STATES,
    OVER_STATES,
    Answer,
    Category,
    EvidenceKind,
    Format,
    PairingState,
    ParticipantRole,
    Phase,
)
from mentoring.party_settings import dormant_days


def own_pairings(scope: Scope) -> models.QuerySet["PairingParticipant", dict[str, int]]:
    """The ids of the pairings in which the acting person takes part now."""
    return PairingParticipant.objects.filter(member__user_id=scope.user_id, left_at=None).values("pairing")


def own_learners(scope: Scope) -> models.QuerySet["PairingParticipant"]:
    """The learners whose diagnostic and plan the acting person sees: himself, and those he guides (DOMAIN §9).

    Guides are mentor and facilitator; among peers without one, each of them.
    """
    mine = PairingParticipant.objects.filter(pairing=models.OuterRef("pairing"), member__user_id=scope.user_id)
    led = PairingParticipant.objects.filter(pairing=models.OuterRef("pairing"), role__in=LEADERS, left_at=None)
    guides = Exists(mine.filter(left_at=None, role__in=LEADERS)) | (
        Exists(mine.filter(left_at=None, role=ParticipantRole.PEER)) & ~Exists(led)
    )
    here = PairingParticipant.objects.filter(role__in=LEARNERS, pairing__in=own_pairings(scope))
    return here.filter(Q(member__user_id=scope.user_id) | guides)


class PairingPart(ScopedModel):
    """A row that belongs to one pairing: staff of the unit and the pairing's own people see it, leaders do not.

    Only an offer is ever deleted (`pairing_undo`): the database takes its people and moves along, whence DO_NOTHING;
    any other part protects its pairing.
    """

    readable_by: ClassVar[frozenset[Role] | None] = STAFF_ROLES

    class Meta:
        abstract = True

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(pairing__in=own_pairings(scope))


WAITING_STATES = (PairingState.PROPOSED, PairingState.OFFERED)


class PairingQuerySet(ScopedQuerySet):
    """Pairings in the words of the indicators (DOMAIN §13)."""

    def active(self) -> "PairingQuerySet":
        """Those that run now (K1)."""
        return self.filter(state=PairingState.ACTIVE)

    def waiting(self) -> "PairingQuerySet":
        """Those whose people have not all answered."""
        return self.filter(state__in=WAITING_STATES)

    def from_phase(self, phase: str) -> "PairingQuerySet":
        """Those that go on and have come to a phase or further; the first two phases belong to their states."""
        later = list(Phase)[list(Phase).index(Phase(phase)) :]
        states = {Phase.PREPARATION: WAITING_STATES, Phase.ORIENTATION: (PairingState.ACCEPTED,)}
        here = [Q(phase=each, state__in=states.get(each, (PairingState.ACTIVE,))) for each in later]
        return self.filter(reduce(or_, here))

    def active_at_end_of(self, day: date) -> "PairingQuerySet":
        """Those that ran at the end of a day, past or present."""
        begun = self.filter(active_on__lte=day).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))
        return begun.exclude(IsPaused(day))

    def overdue_on(self, day: date) -> "PairingQuerySet":
        """Those that should have left their phase before a day (DOMAIN §4.3); a pause stops the clock."""
        return self.filter(state__in=MEETING_STATES, phase_due_on__lt=day)

    def baseline_due_at(self, month: date, as_of: date) -> "PairingQuerySet":
        """Formal ones that ran at the end of a month and had then, or by `as_of`, run for thirty days (K8)."""
        last = last_day(month)
        ran = RunningDays(min(last + timedelta(days=1), as_of))
        return (
            self.active_at_end_of(last)
            .exclude(category=Category.PERSONAL)
            .alias(ran=ran)
            .filter(ran__gte=LONG_ENOUGH.days)
        )

    def planned_to_end_in(self, month: date) -> "PairingQuerySet":
        """Those that ran and are over, by the month in which they were to end (K13)."""
        over = self.filter(state__in=OVER_STATES, active_on__isnull=False)
        return over.filter(planned_end_on__range=(month, last_day(month)))

    def dormant_on(self, day: date) -> "PairingQuerySet":
        """Running ones that have not met in the 35 days before a day (K6); `mentoring.cadence` says since when.

        How many days is the party's to set.
        """
        return self.active().alias(unmet=UnmetSince(day)).filter(unmet__lt=day - timedelta(days=dormant_days()))


@tracked(exclude=["phase_due_on", "accepted_on", "agreed_on", "baseline_on", "planned_on", "sheets"])
class Pairing(ScopedModel):
    """A mentoring relation. Carries no name and no text: it is what leaders count.

    `unit` is the mentee's unit (the programme's for groups across units); `phase` is derived from evidence by
    `services.pairing_refresh_phase`.
    """

    programme = models.ForeignKey(
        "mentoring.Programme", models.PROTECT, related_name="pairings", verbose_name=_("program")
    )
    category = models.CharField(_("kategori"), max_length=12, choices=Category)
    format = models.CharField(_("bentuk"), max_length=10, choices=Format, default=Format.ONE_TO_ONE)
    state = models.CharField(_("status"), max_length=12, choices=PairingState, default=PairingState.PROPOSED)
    phase = models.CharField(_("fase"), max_length=12, choices=Phase, default=Phase.PREPARATION)
    phase_since = models.DateField(_("fase sejak"), default=timezone.localdate)
    cadence_days = models.PositiveSmallIntegerField(_("irama (hari)"), default=DEFAULT_CADENCE_DAYS)
    offered_at = models.DateTimeField(null=True)
    active_on = models.DateField(_("aktif sejak"), null=True)
    planned_end_on = models.DateField(_("rencana selesai"), null=True)
    paused_on = models.DateField(_("jeda sejak"), null=True)
    pauses = ArrayField(
        DateRangeField(), default=list, editable=False, help_text="Pauses that are over, without the day of resuming."
    )
    ended_on = models.DateField(_("berakhir"), null=True)
    last_held_on = models.DateField(_("sesi terakhir"), null=True, help_text="Kept by a trigger.")
    phase_due_on = models.DateField(
        _("fase sampai"), null=True, editable=False, help_text="Where the window of its phase ends. Kept by a trigger."
    )
    # Milestones (K7, K8), as dates in the zone of the unit: a leader counts them without reading what they come from.
    accepted_on = models.DateField(null=True, editable=False, help_text="Everybody said yes. Kept by a trigger.")
    agreed_on = models.DateField(null=True, editable=False, help_text="The first agreement came into force. The same.")
    baseline_on = models.DateField(null=True, editable=False, help_text="Every learner's baseline is locked. The same.")
    planned_on = models.DateField(null=True, editable=False, help_text="Every learner's plan is agreed. The same.")
    sheets = models.PositiveSmallIntegerField(
        default=0, db_default=0, editable=False, help_text="The last running number of a printed sheet. Only rises."
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PairingQuerySet.as_manager()

    class Meta:
        verbose_name = _("pasangan")
        indexes = [
            models.Index(fields=["province", "state"], name="pairing_province_state"),
            models.Index(fields=["regency", "state"], name="pairing_regency_state"),
            models.Index(fields=["district", "state"], name="pairing_district_state"),
            models.Index(
                fields=["phase_due_on"], condition=Q(state__in=["accepted", "active"]), name="pairing_phase_due"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=PairingState.values), name="pairing_state"),
            models.CheckConstraint(condition=Q(phase__in=Phase.values), name="pairing_phase"),
            models.CheckConstraint(condition=Q(format__in=Format.values), name="pairing_format"),
            models.CheckConstraint(condition=Q(category__in=Category.values), name="pairing_category"),
            models.CheckConstraint(
                condition=~Q(state__in=["active", "paused", "completed"]) | Q(active_on__isnull=False),
                name="pairing_active_has_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["completed", "ended_early", "rematched"]) | Q(ended_on__isnull=False),
                name="pairing_ended_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(active_on__isnull=True) | Q(ended_on__gte=F("active_on")),
                name="pairing_ends_after_start",
            ),
            models.CheckConstraint(condition=Q(cadence_days__range=CADENCE_DAYS), name="pairing_cadence"),
            models.CheckConstraint(
                condition=Q(state="paused", paused_on__isnull=False) | (~Q(state="paused") & Q(paused_on__isnull=True)),
                name="pairing_paused_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("mentoring:pairing", args=[self.pk])

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(pk__in=own_pairings(scope))


@tracked(exclude=["is_running"])
class PairingParticipant(PairingPart):
    """Somebody in a pairing, with his answer to the offer and his orientation. `unit` is the pairing's unit."""

    pairing = models.ForeignKey(Pairing, models.DO_NOTHING, related_name="participants")
    member = models.ForeignKey(Member, models.PROTECT, related_name="pairing_participants")
    user = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", help_text="The member's account. Kept by a trigger."
    )
    name = models.CharField(max_length=150, help_text="As it was when paired: shown where the member is out of scope.")
    role = models.CharField(_("peran"), max_length=12, choices=ParticipantRole)
    answer = models.CharField(_("jawaban"), max_length=10, choices=Answer, default=Answer.WAITING)
    answered_at = models.DateTimeField(null=True)
    oriented_at = models.DateTimeField(_("orientasi"), null=True)
    left_at = models.DateTimeField(null=True)
    is_running = models.BooleanField(
        default=False, editable=False, help_text="Kept by a trigger: learns in a pairing that runs, or is about to."
    )

    class Meta:
        verbose_name = _("peserta")
        constraints = [
            models.UniqueConstraint(fields=["member"], condition=Q(is_running=True), name="participant_one_running"),
            models.UniqueConstraint(fields=["pairing", "member"], name="participant_once"),
            models.CheckConstraint(condition=Q(role__in=ParticipantRole.values), name="participant_role"),
            models.CheckConstraint(condition=Q(answer__in=Answer.values), name="participant_answer"),
        ]

    def __str__(self) -> str:
        return self.name


class PairingTransition(Deed, PairingPart):
    """One move of a pairing: from, to, who, when, why. The first one carries the reason of the match."""

    pairing = models.ForeignKey(Pairing, models.DO_NOTHING, related_name="transitions")
    kind = models.CharField(max_length=5, choices=[("state", "state"), ("phase", "phase")], default="state")
    from_value = models.CharField(max_length=12, blank=True)
    to_value = models.CharField(max_length=12)
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(_("alasan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("perpindahan")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["state", "phase"]), name="pairing_transition_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.from_value} → {self.to_value}"

    @property
    def from_label(self) -> str:
        """Where it came from, in words."""
        return self._label(self.from_value)

    @property
    def to_label(self) -> str:
        """Where it went, in words."""
        return self._label(self.to_value)

    def _label(self, value: str) -> str:
        kinds = Phase if self.kind == "phase" else PairingState
        return str(kinds(value).label) if value in kinds.values else value


@tracked()
class PhaseEvidence(PairingPart):
    """Evidence that a phase is fulfilled, beside agreement and sessions."""

    pairing = models.ForeignKey(Pairing, models.PROTECT, related_name="evidence")
    kind = models.CharField(_("bukti"), max_length=16, choices=EvidenceKind)
    note = models.CharField(_("keterangan"), max_length=300)
    recorded_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", help_text="Null: the checks of both sides, noted by a job."
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("bukti fase")
        constraints = [
            models.UniqueConstraint(fields=["pairing", "kind"], name="evidence_once"),
            models.CheckConstraint(condition=Q(kind__in=EvidenceKind.values), name="evidence_kind"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


def _shares_a_pairing(scope: Scope) -> Q:
    together = PairingParticipant.objects.filter(pairing__in=own_pairings(scope), left_at=None)
    return Q(pk__in=together.values("member"))


Member.seen_through.append(_shares_a_pairing)
