"""What several pages need: objects of the query string, one's own pairing, a text for WhatsApp."""

from typing import Any, cast
from urllib.parse import quote

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest

from accounts.models import User
from cadres.models import Member
from core.keys import read_key
from mentoring.models import Pairing, Session
from mentoring.rules.sheets import sheet_uuid
from mentoring.selectors.holidays import busy_hint, holiday_hint
from mentoring.selectors.phone import PhonePairing, phone_pairing
from mentoring.selectors.sheets import is_printed


def asked_id(request: HttpRequest, name: str) -> int | None:
    """A key from the query string; None when it is missing, 404 when it is no number."""
    text = request.GET.get(name, "")
    if not text:
        return None
    if (pk := read_key(text)) is None:
        raise Http404
    return pk


def asked_sheet(request: HttpRequest, pairing: Pairing) -> dict[str, Any]:
    """What a sheet of paper (`?lembar=`) puts into the form of a log: its key. 404 for a number never printed."""
    number = asked_id(request, "lembar")
    if number is None:
        return {}
    if not is_printed(pairing, number):
        raise Http404
    return {"client_uuid": sheet_uuid(pairing.pk, number)}


def own_pairing_or_404(request: HttpRequest, pk: int) -> PhonePairing:
    """One's own pairing in the role one acts in."""
    found = phone_pairing(request.user, pk)  # type: ignore[arg-type]
    if found is None:
        raise Http404
    return found


def own_session_or_404(request: HttpRequest, pk: int) -> tuple[Session, PhonePairing]:
    """A session of one's own pairing."""
    session = Session.objects.for_user(request.user).filter(pk=pk).first()
    if session is None:
        raise Http404
    return session, own_pairing_or_404(request, session.pairing_id)


def hint_at_days(request: HttpRequest, pairing: Pairing, form: Form) -> None:
    """Say that what was planned lies on a holiday, or that somebody is not free: hints, nothing is refused."""
    start = form.cleaned_data["start"]
    for hint in (holiday_hint(pairing.unit, start), busy_hint(cast(User, request.user), pairing, start)):
        if hint:
            messages.warning(request, hint)


def whatsapp_to(member: Member | None, text: str) -> str:
    """The address that opens WhatsApp with a text; without a known number the sender chooses to whom."""
    number = member.whatsapp_number if member and member.has_whatsapp and member.phone else ""
    return f"https://wa.me/{number}?text={quote(text, safe='')}"
