"""Sheets of paper for places without phones: printed by staff, entered by whoever scans or types their number."""

from typing import cast
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.enums import STAFF_ROLES, Role
from accounts.models import User
from accounts.policy import allow
from core.keys import read_key
from core.views import performed, performed_with, status_of
from mentoring.cadence import LOG_DUE
from mentoring.enums import LEARNERS, MEETING_STATES, Attendance, Competency, Mode, Obstacle, ParticipantRole, Progress
from mentoring.forms.sheets import SheetsForm
from mentoring.models import Mentor, Pairing, PairingParticipant
from mentoring.rules.paraf import AHEAD, codes_of
from mentoring.rules.sessions import NEW_ACTIONS
from mentoring.rules.sheets import MOST_AT_ONCE
from mentoring.selectors.office import names_by_pairing
from mentoring.selectors.on_behalf import IN_ONE_LINE
from mentoring.selectors.sheets import entered_from, is_printed, sheets_of
from mentoring.services.paraf import card_print
from mentoring.services.sheets import sheets_number
from mentoring.views.common import asked_id, own_pairing_or_404
from mentoring.views.phone import PHONE


@allow(*STAFF_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def pairing_sheets(request: HttpRequest, pk: int) -> HttpResponse:
    """Number and print the next sheets of one relation."""
    found = get_object_or_404(Pairing.objects.for_user(request.user).select_related("unit", "programme"), pk=pk)
    names = names_by_pairing(cast(User, request.user), [found.pk]).get(found.pk, [])
    return _page(request, [found], " · ".join(names) or found.get_format_display(), found.get_absolute_url())


@allow(*STAFF_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def mentor_sheets(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for all relations of a mentor that meet: his set for the coming weeks."""
    mentor = get_object_or_404(Mentor.objects.for_user(request.user).select_related("member"), pk=pk)
    led = Pairing.objects.for_user(request.user).filter(
        state__in=MEETING_STATES,
        participants__member_id=mentor.member_id,
        participants__role=ParticipantRole.MENTOR,
        participants__left_at=None,
    )
    rows = list(led.select_related("unit", "programme").order_by("pk"))
    return _page(request, rows, mentor.member.full_name, mentor.get_absolute_url())


def _page(request: HttpRequest, pairings: list[Pairing], title: str, back: str) -> HttpResponse:
    form = SheetsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        count = form.cleaned_data["count"]
        if performed_with(form, request, sheets_number, pairings=pairings, count=count):
            return redirect(f"{request.path}?{urlencode({'jumlah': count})}")
    count = min(asked_id(request, "jumlah") or 0, MOST_AT_ONCE)
    context = {
        "form": form,
        "title": title,
        "back": back,
        "sheets": sheets_of(cast(User, request.user), pairings, count),
        "may_print": any(pairing.state in MEETING_STATES for pairing in pairings),
        "modes": Mode.choices,
        "attendances": Attendance.labels,
        "competencies": Competency.choices,
        "progresses": Progress.choices,
        "obstacles": Obstacle.choices,
        "boxes": (_("Tujuan hari ini"), _("Keadaan sekarang"), _("Pilihan"), _("Langkah, siapa, kapan")),
        "lines": range(NEW_ACTIONS),
        "log_days": LOG_DUE.days,
    }
    return render(request, "mentoring/sheets.html", context, status=status_of(form))


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def paraf_cards(request: HttpRequest, pk: int) -> HttpResponse:
    """Codes of the day on paper for a learner without a phone: shown once, in answer to the print (ADR 0009)."""
    user = cast(User, request.user)
    found = get_object_or_404(Pairing.objects.for_user(user).select_related("unit"), pk=pk)
    people = PairingParticipant.objects.for_user(user).filter(pairing=found, left_at=None, role__in=LEARNERS)
    card, codes = None, []
    if request.method == "POST":
        chosen = read_key(request.POST.get("participant")) or 0
        card = performed(request, card_print, pairing=found, participant=chosen)
    if card:
        today = timezone.now().astimezone(found.unit.zone).date()
        codes = codes_of(card.participant_id, card.serial, today, AHEAD)
    context = {"pairing": found, "people": people.order_by("pk"), "card": card, "codes": codes}
    return render(request, "mentoring/paraf_cards.html", context)


@allow(*STAFF_ROLES, *PHONE)
@require_safe
def sheet(request: HttpRequest, pairing: int, number: int) -> HttpResponse:
    """Where the code of a sheet leads: to the form that belongs to who scans it, or to the session it has become."""
    user = cast(User, request.user)
    is_staff = user.scope is not None and user.scope.role in STAFF_ROLES
    if is_staff:
        found = get_object_or_404(Pairing.objects.for_user(user), pk=pairing)
    else:
        own = own_pairing_or_404(request, pairing)
        found = own.pairing
    if not is_printed(found, number):
        raise Http404
    if not (is_staff or own.may_log):
        raise PermissionDenied
    entered = entered_from(user, found, number)
    if entered:
        messages.info(request, _("Lembar nomor %(n)s sudah tercatat. Inilah sesinya.") % {"n": number})
        return redirect(entered if is_staff else reverse("mentoring:phone_session", args=[entered.pk]))
    asked = {"pasangan": found.pk, "lembar": number}
    if not is_staff:
        return redirect(f"{reverse('mentoring:phone_log')}?{urlencode(asked)}")
    if found.format in IN_ONE_LINE and found.state in MEETING_STATES:
        return redirect(f"{reverse('mentoring:session_quick')}?{urlencode(asked | {'program': found.programme_id})}")
    return redirect(f"{reverse('mentoring:session_log_on_behalf')}?{urlencode(asked)}")
