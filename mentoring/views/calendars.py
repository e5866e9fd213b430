"""One's meetings in one's own calendar: the page with the address, and what a calendar reads there."""

from typing import cast

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.policy import allow, public
from accounts.scoping import acting_as
from core.throttle import is_throttled
from core.views import performed
from mentoring.models import CalendarFeed
from mentoring.rules.calendars import calendar_text
from mentoring.selectors.calendars import own_meetings
from mentoring.services.calendars import feed_make, feed_revoke, find_feed
from mentoring.views.phone import PHONE

MINUTE = 60
#: A calendar looks every hour or so; the services that read for many people share addresses.
OF_ONE_FEED, OF_ONE_ADDRESS = 30, 300


@allow(*PHONE)
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """Whether one has an address; making one shows it this once."""
    address = ""
    if request.method == "POST":
        token = performed(request, feed_make)
        address = settings.BASE_URL + reverse("mentoring:calendar_feed", args=[token]) if token else ""
    feed = CalendarFeed.objects.for_user(cast(User, request.user)).filter(revoked_at=None).first()
    context = {"feed": feed, "address": address, "subscribe": f"webcal:{address.partition(':')[2]}"}
    return render(request, "mentoring/phone/calendar.html", context)


@allow(*PHONE)
@require_POST
def calendar_revoke(request: HttpRequest) -> HttpResponse:
    """Take the address back."""
    performed(request, feed_revoke, done=_("Tautan kalender dicabut. Kalender yang memakainya berhenti diperbarui."))
    return redirect("mentoring:phone_calendar")


@public("a calendar has no sign-in; 256 random bits, one person's own meetings without names, taken back at any time")
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The meetings of whom the address belongs to, as a calendar reads them."""
    if is_throttled(get_adapter(request).get_client_ip(request), "calendar", limit=OF_ONE_ADDRESS, seconds=MINUTE):
        return _plain(_("Terlalu sering. Coba lagi sebentar."), 429)
    found = find_feed(token)
    if found is None:
        return _plain(_("Tautan kalender ini tidak berlaku."), 404)
    if is_throttled(str(found[0].pk), "calendar of one", limit=OF_ONE_FEED, seconds=MINUTE):
        return _plain(_("Terlalu sering. Coba lagi sebentar."), 429)
    now = timezone.now()
    with acting_as(*found) as reader:
        text = calendar_text(own_meetings(reader, at=now), at=now)
    return _answer(text, "text/calendar; charset=utf-8", 200)


def _plain(sentence: str, status: int) -> HttpResponse:
    return _answer(sentence, "text/plain; charset=utf-8", status)


def _answer(text: str, content_type: str, status: int) -> HttpResponse:
    headers = {"Cache-Control": "no-store, private", "X-Robots-Tag": "noindex"}
    if status == 429:
        headers["Retry-After"] = str(MINUTE)
    return HttpResponse(text, content_type=content_type, status=status, headers=headers)
