"""Reads over the tree of units."""

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.db.models.functions import Length

from regions.models import Fold, Unit


def search_units(text: str, *, within: Unit | None = None, limit: int = 20) -> QuerySet[Unit]:
    """Units for a picker: every word somewhere in the path; names that begin with the text first, then by tier;
    figures are read as an area code.

    Searches all 91,599 names; `within` keeps to one subtree. Blank text finds nothing.
    """
    if not text.strip():
        return Unit.objects.none()
    units = Unit.objects.filter(is_active=True)
    if within is not None:
        units = units.within(within)
    if text[:1].isdigit():
        return units.filter(area__code__startswith=text.strip()).annotate_code().order_by("tier", "pk")[:limit]
    first = text.split()[0].strip(",.")
    return (
        units.matching(text)
        .annotate_code()
        .alias(folded=Fold("name"))
        .annotate(
            rank=Case(
                When(folded=Fold(Value(text.strip())), then=0),
                When(folded__startswith=Fold(Value(first)), then=1),
                default=2,
                output_field=IntegerField(),
            )
        )
        .order_by("rank", "tier", Length("name"), "name", "pk")[:limit]
    )


def trail(unit: Unit) -> list[Unit]:
    """The unit's ancestors from the national one down, itself last. One query."""
    ids = [i for i in (*unit.tier_ids.values(), unit.parent_id) if i is not None and i != unit.pk]
    above = Unit.objects.annotate_code().filter(pk__in=ids) | Unit.objects.annotate_code().filter(tier=0)
    units = list(above.exclude(pk=unit.pk).order_by("tier"))
    return [*units, unit]
