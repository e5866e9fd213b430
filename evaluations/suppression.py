"""Which figures about few people are not shown (DOMAIN §13, TRUST SEC-09), and what must go with them. Pure.

A figure about fewer than five people tells on each of them, so it is hidden; so is whatever would let somebody work it
out by adding and subtracting what is shown. Totals are sums of parts: `parts[total]` lists them, and a part may be the
total of its own parts, so the whole is a tree.

Why this is enough in a tree: take each sum as a point and each hidden cell as a line between the two sums in which it
stands (a cell of one sum alone leads outside). A hidden cell can be worked out exactly if its line lies on no circle
(the cycle space of a graph is what its sums leave open). Where no sum has exactly one hidden cell, every line goes on
until it reaches the outside on both ends: it lies on a circle. What several hidden cells come to together is known
below a shown total; the least such group is what remains when hidden totals are taken apart as far as they go.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TypeVar

LEAST = 5  # people behind a figure that is shown (DOMAIN §5: smallest group shown in averages)
Cell = TypeVar("Cell", bound=Hashable)


def hidden_cells(
    counts: Mapping[Cell, int], parts: Mapping[Cell, Sequence[Cell]], least: int = LEAST
) -> frozenset[Cell]:
    """The cells that are not shown. `counts` says how many people stand behind each; nought tells on nobody.

    The same for everybody and every page: decided over the whole tree, or two pages would tell together what each
    keeps to itself.
    """
    hidden = {cell for cell, n in counts.items() if 0 < n < least}
    size = -1
    while size != len(hidden):
        size = len(hidden)
        for cell in _given_away(counts, parts, hidden, least):
            hidden.add(cell)
    return frozenset(hidden)


def _given_away(
    counts: Mapping[Cell, int], parts: Mapping[Cell, Sequence[Cell]], hidden: set[Cell], least: int
) -> Iterator[Cell]:
    """For each sum that gives something away, the smallest shown cell whose hiding mends it; one after the other."""
    for total, own in parts.items():
        shown = [cell for cell in own if counts[cell] and cell not in hidden]
        unknown = (total in hidden) + sum(cell in hidden for cell in own)
        if unknown == 1:
            yield min(shown, key=counts.__getitem__, default=total)
        elif unknown and total not in hidden:
            rest, around = _remainder(total, counts, parts, hidden)
            if 0 < rest < least:
                yield min(around, key=counts.__getitem__, default=total)


def _remainder(
    total: Cell, counts: Mapping[Cell, int], parts: Mapping[Cell, Sequence[Cell]], hidden: set[Cell]
) -> tuple[int, list[Cell]]:
    """How many people are left when all that is shown below a total is taken from it, and what was taken."""
    rest, around, open_cells = 0, [], list(parts[total])
    while open_cells:
        cell = open_cells.pop(0)
        if cell not in hidden:
            around += [cell] if counts[cell] else []
        elif cell in parts:
            open_cells += parts[cell]
        else:
            rest += counts[cell]
    return rest, around
