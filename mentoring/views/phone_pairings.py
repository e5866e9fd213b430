"""One's own pairing on the phone: offer, orientation, agreement, and its life."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.policy import allow
from cadres.selectors.candidacies import stages_of
from core.keys import read_key
from core.views import performed, performed_with, status_of
from mentoring.enums import LEADERS, RUNNING_STATES, PairingState
from mentoring.forms.agreements import AgreementForm, OrientationForm
from mentoring.forms.conflicts import TiesForm
from mentoring.forms.sessions import FreeReasonForm, ReasonForm
from mentoring.models import Agreement, PairingTransition, Programme
from mentoring.rules.pairings import offer_days
from mentoring.rules.rights import may_log
from mentoring.selectors.growth import own_learners_of
from mentoring.selectors.phases import phase_clocks
from mentoring.selectors.phone import PhonePairing, compared_with, introduced, open_actions, past_sessions
from mentoring.selectors.programmes import shelf_of
from mentoring.selectors.ties import waivers_of
from mentoring.services.agreements import agreement_draft, agreement_sign, orientation_tick
from mentoring.services.offers import pairing_answer
from mentoring.services.pairings import pairing_end, pairing_pause, pairing_resume
from mentoring.services.relations import pairing_leave
from mentoring.views.common import own_pairing_or_404
from mentoring.views.phone import PHONE
from regions.settings import value


@allow(*PHONE)
@require_safe
def pairing(request: HttpRequest, pk: int) -> HttpResponse:
    """Who, which phase, what is planned, what was promised, and what lies behind."""
    own = own_pairing_or_404(request, pk)
    user = cast(User, request.user)
    begun = own.pairing.state not in (PairingState.PROPOSED, PairingState.OFFERED, PairingState.ACCEPTED)
    context = {
        "own": own,
        "past": past_sessions(user, own.pairing),
        "actions": open_actions(user, [own]),
        "waivers": waivers_of(user, own.pairing),
        "learners": own_learners_of(own) if begun else [],
        "clock": phase_clocks([own.pairing])[own.pairing.pk] if own.pairing.state in RUNNING_STATES else None,
        "shelf": shelf_of(own.pairing, own.me.role),
        "quiet_until": own.quiet_until,
        "stages": _stages(user, own),
    }
    return render(request, "mentoring/phone/pairing.html", context)


def _stages(user: User, own: PhonePairing) -> list[tuple[str, str]]:
    """Who of the learners stands for a seat, and how far he is: for who guides, and that alone (DOMAIN §9)."""
    if own.me.role not in LEADERS or own.is_offer:
        return []
    found = stages_of(user, [person.member_id for person in own.others])
    return [(person.name, found[person.member_id]) for person in own.others if person.member_id in found]


@allow(*PHONE)
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    """An offer and its two answers; nobody is asked why."""
    own = own_pairing_or_404(request, pk)
    form = TiesForm(request.POST or None, others=compared_with(own))
    if request.method == "POST" and form.is_valid():
        accepts = request.POST.get("answer") == "ya"
        done = _("Terima kasih, jawaban Anda tersimpan.")
        if accepts and form.ties:
            done = _("Terima kasih. Tawaran ini menunggu putusan koordinator karena hubungan yang Anda nyatakan.")
        performed(request, pairing_answer, pairing=own.pairing, accepts=accepts, ties=form.ties, done=done)
        return redirect("mentoring:phone_home")
    if not own.is_offer:
        return redirect("mentoring:phone_pairing", pk)
    user = cast(User, request.user)
    context = {
        "own": own,
        "offer_days": offer_days(),
        "people": introduced(own),
        "form": form,
        "programme": Programme.objects.for_user(user).filter(pk=own.pairing.programme_id).first(),
        "first": PairingTransition.objects.for_user(user).filter(pairing=own.pairing).first(),
    }
    return render(request, "mentoring/phone/offer.html", context)


@allow(*PHONE)
@require_http_methods(["GET", "HEAD", "POST"])
def orientation(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own checklist, item by item."""
    own = own_pairing_or_404(request, pk)
    ticked = own.me.ticks.values_list("item", flat=True)
    form = OrientationForm(request.POST if request.method == "POST" else None, role=own.me.role, ticked=ticked)
    if request.method == "POST" and form.is_valid():
        still_open = performed_with(form, request, orientation_tick, pairing=own.pairing, **form.cleaned_data)
        if isinstance(still_open, list):
            left = ngettext("Tersimpan. Masih %(n)d butir.", "Tersimpan. Masih %(n)d butir.", len(still_open))
            messages.success(request, left % {"n": len(still_open)})
            return redirect("mentoring:phone_orientation", pk)
        if still_open:
            return redirect("mentoring:phone_home")
    context = {"own": own, "form": form}
    return render(request, "mentoring/phone/orientation.html", context, status=status_of(form))


@allow(*PHONE)
@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the version that counts, and sign it."""
    own = own_pairing_or_404(request, pk)
    if request.method == "POST" and own.agreement:
        # The version that was on the page, which may not be the newest any more.
        shown = Agreement.objects.filter(pairing=own.pairing, version=read_key(request.POST.get("version"))).first()
        if shown and performed(request, agreement_sign, agreement=shown, done=_("Kesepakatan Anda tanda tangani.")):
            return redirect("mentoring:phone_home")
        return redirect("mentoring:phone_agreement", pk)
    context = {"own": own, "may_draft": may_log(own.me) and own.may_meet}
    return render(request, "mentoring/phone/agreement.html", context)


@allow(*PHONE)
@require_http_methods(["GET", "HEAD", "POST"])
def agreement_write(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a version for everybody to sign."""
    own = own_pairing_or_404(request, pk)
    form = AgreementForm(request.POST or None, pairing=own.pairing, before=own.agreement)
    if (
        request.method == "POST"
        and form.is_valid()
        and performed_with(form, request, agreement_draft, pairing=own.pairing, **form.cleaned_data)
    ):
        return redirect("mentoring:phone_agreement", pk)
    context = {"own": own, "form": form}
    return render(request, "mentoring/phone/agreement_form.html", context, status=status_of(form))


@allow(*PHONE)
@require_http_methods(["GET", "HEAD", "POST"])
def pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Halt the pairing for a while."""
    own = own_pairing_or_404(request, pk)
    form = ReasonForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and performed_with(form, request, pairing_pause, pairing=own.pairing, **form.cleaned_data)
    ):
        return redirect("mentoring:phone_pairing", pk)
    words = {
        "title": _("Jeda pendampingan"),
        "text": _("Pengingat berhenti selama jeda, paling lama %(n)d hari.") % {"n": value("mentoring.pause_days")},
        "verb": _("Jeda"),
    }
    context = {"own": own, "form": form, **words}
    return render(request, "mentoring/phone/reason.html", context, status=status_of(form))


@allow(*PHONE)
@require_POST
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on after a pause."""
    own = own_pairing_or_404(request, pk)
    performed(request, pairing_resume, pairing=own.pairing, done=_("Pendampingan berlanjut."))
    return redirect("mentoring:phone_pairing", pk)


@allow(*PHONE)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End the pairing; a cadre gives no reason."""
    own = own_pairing_or_404(request, pk)
    form_class = FreeReasonForm if own.learns else ReasonForm
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deed = pairing_leave if own.may_leave else pairing_end
        if performed_with(form, request, deed, pairing=own.pairing, **form.cleaned_data):
            if own.may_leave:
                messages.success(request, _("Anda sudah keluar. Yang lain melanjutkan."))
                return redirect("mentoring:phone_home")
            return redirect("mentoring:phone_exit", pk)
    words = {
        "title": _("Keluar dari kelompok") if own.may_leave else _("Akhiri pendampingan"),
        "text": _("Catatan sesi tetap tersimpan. Berakhir lebih awal tidak memengaruhi jenjang atau penilaian."),
        "verb": _("Keluar") if own.may_leave else _("Akhiri pendampingan"),
    }
    context = {"own": own, "form": form, **words}
    return render(request, "mentoring/phone/reason.html", context, status=status_of(form))
