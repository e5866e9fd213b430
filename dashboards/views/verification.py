"""Verifying many applicants of the registry list at one go."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.enums import Role
from accounts.policy import allow
from cadres.enums import MemberStatus
from cadres.forms.membership import VerifyManyForm
from cadres.models import Member
from cadres.services import membership
from core.keys import read_key
from core.views import UNPROCESSABLE, performed_with
from dashboards.exports import picked_rows
from dashboards.lists import asked_members


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def members_verify(request: HttpRequest) -> HttpResponse:
    """The applicants of the list as it is filtered, or the ticked ones; at most a hundred, the first in their order.

    The page carries the keys of those it shows: only they are verified, also when others have come meanwhile.
    """
    asked = asked_members(request)
    members = Member.objects.for_user(request.user).listed().within(asked["unit"]).filter(asked["condition"])
    members = members.filter(status=MemberStatus.APPLIED).select_related("unit", "user").defer("nik")
    picked = [pk for text in request.POST.getlist("pilih") if (pk := read_key(text))]
    is_answer = "proof" in request.POST
    rows = members.filter(pk__in=picked) if is_answer else picked_rows(members, picked)
    rows = rows.order_by("name_key", "pk")
    count, chosen = rows.count(), list(rows[: membership.MOST_VERIFIED])
    if is_answer and not chosen:
        messages.warning(request, _("Mereka yang ditampilkan tidak lagi menunggu verifikasi."))
        return redirect(_list_url(request))
    form = VerifyManyForm(request.POST if is_answer else None)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("document", "channel", "proof")}
        refused = performed_with(form, request, membership.members_verify, members=chosen, **given)
        if not form.errors:
            refused = refused if isinstance(refused, list) else []
            messages.success(request, _("%(n)d orang diverifikasi.") % {"n": len(chosen) - len(refused)})
            if not refused:
                return redirect(_list_url(request))
            context = {"refused": refused, "list_url": _list_url(request)}
            return render(request, "dashboards/members/verified.html", context)
    context = {
        "unit": asked["unit"],
        "in_words": asked["in_words"],
        "list_url": _list_url(request),
        "form": form,
        "rows": chosen,
        "count": count,
        "most": membership.MOST_VERIFIED,
    }
    return render(request, "dashboards/members/verify.html", context, status=UNPROCESSABLE if form.errors else 200)


def _list_url(request: HttpRequest) -> str:
    query = request.GET.urlencode()
    return f"{reverse('dashboards:members')}?{query}" if query else reverse("dashboards:members")
