"""Offices: terms that the tier above confirms, and the disputes over boards that it alone resolves (DOMAIN §2)."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Cast, Now, NullIf
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import TIER_ROLES, Role
from accounts.models import Deed, User, name_lent, signed, two_sides
from accounts.scoping import ScopedModel, ScopedQuerySet
from cadres.enums import Seat, TermState
from cadres.models.members import Member
from core.history import tracked
from regions.models import Unit

#: How long a term may wait for its confirmation before the tier above is reminded.
LATE_DAYS = 30
#: Posts that one person alone holds in a board; «Wakil Ketua» and «Ketua Bidang …» are none of them.
SEATS = {
    Seat.CHAIR: r"^\s*((plt|pj)\.?\s*)?ketua( umum)?\s*$",
    Seat.SECRETARY: r"^\s*((plt|pj)\.?\s*)?sekretaris( umum| jenderal)?\s*$",
    Seat.TREASURER: r"^\s*((plt|pj)\.?\s*)?bendahara( umum)?\s*$",
}


def _acting_user() -> Cast:
    """The user in whose context a row is written, as the database knows him."""
    found = Func(Value("app.user_id"), Value(True), function="current_setting")
    return Cast(NullIf(found, Value("")), models.BigIntegerField())


class OfficerTermQuerySet(ScopedQuerySet):
    """Offices in the party's words."""

    def open(self) -> "OfficerTermQuerySet":
        """Those that have not ended, as the roll-ups count them; an office gets its end when it ends."""
        return self.filter(ends_on=None)

    def below(self, unit: Unit) -> "OfficerTermQuerySet":
        """Those of the boards below a unit, on which the unit decides; the national board decides on itself too."""
        found = self.within(unit)
        return found if unit.parent_id is None else found.exclude(unit=unit)

    def waiting(self) -> "OfficerTermQuerySet":
        """Those that wait for the tier above and have not ended meanwhile."""
        return self.open().filter(state=TermState.WAITING)

    def late(self) -> "OfficerTermQuerySet":
        """Those that have waited for longer than `LATE_DAYS` whole days, where one is."""
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        return self.waiting().filter(recorded_at__lt=midnight - timedelta(days=LATE_DAYS))

    def claims(self, unit: Unit) -> "OfficerTermQuerySet":
        """The open claims to the single seats of a board."""
        return self.open().filter(unit=unit).exclude(seat="").exclude(state=TermState.RETURNED)


@tracked(exclude=["seat"])
class OfficerTerm(ScopedModel):
    """An office in a unit's board for a term, with its decree (SK). It ends; it is not deleted.

    What a unit enters waits until a board above has confirmed it: another person, on a decree (DOMAIN §2). Both decrees
    are kept: the unit's own, and the confirming one.
    """

    member = models.ForeignKey(Member, models.PROTECT, related_name="terms", verbose_name=_("kader"))
    post = models.CharField(_("jabatan"), max_length=100)
    seat = models.GeneratedField(
        expression=Case(
            *(When(post__iregex=pattern, then=Value(seat.value)) for seat, pattern in SEATS.items()), default=Value("")
        ),
        output_field=models.CharField(max_length=9),
        db_persist=True,
        editable=False,
    )
    portfolio = models.CharField(_("bidang"), max_length=100, blank=True)
    decree_no = models.CharField(_("nomor SK"), max_length=60, blank=True)
    decree_on = models.DateField(_("tanggal SK"), null=True, blank=True)
    confirming_decree_no = models.CharField(_("nomor SK pengesahan"), max_length=60, blank=True, db_default="")
    confirming_decree_on = models.DateField(_("tanggal SK pengesahan"), null=True, blank=True)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)
    rank = models.PositiveSmallIntegerField(_("urutan"), default=100)
    state = models.CharField(
        _("status"), max_length=9, choices=TermState, default=TermState.WAITING, db_default=TermState.WAITING
    )
    recorded_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+", db_default=_acting_user()
    )
    recorded_for = name_lent()
    recorded_at = models.DateTimeField(default=timezone.now, editable=False, db_default=Now())
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    confirmed_for = name_lent()
    confirmed_by_unit = models.ForeignKey(Unit, models.PROTECT, null=True, editable=False, related_name="+")
    confirmed_at = models.DateTimeField(null=True, editable=False)

    objects = OfficerTermQuerySet.as_manager()

    class Meta:
        verbose_name = _("masa jabatan")
        indexes = [
            models.Index(fields=["unit", "rank"], name="officer_unit_rank"),
            models.Index(fields=["recorded_at"], condition=Q(state="waiting", ends_on=None), name="officer_waiting"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="officer_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["member", "unit", "post"],
                condition=Q(ends_on__isnull=True),
                name="officer_post_once_open",
            ),
            models.CheckConstraint(condition=Q(state__in=TermState.values), name="officer_state"),
            models.CheckConstraint(
                condition=Q(
                    state="confirmed",
                    confirmed_by__isnull=False,
                    confirmed_by_unit__isnull=False,
                    confirmed_at__isnull=False,
                )
                | (
                    ~Q(state="confirmed")
                    & Q(confirmed_by__isnull=True, confirmed_by_unit__isnull=True, confirmed_at__isnull=True)
                    & Q(confirming_decree_no="", confirming_decree_on__isnull=True)
                ),
                name="officer_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | (~Q(confirming_decree_no="") & Q(confirming_decree_on__isnull=False)),
                name="officer_confirmed_on_a_decree",
            ),
            two_sides("recorded", "confirmed", name="officer_two_people"),
        ]

    def __str__(self) -> str:
        return self.post

    def get_absolute_url(self) -> str:
        return reverse("cadres:term", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        """Whether the tier above has to act."""
        return self.state == TermState.WAITING and self.ends_on is None

    @property
    def recorder(self) -> str:
        """Who wrote it down, and in whose name; empty when the installation did."""
        return signed(self.recorded_by, self.recorded_for)

    @property
    def confirmer(self) -> str:
        """Who confirmed it, and in whose name; empty before."""
        return signed(self.confirmed_by, self.confirmed_for)

    @property
    def valid_decree_no(self) -> str:
        """The decree that the office stands on: the confirming one, until then the unit's own."""
        return self.confirming_decree_no or self.decree_no


class TermTransition(Deed, ScopedModel):
    """One move of a term's confirmation: from, to, who, when, why. `unit` is the board's."""

    term = models.ForeignKey(OfficerTerm, models.PROTECT, related_name="transitions")
    from_value = models.CharField(max_length=9, choices=TermState)
    to_value = models.CharField(max_length=9, choices=TermState)
    reason = models.CharField(_("alasan"), max_length=300, blank=True)
    actor = models.ForeignKey(User, models.PROTECT, related_name="+")
    acting_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="For which board he acted.")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("perpindahan pengesahan")
        ordering: ClassVar = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_value__in=TermState.values, to_value__in=TermState.values),
                name="termtransition_states",
            ),
            models.CheckConstraint(
                condition=~Q(to_value="returned") | ~Q(reason=""), name="termtransition_return_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_value} → {self.to_value}"


class BoardDisputeQuerySet(ScopedQuerySet):
    """Disputes in the party's words."""

    def open(self) -> "BoardDisputeQuerySet":
        """Those that freeze their board."""
        return self.filter(resolved_at=None)

    def below(self, unit: Unit) -> "BoardDisputeQuerySet":
        """Those that the unit resolves; the national board resolves its own too."""
        found = self.within(unit)
        return found if unit.parent_id is None else found.exclude(unit=unit)


@tracked()
class BoardDispute(ScopedModel):
    """A board whose leadership is disputed: frozen until a board above has resolved it by decree (DOMAIN §2).

    Raised by the database when two people claim one seat (`seat`), or by hand with a reason. `unit` is the board's.
    """

    readable_by: ClassVar[frozenset[Role] | None] = TIER_ROLES

    seat = models.CharField(_("kursi"), max_length=9, choices=Seat, blank=True)
    reason = models.CharField(_("alasan"), max_length=300, blank=True)
    raised_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    raised_at = models.DateTimeField(default=timezone.now, db_default=Now())
    resolved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    resolved_by_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True)
    decree_no = models.CharField(_("nomor SK"), max_length=60, blank=True, db_default="")
    decree_on = models.DateField(_("tanggal SK"), null=True)
    resolution = models.CharField(_("putusan"), max_length=300, blank=True, db_default="")

    objects = BoardDisputeQuerySet.as_manager()

    class Meta:
        verbose_name = _("sengketa kepengurusan")
        ordering: ClassVar = ["-raised_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit"], condition=Q(resolved_at=None), name="boarddispute_one_open"),
            models.CheckConstraint(condition=Q(seat__in=["", *Seat.values]), name="boarddispute_seat"),
            models.CheckConstraint(
                condition=~Q(seat="") | (~Q(reason="") & Q(raised_by__isnull=False)),
                name="boarddispute_by_hand_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True, resolved_by_unit__isnull=True)
                | (
                    Q(
                        resolved_at__isnull=False,
                        resolved_by__isnull=False,
                        resolved_by_unit__isnull=False,
                        decree_on__isnull=False,
                    )
                    & ~Q(decree_no="")
                    & ~Q(resolution="")
                ),
                name="boarddispute_resolved_by_decree",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("cadres:dispute", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether the board is frozen by it."""
        return self.resolved_at is None


class DisputeClaim(ScopedModel):
    """One claim to a seat as a dispute was settled: whether it was upheld. `unit` is the board's."""

    readable_by: ClassVar[frozenset[Role] | None] = TIER_ROLES

    dispute = models.ForeignKey(BoardDispute, models.PROTECT, related_name="claims")
    term = models.ForeignKey(OfficerTerm, models.PROTECT, related_name="claims")
    is_upheld = models.BooleanField()

    class Meta:
        verbose_name = _("klaim kursi")
        ordering: ClassVar = ["-is_upheld", "pk"]
        constraints = [models.UniqueConstraint(fields=["dispute", "term"], name="disputeclaim_once")]

    def __str__(self) -> str:
        return f"#{self.pk}"
