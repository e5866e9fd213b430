"""What the party wants from its programmes (K18), for the dashboard of the unit that runs them."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import QuerySet, Subquery, Value
from django.db.models.functions import JSONObject

from accounts.models import User
from mentoring.enums import GOES_ON
from mentoring.models import OrgGoal
from regions.models import Unit

SHOWN = 5
TEXTS, AMOUNTS = ("statement", "measure"), ("baseline", "target", "actual")


def running_goals(user: User, unit: Unit) -> Subquery:
    """The goals of programmes that run at the unit itself, the soonest due first, as a part of another statement."""
    found: QuerySet[OrgGoal] = OrgGoal.objects.for_user(user).filter(unit=unit, programme__state__in=GOES_ON)
    first = OrgGoal.objects.filter(pk__in=found.order_by("due_on", "pk").values("pk")[:SHOWN]).order_by()
    names = ("programme_id", *TEXTS, *AMOUNTS, "due_on")
    listed = JSONBAgg(JSONObject(**{name: name for name in names}), order_by=("due_on", "pk"))
    return Subquery(first.annotate(all=Value(1)).values("all").annotate(goals=listed).values("goals"))


def goals_read(rows: Iterable[dict[str, Any]] | None) -> list[OrgGoal]:
    """What `running_goals` has found, as goals."""
    return [
        OrgGoal(
            programme_id=row["programme_id"],
            due_on=date.fromisoformat(row["due_on"]),
            **{name: row[name] for name in TEXTS},
            **{name: None if row[name] is None else Decimal(str(row[name])) for name in AMOUNTS},
        )
        for row in rows or ()
    ]
