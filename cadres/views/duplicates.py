"""The review of rows that may be one person."""

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import Role
from accounts.policy import allow
from cadres.enums import PairState
from cadres.forms.membership import MergeForm
from cadres.models import DuplicatePair, MemberMerge
from cadres.rules import can_merge, can_undo_merge
from cadres.selectors.duplicates import REASONS, list_pairs, merges_of, pair_counts
from cadres.services.duplicates import members_merge, merge_undo, pair_tell_apart
from core.doorbell import ring_on_commit
from core.errors import RuleError
from core.views import paged


@allow(Role.SECRETARIAT)
@require_safe
def pairs(request: HttpRequest) -> HttpResponse:
    """The queue: pairs to look at, and those that were decided."""
    state = request.GET.get("status") or PairState.OPEN
    if state not in PairState.values:
        raise BadRequest("unknown filter")
    page = paged(request, list_pairs(request.user, state))
    found = list(page.object_list)
    merges = merges_of(request.user, found) if state == PairState.MERGED else {}
    rows = [{"pair": each, "reasons": _words(each), "merge": merges.get(each.pk)} for each in found]
    counts = pair_counts(request.user)
    chips = [(value, label, counts[value]) for value, label in PairState.choices]
    return render(request, "cadres/pairs.html", {"page": page, "rows": rows, "state": state, "chips": chips})


@allow(Role.SECRETARIAT)
@require_POST
def pairs_search(request: HttpRequest) -> HttpResponse:
    """Ask for a new comparison of all rows, as a job."""
    ring_on_commit("cadres.tasks.look_for_duplicates")
    messages.success(request, _("Pemeriksaan data ganda berjalan. Muat ulang halaman ini sebentar lagi."))
    return redirect("cadres:pairs")


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest, pk: int) -> HttpResponse:
    """Two rows side by side; which one stays, and from which each field comes."""
    found = _pair(request, pk)
    if found.state != PairState.OPEN:
        merge = MemberMerge.objects.for_user(request.user).filter(pair=found, undone_at=None).first()
        return redirect(merge.kept if merge else "cadres:pairs")
    form = MergeForm(request.POST or None, first=found.first, second=found.second, initial={"kept": _better(found)})
    if request.method == "POST" and form.is_valid():
        kept = found.first if form.cleaned_data["kept"] == str(found.first_id) else found.second
        try:
            members_merge(by=request.user, pair=found, kept=kept, from_lost=form.from_lost())
        except RuleError as error:
            form.add_error(None, str(error))
        else:
            undo = reverse("cadres:pair_undo", args=[found.pk])
            messages.success(request, _("Kedua data digabung. Bisa diurungkan 30 hari."), extra_tags=f"undo:{undo}")
            return redirect(kept)
    context = {
        "pair": found,
        "form": form,
        "fields": [(side, form[side.code] if side.differs else None) for side in form.sides],
        "reasons": _words(found),
        "people": [found.first, found.second],
    }
    return render(request, "cadres/pair.html", context, status=422 if form.errors else 200)


@allow(Role.SECRETARIAT)
@require_POST
def pair_different(request: HttpRequest, pk: int) -> HttpResponse:
    """«Bukan orang yang sama.»"""
    try:
        pair_tell_apart(by=request.user, pair=_pair(request, pk))
    except RuleError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Dicatat: bukan orang yang sama. Pasangan ini tidak ditanyakan lagi."))
    return redirect("cadres:pairs")


@allow(Role.SECRETARIAT)
@require_POST
def pair_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Make two rows of one again."""
    merges = MemberMerge.objects.for_user(request.user).select_related("unit", "kept").defer("kept__nik")
    merge = get_object_or_404(merges, pair=_pair(request, pk), undone_at=None)
    if not can_undo_merge(request.user, merge):
        raise PermissionDenied
    try:
        merge_undo(by=request.user, merge=merge)
    except RuleError as error:
        messages.error(request, str(error))
        return redirect("cadres:pairs")
    messages.success(request, _("Penggabungan diurungkan. Kedua data berdiri sendiri lagi."))
    return redirect("cadres:pair", pk)


def _pair(request: HttpRequest, pk: int) -> DuplicatePair:
    found = DuplicatePair.objects.for_user(request.user).select_related("first__unit", "second__unit", "unit")
    pair = get_object_or_404(found.defer("first__nik", "second__nik"), pk=pk)
    if not can_merge(request.user, pair.first, pair.second):
        raise PermissionDenied
    return pair


def _better(pair: DuplicatePair) -> str:
    """The row with a card, a NIK, an account; else the older one."""

    def weight(row: object) -> tuple[bool, bool, bool]:
        return bool(row.user_id), bool(row.membership_card_no), bool(row.nik_last4)  # type: ignore[attr-defined]

    return str(pair.second_id if weight(pair.second) > weight(pair.first) else pair.first_id)


def _words(pair: DuplicatePair) -> str:
    return ", ".join(str(REASONS[code]) for code in pair.reasons if code in REASONS)
