"""For which programmes a round may be opened."""

from django.db.models import Q, QuerySet

from accounts.models import User
from mentoring.enums import GOES_ON
from mentoring.models import Programme

#: A round belongs to a programme that runs (DOMAIN §5).


def programmes_open(user: User) -> QuerySet[Programme]:
    """Those that the user sees and that run, by name."""
    rows = Programme.objects.for_user(user).filter(state__in=GOES_ON)
    return rows.select_related("unit__area").order_by("name", "pk")


def programmes_named(user: User, text: str, *, limit: int = 8) -> list[Programme]:
    """Those of them whose name, or whose unit's, holds every word of the text."""
    found = programmes_open(user)
    for word in text.split()[:6]:
        found = found.filter(Q(name__icontains=word) | Q(unit__path__icontains=word))
    return list(found[:limit])
