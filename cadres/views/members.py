"""Adding and changing members, and what protects them: duplicates, the NIK, exports."""

from contextlib import suppress
from typing import cast

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import Role
from accounts.models import User
from accounts.policy import allow
from cadres.errors import InputError
from cadres.forms.members import MemberForm
from cadres.models import Member
from cadres.nik import nik_warnings, parse_nik
from cadres.phones import normalise_phone
from cadres.rules import can_edit_member
from cadres.selectors.members import Likeness, find_alike
from cadres.services.members import known_elsewhere, member_save
from cadres.services.nik import NikHolder, find_nik_holder, reveal_nik
from core.errors import RuleError


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "POST"])
def member_add(request: HttpRequest) -> HttpResponse:
    """Add a member; somebody alike is shown first, and «Tetap simpan» keeps both."""
    return _edit(request, Member(), _("Tambah kader"))


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "POST"])
def member_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a member's master data."""
    member = get_object_or_404(Member.objects.for_user(request.user), pk=pk)
    if not can_edit_member(cast(User, request.user), member):
        raise PermissionDenied
    return _edit(request, member, _("Ubah kader"))


def _edit(request: HttpRequest, member: Member, title: str) -> HttpResponse:
    user = cast(User, request.user)
    form = MemberForm(request.POST or None, instance=member, by=user)
    alike: list[Likeness] = []
    if request.method == "POST" and form.is_valid():
        nik = form.cleaned_data["nik"]
        try:
            holder = find_nik_holder(by=user, digits=nik.digits, besides=member.pk) if nik else None
            if holder:
                known = holder.member.full_name if holder.member else ""
                form.add_error(
                    "nik", _("NIK ini sudah dipakai %(name)s.") % {"name": known} if known else known_elsewhere()
                )
            alike = [] if "anyway" in request.POST or form.errors else _alike(user, form)
            if not form.errors and not alike:
                saved = member_save(by=user, member=form.instance, nik=nik)
                _warn(request, form)
                messages.success(request, _("%(name)s disimpan.") % {"name": saved.full_name})
                return redirect(saved)
        except RuleError as error:
            form.add_error(None, str(error))
    context = {
        "form": form,
        "title": title,
        "alike": alike,
        "cancel_url": member.get_absolute_url() if member.pk else reverse("dashboards:members"),
    }
    return render(request, "cadres/member_form.html", context, status=422 if request.method == "POST" else 200)


def _known(holder: NikHolder) -> str:
    if holder.member is None:
        return known_elsewhere()
    return _("NIK ini sudah dipakai %(name)s.") % {"name": holder.member.full_name}


def _alike(user: User, form: MemberForm) -> list[Likeness]:
    data = form.cleaned_data
    return find_alike(
        user,
        full_name=data["full_name"],
        birth_date=data["birth_date"],
        phone=data["phone"],
        unit=data["unit"],
        besides=form.instance.pk,
    )


def _warn(request: HttpRequest, form: MemberForm) -> None:
    data = form.cleaned_data
    for warning in nik_warnings(data["nik"], data["birth_date"], data["gender"]) if data["nik"] else ():
        messages.warning(request, warning.sentence)


@allow(Role.SECRETARIAT)
@require_POST
def duplicates(request: HttpRequest) -> HttpResponse:
    """While typing: who in sight may be the same person."""
    phone = ""
    with suppress(InputError):  # still being typed
        phone = normalise_phone(request.POST["phone"]) if request.POST.get("phone") else ""
    alike = find_alike(cast(User, request.user), full_name=request.POST.get("full_name", "")[:150], phone=phone)
    return render(request, "cadres/_alike.html", {"alike": alike})


@allow(Role.SECRETARIAT)
@require_POST
@reauthentication_required
def nik_reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a full NIK once, after one's password was given within five minutes; recorded with its reason."""
    member = get_object_or_404(Member.objects.for_user(request.user), pk=pk)
    try:
        nik = reveal_nik(by=cast(User, request.user), member=member, reason=request.POST.get("reason", ""))
    except RuleError as error:
        messages.error(request, str(error))
        return redirect(member)
    return render(request, "cadres/nik.html", {"member": member, "nik": nik, "region": parse_nik(nik).region_code})
