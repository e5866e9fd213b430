"""Reads over boards: on which of them somebody decides."""

from collections.abc import Collection

from accounts.models import User
from cadres.models import BoardDispute
from cadres.rules import can_decide_on_board, is_frozen
from regions.models import Unit


def boards_decided_by(user: User, units: Collection[int]) -> set[int]:
    """Those of some units whose offices the user may confirm now (DOMAIN §2): below his own, neither disputed."""
    if user.scope is None or user.scope.tier is None or is_frozen(user.scope.unit):
        return set()
    below = {unit.pk for unit in Unit.objects.filter(pk__in=units) if can_decide_on_board(user, unit)}
    return below - set(BoardDispute.objects.open().filter(unit__in=below).values_list("unit", flat=True))
