"""What the pages of every app share: a deed that may be refused."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest

from core.errors import RuleError

UNPROCESSABLE = 422


def performed(request: HttpRequest, deed: Callable[..., Any], *, done: str = "", **arguments: Any) -> Any:
    """What the deed gave back, or None when it was refused: the refusal becomes a message. `by` is the acting user."""
    try:
        result = deed(by=request.user, **arguments)
    except RuleError as error:
        messages.error(request, str(error))
        return None
    if done:
        messages.success(request, done)
    return result or True


def performed_with(form: Form, request: HttpRequest, deed: Callable[..., Any], **arguments: Any) -> Any:
    """What the deed gave back, or None when it was refused: the form then says why and keeps its values."""
    try:
        return deed(by=request.user, **arguments) or True
    except RuleError as error:
        form.add_error(None, str(error))
        return None
