"""Whether the process lives and whether it can work. No versions, no data, no cache."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse

OUTBOX_LIMIT = timedelta(minutes=5)


def health(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("ok", content_type="text/plain")


def ready(request): ...
