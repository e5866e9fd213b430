"""What I hear by e-mail, and that I have read what was told."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import FIXED_TOPICS
from accounts.forms import TopicsForm
from accounts.policy import signed_in
from accounts.told import mark_read, topics_choose
from core.views import layout_of, status_of


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def notifications(request: HttpRequest) -> HttpResponse:
    """Per topic whether an e-mail comes too; what nobody switches off is named."""
    form = TopicsForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        topics_choose(by=request.user, mailed=set(form.cleaned_data["mailed"]))
        messages.success(request, _("Pilihan disimpan."))
        return redirect("accounts:notifications")
    context = {"form": form, "fixed": [topic.label for topic in FIXED_TOPICS], "layout": layout_of(request)}
    return render(request, "accounts/notifications.html", context, status=status_of(form))


@signed_in
@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    """Mark everything that has come as read."""
    mark_read(by=request.user)
    scope = request.user.scope
    return redirect("mentoring:phone_outbox" if scope and scope.is_person else "mentoring:notices")
