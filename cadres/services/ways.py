"""Deeds on the ways between posts and what they ask for: rows of the party, each change kept with its reason."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from cadres.elections.rights import keeps_elections
from cadres.mobility.needs import kind_of
from cadres.models import CareerNeed, CareerPath, Channel
from cadres.selectors.mobility import path_name
from core.errors import RuleError
from regions.enums import Tier
from regions.models import Setting

SHORTEST_REASON = 5
#: A need as a form gives it: kind, amount, detail.
Asked = tuple[str, int, str]


@transaction.atomic
def way_save(
    *,
    by: User,
    origin: Channel,
    origin_tier: int,
    goal: Channel,
    goal_tier: int,
    needs: Sequence[Asked],
    reason: str,
    way: CareerPath | None = None,
) -> CareerPath:
    """Write a way down, or change where it leads and what it asks for; what it said before stays readable.

    Raises RuleError without the right or a reason, for a way that leads nowhere, asks for nothing, is there already, or
    says what it said.
    """
    _require_keeper(by)
    if (origin, origin_tier) == (goal, goal_tier):
        raise RuleError(_("Jalur menuju jabatan lain dari asalnya."))
    if not needs:
        raise RuleError(_("Isi paling sedikit satu syarat."))
    ends = {"origin": origin, "origin_tier": origin_tier, "goal": goal, "goal_tier": goal_tier}
    if CareerPath.objects.filter(**ends).exclude(pk=way.pk if way else 0).exists():
        raise RuleError(_("Jalur dengan asal dan tujuan ini sudah ada."))
    row = CareerPath.objects.select_for_update().get(pk=way.pk) if way else CareerPath(code=_code(ends), order=_last())
    before = way_text(row) if way else ""
    for name, value in ends.items():
        setattr(row, name, value)
    row.save()
    row.needs.all().delete()
    CareerNeed.objects.bulk_create(
        CareerNeed(path=row, kind=kind, amount=amount, detail=detail, order=order)
        for order, (kind, amount, detail) in enumerate(needs, 1)
    )
    after = way_text(row)
    if after == before:
        raise RuleError(_("Isinya sama dengan yang berlaku sekarang."))
    _keep(by, row, before, after, reason)
    return row


@transaction.atomic
def way_drop(*, by: User, way: CareerPath, reason: str) -> None:
    """Take a way out; no step of anybody is touched. Raises RuleError without the right or a reason."""
    _require_keeper(by)
    _keep(by, way, way_text(way), "", reason)
    way.delete()


def way_key(way: CareerPath) -> str:
    """The key under which the history of a way is kept."""
    return f"career.{way.code}"[:60]


def way_text(way: CareerPath) -> str:
    """A way with its needs in one line, as its history tells it."""
    needs = CareerNeed.objects.filter(path=way)
    return f"{path_name(way)}: {'; '.join(kind_of(need).label(way, need) for need in needs)}"


def _keep(by: User, way: CareerPath, before: str, after: str, reason: str) -> None:
    reason = " ".join(reason.split())
    if len(reason) < SHORTEST_REASON:
        raise RuleError(_("Tulis alasannya, paling sedikit %(n)d huruf.") % {"n": SHORTEST_REASON})
    said = {"was": before, "is": after}
    Setting.objects.create(key=way_key(way), value=said, changed_by=by, reason=reason[:200])


def _code(ends: dict) -> str:
    tiers = {tier: Tier(tier).name.lower() for tier in (ends["origin_tier"], ends["goal_tier"])}
    text = f"{ends['origin'].name} {tiers[ends['origin_tier']]} ke {ends['goal'].name} {tiers[ends['goal_tier']]}"
    code = slugify(text)[:50]
    taken = set(CareerPath.objects.filter(code__startswith=code).values_list("code", flat=True))
    return next(each for each in (code, *(f"{code}-{n}" for n in range(2, len(taken) + 3))) if each not in taken)


def _last() -> int:
    return (CareerPath.objects.aggregate(last=Max("order"))["last"] or 0) + 1


def _require_keeper(by: User) -> None:
    if not keeps_elections(by):
        raise RuleError(_("Jalur karier diatur sekretariat pusat."))
