"""The phone's own door: bundle down, batch up, and its description (docs/sync.md). Answers are JSON, errors too."""

import base64
import json
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

import structlog
from django.db import InterfaceError, OperationalError, transaction
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.devices import account_key
from accounts.models import User
from accounts.policy import api, public
from core.crypto import keyed_hash
from core.throttle import is_throttled
from core.views import api_problem
from mentoring.forms.described import log_form
from mentoring.intake import Item, Outcome, Unreadable, as_oneself, own_assignment, read_item, take
from mentoring.openapi import description
from mentoring.rules.log_text import vocabulary
from mentoring.selectors.bundle import changes_since, pairing_parts
from mentoring.services.sync import one_sender

MOST_ITEMS, MOST_BYTES = 50, 512 * 1024
#: Batches and bundles of one person in a minute.
BATCHES = 60
MINUTE = 60
log = structlog.get_logger("kaderisasi.sync")


@public("the description of the phone's door names no row")
@require_safe
def openapi(request: HttpRequest) -> JsonResponse:
    """OpenAPI 3.1 of this door."""
    return JsonResponse(description())


def own_account(view: Callable[..., JsonResponse]) -> Callable[..., JsonResponse]:
    """A phone says whose store asks: a tab of somebody else, left open, gets and gives nothing in this one's name."""

    @wraps(view)
    def asked(request: HttpRequest) -> JsonResponse:
        named = request.headers.get("X-Account", "")
        if named and named != account_key(request.user):
            return api_problem(
                401, "other_account", _("Akun lain sedang masuk di ponsel ini. Masuk lagi untuk mengirim.")
            )
        return view(request)

    return asked


@api
@require_safe
@own_account
def key(request: HttpRequest) -> JsonResponse:
    """What the phone encrypts with: the same for an account wherever it signs in, and nowhere else (TRUST E21)."""
    kept = keyed_hash(str(request.user.pk), "phone store")
    return JsonResponse({"key": base64.b64encode(kept).decode()})


@api
@require_safe
@own_account
def bundle(request: HttpRequest) -> JsonResponse:
    """What changed since `?since=`: own pairings, the form of a log with its choices; and a token for the next time."""
    user = cast(User, request.user)
    if is_throttled(str(user.pk), "bundle", limit=BATCHES, seconds=MINUTE):
        return _too_often()
    assignment = own_assignment(user)
    if assignment is None:
        return api_problem(403, "no_role", _("Anda sedang tidak menjadi mentor atau kader dampingan."))
    with as_oneself(user, assignment) as by:
        parts = {"form": log_form() | {"words": vocabulary()}, **pairing_parts(by)}
        found = changes_since(by, parts, request.GET.get("since", ""))
    form = found.parts.pop("form", None)
    answer = {
        "token": found.token,
        "csrf_token": get_token(request),
        "role": assignment.role,
        "now": timezone.now(),
        "pairings": list(found.parts.values()),
        "whole": found.whole,
        "gone": [int(name) for name in found.gone if name != "form"],
        "form": form,
    }
    return JsonResponse(answer)


@api
@require_POST
@own_account
def sync(request: HttpRequest) -> JsonResponse:
    """Take a batch: each item in a savepoint of its own, and an answer for each in its order."""
    user = cast(User, request.user)
    if is_throttled(str(user.pk), "sync", limit=BATCHES, seconds=MINUTE):
        return _too_often()
    items = _items(request)
    if isinstance(items, JsonResponse):
        return items
    one_sender(user)
    results = [_taken(user, raw) for raw in items]
    return JsonResponse({"results": results, "csrf_token": get_token(request), "now": timezone.now()})


def _items(request: HttpRequest) -> list[Any] | JsonResponse:
    """The items of a batch, or why there are none."""
    if request.content_type != "application/json":
        return api_problem(415, "not_json", _("Kirim sebagai application/json."))
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES or len(request.body) > MOST_BYTES:
        return api_problem(413, "too_large", _("Kiriman lebih dari 512 kB. Kirim lebih sedikit sekaligus."))
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        return api_problem(400, "not_json", _("Kiriman tidak terbaca."))
    items = body.get("items") if isinstance(body, dict) else None
    if not isinstance(items, list):
        return api_problem(422, "no_items", _("Kiriman ini tidak berisi catatan."))
    if len(items) > MOST_ITEMS:
        return api_problem(413, "too_many", _("Kiriman lebih dari 50 catatan. Kirim lebih sedikit sekaligus."))
    return items


def _taken(user: User, raw: Any) -> dict[str, Any]:
    """One item in its savepoint; whatever fails in it fails alone and is tried again later."""
    try:
        item = read_item(raw)
    except Unreadable as error:
        client_id = str(raw.get("client_id", ""))[:36] if isinstance(raw, dict) else ""
        return _result(client_id, Outcome(422, "unreadable", False, str(error), {error.field: [str(error)]}))
    return _result(str(item.client_id), _attempt(user, item))


def _attempt(user: User, item: Item) -> Outcome:
    try:
        with transaction.atomic():
            return take(user, item)
    except (OperationalError, InterfaceError):
        raise  # the connection is lost, or somebody waits for somebody: the whole batch comes again
    except Exception as error:
        log.error("sync.failed", error=type(error).__name__)
        return Outcome(500, "try_again", False, _("Belum tersimpan. Akan dicoba lagi."))


def _result(client_id: str, outcome: Outcome) -> dict[str, Any]:
    told = {"client_id": client_id, "status": outcome.status, "code": outcome.code, "kept": outcome.is_kept}
    words = {"message": outcome.message, "errors": outcome.errors}
    return told | {name: value for name, value in words.items() if value} | outcome.more


def _too_often() -> JsonResponse:
    answer = api_problem(429, "too_often", _("Terlalu sering mengirim. Coba lagi sebentar."))
    answer.headers["Retry-After"] = str(MINUTE - int(timezone.now().timestamp()) % MINUTE)
    return answer
