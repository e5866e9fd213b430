"""How many candidacies have come how far (DOMAIN §13 K15): by election and kind of chamber, and who they are.

Who left stays counted where he had come to. Candidacies count at their candidate's home.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.models import User
from cadres.elections.moves import FUNNEL
from cadres.models import Candidacy, CandidacyTransition, Election
from regions.models import Unit


@dataclass(frozen=True)
class Funnel:
    """One kind of chamber in an election: how many reached each stage of `FUNNEL`."""

    election: Election
    level: str
    counts: Sequence[int]


def _reached(stage: str) -> Q:
    return Q(Exists(CandidacyTransition.objects.filter(candidacy=OuterRef("pk"), to_value=stage)))


def funnels(user: User, unit: Unit) -> list[Funnel]:
    """The funnels of the newest election in which somebody of the unit or below stands; elections are never mixed."""
    rows = Candidacy.objects.for_user(user).within(unit)
    newest = Election.objects.filter(pk__in=rows.values("election")).first()
    if newest is None:
        return []
    counts = {f"n{place}": Count("pk", filter=_reached(stage)) for place, stage in enumerate(FUNNEL)}
    by_level = rows.filter(election=newest).order_by().values_list("constituency__chamber__level").annotate(**counts)
    return [Funnel(newest, level, reached) for level, *reached in sorted(by_level)]


def candidates(user: User, unit: Unit, *, election: str = "", level: str = "", stage: str = "") -> QuerySet[Candidacy]:
    """The candidacies behind a number of a funnel, by name; an empty filter leaves nobody out."""
    rows = Candidacy.objects.for_user(user).within(unit)
    if election:
        rows = rows.filter(election__code=election)
    if level:
        rows = rows.filter(constituency__chamber__level=level)
    if stage:
        rows = rows.filter(_reached(stage))
    people = rows.select_related("member__unit", "constituency__chamber").defer("member__nik")
    return people.order_by("member__name_key", "pk")
