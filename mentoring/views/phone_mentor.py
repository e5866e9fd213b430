"""A mentor about himself, on the phone: invitation and code of conduct, orientation, profile, pause, papers."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.enums import Role
from accounts.models import User
from accounts.policy import allow
from core.views import performed, performed_with, status_of
from mentoring.enums import MentorState
from mentoring.forms.mentors import PauseForm, ProfileForm
from mentoring.letters.mentors import APPOINTED
from mentoring.models import Mentor
from mentoring.selectors.mentors import papers_of, thanks_of
from mentoring.selectors.phone import is_invited, own_mentor
from mentoring.services.mentors import conduct_sign, mentor_accept, mentor_describe, mentor_move, mentor_orient
from mentoring.views.mentors import letter_of, thanks_paper_of

HOME = "mentoring:phone_mentor_invitation"


def _own_or_404(request: HttpRequest) -> Mentor:
    mentor = own_mentor(cast(User, request.user))
    if mentor is None:
        raise Http404
    return mentor


@allow(Role.MENTOR)
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """The code of conduct with its signature, what is left to do, and where everything about oneself is."""
    user = cast(User, request.user)
    mentor = own_mentor(user)
    if mentor is None:
        return render(request, "mentoring/phone/mentor.html", {"mentor": None})
    if request.method == "POST":
        _say_yes(request, mentor)
        return redirect(HOME)
    context = {
        "mentor": mentor,
        "papers": papers_of(user, mentor),
        "is_invited": is_invited(mentor),
        "is_appointed": mentor.state in APPOINTED,
        "is_thanked": mentor.wants_recognition and thanks_of(mentor).is_due,
    }
    return render(request, "mentoring/phone/mentor.html", context)


def _say_yes(request: HttpRequest, mentor: Mentor) -> None:
    if is_invited(mentor):
        done = _("Terima kasih. Lengkapi orientasi Anda; koordinator akan menghubungi.")
        performed(request, mentor_accept, mentor=mentor, done=done)
    elif mentor.state == MentorState.PAUSED and request.POST.get("deed") == "resume":
        performed(request, mentor_move, mentor=mentor, to=MentorState.ACTIVE, done=_("Anda aktif lagi."))
    else:
        performed(request, conduct_sign, mentor=mentor, done=_("Kode etik Anda tanda tangani."))


@allow(Role.MENTOR)
@require_http_methods(["GET", "HEAD", "POST"])
def orientation(request: HttpRequest) -> HttpResponse:
    """The mentors' orientation, item by item; what is ticked stays."""
    mentor = _own_or_404(request)
    if request.method == "POST":
        items = request.POST.getlist("items")
        performed(request, mentor_orient, mentor=mentor, items=items, done=_("Centang Anda tersimpan."))
        return redirect(HOME)
    context = {"papers": papers_of(cast(User, request.user), mentor)}
    return render(request, "mentoring/phone/mentor_orientation.html", context)


@allow(Role.MENTOR)
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """What one is good at, speaks, when one has time, and how far one travels."""
    mentor = _own_or_404(request)
    form = ProfileForm(request.POST or None, mentor=mentor)
    if (
        request.method == "POST"
        and form.is_valid()
        and performed_with(form, request, mentor_describe, mentor=mentor, **form.said)
    ):
        messages.success(request, _("Profil Anda tersimpan."))
        return redirect(HOME)
    return render(request, "mentoring/phone/mentor_profile.html", {"form": form}, status=status_of(form))


@allow(Role.MENTOR)
@require_http_methods(["GET", "HEAD", "POST"])
def pause(request: HttpRequest) -> HttpResponse:
    """Halt one's mentoring until a day."""
    mentor = _own_or_404(request)
    form = PauseForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and performed_with(form, request, mentor_move, mentor=mentor, to=MentorState.PAUSED, **form.cleaned_data)
    ):
        messages.success(request, _("Jeda Anda tersimpan. Binaan Anda diberi tahu."))
        return redirect(HOME)
    return render(request, "mentoring/phone/mentor_pause.html", {"form": form}, status=status_of(form))


@allow(Role.MENTOR)
@require_safe
def letter(request: HttpRequest) -> HttpResponse:
    """One's own letter of appointment."""
    return letter_of(_own_or_404(request))


@allow(Role.MENTOR)
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """One's own paper of thanks."""
    return thanks_paper_of(_own_or_404(request))
