"""What the secretariat needs to type in sessions for mentors: whose, and what it has typed just now."""

from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from mentoring.enums import GOES_ON, MEETING_STATES, Format
from mentoring.models import Pairing, Programme, Session
from mentoring.selectors.office import names_by_pairing

#: More do not fit into one list that is searched by typing.
MOST = 400
SHOWN = 5
#: Where everybody is there or nobody meets: who came need not be ticked.
IN_ONE_LINE = (Format.ONE_TO_ONE, Format.REVERSE, Format.PEER)


@dataclass(frozen=True)
class QuickPairing:
    """A pairing as it stands in the list."""

    pk: int
    words: str


@dataclass(frozen=True)
class Logged:
    """A session that the user has brought in today, with its people."""

    session: Session
    names: list[str]


def programmes_of(user: User) -> list[Programme]:
    """The programmes that go on."""
    return list(Programme.objects.for_user(user).filter(state__in=GOES_ON).order_by("name", "pk"))


def quick_pairings(user: User, programme: Programme | None) -> tuple[list[QuickPairing], bool]:
    """Those that may meet and need no list of who came, by name; and whether there are more than are shown."""
    rows = Pairing.objects.for_user(user).filter(state__in=MEETING_STATES, format__in=IN_ONE_LINE)
    rows = rows.filter(programme=programme) if programme else rows
    keys = list(rows.order_by("pk").values_list("pk", flat=True)[: MOST + 1])
    names = names_by_pairing(user, keys[:MOST])
    found = [QuickPairing(key, " · ".join(reversed(names.get(key, [])))) for key in keys[:MOST]]
    return sorted(found, key=lambda row: row.words), len(keys) > MOST


def just_logged(user: User) -> list[Logged]:
    """The last sessions that the user has brought in today for others."""
    since = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    rows = Session.objects.for_user(user).filter(logged_by_id=user.pk, received_at__gte=since)
    sessions = list(rows.order_by("-received_at", "-pk")[:SHOWN])
    names = names_by_pairing(user, {each.pairing_id for each in sessions})
    return [Logged(each, names.get(each.pairing_id, [])) for each in sessions]
