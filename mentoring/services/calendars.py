"""Deeds on the private address of one's calendar: make, take back, find (TRUST SEC-30).

The token is shown once and kept as a keyed hash. A new address takes the one before back; what was taken back leads
nowhere from the next request on.
"""

import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import PERSON_ROLES
from accounts.models import Assignment, User
from core.context import jobs_context
from core.crypto import keyed_hash
from core.errors import RuleError
from mentoring.models import CalendarFeed

TOKEN_BYTES = 32
_PURPOSE = "calendar feed"


@transaction.atomic
def feed_make(*, by: User) -> str:
    """A new address for one's own calendar, instead of the one before; its token, which nobody can read again.

    Raises RuleError for somebody who acts for an office: the meetings there are not his.
    """
    if by.scope is None or not by.scope.is_person:
        raise RuleError(_("Tautan kalender dibuat sebagai mentor atau kader, untuk pertemuan Anda sendiri."))
    User.objects.select_for_update().get(pk=by.pk)  # two taps at once make one address after the other
    feed_revoke(by=by)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    CalendarFeed.objects.create(user=by, token_hash=keyed_hash(token, _PURPOSE))
    return token


@transaction.atomic
def feed_revoke(*, by: User) -> int:
    """Take one's own address back; how many there were. Twice is once."""
    return CalendarFeed.objects.for_user(by).filter(revoked_at=None).update(revoked_at=timezone.now())


def find_feed(token: str) -> tuple[User, Assignment] | None:
    """Whose calendar an address shows, and in which role he reads it; None once it was taken back or he has none."""
    with jobs_context():
        rows = CalendarFeed.objects.filter(token_hash=keyed_hash(token, _PURPOSE), revoked_at=None)
        feed = rows.filter(user__is_active=True).select_related("user").first()
        if feed is None:
            return None
        roles = feed.user.assignments.current().filter(role__in=PERSON_ROLES)
        own = roles.select_related("unit__area", "on_behalf_of__user").first()
    return (feed.user, own) if own else None
