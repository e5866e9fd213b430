"""On the phone: a wish for a mentor, a change, leaving, the way out, versions, closing and hand-over."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.enums import Role
from accounts.models import User
from accounts.policy import allow
from core.views import performed, performed_with, status_of
from mentoring.enums import LEARNERS, PairingState, Phase, RequestState
from mentoring.forms.relations import ClosingForm, ClosingTellForm, ExitTellForm, RequestForm
from mentoring.models import ClosureForm, ExitForm, Handover, MentorRequest
from mentoring.rules.rights import may_log
from mentoring.selectors.agreements import versions_of
from mentoring.selectors.closures import closure_of
from mentoring.selectors.handover import NEVER, as_read, facts_of
from mentoring.services.closures import closing_tell, closing_write
from mentoring.services.relations import exit_tell, mentor_ask, mentor_change, request_settle
from mentoring.views.common import own_pairing_or_404
from mentoring.views.phone import PHONE

ENDED_EARLY = (PairingState.ENDED_EARLY, PairingState.REMATCHED)


@allow(Role.MENTEE)
@require_http_methods(["GET", "HEAD", "POST"])
def mentor_request(request: HttpRequest) -> HttpResponse:
    """Name the mentor one would like, or take the wish back; answers of the coordinator stand below."""
    user = cast(User, request.user)
    rows = MentorRequest.objects.for_user(user).filter(member__user_id=user.pk).order_by("-asked_at", "-pk")
    waiting = rows.filter(state=RequestState.WAITING).first()
    form = RequestForm(request.POST if "wanted" in request.POST else None)
    if request.method == "POST" and waiting and "withdraw" in request.POST:
        performed(request, request_settle, wish=waiting, to=RequestState.WITHDRAWN, done=_("Permintaan ditarik."))
        return redirect("mentoring:phone_mentor_request")
    if form.is_bound and form.is_valid() and performed_with(form, request, mentor_ask, **form.cleaned_data):
        messages.success(request, _("Permintaan tersimpan. Koordinator akan menjawabnya di halaman ini."))
        return redirect("mentoring:phone_mentor_request")
    context = {"form": form, "waiting": waiting, "past": rows.exclude(state=RequestState.WAITING)[:5]}
    return render(request, "mentoring/phone/mentor_request.html", context, status=status_of(form))


@allow(Role.MENTEE)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another mentor, without an explanation, once in a programme."""
    own = own_pairing_or_404(request, pk)
    if request.method == "POST":
        done = _("Mentor Anda akan diganti. Anda tetap di urutan antrean yang lama.")
        if performed(request, mentor_change, pairing=own.pairing, done=done):
            return redirect("mentoring:phone_exit", pk)
        return redirect("mentoring:phone_pairing", pk)
    return render(request, "mentoring/phone/change.html", {"own": own})


@allow(*PHONE)
@require_http_methods(["GET", "HEAD", "POST"])
def leave_words(request: HttpRequest, pk: int) -> HttpResponse:
    """A few voluntary words after an early end, for the coordinator alone."""
    own = own_pairing_or_404(request, pk)
    if own.pairing.state not in ENDED_EARLY:
        return redirect("mentoring:phone_pairing", pk)
    form = ExitTellForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and performed_with(form, request, exit_tell, pairing=own.pairing, **form.cleaned_data)
    ):
        messages.success(request, _("Terima kasih. Koordinator akan menghubungi Anda."))
        return redirect("mentoring:phone_home")
    told = ExitForm.objects.for_user(request.user).filter(participant=own.me).exists()
    context = {"own": own, "form": form, "told": told}
    return render(request, "mentoring/phone/exit.html", context, status=status_of(form))


@allow(*PHONE)
@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """The versions of one's own agreement, and what each changed."""
    own = own_pairing_or_404(request, pk)
    context = {"own": own, "versions": versions_of(cast(User, request.user), own.pairing)}
    return render(request, "mentoring/phone/agreements.html", context)


@allow(*PHONE)
@require_http_methods(["GET", "HEAD", "POST"])
def closing(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own closing form; whoever logs also names gains, what is left, and contact afterwards."""
    own = own_pairing_or_404(request, pk)
    found = closure_of(own.pairing)
    writes = may_log(own.me)
    which = request.POST.get("form", "")
    tell = ClosingTellForm(request.POST if which == "tell" else None, prefix="t")
    shown = {"gains": found.gains, "unfinished": found.unfinished, "contact": found.contact} if found else {}
    write = ClosingForm(request.POST if which == "write" else None, prefix="w", initial=shown)
    for form, deed, allowed in ((tell, closing_tell, True), (write, closing_write, writes)):
        sent = form.is_bound and allowed and form.is_valid()
        if sent and performed_with(form, request, deed, pairing=own.pairing, **form.cleaned_data):
            messages.success(request, _("Tersimpan."))
            return redirect("mentoring:phone_closing", pk)
    context = {
        "own": own,
        "closure": found,
        "tell": tell,
        "write": write if writes else None,
        "told": ClosureForm.objects.for_user(request.user).filter(participant=own.me).first(),
        "is_open": own.pairing.state == PairingState.ACTIVE and own.pairing.phase == Phase.EVALUATION,
    }
    status = 422 if tell.is_bound or write.is_bound else 200
    return render(request, "mentoring/phone/closing.html", context, status=status)


@allow(*PHONE)
@require_safe
def handover(request: HttpRequest, pk: int) -> HttpResponse:
    """What came over from the pairing before, and what would pass on from this one."""
    own = own_pairing_or_404(request, pk)
    user = cast(User, request.user)
    made = Handover.objects.for_user(user).filter(pairing=own.pairing).select_related("learner").order_by("pk")
    leads = own.me.role not in LEARNERS
    mine = [person for person in own.people if person.role in LEARNERS and (leads or person.pk == own.me.pk)]
    context = {
        "own": own,
        "made": [(each, as_read(each.facts)) for each in made],
        "coming": [(person, as_read(facts_of(own.pairing, person))) for person in mine],
        "never": NEVER,
    }
    return render(request, "mentoring/phone/handover.html", context)
