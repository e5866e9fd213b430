"""Confidential reports as pages and rules read them; each read runs as the reporter himself or as a handler."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

from accounts.enums import TIER_ROLES, Role
from accounts.models import Assignment, User
from accounts.scoping import ScopedQuerySet
from cadres.models import Member
from core import roles
from core.context import database_context
from mentoring.models import Concern, ConcernAct, ConcernName, ConcernReporter, Mentor, PairingParticipant
from regions.enums import Tier
from regions.models import Unit

MOST_SHOWN = 60


@contextmanager
def reporting(user: User) -> Iterator[None]:
    """Run the block as the person himself, whatever role he acts in, or in none: a report is never an office's."""
    with database_context(role=roles.PERSON, user_id=user.pk):
        yield


@dataclass(frozen=True)
class Nameable:
    """Somebody who may be named in a report: by account (`u12`) or by membership (`m34`)."""

    key: str
    name: str
    place: str
    user_id: int | None = None
    member_id: int | None = None
    unit_id: int | None = None


def nameable(user: User) -> list[Nameable]:
    """Whom one may choose: who is in one's pairings, then who holds an office in one's own line of units."""
    return [*_partners(user), *_officers(user)][:MOST_SHOWN]


def _partners(user: User) -> Iterator[Nameable]:
    with reporting(user):
        mine = PairingParticipant.objects.filter(user_id=user.pk, left_at=None).values("pairing")
        found = PairingParticipant.objects.filter(pairing__in=mine).exclude(user_id=user.pk)
        rows = list(found.select_related("member__unit").order_by("name", "pk"))
    seen: set[int] = set()
    for row in rows:
        if row.member_id not in seen:
            seen.add(row.member_id)
            yield Nameable(
                f"m{row.member_id}", row.name, row.get_role_display(), row.user_id, row.member_id, row.member.unit_id
            )


def _officers(user: User) -> Iterator[Nameable]:
    """Leaders, secretariats and coordinators of one's units and of everything above them."""
    line = {pk for unit in _own_units(user) for pk in (unit.pk, *unit.tier_ids.values()) if pk}
    held = Assignment.objects.current().filter(role__in=TIER_ROLES).exclude(user_id=user.pk)
    held = held.filter(Q(unit_id__in=line) | Q(unit__tier=Tier.NATIONAL)).select_related("user", "unit")
    for each in held.order_by("-unit__tier", "user__full_name", "pk"):
        yield Nameable(f"u{each.user_id}", each.user.full_name, _office(each), each.user_id, None, None)


def _office(held: Assignment) -> str:
    return f"{held.get_role_display()} · {held.unit.full_name}"


def _own_units(user: User) -> list[Unit]:
    return [held.unit for held in user.assignments.current().select_related("unit")]


def concerned_unit(user: User) -> Unit:
    """Where a report comes from: the regency of the role one acts in, or the unit above it; the nation without one.

    No deeper, so that an anonymous report does not tell from which village it is.
    """
    unit = user.scope.unit if user.scope else None
    if unit is None:
        return Unit.objects.get(tier=Tier.NATIONAL)
    return unit.regency or unit


def own_concerns(user: User) -> "QuerySet[Concern]":
    """One's own reports, the newest first. Read inside `reporting`."""
    return Concern.objects.reported_by(user).select_related("handling_unit").order_by("-submitted_at", "pk")


@dataclass
class Case:
    """A report as its handler reads it."""

    concern: Concern
    user: User

    @cached_property
    def reporter(self) -> User | None:
        """Who wrote it; None for an anonymous one."""
        if self.concern.is_anonymous:
            return None
        link = ConcernReporter.objects.filter(concern=self.concern).select_related("user").first()
        return link.user if link else None

    @cached_property
    def names(self) -> list[ConcernName]:
        """Who is named in it."""
        return list(self.concern.names.order_by("pk"))

    @cached_property
    def acts(self) -> list[ConcernAct]:
        """What was done so far, the first first."""
        return list(self.concern.acts.select_related("actor", "on_behalf_of", "unit"))

    @property
    def handles(self) -> bool:
        """Whether the user moves it on; the officer reads also what coordinators handle."""
        return self.user.scope is not None and self.user.scope.role == self.concern.desk

    @cached_property
    def mentors(self) -> "list[Mentor]":
        """Who of the named mentors within the handler's reach: an upheld report may cost them that."""
        if not self.handles or self.user.scope is None or self.user.scope.role != Role.COORDINATOR:
            return []
        members = Member.objects.for_user(self.user)
        named: ScopedQuerySet = members.filter(
            Q(pk__in=[name.member_id for name in self.names if name.member_id])
            | Q(user_id__in=[name.user_id for name in self.names if name.user_id])
        )
        return list(Mentor.objects.for_user(self.user).filter(member__in=named).select_related("member"))


def handlers_of(concern: Concern) -> list[int]:
    """Who may handle a report now: accounts at its desk that nothing keeps out of it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kad_concern_handlers(%s)", [concern.pk])
        return list(cursor.fetchone()[0] or [])


def upheld_pairs(member_ids: Iterable[int]) -> set[frozenset[int]]:
    """Which of these members have an upheld report between them (R5, DOMAIN §5), in one query.

    For coordinators who match. It says that two may not be paired and no more: what is shown of it must not speak of
    a report. Anonymous reports are left out, since a refused pair would name the reporter.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT reporter, named FROM kad_upheld_between(%s::bigint[])", [list(member_ids)])
        return {frozenset(row) for row in cursor.fetchall() if row[0] != row[1]}


def upheld_between(a: Member, b: Member) -> bool:
    """Whether an upheld report stands between two members, whoever of them wrote it (R5)."""
    return bool(upheld_pairs([a.pk, b.pk]))
