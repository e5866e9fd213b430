"""The ladder on one's own phone: what I still lack, my certificates, the trainings I may join, my code at the door."""

from django.contrib import messages
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import Role
from accounts.policy import allow
from cadres.enums import EventState, RegistrationState
from cadres.forms.ladder import WrittenReasonForm
from cadres.ladder.gaps import standing_of
from cadres.models import AwardAppeal, Certificate, LevelAward, Member, TrainingRegistration
from cadres.selectors.training import events
from cadres.services.attendance import attendance_code, code_expires_in, is_attendance_open
from cadres.services.awards import appeal_file
from cadres.services.training import registration_add, registration_cancel
from core.qr import qr_svg
from core.views import UNPROCESSABLE, performed, performed_with

PHONE = (Role.MENTOR, Role.MENTEE)


@allow(*PHONE)
@require_safe
def my_ladder(request: HttpRequest) -> HttpResponse:
    """«Kurang apa lagi?» for oneself, with one's promotions and certificates."""
    member = _me(request)
    mine = (
        LevelAward.objects.for_user(request.user)
        .filter(member=member)
        .select_related("level")
        .annotate(objection=F("appeal__pk"))
    )
    context = {
        "member": member,
        "standing": standing_of(member),
        "awards": mine.order_by("-proposed_at"),
        "certificates": Certificate.objects.for_user(request.user).filter(member=member).order_by("-issued_on", "-pk"),
    }
    return render(request, "cadres/phone/ladder.html", context)


@allow(*PHONE)
@require_http_methods(["GET", "HEAD", "POST"])
def my_appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Object to the return of one's own proposal."""
    rows = LevelAward.objects.for_user(request.user).filter(member=_me(request)).select_related("level", "member__unit")
    award = get_object_or_404(rows.defer("member__nik"), pk=pk)
    form = WrittenReasonForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and performed_with(form, request, appeal_file, award=award, **form.cleaned_data)
    ):
        return redirect("cadres:phone_ladder")
    appeal = AwardAppeal.objects.for_user(request.user).filter(award=award).first()
    context = {"award": award, "form": form, "appeal": appeal}
    return render(request, "cadres/phone/appeal.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@allow(*PHONE)
@require_safe
def my_events(request: HttpRequest) -> HttpResponse:
    """The trainings that are open to me, and those I was at."""
    member = _me(request)
    mine = {row.event_id: row for row in _mine(request, member)}
    coming = events(request.user).filter(state=EventState.OPEN, ends_at__gte=timezone.now()).order_by("starts_at", "pk")
    context = {
        "coming": [(event, mine.get(event.pk)) for event in coming[:50]],
        "past": [row for row in mine.values() if row.state == RegistrationState.ATTENDED],
    }
    return render(request, "cadres/phone/events.html", context)


@allow(*PHONE)
@require_safe
def my_event(request: HttpRequest, pk: int) -> HttpResponse:
    """One training; on the day, my code for the organiser. The page asks again by itself when a new one shows."""
    member = _me(request)
    event = get_object_or_404(events(request.user), pk=pk)
    row = _mine(request, member).filter(event=event).first()
    seated = row is not None and row.state == RegistrationState.REGISTERED
    is_open = is_attendance_open(event)
    code = attendance_code(row) if row and seated and is_open else ""
    context = {
        "event": event,
        "row": row,
        "code": code,
        "qr": qr_svg(code) if code else "",
        "seconds": code_expires_in(),
        "may_register": row is None or row.state == RegistrationState.CANCELLED,
        "may_cancel": row is not None and row.state in (RegistrationState.REGISTERED, RegistrationState.WAITING),
        "is_open": event.state == EventState.OPEN and event.ends_at >= timezone.now(),
    }
    response = render(request, "cadres/phone/event.html", context)
    if code:
        response.headers["Refresh"] = str(code_expires_in())
    return response


@allow(*PHONE)
@require_POST
def my_event_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a seat, or give it back."""
    member = _me(request)
    event = get_object_or_404(events(request.user), pk=pk)
    if request.POST.get("do") == "cancel":
        row = get_object_or_404(_mine(request, member), event=event)
        performed(request, registration_cancel, registration=row, done=_("Pendaftaran dibatalkan."))
    else:
        row = performed(request, registration_add, event=event, member=member)
        if row:
            waiting = row.state == RegistrationState.WAITING
            done = _("Kursi penuh; Anda di daftar tunggu.") if waiting else _("Anda terdaftar.")
            messages.success(request, done)
    return redirect("cadres:phone_event", pk=event.pk)


def _me(request: HttpRequest) -> Member:
    member = Member.objects.for_user(request.user).filter(user=request.user).select_related("unit").first()
    if member is None:
        raise Http404
    return member


def _mine(request: HttpRequest, member: Member) -> QuerySet[TrainingRegistration]:
    rows = TrainingRegistration.objects.for_user(request.user).filter(member=member)
    return rows.select_related("event__unit", "member__unit").defer("member__nik").order_by("-event__starts_at")
