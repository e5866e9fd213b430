"""Sessions that the secretariat brings in for mentors: from paper or a call in a row, from a pasted message."""

from contextlib import suppress
from datetime import date
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.enums import STAFF_ROLES
from accounts.models import User
from accounts.policy import allow
from core.errors import RuleError
from core.views import status_of
from mentoring.enums import UPCOMING_STATES, Source
from mentoring.forms.logs import LogForm
from mentoring.forms.on_behalf import TYPED_FROM, MessageForm, QuickForm, errors_in_words
from mentoring.intake import form_data
from mentoring.models import Pairing, PairingParticipant, Programme, Session
from mentoring.rules.log_text import LogText, read_text
from mentoring.rules.rights import is_coordinator_of
from mentoring.selectors.on_behalf import just_logged, programmes_of, quick_pairings
from mentoring.selectors.sheets import entered_from, is_printed
from mentoring.services.logs import EnteredAlready, session_log
from mentoring.views.common import asked_id


@allow(*STAFF_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def session_quick(request: HttpRequest) -> HttpResponse:
    """One session after another from paper or calls: the page stays, with programme, date and source."""
    user = cast(User, request.user)
    programmes, entered = programmes_of(user), None
    asked = asked_id(request, "program")
    chosen = next((each for each in programmes if each.pk == asked), None)
    pairings, most = quick_pairings(user, chosen)
    form = QuickForm(request.POST or None, pairings=[(row.pk, row.words) for row in pairings], initial=_kept(request))
    if request.method == "POST" and form.is_valid():
        logged, entered = _typed(user, form)
        if logged:
            words = {"n": logged.sequence, "names": next(r.words for r in pairings if r.pk == logged.pairing_id)}
            messages.success(request, _("Tersimpan: %(names)s, sesi ke-%(n)s.") % words)
            return redirect(f"{reverse('mentoring:session_quick')}?{urlencode(_left(form, chosen))}")
    context = {
        "form": form,
        "programmes": programmes,
        "chosen": chosen,
        "has_more": most,
        "count": len(pairings),
        "just_logged": just_logged(user),
        "entered": entered,
    }
    return render(request, "mentoring/session_quick.html", context, status=status_of(form))


def _kept(request: HttpRequest) -> dict[str, Any]:
    """What the line before leaves to this one."""
    source = request.GET.get("sumber", "")
    found: dict[str, Any] = {"pairing": asked_id(request, "pasangan"), "sheet": asked_id(request, "lembar")}
    with suppress(ValueError):
        found["date"] = date.fromisoformat(request.GET.get("tanggal", ""))
    return found | {"source": source if source in TYPED_FROM else Source.PAPER.value}


def _left(form: QuickForm, chosen: Programme | None) -> dict[str, str]:
    """What this line leaves to the next one."""
    told = {"program": str(chosen.pk) if chosen else "", "tanggal": form.cleaned_data["date"].isoformat()}
    return told | {"sumber": form.cleaned_data["source"]}


def _typed(user: User, form: QuickForm) -> tuple[Session | None, Session | None]:
    """Log one line; a refusal stands at the field it speaks of. Beside it the session that came from the same sheet."""
    pairing = Pairing.objects.for_user(user).select_related("unit").get(pk=form.cleaned_data["pairing"])
    number = form.cleaned_data["sheet"]
    if number and not is_printed(pairing, number):
        form.add_error(
            "sheet", _("Belum ada lembar bernomor ini untuk pasangan itu. Periksa nomornya, atau kosongkan.")
        )
        return None, None
    if number and (entered := entered_from(user, pairing, number)):
        form.add_error("sheet", str(EnteredAlready(entered)))
        return None, entered
    people = list(PairingParticipant.objects.for_user(user).filter(pairing=pairing, left_at=None).order_by("pk"))
    log_form = form.log_form(user, pairing, people, may_backdate=is_coordinator_of(user, pairing.unit))
    if not log_form.is_valid():
        form.take_errors(log_form)
        return None, None
    try:
        source = form.cleaned_data["source"]
        return session_log(by=user, pairing=pairing, entry=log_form.entry, source=source), None
    except RuleError as error:
        form.add_error(None, str(error))
        return None, error.session if isinstance(error, EnteredAlready) else None


@allow(*STAFF_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def session_paste(request: HttpRequest) -> HttpResponse:
    """A log that came as a message: the same session as if the mentor's phone had sent it."""
    user = cast(User, request.user)
    form = MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            logged = _pasted(user, read_text(form.cleaned_data["text"]))
        except RuleError as error:
            form.add_error("text", str(error))
        else:
            messages.success(request, _("Tersimpan sebagai sesi ke-%(n)s.") % {"n": logged.sequence})
            return redirect("mentoring:session_paste")
    context = {"form": form, "just_logged": just_logged(user)}
    return render(request, "mentoring/session_paste.html", context, status=status_of(form))


def _pasted(user: User, sent: LogText) -> Session:
    """The session of a message. Raises RuleError with every sentence that the form of a log has to say."""
    people = list(PairingParticipant.objects.for_user(user).filter(pairing=sent.pairing).order_by("pk"))
    pairing = Pairing.objects.for_user(user).filter(pk=sent.pairing).select_related("unit").first()
    writer = next((person for person in people if person.pk == sent.writer and person.user), None)
    if pairing is None or writer is None:
        raise RuleError(_("Pasangan dalam pesan ini tidak ada di wilayah Anda. Teruskan ke sekretariat wilayahnya."))
    planned = Session.objects.for_user(user).filter(pk=sent.session, pairing=pairing, state__in=UPCOMING_STATES).first()
    form = LogForm(
        form_data(sent.fields, sent.client_id),
        by=writer.user,
        pairing=pairing,
        people=[person for person in people if person.left_at is None or person == writer],
        session=planned,
        may_backdate=is_coordinator_of(user, pairing.unit),
        with_note=False,
    )
    if not form.is_valid():
        raise RuleError(" ".join(errors_in_words(form)))
    entry = form.entry_at(sent.recorded_at)
    return session_log(
        by=user, pairing=pairing, entry=entry, session=planned, author=writer.user, source=Source.MESSAGE
    )
