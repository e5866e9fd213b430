"""«Data saya» of everybody who has a member row, and the officer's queue of requests."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.consents import consent_record, stands_of
from accounts.data_requests import details_of, request_move, request_open
from accounts.enums import REQUEST_MOVES, RequestKind, RequestState, Role
from accounts.models import DataRequest
from accounts.policy import allow, signed_in
from cadres.forms.data_subjects import AnswerForm, CorrectionForm, IntakeForm, WordsForm
from cadres.models import Member
from cadres.rules import can_edit_member
from cadres.selectors.own import as_oneself, field_label, reads_of
from cadres.services.data_subjects import own_copy, restriction_lift
from core.errors import RuleError
from core.views import layout_of, paged

PAGE = 25
FORMS = {
    RequestKind.CORRECTION: CorrectionForm,
    RequestKind.RESTRICTION: WordsForm,
    RequestKind.ERASURE: WordsForm,
    RequestKind.PORTABILITY: WordsForm,
    RequestKind.OTHER: WordsForm,
}


@signed_in
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """What is kept of me, who looked at it, what I said yes to, and what I may ask for."""
    layout = layout_of(request)
    with as_oneself(request.user) as member:
        if member is None:
            return render(request, "cadres/own_data_none.html", {"layout": layout})
        requests = DataRequest.objects.for_user(request.user).filter(member=member).order_by("-received_at", "-pk")
        reads = reads_of(member)
        context = {
            "layout": layout,
            "member": member,
            "stands": stands_of(member, request.user),
            "reads": [{"read": read, "label": field_label(read.field)} for read in reads],
            "requests": list(requests[:PAGE]),
            "kinds": [kind for kind in RequestKind if kind != RequestKind.PORTABILITY],
            "portability": RequestKind.PORTABILITY,
        }
        return render(request, "cadres/own_data.html", context)


@signed_in
@require_POST
def own_consent(request: HttpRequest) -> HttpResponse:
    """A yes or a no to one purpose."""
    with as_oneself(request.user) as member:
        if member is None:
            raise Http404
        is_given = request.POST.get("answer") == "yes"
        try:
            consent_record(by=request.user, member=member, code=request.POST.get("purpose", ""), is_given=is_given)
        except RuleError as error:
            messages.error(request, str(error))
        else:
            said = (
                _("Persetujuan dicatat.") if is_given else _("Persetujuan dicabut. Pemrosesan itu berhenti sekarang.")
            )
            messages.success(request, said)
    return redirect("cadres:own_data")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def own_request(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask for something; the clock of 72 hours starts."""
    if kind not in FORMS:
        raise Http404
    with as_oneself(request.user) as member:
        if member is None:
            raise Http404
        form = FORMS[RequestKind(kind)](request.POST or None, member=member)
        if request.method == "POST" and form.is_valid():
            try:
                request_open(by=request.user, member=member, kind=kind, details=form.details())
            except RuleError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("Permintaan diterima. Jawabannya paling lambat 72 jam lagi."))
                return redirect("cadres:own_data")
        context = {"layout": layout_of(request), "form": form, "title": RequestKind(kind).label, "kind": kind}
        return render(request, "cadres/own_request.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def own_download(request: HttpRequest, pk: int) -> HttpResponse:
    """The copy of one's own data, once, after the password or second factor was given anew."""
    with as_oneself(request.user) as member:
        if member is None:
            raise Http404
        get_object_or_404(DataRequest.objects.for_user(request.user), pk=pk, member=member)
    return _download(request, pk)


@reauthentication_required
def _download(request: HttpRequest, pk: int) -> HttpResponse:
    with as_oneself(request.user) as member:
        wanted = get_object_or_404(DataRequest.objects.for_user(request.user), pk=pk)
        try:
            content = own_copy(by=request.user, request=wanted, member=member)  # type: ignore[arg-type]
        except RuleError as error:
            messages.error(request, str(error))
            return redirect("cadres:own_data")
    headers = {"Content-Disposition": f'attachment; filename="data-saya-{timezone.localdate():%Y%m%d}.zip"'}
    return HttpResponse(content, content_type="application/zip", headers=headers | {"Cache-Control": "no-store"})


@signed_in
@require_POST
def own_unrestrict(request: HttpRequest) -> HttpResponse:
    """Let one's data be used again."""
    with as_oneself(request.user) as member:
        if member is None:
            raise Http404
        restriction_lift(by=request.user, member=member)
    messages.success(request, _("Pembatasan dicabut."))
    return redirect("cadres:own_data")


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def member_request(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Write down what a member asked for on paper, by telephone or WhatsApp; the clock runs from when it came."""
    if kind not in FORMS:
        raise Http404
    member = get_object_or_404(Member.objects.for_user(request.user).select_related("unit", "user"), pk=pk)
    if not can_edit_member(request.user, member):
        raise PermissionDenied
    form = FORMS[RequestKind(kind)](request.POST or None, member=member)
    intake = IntakeForm(request.POST or None, initial={"received_at": timezone.now()})
    if request.method == "POST" and all([form.is_valid(), intake.is_valid()]):
        try:
            request_open(by=request.user, member=member, kind=kind, details=form.details(), **intake.values())
        except RuleError as error:
            intake.add_error(None, str(error))
        else:
            messages.success(request, _("Permintaan dicatat. Pejabat pelindungan data menjawab dalam 72 jam."))
            return redirect(member)
    kinds = [each for each in RequestKind if each != RequestKind.PORTABILITY or member.user_id]
    context = {"form": form, "intake": intake, "member": member, "kinds": kinds, "kind": kind}
    status = 422 if form.errors or intake.errors else 200
    return render(request, "cadres/member_request.html", context, status=status)


@allow(Role.DPO)
@require_safe
def data_requests(request: HttpRequest) -> HttpResponse:
    """The officer's queue: what is due first comes first."""
    state = request.GET.get("status", "open")
    if state not in ("open", "closed"):
        raise BadRequest("unknown filter")
    closed = [RequestState.FULFILLED, RequestState.REFUSED]
    rows = DataRequest.objects.for_user(request.user).select_related("unit").defer("details")
    rows = rows.filter(state__in=closed) if state == "closed" else rows.exclude(state__in=closed)
    page = paged(request, rows.order_by("-closed_at" if state == "closed" else "due_at", "pk"))
    return render(request, "cadres/data_requests.html", {"page": page, "state": state})


@allow(Role.DPO)
@require_http_methods(["GET", "HEAD", "POST"])
def data_request(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: who asks for what, its clock, its moves, and the next deed."""
    found = get_object_or_404(DataRequest.objects.for_user(request.user).select_related("unit", "received_by"), pk=pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            request_move(by=request.user, request=found, to=request.POST.get("to", ""), note=form.cleaned_data["note"])
        except RuleError as error:
            form.add_error("note", str(error))
        else:
            messages.success(request, _("Tersimpan."))
            return redirect("cadres:data_request", found.pk)
    member = Member._base_manager.filter(pk=found.member_id).select_related("unit").defer("nik").first()
    context: dict[str, Any] = {
        "request_row": found,
        "member": member,
        "details": [(CorrectionForm.label_of(name), value) for name, value in details_of(found).items()],
        "moves": list(found.moves.select_related("actor")),
        "next_states": [s for s in RequestState if s in REQUEST_MOVES[RequestState(found.state)]],
        "form": form,
    }
    return render(request, "cadres/data_request.html", context, status=422 if form.errors else 200)
