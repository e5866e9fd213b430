"""Meetings: planned, held, and what was said in them."""

import uuid
from datetime import date, datetime, time, timedelta

from django.db import models
from django.db.models import ExpressionWrapper, F, Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import FIRST_ZONE, Deed, User
from accounts.scoping import Scope, ScopedModel, ScopedQuerySet
from core.history import tracked
from mentoring.cadence import LOG_DUE
from mentoring.enums import (
    HELD_STATES,
    LONGEST_MINUTES,
    MISSED_STATES,
    UNSETTLED_ACTIONS,
    UPCOMING_STATES,
    ActionState,
    Attendance,
    Mode,
    Phase,
    Progress,
    SessionState,
    Source,
    Via,
)
from mentoring.models.pairings import Pairing, PairingPart, PairingParticipant, own_learners, own_pairings


class SessionQuerySet(ScopedQuerySet):
    """Sessions in the words of the indicators."""

    def held(self) -> "SessionQuerySet":
        """Those that took place."""
        return self.filter(state__in=HELD_STATES)

    def missed(self) -> "SessionQuerySet":
        """Those that were to take place and did not: called off late, or somebody did not come (K4)."""
        return self.filter(
            Q(state__in=[SessionState.NO_SHOW_MENTOR, SessionState.NO_SHOW_MENTEE])
            | Q(state=SessionState.CANCELLED, late_cancelled=True)
        )

    def log_due_on(self, day: date) -> "SessionQuerySet":
        """Held ones whose seven days for the log were over when a day began (K5), with `written_by`."""
        over = datetime.combine(day, time(), FIRST_ZONE)
        written_by = ExpressionWrapper(
            F("started_at") + F("minutes") * Value(timedelta(minutes=1)) + Value(LOG_DUE), models.DateTimeField()
        )
        return self.held().annotate(written_by=written_by).filter(written_by__lt=over)

    def log_on_time_on(self, day: date) -> "SessionQuerySet":
        """Of these, those whose log was written in time, by the clock of the device."""
        return self.log_due_on(day).filter(recorded_at__lte=F("written_by"))

    def log_late_on(self, day: date) -> "SessionQuerySet":
        """Of these, those whose log came later or is not there yet."""
        return self.log_due_on(day).exclude(recorded_at__isnull=False, recorded_at__lte=F("written_by"))

    def objected(self) -> "SessionQuerySet":
        """Those noted as missed to which somebody objects, and of which the coordinator has not decided.

        Objection and decision are moves that stay: one of them is an objection alone.
        """
        stays = Q(transitions__from_value=F("state"), transitions__to_value=F("state"))
        return (
            self.filter(state__in=MISSED_STATES).annotate(said=models.Count("transitions", filter=stays)).filter(said=1)
        )

    def upcoming(self) -> "SessionQuerySet":
        """Planned or confirmed, soonest first."""
        return self.filter(state__in=UPCOMING_STATES).order_by("planned_start", "pk")


@tracked()
class Session(ScopedModel):
    """A meeting, planned or held. Carries no name and no text; what was said is its `SessionLog`.

    `client_uuid` is made by whoever writes first (a phone, a form): sent again it is the same session.
    `held_on` is the local date in `time_zone`.
    """

    client_uuid = models.UUIDField(default=uuid.uuid4)
    pairing = models.ForeignKey(Pairing, models.PROTECT, related_name="sessions")
    sequence = models.PositiveSmallIntegerField(_("sesi ke-"), null=True)
    state = models.CharField(_("status"), max_length=14, choices=SessionState, default=SessionState.PLANNED)
    planned_start = models.DateTimeField(_("rencana"), null=True)
    started_at = models.DateTimeField(_("mulai"), null=True)
    minutes = models.PositiveSmallIntegerField(_("lama (menit)"), null=True)
    held_on = models.DateField(_("tanggal"), null=True)
    time_zone = models.CharField(max_length=40)
    mode = models.CharField(_("cara"), max_length=12, choices=Mode, default=Mode.FACE_TO_FACE)
    place = models.CharField(_("tempat"), max_length=120, blank=True)
    is_campaign = models.BooleanField(
        _("kegiatan kampanye"),
        default=False,
        db_default=False,
        help_text="None is planned for a quiet period: kept by a trigger.",
    )
    late_cancelled = models.BooleanField(default=False)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    planned_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    logged_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    on_behalf_of = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    source = models.CharField(_("sumber"), max_length=7, choices=Source, default=Source.OWN, db_default=Source.OWN)
    affirmed_at = models.DateTimeField(null=True, help_text="His yes in whose name others logged it. Guarded.")
    recorded_at = models.DateTimeField(null=True, help_text="By the writer's clock.")
    received_at = models.DateTimeField(null=True, help_text="By the server's clock.")
    acknowledged_at = models.DateTimeField(null=True)
    auto_acknowledged = models.BooleanField(default=False)
    acknowledged_via = models.CharField(_("paraf"), max_length=5, choices=Via, blank=True, db_default="")
    backdated = models.BooleanField(default=False)
    calendar_sequence = models.PositiveSmallIntegerField(default=0, help_text="Rises with every change of the plan.")

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("sesi")
        indexes = [
            # With the state: roll-ups ask for the meetings of many pairings, and find them in the index alone.
            models.Index(fields=["pairing", "held_on"], include=("state",), name="session_pairing_met"),
            # The order of the list, for every tier: when it was, else when it was to be.
            *(
                models.Index(*tier, Coalesce("started_at", "planned_start").desc(), F("id"), name=f"session_{name}")
                for name, tier in (
                    ("latest", ()),
                    ("province_latest", (F("province"),)),
                    ("regency_latest", (F("regency"),)),
                    ("district_latest", (F("district"),)),
                    ("village_latest", (F("village"),)),
                )
            ),
            models.Index(fields=["district", "held_on"], name="session_district_held"),
            models.Index(fields=["regency", "held_on"], name="session_regency_held"),
            models.Index(fields=["regency", "source"], condition=~Q(source="own"), name="session_source_of_others"),
            models.Index(
                fields=["planned_start"],
                condition=Q(state__in=["planned", "confirmed"]),
                name="session_upcoming",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["created_by", "client_uuid"], name="session_client_uuid_once"),
            models.UniqueConstraint(fields=["pairing", "sequence"], name="session_sequence_once"),
            models.UniqueConstraint(fields=["pairing", "started_at"], name="session_start_once"),
            models.UniqueConstraint(
                fields=["pairing", "planned_start"],
                condition=Q(state__in=["planned", "confirmed"]),
                name="session_plan_once",
            ),
            models.CheckConstraint(condition=Q(state__in=SessionState.values), name="session_state"),
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="session_mode"),
            models.CheckConstraint(condition=Q(source__in=Source.values), name="session_source"),
            models.CheckConstraint(condition=~Q(source="own") | Q(on_behalf_of=None), name="session_own_is_own"),
            models.CheckConstraint(condition=Q(acknowledged_via__in=["", *Via.values]), name="session_via"),
            models.CheckConstraint(
                condition=Q(acknowledged_via="") | Q(acknowledged_at__isnull=False, auto_acknowledged=False),
                name="session_via_a_yes",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["planned", "confirmed"]) | Q(planned_start__isnull=False),
                name="session_planned_has_a_start",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["logged", "acknowledged", "disputed"])
                | Q(held_on__isnull=False, started_at__isnull=False, sequence__isnull=False, minutes__gte=1),
                name="session_held_has_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["cancelled", "no_show_mentor", "no_show_mentee"]) | Q(held_on__isnull=False),
                name="session_missed_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__lte=LONGEST_MINUTES), name="session_minutes"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("mentoring:session", args=[self.pk])

    @property
    def clocks_differ(self) -> bool:
        """Whether writer's and server's clock lie more than a day apart: no signal, or a wrong clock."""
        if self.recorded_at is None or self.received_at is None:
            return False
        return abs(self.received_at - self.recorded_at) > timedelta(days=1)

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(pairing__in=own_pairings(scope))


class SessionTransition(Deed, PairingPart):
    """One move of a session: from, to, who, when, why; beside the session, since leaders read that without text."""

    pairing = models.ForeignKey(Pairing, models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, models.CASCADE, related_name="transitions")
    from_value = models.CharField(max_length=14, blank=True)
    to_value = models.CharField(max_length=14)
    planned_start = models.DateTimeField(null=True, help_text="The plan after the move.")
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(_("alasan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("perpindahan sesi")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.from_value} → {self.to_value}"

    @property
    def to_label(self) -> str:
        """Where it went, in words; a plan that stays a plan has been moved."""
        if self.from_value and self.to_value == SessionState.PLANNED:
            return gettext("Dijadwalkan ulang")
        if self.from_value == self.to_value:
            return gettext("Tanggapan atas ketidakhadiran")
        return str(SessionState(self.to_value).label)


@tracked()
class SessionLog(PairingPart):
    """What was discussed in a session (DOMAIN §7.3). Leaders never see it; the private note is elsewhere."""

    pairing = models.ForeignKey(Pairing, models.PROTECT, related_name="+")
    session = models.OneToOneField(Session, models.CASCADE, related_name="log")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    client_uuid = models.UUIDField(default=uuid.uuid4, help_text="Made by the writer: sent again it is the same log.")
    digest = models.BinaryField(max_length=32, default=bytes, editable=False, help_text="Keyed hash of what was sent.")
    phase = models.CharField(_("fase"), max_length=12, choices=Phase)
    competencies = models.JSONField(_("kompetensi dibahas"), default=list)
    goal = models.CharField(_("Tujuan hari ini"), max_length=600, blank=True)
    reality = models.CharField(_("Keadaan sekarang"), max_length=600, blank=True)
    options = models.CharField(_("Pilihan"), max_length=600, blank=True)
    will = models.CharField(_("Langkah, siapa, kapan"), max_length=600, blank=True)
    progress = models.CharField(_("kemajuan"), max_length=8, choices=Progress, blank=True)
    obstacles = models.JSONField(_("hambatan"), default=list)
    evidence_count = models.PositiveSmallIntegerField(_("jumlah bukti"), default=0)
    no_new_action = models.BooleanField(_("tidak ada tindak lanjut"), default=False)
    next_meeting_on = models.DateField(_("pertemuan berikut"), null=True, blank=True)
    no_next_reason = models.CharField(_("alasan belum ada pertemuan berikut"), max_length=200, blank=True)
    dispute = models.CharField(_("keberatan kader"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("catatan sesi")
        constraints = [
            models.CheckConstraint(
                condition=Q(next_meeting_on__isnull=False) | ~Q(no_next_reason=""),
                name="log_says_what_is_next",
            ),
            models.UniqueConstraint(fields=["author", "client_uuid"], name="log_client_uuid_once"),
            models.UniqueConstraint(fields=["pairing", "client_uuid"], name="log_client_uuid_once_in_a_pairing"),
            models.CheckConstraint(condition=Q(phase__in=Phase.values), name="log_phase"),
            models.CheckConstraint(condition=Q(progress__in=["", *Progress.values]), name="log_progress"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}"


@tracked()
class SessionAttendance(PairingPart):
    """Whether a participant was at a session."""

    pairing = models.ForeignKey(Pairing, models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, models.CASCADE, related_name="attendance")
    participant = models.ForeignKey(PairingParticipant, models.PROTECT, related_name="attendance")
    status = models.CharField(_("kehadiran"), max_length=8, choices=Attendance, default=Attendance.PRESENT)

    class Meta:
        verbose_name = _("kehadiran")
        constraints = [
            models.UniqueConstraint(fields=["session", "participant"], name="attendance_once"),
            models.CheckConstraint(condition=Q(status__in=Attendance.values), name="attendance_status"),
        ]

    def __str__(self) -> str:
        return self.status


@tracked()
class ActionItem(PairingPart):
    """A step somebody promised in a session or in his action plan; open ones come back in the next form.

    The learner proposes what became of a step of his plan (`proposed_*`), who guides him confirms it.
    """

    pairing = models.ForeignKey(Pairing, models.PROTECT, related_name="actions")
    session = models.ForeignKey(Session, models.CASCADE, null=True, related_name="actions")
    goal = models.ForeignKey("mentoring.Goal", models.PROTECT, null=True, related_name="actions")
    what = models.CharField(_("langkah"), max_length=200)
    owner = models.ForeignKey(PairingParticipant, models.PROTECT, related_name="actions", verbose_name=_("siapa"))
    due_on = models.DateField(_("tenggat"), null=True, blank=True)
    state = models.CharField(_("status"), max_length=8, choices=ActionState, default=ActionState.OPEN)
    closed_in = models.ForeignKey(Session, models.SET_NULL, null=True, related_name="+")
    proposed_state = models.CharField(_("usul"), max_length=8, choices=ActionState, blank=True)
    proposed_note = models.CharField(_("catatan usul"), max_length=300, blank=True)
    reason = models.CharField(_("alasan"), max_length=300, blank=True)

    @classmethod
    def scope_filter(cls, scope: Scope) -> Q:
        """As any part of a pairing; steps of a plan like the plan itself: its two people and coordinators."""
        part = super().scope_filter(scope)
        if scope.is_person:
            return part & (Q(goal=None) | Q(owner__in=own_learners(scope)))
        return part if scope.role == Role.COORDINATOR else part & Q(goal=None)

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed and it is not settled."""
        return self.due_on is not None and self.state in UNSETTLED_ACTIONS and self.due_on < timezone.localdate()

    class Meta:
        verbose_name = _("tindak lanjut")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ActionState.values), name="action_state"),
            models.CheckConstraint(
                condition=Q(proposed_state__in=["", "done", "partly", "not_done", "dropped"]), name="action_proposed"
            ),
            models.CheckConstraint(
                condition=Q(session__isnull=False) | Q(goal__isnull=False), name="action_has_an_origin"
            ),
            models.CheckConstraint(condition=~Q(state="dropped") | ~Q(reason=""), name="action_dropped_says_why"),
        ]

    def __str__(self) -> str:
        return self.what
