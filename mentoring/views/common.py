"""What several pages need: a deed that may be refused, objects of the query string, one's own pairing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest

from core.errors import RuleError
from core.keys import read_key
from mentoring.models import Session
from mentoring.selectors.phone import PhonePairing, phone_pairing

UNPROCESSABLE = 422


def performed(request: HttpRequest, deed: Callable[..., Any], *, done: str = "", **arguments: Any) -> bool:
    """Whether the deed was done; a refusal becomes a message. `by` is the acting user."""
    try:
        deed(by=request.user, **arguments)
    except RuleError as error:
        messages.error(request, str(error))
        return False
    if done:
        messages.success(request, done)
    return True


def performed_with(form: Form, request: HttpRequest, deed: Callable[..., Any], **arguments: Any) -> Any:
    """What the deed gave back, or None when it was refused: the form then says why and keeps its values."""
    try:
        return deed(by=request.user, **arguments) or True
    except RuleError as error:
        form.add_error(None, str(error))
        return None


def status_of(form: Form) -> int:
    """200 for a fresh form, 422 for one that was sent and is shown again."""
    return UNPROCESSABLE if form.is_bound else 200


def asked_id(request: HttpRequest, name: str) -> int | None:
    """A key from the query string; None when it is missing, 404 when it is no number."""
    text = request.GET.get(name, "")
    if not text:
        return None
    if (pk := read_key(text)) is None:
        raise Http404
    return pk


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
