"""Who holds an office now."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from cadres.models import Member, OfficerTerm
from regions.models import Unit


def running() -> Q:
    """Terms that have not ended."""
    return Q(ends_on__isnull=True)


def officers_of(user: User, unit: Unit) -> QuerySet[Member]:
    """Members of a unit and below who hold an office there now, each once: what the dashboard counts as officers."""
    held = OfficerTerm.objects.for_user(user).filter(running(), member=OuterRef("pk")).within(unit)
    return Member.objects.for_user(user).within(unit).filter(Exists(held)).select_related("unit").defer("nik")
