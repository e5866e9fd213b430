"""Adding and changing members, and what is sensitive about them."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import Role
from accounts.policy import allow
from cadres.enums import MemberStatus
from cadres.forms.members import AlikeForm, EndMembershipForm, MemberForm, ReasonForm
from cadres.models import Member
from cadres.nik import nik_warnings
from cadres.rules import can_edit_member, can_reveal_nik
from cadres.selectors.members import find_alike
from cadres.services.members import known_elsewhere, member_save
from cadres.services.membership import member_move_status
from cadres.services.nik import find_nik_holder, reveal_nik
from core.errors import RuleError
from core.keys import read_key


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def member_add(request: HttpRequest) -> HttpResponse:
    """A new member; who may be the same person is shown before he is kept."""
    return _member_form(request, Member(), saved=_("%(name)s ditambahkan."))


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def member_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Changes of a member."""
    member = _editable(request, pk)
    if request.method == "POST":  # as it is now, and held: what two people send at once is compared one by one
        member = Member.objects.select_for_update(of=("self",)).select_related("unit").defer("nik").get(pk=pk)
    return _member_form(request, member, saved=_("Data %(name)s disimpan."))


def _member_form(request: HttpRequest, member: Member, *, saved: str) -> HttpResponse:
    name = member.full_name
    form = MemberForm(request.POST or None, instance=member, by=request.user)
    if request.method == "POST" and form.is_valid() and (not form.alike or "confirmed" in request.POST):
        try:
            nik = form.cleaned_data["nik"]
            member_save(by=request.user, member=form.instance, nik=nik, fields=form.changed_fields)
        except RuleError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, saved % {"name": form.instance.full_name})
            for warning in form.warnings:
                messages.warning(request, warning.sentence)
            return redirect(form.instance)
    return render(request, "cadres/member_form.html", {"form": form, "member": member, "name": name})


@allow(Role.SECRETARIAT)
@require_POST
def duplicates(request: HttpRequest) -> HttpResponse:
    """While typing: who may be the same person, and where the NIK disagrees."""
    form = AlikeForm(request.POST)
    typed = form.known()
    pk = read_key(request.POST.get("besides"))
    notes, holder = [], None
    if nik := typed["nik"]:
        notes = [warning.sentence for warning in nik_warnings(nik, typed["birth_date"], typed["gender"])]
        try:
            if found := find_nik_holder(by=request.user, digits=nik.digits, besides=pk):
                holder = found.member
                notes += [] if holder else [known_elsewhere()]
        except RuleError as error:
            notes.append(str(error))
    alike = find_alike(
        request.user,
        full_name=typed["full_name"] or "",
        birth_date=typed["birth_date"],
        phone=typed["phone"] or "",
        unit=typed["unit"],
        besides=pk,
        holder=holder,
    )
    return render(request, "cadres/_alike.html", {"alike": alike, "notes": notes})


@allow(Role.SECRETARIAT)
@require_POST
def nik_reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """The full NIK once, with a reason, after the password or second factor was given anew."""
    member = get_object_or_404(Member.objects.for_user(request.user).select_related("unit"), pk=pk)
    if not can_reveal_nik(request.user, member):
        raise PermissionDenied
    return _reveal(request, member)


@reauthentication_required
def _reveal(request: HttpRequest, member: Member) -> HttpResponse:
    form = ReasonForm(request.POST)
    nik = ""
    if form.is_valid():
        try:
            nik = reveal_nik(by=request.user, member=member, reason=form.cleaned_data["reason"])
        except RuleError as error:
            form.add_error("reason", str(error))
    context = {"member": member, "form": form, "nik": nik}
    return render(request, "cadres/nik.html", context, status=200 if nik else 422)


@allow(Role.SECRETARIAT)
@require_http_methods(["GET", "HEAD", "POST"])
def member_end(request: HttpRequest, pk: int) -> HttpResponse:
    """The end of a membership, with its reason."""
    member = _editable(request, pk)
    form = EndMembershipForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            member_move_status(by=request.user, member=member, to=MemberStatus.ENDED, **form.cleaned_data)
        except RuleError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Keanggotaan %(name)s berakhir.") % {"name": member.full_name})
            return redirect(member)
    return render(request, "cadres/member_end.html", {"form": form, "member": member})


def _editable(request: HttpRequest, pk: int) -> Member:
    members = Member.objects.for_user(request.user).select_related("unit").defer("nik")
    member = get_object_or_404(members, pk=pk)
    if not can_edit_member(request.user, member):
        raise PermissionDenied
    return member
