"""Programmes, mentors, pairings and their sessions.

What leaders may count lies in tables without names or text (`Pairing`, `Session`); who is in a pairing and
what was said lies beside them (`PairingParticipant`, `SessionLog`), behind a narrower policy (DOMAIN §9).
"""

import uuid
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import User
from accounts.scoping import Scope, ScopedModel, ScopedQuerySet
from cadres.models import Member
from core.fields import EncryptedTextField
from core.history import tracked
from mentoring.enums import (
    HELD_STATES,
    UPCOMING_STATES,
    ActionState,
    AgreementState,
    Answer,
    Attendance,
    Category,
    EvidenceKind,
    Format,
    MentorState,
    Mode,
    Obstacle,
    PairingState,
    ParticipantRole,
    Phase,
    ProgrammeState,
    Progress,
    SessionState,
)

STAFF = frozenset({Role.COORDINATOR, Role.SECRETARIAT})


def own_pairings(scope: Scope) -> models.QuerySet["PairingParticipant", dict[str, int]]:
    """The ids of the pairings in which the acting person takes part now."""
    return PairingParticipant.objects.filter(member__user_id=scope.user_id, left_at=None).values("pairing")


class PairingPart(ScopedModel):
    """A row that belongs to one pairing: staff of the unit and the pairing's own people see it, leaders do not."""

    readable_by: ClassVar[frozenset[Role] | None] = STAFF

    class Meta:
        abstract = True

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(pairing__in=own_pairings(scope))


@tracked()
class Programme(ScopedModel):
    """A time-boxed run of mentoring that somebody owns and that serves an organisational goal."""

    name = models.CharField(_("nama program"), max_length=120)
    category = models.CharField(_("kategori"), max_length=12, choices=Category, default=Category.FORMAL_STAGE)
    coordinator = models.ForeignKey(User, models.PROTECT, related_name="programmes", verbose_name=_("koordinator"))
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("selesai"))
    cadence_days = models.PositiveSmallIntegerField(
        _("irama pertemuan (hari)"), default=14, validators=[MinValueValidator(7), MaxValueValidator(90)]
    )
    state = models.CharField(_("status"), max_length=10, choices=ProgrammeState, default=ProgrammeState.DRAFT)

    class Meta:
        verbose_name = _("program")
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="programme_ends_after_start"),
            models.CheckConstraint(condition=Q(state__in=ProgrammeState.values), name="programme_state"),
            models.CheckConstraint(condition=Q(cadence_days__range=(7, 90)), name="programme_cadence"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("mentoring:programme", args=[self.pk])

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(pairings__in=own_pairings(scope))


class OrgGoal(ScopedModel):
    """What the party wants from a programme: a figure with baseline, target and date (DOMAIN K18)."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="goals")
    statement = models.CharField(_("sasaran"), max_length=200)
    measure = models.CharField(_("satuan"), max_length=40)
    baseline = models.DecimalField(_("angka awal"), max_digits=12, decimal_places=2)
    target = models.DecimalField(_("angka target"), max_digits=12, decimal_places=2)
    actual = models.DecimalField(_("angka kini"), max_digits=12, decimal_places=2, null=True, blank=True)
    due_on = models.DateField(_("tenggat"))

    class Meta:
        verbose_name = _("sasaran organisasi")

    def __str__(self) -> str:
        return self.statement

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(programme__pairings__in=own_pairings(scope))


@tracked()
class Mentor(ScopedModel):
    """A member who mentors, with the number of mentees he can carry (DOMAIN §5: soft 3, hard 5)."""

    member = models.OneToOneField(Member, models.PROTECT, related_name="mentor", verbose_name=_("kader"))
    state = models.CharField(_("status"), max_length=10, choices=MentorState, default=MentorState.INVITED)
    soft_capacity = models.PositiveSmallIntegerField(_("beban wajar"), default=3)
    capacity = models.PositiveSmallIntegerField(_("batas binaan"), default=5)
    note = models.CharField(_("keahlian dan bahasa"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("mentor")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MentorState.values), name="mentor_state"),
            models.CheckConstraint(
                condition=Q(capacity__gte=F("soft_capacity"), capacity__lte=12), name="mentor_capacity"
            ),
        ]

    def __str__(self) -> str:
        return self.member.full_name

    def get_absolute_url(self) -> str:
        return reverse("mentoring:mentor", args=[self.pk])

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(member__in=Member.objects.filter(Member.scope_filter(scope)))


class PairingQuerySet(ScopedQuerySet):
    """Pairings in the words of the indicators (DOMAIN §13)."""

    def active(self) -> "PairingQuerySet":
        """Those that run now."""
        return self.filter(state=PairingState.ACTIVE)


@tracked()
class Pairing(ScopedModel):
    """A mentoring relation. Carries no name and no text: it is what leaders count.

    `unit` is the mentee's unit (the programme's for groups across units); `phase` is derived from evidence by
    `services.pairing_refresh_phase`.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="pairings", verbose_name=_("program"))
    category = models.CharField(_("kategori"), max_length=12, choices=Category)
    format = models.CharField(_("bentuk"), max_length=10, choices=Format, default=Format.ONE_TO_ONE)
    state = models.CharField(_("status"), max_length=12, choices=PairingState, default=PairingState.PROPOSED)
    phase = models.CharField(_("fase"), max_length=12, choices=Phase, default=Phase.PREPARATION)
    phase_since = models.DateField(_("fase sejak"), default=timezone.localdate)
    cadence_days = models.PositiveSmallIntegerField(_("irama (hari)"), default=14)
    offered_at = models.DateTimeField(null=True)
    active_on = models.DateField(_("aktif sejak"), null=True)
    planned_end_on = models.DateField(_("rencana selesai"), null=True)
    ended_on = models.DateField(_("berakhir"), null=True)
    last_held_on = models.DateField(_("sesi terakhir"), null=True, help_text="Kept by a trigger.")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PairingQuerySet.as_manager()

    class Meta:
        verbose_name = _("pasangan")
        indexes = [
            models.Index(fields=["province", "state"], name="pairing_province_state"),
            models.Index(fields=["regency", "state"], name="pairing_regency_state"),
            models.Index(fields=["district", "state"], name="pairing_district_state"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=PairingState.values), name="pairing_state"),
            models.CheckConstraint(condition=Q(phase__in=Phase.values), name="pairing_phase"),
            models.CheckConstraint(condition=Q(format__in=Format.values), name="pairing_format"),
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
            models.CheckConstraint(condition=Q(cadence_days__range=(7, 90)), name="pairing_cadence"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("mentoring:pairing", args=[self.pk])

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(pk__in=own_pairings(scope))


@tracked()
class PairingParticipant(PairingPart):
    """Somebody in a pairing, with his answer to the offer and his orientation. `unit` is the pairing's unit."""

    pairing = models.ForeignKey(Pairing, models.CASCADE, related_name="participants")
    member = models.ForeignKey(Member, models.PROTECT, related_name="pairing_participants")
    name = models.CharField(max_length=150, help_text="As it was when paired: shown where the member is out of scope.")
    role = models.CharField(_("peran"), max_length=12, choices=ParticipantRole)
    answer = models.CharField(_("jawaban"), max_length=10, choices=Answer, default=Answer.WAITING)
    answered_at = models.DateTimeField(null=True)
    oriented_at = models.DateTimeField(_("orientasi"), null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("peserta")
        constraints = [
            models.UniqueConstraint(fields=["pairing", "member"], name="participant_once"),
            models.CheckConstraint(condition=Q(role__in=ParticipantRole.values), name="participant_role"),
            models.CheckConstraint(condition=Q(answer__in=Answer.values), name="participant_answer"),
        ]

    def __str__(self) -> str:
        return self.name


class PairingTransition(PairingPart):
    """One move of a pairing: from, to, who, when, why. The first one carries the reason of the match."""

    pairing = models.ForeignKey(Pairing, models.CASCADE, related_name="transitions")
    kind = models.CharField(max_length=5, choices=[("state", "state"), ("phase", "phase")], default="state")
    from_value = models.CharField(max_length=12, blank=True)
    to_value = models.CharField(max_length=12)
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(_("alasan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("perpindahan")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.from_value} → {self.to_value}"


class PhaseEvidence(PairingPart):
    """Evidence that a phase is fulfilled, beside agreement and sessions."""

    pairing = models.ForeignKey(Pairing, models.CASCADE, related_name="evidence")
    kind = models.CharField(_("bukti"), max_length=16, choices=EvidenceKind)
    note = models.CharField(_("keterangan"), max_length=300)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("bukti fase")
        constraints = [models.UniqueConstraint(fields=["pairing", "kind"], name="evidence_once")]

    def __str__(self) -> str:
        return self.get_kind_display()


@tracked()
class Agreement(PairingPart):
    """One version of what both sides promised each other; in force when everybody signed the same version."""

    pairing = models.ForeignKey(Pairing, models.CASCADE, related_name="agreements")
    version = models.PositiveSmallIntegerField(_("versi"), default=1)
    purpose = models.CharField(_("tujuan"), max_length=300)
    rhythm = models.CharField(_("irama dan tempat"), max_length=200)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("selesai"))
    clauses = models.JSONField(_("pasal"), default=list, help_text="The eleven clauses of DOMAIN §7.2 as signed.")
    state = models.CharField(_("status"), max_length=10, choices=AgreementState, default=AgreementState.DRAFT)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("kesepakatan")
        constraints = [
            models.UniqueConstraint(fields=["pairing", "version"], name="agreement_version_once"),
            models.UniqueConstraint(fields=["pairing"], condition=Q(state="in_force"), name="agreement_one_in_force"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="agreement_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"v{self.version}"


class AgreementSignature(PairingPart):
    """A participant's own yes to one version."""

    pairing = models.ForeignKey(Pairing, models.CASCADE, related_name="+")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="signatures")
    participant = models.ForeignKey(PairingParticipant, models.PROTECT, related_name="signatures")
    signed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("tanda tangan")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "participant"], name="signature_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}:{self.participant_id}"


class SessionQuerySet(ScopedQuerySet):
    """Sessions in the words of the indicators."""

    def held(self) -> "SessionQuerySet":
        """Those that took place."""
        return self.filter(state__in=HELD_STATES)

    def upcoming(self) -> "SessionQuerySet":
        """Planned or confirmed, soonest first."""
        return self.filter(state__in=UPCOMING_STATES).order_by("planned_start", "pk")


@tracked()
class Session(ScopedModel):
    """A meeting, planned or held. Carries no name and no text; what was said is its `SessionLog`.

    `client_uuid` is made by whoever writes first (a phone, later): sent again it is the same session.
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
    late_cancelled = models.BooleanField(default=False)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    logged_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    on_behalf_of = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(null=True, help_text="By the writer's clock.")
    received_at = models.DateTimeField(null=True, help_text="By the server's clock.")
    acknowledged_at = models.DateTimeField(null=True)
    auto_acknowledged = models.BooleanField(default=False)
    backdated = models.BooleanField(default=False)
    calendar_sequence = models.PositiveSmallIntegerField(default=0, help_text="Rises with every change of the plan.")

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("sesi")
        indexes = [
            models.Index(fields=["pairing", "held_on"], name="session_pairing_held"),
            models.Index(fields=["district", "held_on"], name="session_district_held"),
            models.Index(fields=["regency", "held_on"], name="session_regency_held"),
            models.Index(
                fields=["planned_start"],
                condition=Q(state__in=["planned", "confirmed"]),
                name="session_upcoming",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["created_by", "client_uuid"], name="session_client_uuid_once"),
            models.UniqueConstraint(fields=["pairing", "sequence"], name="session_sequence_once"),
            models.CheckConstraint(condition=Q(state__in=SessionState.values), name="session_state"),
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="session_mode"),
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
            models.CheckConstraint(condition=Q(minutes__isnull=True) | Q(minutes__lte=720), name="session_minutes"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("mentoring:session", args=[self.pk])

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(pairing__in=own_pairings(scope))


@tracked()
class SessionLog(PairingPart):
    """What was discussed in a session (DOMAIN §7.3). Leaders never see it; the private note is elsewhere."""

    pairing = models.ForeignKey(Pairing, models.CASCADE, related_name="+")
    session = models.OneToOneField(Session, models.CASCADE, related_name="log")
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
            )
        ]

    def __str__(self) -> str:
        return f"{self.session_id}"

    OBSTACLES = Obstacle


class SessionAttendance(PairingPart):
    """Whether a participant was at a session."""

    pairing = models.ForeignKey(Pairing, models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, models.CASCADE, related_name="attendance")
    participant = models.ForeignKey(PairingParticipant, models.PROTECT, related_name="attendance")
    status = models.CharField(_("kehadiran"), max_length=8, choices=Attendance, default=Attendance.PRESENT)

    class Meta:
        verbose_name = _("kehadiran")
        constraints = [models.UniqueConstraint(fields=["session", "participant"], name="attendance_once")]

    def __str__(self) -> str:
        return self.status


class ActionItem(PairingPart):
    """A step somebody promised in a session; open ones come back in the next form."""

    pairing = models.ForeignKey(Pairing, models.CASCADE, related_name="actions")
    session = models.ForeignKey(Session, models.CASCADE, related_name="actions")
    what = models.CharField(_("langkah"), max_length=200)
    owner = models.ForeignKey(PairingParticipant, models.PROTECT, related_name="actions", verbose_name=_("siapa"))
    due_on = models.DateField(_("tenggat"), null=True, blank=True)
    state = models.CharField(_("status"), max_length=8, choices=ActionState, default=ActionState.OPEN)
    closed_in = models.ForeignKey(Session, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("tindak lanjut")
        constraints = [models.CheckConstraint(condition=Q(state__in=ActionState.values), name="action_state")]

    def __str__(self) -> str:
        return self.what


class PrivateNoteQuerySet(models.QuerySet["PrivateNote"]):
    """Private notes have one gate of their own: the author."""

    def for_user(self, user: User) -> "PrivateNoteQuerySet":
        """The user's own notes while he acts as a mentor; nobody else's, whatever his role."""
        scope = user.scope
        return self.filter(author_id=user.pk) if scope and scope.role == Role.MENTOR else self.none()


class PrivateNote(models.Model):
    """A mentor's own note on a session: encrypted, without history, readable by its author only (TRUST T2)."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="+")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    body = EncryptedTextField(_("catatan pribadi"))
    written_at = models.DateTimeField(default=timezone.now)

    objects = PrivateNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("catatan pribadi")
        constraints = [models.UniqueConstraint(fields=["session", "author"], name="note_once")]

    def __str__(self) -> str:
        return f"{self.session_id}"


def _shares_a_pairing(scope: Scope) -> Q:
    together = PairingParticipant.objects.filter(pairing__in=own_pairings(scope), left_at=None)
    return Q(pk__in=together.values("member"))


Member.seen_through.append(_shares_a_pairing)
