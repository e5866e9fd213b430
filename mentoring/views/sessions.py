"""Sessions at a desk: list, page, planning and logging on behalf, disputes."""

from typing import Any, cast
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import STAFF_ROLES, TIER_ROLES, Role
from accounts.models import User
from accounts.policy import allow
from core.errors import RuleError
from core.views import UNPROCESSABLE, paged, performed_with, status_of
from mentoring.enums import MEETING_STATES, UPCOMING_STATES, SessionState
from mentoring.forms.filters import SessionFilter
from mentoring.forms.logs import LogForm
from mentoring.forms.on_behalf import SourceForm
from mentoring.forms.sessions import MissSettleForm, PlanForm, ReasonForm, SettleForm
from mentoring.models import Pairing, PairingParticipant, Session, SessionTransition
from mentoring.rules.rights import is_coordinator_of
from mentoring.selectors.holidays import busy_ahead
from mentoring.selectors.office import names_by_pairing, pairing_rows, sees_people, with_moment
from mentoring.selectors.phone import next_sequence
from mentoring.selectors.programmes import has_calendar
from mentoring.selectors.sessions import log_of, people_of
from mentoring.services.logs import LoggedDifferently, session_log, session_settle
from mentoring.services.sessions import session_cancel, session_miss_settle, session_plan
from mentoring.views.common import asked_id, asked_sheet, hint_at_days
from mentoring.views.lists import list_context, read_filter


@allow(*TIER_ROLES)
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """The sessions of one's unit; leaders see when, where in the party, how and how long."""
    user = cast(User, request.user)
    found = read_filter(SessionFilter, request)
    rows = with_moment(Session.objects.for_user(user).select_related("unit"))
    page = paged(request, found.apply(rows))
    names = names_by_pairing(user, {session.pairing_id for session in page})
    shown = [(session, names.get(session.pairing_id, [])) for session in page]
    context = {"rows": shown, "sees_people": sees_people(user)}
    return render(request, "mentoring/sessions.html", list_context(request, found, page) | context)


@allow(*TIER_ROLES)
@require_safe
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """One session; staff also read its log and its moves."""
    return _session_page(request, _session(request, pk))


def _session(request: HttpRequest, pk: int) -> Session:
    rows = Session.objects.for_user(request.user).select_related("unit", "pairing__unit", "logged_by")
    return cast(Session, get_object_or_404(rows, pk=pk))


def _session_page(request: HttpRequest, found: Session, status: int = 200, **forms: Any) -> HttpResponse:
    user = cast(User, request.user)
    is_coordinator = is_coordinator_of(user, found.unit)
    context = {
        "session": found,
        "sees_people": sees_people(user),
        "people": people_of(user, found),
        "log": log_of(user, found),
        "transitions": SessionTransition.objects.for_user(user)
        .filter(session=found)
        .select_related("actor", "on_behalf_of")
        .order_by("-at", "-pk"),
        "is_upcoming": found.state in UPCOMING_STATES,
        "is_disputed": found.state == SessionState.DISPUTED and is_coordinator,
        "is_objected": is_coordinator and Session.objects.objected().filter(pk=found.pk).exists(),
        "settle_form": SettleForm(),
        "miss_form": MissSettleForm(),
        "reason_form": ReasonForm(),
    }
    return render(request, "mentoring/session.html", context | forms, status=status)


@allow(*STAFF_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def session_plan_view(request: HttpRequest) -> HttpResponse:
    """Plan a meeting for others (`?pasangan=`)."""
    pairing = _asked_pairing(request)
    if pairing is None:
        return _choose_pairing(request, "mentoring:session_plan", _("Rencanakan pertemuan"))
    form = PlanForm(
        request.POST or None,
        unit=pairing.unit,
        busy=busy_ahead(cast(User, request.user), pairing),
        has_calendar=has_calendar(pairing),
        initial={"client_uuid": uuid4()},
    )
    if request.method == "POST" and form.is_valid():
        made = performed_with(form, request, session_plan, pairing=pairing, **form.deed)
        if made:
            hint_at_days(request, pairing, form)
            return redirect(made)
    context = {"form": form, "row": pairing_rows(cast(User, request.user), [pairing])[0]}
    return render(request, "mentoring/session_plan.html", context, status=status_of(form))


@allow(*STAFF_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def session_log_on_behalf(request: HttpRequest) -> HttpResponse:
    """Type in what a mentor wrote on paper (`?pasangan=`, `?sesi=` for its plan)."""
    user = cast(User, request.user)
    planned, pairing = _asked_session(request)
    if pairing is None:
        return _choose_pairing(request, "mentoring:session_log_on_behalf", _("Catat sesi atas nama mentor"))
    people = PairingParticipant.objects.for_user(user).filter(pairing=pairing, left_at=None).order_by("pk")
    form = LogForm(
        request.POST or None,
        by=user,
        pairing=pairing,
        people=list(people),
        session=planned,
        may_backdate=is_coordinator_of(user, pairing.unit),
        free_minutes=True,
        with_note=False,
        initial=asked_sheet(request, pairing),
    )
    source_form = SourceForm(request.POST or None)
    status = status_of(form)
    if request.method == "POST" and form.is_valid() and source_form.is_valid():
        source = source_form.cleaned_data["source"]
        try:
            logged = session_log(by=user, pairing=pairing, session=planned, entry=form.entry, source=source)
        except RuleError as error:
            form.add_error(None, str(error))
            status = 409 if isinstance(error, LoggedDifferently) else UNPROCESSABLE
        else:
            messages.success(request, _("Catatan tersimpan."))
            return redirect(logged)
    context = {"form": form, "source_form": source_form, "row": pairing_rows(user, [pairing])[0]}
    context["sequence"], context["sheet"] = next_sequence(pairing), asked_id(request, "lembar")
    return render(request, "mentoring/session_log.html", context, status=status)


def _asked_pairing(request: HttpRequest) -> Pairing | None:
    key = asked_id(request, "pasangan")
    rows = Pairing.objects.for_user(request.user).select_related("unit")
    return cast(Pairing, get_object_or_404(rows, pk=key)) if key is not None else None


def _asked_session(request: HttpRequest) -> tuple[Session | None, Pairing | None]:
    key = asked_id(request, "sesi")
    if key is None:
        return None, _asked_pairing(request)
    found = _session(request, key)
    return found, found.pairing


def _choose_pairing(request: HttpRequest, target: str, title: str) -> HttpResponse:
    """Which pairing? Those that may meet, most lately met last."""
    user = cast(User, request.user)
    rows = Pairing.objects.for_user(user).filter(state__in=MEETING_STATES).select_related("unit")
    page = paged(request, rows.order_by("last_held_on", "pk"))
    context = {"page": page, "rows": pairing_rows(user, page), "target": target, "title": title}
    return render(request, "mentoring/choose_pairing.html", context)


@allow(*STAFF_ROLES)
@require_POST
def session_call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a planned session for others."""
    found = _session(request, pk)
    form = ReasonForm(request.POST)
    if form.is_valid() and performed_with(form, request, session_cancel, session=found, **form.cleaned_data):
        return redirect(found)
    return _session_page(request, found, status=422, reason_form=form)


@allow(Role.COORDINATOR)
@require_POST
def session_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide about a disputed log."""
    found = _session(request, pk)
    form = SettleForm(request.POST)
    if form.is_valid() and performed_with(form, request, session_settle, session=found, **form.cleaned_data):
        return redirect(found)
    return _session_page(request, found, status=422, settle_form=form)


@allow(Role.COORDINATOR)
@require_POST
def session_miss_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide about an objection to having been noted as missing."""
    found = _session(request, pk)
    form = MissSettleForm(request.POST)
    if form.is_valid() and performed_with(form, request, session_miss_settle, session=found, **form.cleaned_data):
        return redirect(found)
    return _session_page(request, found, status=422, miss_form=form)
