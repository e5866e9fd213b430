"""Reads over the tree of units."""

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.db.models.functions import Coalesce, Length

from regions.models import Area, Fold, Unit, UnitQuerySet

#: Fewer letters are no trigram: only the beginning of a name is looked at.
SHORTEST_WORD = 3
#: A word that thousands of paths hold («jawa») finds the widest units first; no more are ranked.
RANKED = 1000


def search_units(text: str, *, within: Unit | None = None, limit: int = 20) -> list[Unit]:
    """Units for a picker: names that begin with the text first, then every word somewhere in the path, by tier;
    figures are read as an area code.

    Searches all 91,599 names; `within` keeps to one subtree. Blank text finds nothing.
    """
    text = " ".join(text.split())
    if not text:
        return []
    units = Unit.objects.filter(is_active=True)
    if within is not None:
        units = units.within(within)
    if not text.strip("0123456789."):
        areas = Area.objects.filter(code__startswith=text).values(now=Coalesce("successor_id", "pk"))
        return list(units.filter(area__in=areas).annotate_code().order_by("tier", "pk")[:limit])
    found = list(_ranked(units.named(text), text)[:limit])
    if len(found) < limit and any(len(word) >= SHORTEST_WORD for word in text.split()):
        named = [unit.pk for unit in found]
        somewhere = units.matching(text).exclude(pk__in=named).values("pk")[:RANKED]
        found += _ranked(Unit.objects.filter(pk__in=somewhere), text)[: limit - len(found)]
    return found


def _ranked(units: UnitQuerySet, text: str) -> QuerySet[Unit]:
    first = text.split()[0].strip(",.")
    return (
        units.annotate_code()
        .alias(folded=Fold("name"))
        .annotate(
            rank=Case(
                When(folded=Fold(Value(text)), then=0),
                When(folded__startswith=Fold(Value(first)), then=1),
                default=2,
                output_field=IntegerField(),
            )
        )
        .order_by("rank", "tier", Length("name"), "name", "pk")
    )


def trail(unit: Unit) -> list[Unit]:
    """The unit's ancestors from the national one down, itself last. One query."""
    ids = [i for i in (*unit.tier_ids.values(), unit.parent_id) if i is not None and i != unit.pk]
    above = Unit.objects.annotate_code().filter(pk__in=ids) | Unit.objects.annotate_code().filter(tier=0)
    units = list(above.exclude(pk=unit.pk).order_by("tier"))
    return [*units, unit]
