"""Training events, who came, what is recognised from before, and certificates."""

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import STAFF_ROLES, Role
from accounts.models import User, name_lent, two_sides
from accounts.scoping import Scope
from cadres.enums import (
    AccreditationState,
    AttendanceBy,
    EventKind,
    EventState,
    RegistrationState,
    TrainingResult,
)
from cadres.models.ladder import OwnRow
from cadres.models.levels import Level
from cadres.models.members import Member
from core.history import tracked
from regions.enums import TIER_FIELDS, Tier
from regions.models import Unit

#: How many seats an event may have.
SEATS = (1, 5000)


class TrainingEventQuerySet(models.QuerySet["TrainingEvent"]):
    """Events are no secret, but everybody sees those of his own units only: his own, those above and those below."""

    def around(self, scope: Scope | None) -> "TrainingEventQuerySet":
        """The events that reach the scope's unit, and those inside it."""
        if scope is None:
            return self.none()
        unit = scope.unit
        ids = [pk for pk in (unit.pk, unit.parent_id, *unit.tier_ids.values()) if pk is not None]
        reaching = Q(unit__in=ids) | Q(unit__tier=Tier.NATIONAL)
        if scope.is_person or scope.tier is None:
            return self.filter(reaching)
        if scope.tier == Tier.NATIONAL:
            return self
        return self.filter(reaching | Q(**{f"unit__{TIER_FIELDS[scope.tier]}": unit}))

    def at_or_below(self, unit: Unit) -> "TrainingEventQuerySet":
        """The events that units of a subtree hold."""
        if unit.tier == Tier.NATIONAL:
            return self
        field = TIER_FIELDS.get(Tier(unit.tier))
        return self.filter(**{f"unit__{field}": unit}) if field else self.filter(unit=unit)


class TrainingEvent(models.Model):
    """A diklat, bimtek or political education of a unit, for the members at the unit and below. Names nobody."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("penyelenggara"))
    kind = models.CharField(_("jenis"), max_length=8, choices=EventKind)
    level = models.ForeignKey(
        Level, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("untuk jenjang")
    )
    title = models.CharField(_("judul"), max_length=120)
    topic = models.CharField(_("pokok bahasan"), max_length=200)
    place = models.CharField(_("tempat"), max_length=120)
    starts_at = models.DateTimeField(_("mulai"))
    ends_at = models.DateTimeField(_("selesai"))
    capacity = models.PositiveSmallIntegerField(_("kursi"))
    taken = models.PositiveSmallIntegerField(default=0, editable=False, help_text="Kept by a trigger.")
    state = models.CharField(_("status"), max_length=10, choices=EventState, default=EventState.DRAFT)
    reason = models.CharField(_("alasan"), max_length=200, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = TrainingEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("kegiatan pelatihan")
        db_table = "cadres_training"  # «…event» are tables of history
        indexes = [models.Index(fields=["unit", "starts_at"], name="trainingevent_unit_starts")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=EventKind.values), name="trainingevent_kind"),
            models.CheckConstraint(condition=Q(state__in=EventState.values), name="trainingevent_state"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="trainingevent_ends_after_start"),
            models.CheckConstraint(condition=Q(capacity__range=SEATS), name="trainingevent_capacity"),
            models.CheckConstraint(condition=Q(taken__lte=F("capacity")), name="trainingevent_within_capacity"),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(reason=""), name="trainingevent_cancelled_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("cadres:event", args=[self.pk])

    @property
    def free(self) -> int:
        """Seats that are left."""
        return self.capacity - self.taken


@tracked()
class TrainingRegistration(OwnRow):
    """A member's seat at an event, whether he came and what came of it. `unit` is the member's."""

    readable_by: ClassVar[frozenset[Role] | None] = STAFF_ROLES

    event = models.ForeignKey(TrainingEvent, models.PROTECT, related_name="registrations")
    member = models.ForeignKey(Member, models.PROTECT, related_name="trainings")
    state = models.CharField(_("status"), max_length=10, choices=RegistrationState)
    registered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(default=timezone.now)
    attended_at = models.DateTimeField(null=True)
    attended_by = models.CharField(max_length=5, choices=AttendanceBy, blank=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("alasan"), max_length=200, blank=True, help_text="Why it was ticked by hand.")
    score = models.PositiveSmallIntegerField(_("nilai"), null=True)
    result = models.CharField(_("hasil"), max_length=6, choices=TrainingResult, default=TrainingResult.OPEN)
    result_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    result_at = models.DateTimeField(null=True)
    from_sheet = models.BooleanField(
        default=False,
        db_default=False,
        help_text="The result came on a sheet: counted apart, once the event is closed.",
    )

    class Meta:
        verbose_name = _("peserta pelatihan")
        constraints = [
            models.UniqueConstraint(fields=["event", "member"], name="registration_once"),
            models.CheckConstraint(condition=Q(state__in=RegistrationState.values), name="registration_state"),
            models.CheckConstraint(
                condition=~Q(state="attended")
                | (
                    Q(attended_at__isnull=False, confirmed_by__isnull=False, attended_by__in=AttendanceBy.values)
                    & (~Q(attended_by="hand") | ~Q(reason=""))
                ),
                name="registration_attendance_is_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(result="open")
                | Q(result__in=["passed", "failed"], state="attended", result_by__isnull=False),
                name="registration_result_after_attendance",
            ),
            models.CheckConstraint(condition=Q(score__isnull=True) | Q(score__lte=100), name="registration_score"),
            models.CheckConstraint(
                condition=Q(from_sheet=False) | ~Q(result="open"), name="registration_from_sheet_has_a_result"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class AttendanceTry(models.Model):
    """One code typed at an event: by whom, when, and whether it fitted. Too many that do not fit close the door."""

    event = models.ForeignKey(TrainingEvent, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    accepted = models.BooleanField()

    class Meta:
        verbose_name = _("percobaan kode hadir")
        indexes = [models.Index(fields=["event", "by", "at"], name="attendancetry_recent")]

    def __str__(self) -> str:
        return f"#{self.pk}"


@tracked()
class Accreditation(OwnRow):
    """Earlier training that is recognised on a document, by somebody else than who asked.

    Counted apart from what the party saw itself («diakui»).
    """

    readable_by: ClassVar[frozenset[Role] | None] = STAFF_ROLES

    member = models.ForeignKey(Member, models.PROTECT, related_name="accreditations")
    level = models.ForeignKey(Level, models.PROTECT, related_name="+", verbose_name=_("untuk jenjang"))
    event_kind = models.CharField(_("jenis pelatihan"), max_length=8, choices=EventKind)
    title = models.CharField(_("nama pelatihan"), max_length=120)
    held_on = models.DateField(_("tanggal"))
    document_ref = models.CharField(_("nomor dokumen"), max_length=80)
    state = models.CharField(max_length=8, choices=AccreditationState, default=AccreditationState.PROPOSED)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_for = name_lent()
    proposed_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_for = name_lent()
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.CharField(_("alasan"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("pengakuan")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=AccreditationState.values), name="accreditation_state"),
            models.CheckConstraint(condition=Q(event_kind__in=EventKind.values), name="accreditation_kind"),
            models.CheckConstraint(condition=~Q(document_ref=""), name="accreditation_has_a_document"),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_by__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="accreditation_decided_by_somebody",
            ),
            two_sides("proposed", "decided", name="accreditation_two_people"),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(decision_reason=""), name="accreditation_refused_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title


def new_code() -> str:
    """The code of a certificate: 128 random bits in hexadecimal digits."""
    return secrets.token_hex(16)


class Certificate(OwnRow):
    """The paper of an award or of a passed training. Anybody who has its code may ask whether it holds."""

    readable_by: ClassVar[frozenset[Role] | None] = STAFF_ROLES | {Role.LEADER}

    member = models.ForeignKey(Member, models.PROTECT, related_name="certificates")
    award = models.OneToOneField("cadres.LevelAward", models.PROTECT, null=True, related_name="certificate")
    registration = models.OneToOneField(TrainingRegistration, models.PROTECT, null=True, related_name="certificate")
    code = models.CharField(max_length=32, unique=True, default=new_code, editable=False)
    number = models.CharField(_("nomor sertifikat"), max_length=60, unique=True)
    title = models.CharField(max_length=140)
    name = models.CharField(max_length=220, help_text="The member's name and titles as they were printed.")
    issued_on = models.DateField(_("tanggal"))
    issued_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    revoked_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("sertifikat")
        constraints = [
            models.CheckConstraint(
                condition=Q(award__isnull=False, registration__isnull=True)
                | Q(award__isnull=True, registration__isnull=False),
                name="certificate_of_one_thing",
            ),
            models.CheckConstraint(condition=Q(code__regex=r"^[0-9a-f]{32}$"), name="certificate_code"),
        ]

    def __str__(self) -> str:
        return self.number
