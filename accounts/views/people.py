"""Accounts and roles of a unit: who may sign in as what; inviting and ending."""

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import STAFF_ROLES, Role
from accounts.forms import InviteForm, PeopleFilter
from accounts.middleware import SESSION_KEY
from accounts.policy import allow, signed_in
from accounts.selectors import assignments_seen_by, find_assignments
from accounts.services import end_assignment, invitation_path, invite
from accounts.views.mails import KEEPERS
from core.errors import RuleError
from core.keys import read_key
from core.search import seal
from core.views import paged

MANAGERS = STAFF_ROLES | {Role.ADMIN}


@signed_in
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Act under another of one's own current assignments."""
    chosen = get_object_or_404(request.user.assignments.current(), pk=read_key(request.POST.get("assignment")))
    request.session[SESSION_KEY] = chosen.pk
    return redirect("dashboards:home")


@allow(*MANAGERS)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The roles held in one's own subtree, with the way to invite and to end."""
    filters = PeopleFilter(request.GET, by=request.user)
    if not filters.is_valid():
        raise BadRequest("unknown filter")
    role, unit, words = filters.cleaned_data["peran"], filters.unit, filters.words
    page = paged(request, find_assignments(request.user, words=words, role=role, unit=unit))
    context = {"page": page, "total": page.paginator.count, "filters": filters, "words": words}
    context |= {"in_words": filters.in_words, "keeps_mails": request.user.scope.role in KEEPERS}
    return render(request, "accounts/people.html", context)


@allow(*MANAGERS)
@require_POST
def people_search(request: HttpRequest) -> HttpResponse:
    """Takes search words by POST and leads to the list, where they are sealed; the other filters stay."""
    kept = {name: request.GET[name] for name in ("peran", "wilayah") if request.GET.get(name)}
    if token := seal(request.POST.get("q", ""), user_id=request.user.pk):
        kept["cari"] = token
    return redirect(reverse("accounts:people", query=kept))


@allow(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def invite_person(request: HttpRequest) -> HttpResponse:
    """Invite somebody by mail, and show the link for those who are better reached by WhatsApp."""
    form = InviteForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            invitation = invite(by=request.user, **{**form.cleaned_data, "role": Role(form.cleaned_data["role"])})
        except RuleError as error:
            form.add_error(None, str(error))
        else:
            link = "" if invitation.accepted_at else request.build_absolute_uri(invitation_path(invitation))
            return render(request, "accounts/invited.html", {"name": form.cleaned_data["full_name"], "link": link})
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/invite.html", {"form": form}, status=status)


@allow(*MANAGERS)
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a role; the holder loses it with his next request."""
    assignment = get_object_or_404(assignments_seen_by(request.user), pk=pk)
    try:
        end_assignment(by=request.user, assignment=assignment)
    except RuleError as error:
        raise PermissionDenied(str(error)) from error
    messages.success(request, _("Peran diakhiri."))
    return redirect("accounts:people")
