"""Which meetings a person's own calendar shows."""

from datetime import datetime, timedelta

from django.db.models.functions import Coalesce

from accounts.models import User
from mentoring.models import Session

#: How far back a calendar looks, and how much it holds at most.
PAST = timedelta(days=90)
MOST = 500


def own_meetings(user: User, *, at: datetime) -> list[Session]:
    """The meetings of the pairings somebody is in, the last three months and all that is planned. One query."""
    moment = Coalesce("started_at", "planned_start")
    rows = Session.objects.for_user(user).annotate(moment=moment).filter(moment__gte=at - PAST)
    return list(rows.order_by("-moment", "pk")[:MOST])
