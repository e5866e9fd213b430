"""Affiliated bodies on the settings: read by secretariats, changed by the national one and the system's admin."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.enums import Role
from accounts.policy import allow
from cadres.forms.bodies import BodyForm
from cadres.models import AffiliatedBody
from cadres.rules import can_edit_bodies
from cadres.selectors.bodies import body_changes, body_lines
from cadres.services.bodies import body_save
from core.views import UNPROCESSABLE, performed_with

READERS = (Role.ADMIN, Role.SECRETARIAT)


@allow(*READERS)
@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """Every body with the members of the reader's sight who carry its tag."""
    context = {"lines": body_lines(request.user), "can_edit": can_edit_bodies(request.user)}
    return render(request, "cadres/bodies/list.html", context)


@allow(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def body_add(request: HttpRequest) -> HttpResponse:
    """A new body."""
    return _body_form(request, AffiliatedBody())


@allow(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def body_edit(request: HttpRequest, body: str) -> HttpResponse:
    """Rename a body, close it or open it again; its history beside it."""
    return _body_form(request, get_object_or_404(AffiliatedBody, code=body))


def _body_form(request: HttpRequest, body: AffiliatedBody) -> HttpResponse:
    if not can_edit_bodies(request.user):
        raise PermissionDenied
    name = body.name
    form = BodyForm(request.POST or None, instance=body)
    if (
        request.method == "POST"
        and form.is_valid()
        and performed_with(form, request, body_save, body=body, **form.cleaned_data)
    ):
        messages.success(request, _("%(name)s disimpan.") % {"name": body.name})
        return redirect("cadres:bodies")
    context = {
        "form": form,
        "body": body,
        "title": name or _("Tambah sayap atau ormas"),
        "changes": body_changes(body) if body.pk else [],
    }
    return render(request, "cadres/bodies/form.html", context, status=UNPROCESSABLE if form.is_bound else 200)
