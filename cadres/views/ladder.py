"""The ladder: who stands where, «Kurang apa lagi?» of one member, and the deeds on his way."""

from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import STAFF_ROLES, Role
from accounts.policy import allow
from cadres.enums import LevelKind, PathState
from cadres.forms.ladder import AccreditationForm, NoteForm, WaitForm, WrittenReasonForm
from cadres.ladder import rights
from cadres.ladder.gaps import next_levels, standing_of
from cadres.models import Accreditation, Level, LevelAward, LevelPath, Member, PathTransition
from cadres.selectors.ladder import VIEWS, path_counts, paths, steps
from cadres.services.accreditations import accreditation_decide, accreditation_propose
from cadres.services.awards import award_propose, recommend
from cadres.services.paths import path_resume, path_start, path_wait
from cadres.views.common import asked_unit
from core.views import UNPROCESSABLE, paged, performed, performed_with

OFFICE = (*sorted(STAFF_ROLES), Role.LEADER)


@allow(*OFFICE)
@require_safe
def ladder(request: HttpRequest) -> HttpResponse:
    """The steps with their counts; for staff who is ready, under way, waiting or has stopped."""
    unit, shown = asked_unit(request), request.GET.get("lihat", "siap")
    if shown not in VIEWS:
        raise BadRequest("unknown view")
    is_staff = request.user.scope.role in STAFF_ROLES
    rows = paths(request.user, unit).filter(VIEWS[shown]).order_by("ready_since", "since", "pk")
    counts = path_counts(request.user, unit)
    labels = dict(zip(VIEWS, (_("Siap diusulkan"), _("Berjalan"), _("Terhenti"), _("Daftar tunggu")), strict=True))
    context = {
        "unit": unit,
        "steps": steps(request.user, unit),
        "tracks": Level.objects.filter(kind=LevelKind.TRACK).order_by("order"),
        "is_staff": is_staff,
        "views": [{"name": name, "label": labels[name], "count": counts[name]} for name in VIEWS],
        "shown": shown,
        "shown_label": labels[shown],
        "page": paged(request, rows) if is_staff else None,
        "is_coordinator": request.user.scope.role == Role.COORDINATOR,
        "can_edit_ladder": rights.can_edit_ladder(request.user),
    }
    return render(request, "cadres/ladder/ladder.html", context)


@allow(*OFFICE)
@require_safe
def member_ladder(request: HttpRequest, pk: int) -> HttpResponse:
    """«Kurang apa lagi?»: each rule of the next level, or of a track (`jalur`), with what is there and what is not."""
    return _gaps(request, _member(request, pk))


@allow(*STAFF_ROLES)
@require_POST
def member_path(request: HttpRequest, pk: int) -> HttpResponse:
    """Start towards the asked level."""
    member = _member(request, pk)
    level = _asked_level(request.POST.get("level", ""), member)
    performed(request, path_start, member=member, level=level, done=_("Jalan ke jenjang ini dimulai."))
    return redirect(_address(member, level))


@allow(Role.COORDINATOR)
@require_POST
def member_propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose for the asked level; what is missing is said."""
    member = _member(request, pk)
    level = _asked_level(request.POST.get("level", ""), member)
    award = performed(
        request, award_propose, member=member, level=level, done=_("Usulan dikirim ke pimpinan yang memutus.")
    )
    return redirect(award) if award else redirect(_address(member, level))


@allow(Role.LEADER)
@require_POST
def member_recommend(request: HttpRequest, pk: int) -> HttpResponse:
    """Vouch for a member, with a reason."""
    member = _member(request, pk)
    level = _asked_level(request.POST.get("level", ""), member)
    form = NoteForm(request.POST)
    if level and form.is_valid():
        given = performed_with(form, request, recommend, member=member, level=level, note=form.cleaned_data["note"])
        if given:
            return redirect(_address(member, level))
    return _gaps(request, member, note_form=form)


@allow(*STAFF_ROLES)
@require_POST
def path_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a path on the waiting list, or let it go on."""
    rows = LevelPath.objects.for_user(request.user).select_related("member__unit", "level").defer("member__nik")
    path = get_object_or_404(rows, pk=pk)
    if request.POST.get("to") == PathState.RUNNING:
        performed(request, path_resume, path=path, done=_("Dilanjutkan."))
        return redirect(_address(path.member, path.level))
    form = WaitForm(request.POST)
    if form.is_valid() and performed_with(form, request, path_wait, path=path, reason=form.cleaned_data["reason"]):
        return redirect(_address(path.member, path.level))
    return _gaps(request, path.member, level=path.level, wait_form=form)


@allow(*STAFF_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def member_accreditation(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask to recognise an earlier training, on a document."""
    member = _member(request, pk)
    if not rights.can_record_accreditation(request.user, member):
        raise PermissionDenied
    form = AccreditationForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and performed_with(form, request, accreditation_propose, member=member, **form.cleaned_data)
    ):
        return redirect(_address(member, form.cleaned_data["level"]))
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "cadres/ladder/accreditation.html", {"form": form, "member": member}, status=status)


@allow(Role.COORDINATOR)
@require_POST
def accreditation_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Recognise an earlier training or not."""
    rows = Accreditation.objects.for_user(request.user).select_related("member__unit", "level").defer("member__nik")
    row = get_object_or_404(rows, pk=pk)
    approved = request.POST.get("answer") == "approve"
    performed(
        request,
        accreditation_decide,
        accreditation=row,
        approved=approved,
        reason=request.POST.get("reason", "")[:200],
        done=_("Pelatihan diakui.") if approved else _("Pelatihan tidak diakui."),
    )
    return redirect(_address(row.member, row.level))


def _gaps(request: HttpRequest, member: Member, *, level: Level | None = None, **forms: Any) -> HttpResponse:
    """The page, with forms that were refused."""
    level = level or _asked_level(request.GET.get("jalur", "") or request.POST.get("level", ""), member)
    sees = rights.can_see_gaps(request.user, member)
    standing = standing_of(member, level=level) if sees else None
    awards = LevelAward.objects.for_user(request.user).filter(member=member).select_related("level")
    waits = Accreditation.objects.for_user(request.user).filter(member=member).select_related("level", "proposed_by")
    moves = (
        PathTransition.objects.for_user(request.user).filter(path=standing.path) if standing and standing.path else []
    )
    context = {
        "member": member,
        "level": level,
        "standing": standing,
        "sees": sees,
        "tracks": Level.objects.filter(kind=LevelKind.TRACK).order_by("order"),
        "awards": awards.order_by("-proposed_at"),
        "proposed": next((award for award in awards if award.state == "proposed"), None),
        "accreditations": waits.order_by("-proposed_at"),
        "moves": moves,
        "can_guide": rights.can_guide(request.user, member),
        "can_propose": rights.can_propose(request.user, member),
        "can_recommend": rights.can_recommend(request.user, member) and level is not None,
        "note_form": NoteForm(),
        "wait_form": WaitForm(),
        "reason_form": WrittenReasonForm(),
    } | forms
    return render(request, "cadres/ladder/gaps.html", context, status=UNPROCESSABLE if forms else 200)


def _member(request: HttpRequest, pk: int) -> Member:
    return get_object_or_404(Member.objects.for_user(request.user).select_related("unit").defer("nik"), pk=pk)


def _asked_level(code: str, member: Member) -> Level | None:
    """The track that is named, else the member's next level; None at the top. An unknown code is 400."""
    above = next_levels().get(member.level)
    if not code or (above and code == above.code):
        return above
    level = Level.objects.filter(code=code, kind=LevelKind.TRACK).first()
    if level is None:
        raise BadRequest("unknown level")
    return level


def _address(member: Member, level: Level | None) -> str:
    address = reverse("cadres:member_ladder", args=[member.pk])
    return f"{address}?jalur={level.code}" if level and level.kind == LevelKind.TRACK else address
