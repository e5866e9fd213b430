"""Who waits for a mentor, and which mentors have room."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, DateTimeField, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from cadres.enums import MemberStatus
from cadres.models import Member
from core.text import fold
from mentoring.enums import LEARNERS, LIVE_STATES, TAKES_PAIRINGS, MentorState, PairingState
from mentoring.models import Mentor, PairingParticipant, PairingTransition, Programme
from mentoring.rules.conflicts import Conflict


def waiting_members(user: User, words: str = "") -> QuerySet[Member]:
    """Active members who want to be mentored and have neither a pairing nor an offer; longest waiting first.

    Whoever was paired and is to be paired again, or left before the end, keeps the place he had; only a completed
    pairing begins a new wait (DOMAIN §4.3). `words`: their names have each of them.
    """
    taken = PairingParticipant.objects.filter(left_at=None, role__in=LEARNERS, pairing__state__in=LIVE_STATES)
    named = Q()
    for word in fold(words).split()[:6]:
        named &= Q(name_key__contains=word)
    completed = (
        PairingParticipant.objects.filter(
            member=OuterRef("pk"), role__in=LEARNERS, pairing__state=PairingState.COMPLETED
        )
        .order_by("-pairing__ended_on")
        .values("pairing__ended_on")[:1]
    )
    return (
        Member.objects.for_user(user)
        .listed()
        .filter(named, status=MemberStatus.ACTIVE, wants_mentoring=True, is_mentee=False)
        .exclude(pk__in=taken.values("member"))
        .annotate(
            waiting_since=Coalesce(Cast(Subquery(completed), DateTimeField()), "created_at"),
        )
        .order_by("waiting_since", "pk")
    )


def mentors_for(user: User, member: Member, barred: Collection[int] = ()) -> QuerySet[Mentor]:
    """Active mentors but oneself: those with room first, then the nearest, then the least loaded.

    `barred`: members between whom and the cadre a rule stands; they come last.
    """
    unit = member.unit
    same = [
        When(condition, then=Value(rank))
        for rank, condition in enumerate(
            [Q(unit=unit), *(_same(name, unit) for name in ("village", "district", "regency"))]
        )
        if condition
    ]
    return (
        Mentor.objects.for_user(user)
        .filter(state=MentorState.ACTIVE, member__restricted=False)
        .exclude(member=member)
        .select_related("member", "unit")
        .annotate(
            is_barred=Q(member__in=list(barred)),
            is_full=Q(load__gte=F("capacity")),
            is_busy=Q(load__gte=F("soft_capacity")),
            distance=Case(*same, default=Value(9), output_field=IntegerField()),
        )
        .order_by("is_barred", "is_full", "is_busy", "distance", "load", "member__name_key", "pk")
    )


def _same(name: str, unit: Any) -> Q:
    key = getattr(unit, f"{name}_id")
    return Q(**{f"{name}_id": key}) if key else Q()


@dataclass(frozen=True)
class Candidate:
    """A mentor on the page of one cadre, with what speaks for and against him."""

    mentor: Mentor
    reasons: list[tuple[str, str, str]]  # icon, tone, sentence

    @property
    def summary(self) -> str:
        """The reasons in a line: what is kept when the coordinator adds nothing."""
        return "; ".join(sentence for _icon, _tone, sentence in self.reasons)


def candidate(mentor: Any, against: Iterable[Conflict] = ()) -> Candidate:
    """The reasons for a mentor that `mentors_for` found, after what stands against him."""
    near = {
        0: _("Bertugas di unit yang sama dengan kader ini"),
        1: _("Bertugas di kelurahan atau kampung yang sama"),
        2: _("Bertugas di distrik atau kecamatan yang sama"),
        3: _("Bertugas di kabupaten atau kota yang sama, tetapi di distrik lain"),
    }
    room = {"load": mentor.load, "capacity": mentor.capacity}
    load = ngettext(
        "Sedang membina %(load)d kader; batasnya %(capacity)d",
        "Sedang membina %(load)d kader; batasnya %(capacity)d",
        mentor.load,
    )
    load %= room
    full = _("sudah penuh") if mentor.is_full else _("sudah di atas beban wajar")
    reasons = [
        *(("circle-alert", "bad", str(conflict.sentence)) for conflict in against),
        ("circle-check", "good", near[mentor.distance])
        if mentor.distance < 3
        else ("circle-minus", "muted", near.get(mentor.distance, _("Bertugas di kabupaten atau kota lain"))),
        ("circle-check", "good", load) if not mentor.is_busy else ("triangle-alert", "warn", f"{load}; {full}"),
    ]
    return Candidate(mentor, reasons)


def open_programmes(user: User) -> QuerySet[Programme]:
    """Programmes that take new pairings."""
    return Programme.objects.for_user(user).filter(state__in=TAKES_PAIRINGS).order_by("-starts_on", "pk")


def paired_today(user: User) -> int:
    """How many offers were made today in the acting user's unit."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return PairingTransition.objects.for_user(user).filter(to_value="offered", at__gte=midnight).count()


def find_members(members: QuerySet[Member], text: str, limit: int = 10) -> list[Member]:
    """Members whose name holds every word of the text, in any order; nothing for fewer than two letters."""
    words = [fold(word) for word in text.split()[:6]]
    if len("".join(words)) < 2:
        return []
    found = members
    for word in words:
        found = found.filter(name_key__contains=word)
    return list(found.select_related("unit").order_by("name_key", "pk")[:limit])


def may_mentor(user: User) -> QuerySet[Member]:
    """Active members who are not mentors yet."""
    known = Mentor.objects.for_user(user).values("member")
    return Member.objects.for_user(user).listed().active().exclude(pk__in=known)
