"""The way in for somebody who was invited."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.forms import AcceptInvitationForm
from accounts.policy import public
from accounts.services import accept_invitation, find_invitation
from core.errors import RuleError


@public("somebody without an account opens his invitation; the link is signed, single-use and short-lived")
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Choose the first password. A used, old or invented link says so, and nothing else."""
    invitation = find_invitation(token)
    if invitation is None:
        return render(request, "accounts/invitation_closed.html", status=404)
    form = AcceptInvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            accept_invitation(invitation=invitation, password=form.cleaned_data["password"])
        except ValidationError as error:
            form.add_error("password", error)
        except RuleError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Kata sandi tersimpan. Silakan masuk."))
            return redirect("account_login")
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/invitation.html", {"form": form, "invited": invitation.user}, status=status)
