"""Reads over accounts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import STAFF_ROLES, TIER_ROLES, Role
from accounts.models import FRESH, Assignment, OutboxMessage, User, today
from core.text import fold
from regions import settings
from regions.enums import TIER_FIELDS, SettingGroup, Tier
from regions.models import Setting, Unit, UnitLabel
from regions.models.units import Fold, Like, like_pattern
from regions.settings import Declared


def assignments_seen_by(user: User) -> QuerySet[Assignment]:
    """The current assignments in the acting user's subtree, by unit and name; an admin sees all."""
    found = (
        Assignment.objects.current()
        .select_related("user", "unit__area")
        .order_by("unit__path", "user__full_name", "pk")
    )
    scope = user.scope
    if scope is None:
        return found.none()
    if scope.role == Role.ADMIN or (scope.tier == Tier.NATIONAL):
        return found
    if scope.tier is None:
        return found.none()
    return found.filter(Q(**{f"unit__{TIER_FIELDS[scope.tier]}_id": scope.unit.pk}))


def find_assignments(user: User, *, words: str = "", role: str = "", unit: Unit | None = None) -> QuerySet[Assignment]:
    """Those of them whose holder's name or address has every word, in a role, in a unit or below it."""
    found = assignments_seen_by(user)
    for word in words.split()[:6]:
        named = Like(Fold(F("user__full_name")), Value(like_pattern(fold(word))))
        found = found.filter(Q(named) | Q(user__email__icontains=word))
    if role:
        found = found.filter(role=role)
    if unit is not None:
        found = found.filter(unit__in=Unit.objects.within(unit))
    return found


def stuck_mails(user: User) -> QuerySet[OutboxMessage]:
    """Mails that did not go out, of people who hold a role where the acting user looks after roles; an admin: all."""
    found = OutboxMessage.objects.stuck().select_related("recipient")
    if user.scope is None or user.scope.role not in (Role.ADMIN, Role.SECRETARIAT):
        return found.none()
    if user.scope.role == Role.ADMIN:
        return found
    return found.filter(recipient__in=assignments_seen_by(user).order_by().values("user"))


def deliveries(user: User, recipient: User | None = None) -> QuerySet[OutboxMessage]:
    """What was sent, or not, to people whom the acting user looks after, or to one of them; the latest first.

    Of thirty days, and what is still to come: older rows leave with the retention.
    """
    found = OutboxMessage.objects.recorded().filter(due_at__gt=timezone.now() - FRESH).select_related("recipient")
    if user.scope is None or user.scope.role not in (Role.ADMIN, Role.SECRETARIAT):
        return found.none()
    if recipient is not None:
        found = found.filter(recipient=recipient)
    if user.scope.role == Role.ADMIN:
        return found
    return found.filter(recipient__in=assignments_seen_by(user).order_by().values("user"))


def roles_of(users: Iterable[int]) -> dict[int, str]:
    """What each of them is now, in a line: «Mentor, Klaligi»."""
    held: dict[int, list[str]] = defaultdict(list)
    for each in Assignment.objects.current().filter(user__in=list(users)).select_related("unit").order_by("pk"):
        held[each.user_id].append(f"{each.get_role_display()}, {each.unit.full_name}")
    return {user: " · ".join(roles) for user, roles in held.items()}


MANAGER_ROLES = STAFF_ROLES | {Role.ADMIN}


@dataclass(frozen=True)
class Change:
    """One change of a setting as people read it."""

    title: str
    before: str
    after: str
    row: Setting


@dataclass(frozen=True)
class SettingLine:
    """A setting with what holds now, and its last change (None: the default holds)."""

    declared: Declared
    shown: str
    default: str
    is_default: bool
    change: Setting | None


@dataclass(frozen=True)
class LabelLine:
    """What a tier is called, everywhere or in one province."""

    tier: Tier
    province: Unit | None
    label: str
    default: str
    change: Setting | None
    has_exceptions: bool = False


def setting_groups() -> list[tuple[str, list[SettingLine]]]:
    """All settings under their headings, each with what holds now. Two queries."""
    values = settings.values()
    newest = {row.key: row for row in Setting.objects.present().select_related("changed_by")}
    groups = []
    for group in SettingGroup:
        lines = [
            SettingLine(
                each,
                each.shown(values[each.key]),
                each.shown(each.default),
                values[each.key] == each.default,
                newest.get(each.key),
            )
            for each in settings.declared()
            if each.group == group
        ]
        if lines:
            groups.append((str(group.label), lines))
    return groups


def label_lines(user: User) -> list[LabelLine]:
    """What the tiers are called where the user may say so: everywhere first, then the provinces that differ."""
    scope = user.scope
    wanted = UnitLabel.objects.all()
    if scope is not None and scope.role == Role.SECRETARIAT and scope.unit.tier == Tier.PROVINCE:
        wanted = wanted.filter(Q(province=None) | Q(province=scope.unit))
    newest = {row.key: row for row in Setting.objects.present().select_related("changed_by")}
    exceptions = set(UnitLabel.objects.exclude(province=None).values_list("tier", flat=True))
    return [
        LabelLine(
            Tier(each.tier),
            each.province,
            each.label,
            str(Tier(each.tier).label),
            newest.get(f"label.{each.tier}" + (f".{each.province_id}" if each.province_id else "")),
            each.tier in exceptions,
        )
        for each in wanted.select_related("province__area").order_by("tier", F("province__name").asc(nulls_first=True))
    ]


def setting_changes(key: str = "", most: int = 25) -> list[Change]:
    """The last changes, newest first, of one setting or of all; each with what held before it."""
    rows = Setting.objects.select_related("changed_by").order_by("-pk")
    found = list((rows.filter(key=key) if key else rows)[:most])
    older = dict(
        Setting.objects.filter(pk__in=[row.pk for row in found])
        .annotate(
            before=Subquery(
                Setting.objects.filter(key=OuterRef("key"), pk__lt=OuterRef("pk")).order_by("-pk").values("value")[:1]
            )
        )
        .values_list("pk", "before")
    )
    names = dict(Unit.objects.filter(pk__in=_provinces(found)).values_list("pk", "name"))
    return [_change(row, older[row.pk], names) for row in found]


def _provinces(rows: list[Setting]) -> list[int]:
    return [int(row.key.split(".")[2]) for row in rows if row.key.startswith("label.") and row.key.count(".") == 2]


def _change(row: Setting, before: Any, provinces: dict[int, str]) -> Change:
    declared = settings.find(row.key)
    if declared is not None:
        was = declared.default if before is None else before
        return Change(str(declared.label), declared.shown(was), declared.shown(row.value), row)
    if row.key.startswith("career."):
        return Change(_("Jalur karier"), row.value["was"], row.value["is"], row)
    parts = row.key.split(".")
    title = _("Sebutan %(tier)s") % {"tier": Tier(int(parts[1])).label} if parts[0] == "label" else row.key
    if len(parts) == 3:
        title += f" · {provinces.get(int(parts[2]), '')}"
    return Change(title, str(before or ""), str(row.value), row)


def delegations_seen_by(user: User) -> QuerySet[Assignment]:
    """Lent roles that hold or will: one's own, given and taken, and those a manager of roles sees in his subtree."""
    lent = Assignment.objects.delegated().filter(ends_on__gte=today(), on_behalf_of__user__isnull=False)
    own = Q(user=user) | Q(on_behalf_of__user=user)
    scope = user.scope
    if scope is not None and scope.role in MANAGER_ROLES:
        everywhere = scope.role == Role.ADMIN or scope.tier == Tier.NATIONAL
        if everywhere:
            own = Q()
        elif scope.tier is not None:
            own |= Q(**{f"unit__{TIER_FIELDS[scope.tier]}_id": scope.unit.pk})
    return lent.filter(own).order_by("ends_on", "pk")


def lendable(user: User) -> QuerySet[Assignment]:
    """One's own roles that may be lent now."""
    held = Assignment.objects.current().filter(user=user, on_behalf_of=None, role__in=TIER_ROLES)
    return held.select_related("unit__area")


def receiver(lent: Assignment, email: str) -> User | None:
    """The active user with an address who holds a role in the units of the lent one."""
    held = Assignment.objects.current().filter(user__email__iexact=email, user__is_active=True)
    if lent.unit.tier != Tier.NATIONAL:
        held = held.filter(unit__in=Unit.objects.within(lent.unit))
    found = held.select_related("user").first()
    return found.user if found else None
