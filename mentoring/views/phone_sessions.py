"""One's own session on the phone: plan, confirm, move, cancel, log, answer."""

from datetime import timedelta
from typing import Any, cast
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import Role
from accounts.models import User
from accounts.policy import allow
from core.errors import RuleError
from core.views import UNPROCESSABLE, performed, performed_with, status_of
from mentoring.enums import UPCOMING_STATES, SessionState
from mentoring.forms.logs import LogForm
from mentoring.forms.sessions import CodeForm, MoveForm, NoteForm, PlanForm, ReasonForm
from mentoring.models import ParafCard, PrivateNote, Session
from mentoring.rules import rights
from mentoring.rules.paraf import AHEAD, codes_of
from mentoring.selectors.holidays import busy_ahead
from mentoring.selectors.phone import PhonePairing, PhoneSession, next_sequence, phone_pairings
from mentoring.selectors.programmes import has_calendar
from mentoring.selectors.sessions import log_of
from mentoring.services.logs import (
    LoggedDifferently,
    note_write,
    session_acknowledge,
    session_affirm,
    session_dispute,
    session_log,
)
from mentoring.services.paraf import card_renew, session_acknowledge_by_code
from mentoring.services.sessions import (
    is_blamed,
    other_side_missing,
    session_cancel,
    session_confirm,
    session_miss,
    session_miss_object,
    session_plan,
    session_reschedule,
)
from mentoring.views.common import (
    asked_id,
    asked_sheet,
    hint_at_days,
    own_pairing_or_404,
    own_session_or_404,
)
from mentoring.views.phone import PHONE

#: How many days back codes are shown: a mentor may ask for that of the last meeting.
BEFORE = timedelta(days=7)


@allow(*PHONE)
@require_http_methods(["GET", "HEAD", "POST"])
def log(request: HttpRequest) -> HttpResponse:
    """Log a session: `?pasangan=` or `?sesi=` says which; without either one chooses."""
    asked, planned = asked_id(request, "pasangan"), asked_id(request, "sesi")
    session = None
    if planned is not None:
        session, own = own_session_or_404(request, planned)
        if session.state not in UPCOMING_STATES and request.method == "GET":
            return redirect("mentoring:phone_session", planned)
    elif asked is not None:
        own = own_pairing_or_404(request, asked)
    else:
        rows = [row for row in phone_pairings(cast(User, request.user)) if row.may_log]
        if len(rows) != 1:
            return render(request, "mentoring/phone/choose.html", {"rows": rows})
        own = rows[0]
    if not own.may_log:
        raise Http404
    with_note = request.user.scope.role == Role.MENTOR  # type: ignore[union-attr]
    shape = {"pairing": own.pairing, "people": own.people, "session": session, "with_note": with_note}
    initial = asked_sheet(request, own.pairing)
    form = LogForm(request.POST or None, by=request.user, initial=initial, **shape)  # type: ignore[arg-type]
    sheet = asked_id(request, "lembar")
    draft = f"{own.pairing.pk}:{session.pk if session else 0}{f':{sheet}' if sheet else ''}"
    status = status_of(form)
    if request.method == "POST" and form.is_valid():
        try:
            session_log(by=request.user, pairing=own.pairing, session=session, entry=form.entry)  # type: ignore[arg-type]
        except RuleError as error:
            form.add_error(None, str(error))
            status = 409 if isinstance(error, LoggedDifferently) else UNPROCESSABLE
        else:
            messages.success(request, _("Catatan tersimpan."), extra_tags=f"saved:{draft}")
            return redirect("mentoring:phone_home")
    context = {"own": own, "form": form, "sequence": next_sequence(own.pairing), "draft": draft, "sheet": sheet}
    return render(request, "mentoring/phone/log.html", context, status=status)


@allow(*PHONE)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan a meeting in a pairing of one's own."""
    own = own_pairing_or_404(request, pk)
    form = PlanForm(
        request.POST or None,
        unit=own.pairing.unit,
        busy=busy_ahead(cast(User, request.user), own.pairing),
        has_calendar=has_calendar(own.pairing),
        initial={"client_uuid": uuid4()},
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and performed_with(form, request, session_plan, pairing=own.pairing, **form.deed)
    ):
        messages.success(request, _("Pertemuan direncanakan."))
        hint_at_days(request, own.pairing, form)
        return redirect("mentoring:phone_schedule")
    context = {"own": own, "form": form, "title": _("Rencanakan pertemuan"), "verb": _("Simpan rencana")}
    return render(request, "mentoring/phone/plan.html", context, status=status_of(form))


@allow(*PHONE)
@require_safe
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """One session: its plan with what can be done about it, or its log."""
    found, own = own_session_or_404(request, pk)
    return _session_page(request, found, own)


def _session_page(
    request: HttpRequest, found: Session, own: PhonePairing, status: int = 200, **more: Any
) -> HttpResponse:
    user = cast(User, request.user)
    note = PrivateNote.objects.for_user(user).filter(session=found).first()
    writes_notes = user.scope is not None and user.scope.role == Role.MENTOR and rights.may_log(own.me)
    context = {
        "own": own,
        "each": PhoneSession(found, own),
        "log": log_of(user, found),
        "note_form": NoteForm(initial={"body": note.body if note else ""}),
        "dispute_form": ReasonForm(),
        "asks_objection": is_blamed(own.me, found) and found.held_on is not None,
        "code_form": CodeForm(),
        "asks_code": rights.may_log(own.me) and found.state == SessionState.LOGGED,
        "has_note_box": found.sequence is not None and writes_notes,
    }
    return render(request, "mentoring/phone/session.html", context | more, status=status)


@allow(*PHONE)
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes to a plan of the other side."""
    found, _own = own_session_or_404(request, pk)
    performed(request, session_confirm, session=found, done=_("Pertemuan Anda konfirmasi."))
    return redirect("mentoring:phone_session", pk)


@allow(*PHONE)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a plan to another time or place."""
    found, own = own_session_or_404(request, pk)
    zone = own.pairing.unit.zone
    start = found.planned_start.astimezone(zone) if found.planned_start else None
    initial = {
        "date": start and start.date(),
        "time": start and start.time(),
        "mode": found.mode,
        "place": found.place,
    }
    busy = busy_ahead(cast(User, request.user), own.pairing)
    form = MoveForm(request.POST or None, unit=own.pairing.unit, busy=busy, initial=initial)
    if request.method == "POST" and form.is_valid():
        wanted = {name: form.cleaned_data[name] for name in ("start", "mode", "place", "reason")}
        if performed_with(form, request, session_reschedule, session=found, **wanted):
            hint_at_days(request, own.pairing, form)
            return redirect("mentoring:phone_session", pk)
    context = {"own": own, "form": form, "title": _("Ubah jadwal"), "verb": _("Simpan jadwal baru")}
    return render(request, "mentoring/phone/plan.html", context, status=status_of(form))


@allow(*PHONE)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a meeting off, with the reason."""
    found, own = own_session_or_404(request, pk)
    form = ReasonForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and performed_with(form, request, session_cancel, session=found, **form.cleaned_data)
    ):
        return redirect("mentoring:phone_schedule")
    words = {
        "title": _("Batalkan pertemuan"),
        "text": _("Pembatalan kurang dari 24 jam sebelumnya dihitung terlambat."),
        "verb": _("Batalkan pertemuan"),
    }
    context = {"own": own, "form": form, **words}
    return render(request, "mentoring/phone/reason.html", context, status=status_of(form))


@allow(*PHONE)
@require_POST
def miss(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the other side did not come."""
    found, own = own_session_or_404(request, pk)
    who = other_side_missing(own.me)
    performed(request, session_miss, session=found, who=who, done=_("Tercatat sebagai tidak hadir."))
    return redirect("mentoring:phone_session", pk)


@allow(*PHONE)
@require_http_methods(["GET", "HEAD", "POST"])
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a log about oneself, and say yes to it or object."""
    found, own = own_session_or_404(request, pk)
    if request.method == "GET":
        return _session_page(request, found, own)
    if request.POST.get("answer") != "keberatan":
        performed(request, session_acknowledge, session=found, done=_("Terima kasih, catatan Anda akui."))
        return redirect("mentoring:phone_home")
    form = ReasonForm(request.POST)
    if form.is_valid() and performed_with(form, request, session_dispute, session=found, **form.cleaned_data):
        return redirect("mentoring:phone_home")
    return _session_page(request, found, own, dispute_form=form, status=UNPROCESSABLE)


@allow(*PHONE)
@require_POST
def miss_object(request: HttpRequest, pk: int) -> HttpResponse:
    """Object to having been noted as missing."""
    found, own = own_session_or_404(request, pk)
    form = ReasonForm(request.POST)
    if form.is_valid() and performed_with(form, request, session_miss_object, session=found, **form.cleaned_data):
        messages.success(request, _("Keberatan Anda terkirim kepada koordinator."))
        return redirect("mentoring:phone_session", pk)
    return _session_page(request, found, own, dispute_form=form, status=UNPROCESSABLE)


@allow(*PHONE)
@require_POST
def affirm(request: HttpRequest, pk: int) -> HttpResponse:
    """One tap: what others logged in my name is right."""
    found, _own = own_session_or_404(request, pk)
    performed(request, session_affirm, session=found, done=_("Terima kasih, catatan ini Anda benarkan."))
    return redirect("mentoring:phone_home")


@allow(*PHONE)
@require_POST
def paraf(request: HttpRequest, pk: int) -> HttpResponse:
    """The learner's code of the day, typed by the mentor."""
    found, own = own_session_or_404(request, pk)
    form = CodeForm(request.POST)
    if form.is_valid() and performed_with(
        form, request, session_acknowledge_by_code, session=found, code=form.cleaned_data["code"]
    ):
        messages.success(request, _("Paraf kader tercatat."))
        return redirect("mentoring:phone_session", pk)
    return _session_page(request, found, own, code_form=form, status=UNPROCESSABLE)


@allow(*PHONE)
@require_http_methods(["GET", "HEAD", "POST"])
def codes(request: HttpRequest, pk: int) -> HttpResponse:
    """My own codes of the day, to read to the mentor, to print, or to begin anew."""
    own = own_pairing_or_404(request, pk)
    if not own.gives_codes:
        raise PermissionDenied
    if request.method == "POST":
        performed(request, card_renew, pairing=own.pairing, done=_("Kode lama tidak berlaku lagi. Ini yang baru."))
        return redirect("mentoring:phone_codes", pk)
    card = ParafCard.objects.for_user(request.user).filter(participant=own.me).select_related("issued_by").first()
    found = codes_of(own.me.pk, card.serial if card else 0, own.today - BEFORE, BEFORE.days + AHEAD)
    context = {"own": own, "codes": found, "now": dict(found)[own.today], "card": card}
    return render(request, "mentoring/phone/codes.html", context)


@allow(Role.MENTOR)
@require_POST
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep, change or drop one's own note on a session."""
    found, own = own_session_or_404(request, pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _session_page(request, found, own, note_form=form, status=UNPROCESSABLE)
    performed(request, note_write, session=found, done=_("Catatan pribadi tersimpan."), **form.cleaned_data)
    return redirect("mentoring:phone_session", pk)
