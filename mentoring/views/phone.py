"""The phone's tabs: what is to be done, one's mentees, one's meetings, one's messages."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.enums import Role
from accounts.models import User
from accounts.policy import allow
from accounts.told import notices_of
from mentoring.enums import LIVE_STATES, PairingState
from mentoring.selectors.oddities import odd_todos
from mentoring.selectors.phone import is_invited, open_actions, own_mentor, phone_pairings, sessions_of
from mentoring.selectors.sync import own_conflicts, own_waiting
from mentoring.selectors.todo import conduct_todo, todos_of

PHONE = (Role.MENTOR, Role.MENTEE)
OFFICES = tuple(role for role in Role if role not in PHONE)


@allow(*PHONE)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What needs me today: offers, papers, today's session, logs to acknowledge, mentees or promised steps."""
    user = cast(User, request.user)
    rows = phone_pairings(user)
    sessions = sessions_of(rows)
    leads = user.scope is not None and user.scope.role == Role.MENTOR
    mentor = own_mentor(user)
    running = [row for row in rows if row.pairing.state not in (PairingState.PROPOSED, PairingState.OFFERED)]
    due = [each for each in sessions if each.is_due]
    offers = [row for row in rows if row.is_offer]
    to_acknowledge = [each for each in sessions if each.asks_to_acknowledge or each.asks_to_affirm]
    waiting = {"due": due, "acknowledge": to_acknowledge, "offer": offers}
    context = {
        "primary": next((name for name, cards in waiting.items() if cards), "next"),
        "leads": leads,
        "mentor": mentor,
        "is_invited": is_invited(mentor),
        "offers": offers,
        "todos": [*conduct_todo(user, mentor), *odd_todos(user), *todos_of(user, running)],
        "due": due,
        "next": next((each for each in sessions if each.is_upcoming and not each.is_due), None),
        "to_acknowledge": to_acknowledge,
        "rows": running,
        "actions": open_actions(user, running) if not leads else [],
        "quiet_until": max((row.quiet_until for row in running if row.quiet_until), default=None),
        "now": timezone.now(),
    }
    return render(request, "mentoring/phone/home.html", context)


@allow(Role.MENTOR)
@require_safe
def mentees(request: HttpRequest) -> HttpResponse:
    """One's mentees, longest unmet first."""
    user = cast(User, request.user)
    rows = phone_pairings(user, states=[*LIVE_STATES, PairingState.COMPLETED])
    over = (PairingState.COMPLETED,)
    context = {
        "mentor": own_mentor(user),
        "rows": [row for row in rows if row.pairing.state not in over],
        "ended": [row for row in rows if row.pairing.state in over],
    }
    return render(request, "mentoring/phone/mentees.html", context)


@allow(*PHONE)
@require_safe
def schedule(request: HttpRequest) -> HttpResponse:
    """One's planned meetings, by day; those whose time has come first."""
    rows = phone_pairings(cast(User, request.user))
    upcoming = [each for each in sessions_of(rows) if each.is_upcoming]
    context = {"sessions": upcoming, "rows": [row for row in rows if row.may_meet]}
    return render(request, "mentoring/phone/schedule.html", context)


@allow(*PHONE)
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """What my phone has sent and waits for a choice, and the messages that were sent to me, newest first."""
    user = cast(User, request.user)
    context = {"notices": notices_of(user), "conflicts": own_conflicts(user), "waiting": own_waiting(user)}
    return render(request, "mentoring/phone/notices.html", context)


@allow(*OFFICES)
@require_safe
def office_notices(request: HttpRequest) -> HttpResponse:
    """The messages that were sent to me for my office, newest first."""
    return render(request, "mentoring/notices.html", {"notices": notices_of(cast(User, request.user))})
