"""What I hear by e-mail, and that I have read what was told."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import FIXED_TOPICS
from accounts.models import User
from accounts.policy import signed_in
from accounts.told import mark_read, topics_choose, topics_for
from core.views import layout_of, status_of


class TopicsForm(forms.Form):
    """The topics of which one also wants an e-mail."""

    mailed = forms.MultipleChoiceField(
        label=gettext_lazy("Kirim juga lewat email"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        topics = topics_for(user)
        kept = [str(topic) for topic in topics if topic not in user.muted]
        super().__init__(*args, initial={"mailed": kept}, **kwargs)  # type: ignore[arg-type]
        self.fields["mailed"].choices = [(topic.value, topic.label) for topic in topics]  # type: ignore[attr-defined]


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
