"""Probes for a load balancer."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from accounts.health import faults
from accounts.policy import public


@public("a load balancer asks whether the process lives")
def health(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("ok", content_type="text/plain")


@public("a load balancer asks whether the process can work")
@transaction.non_atomic_requests
def ready(request: HttpRequest) -> HttpResponse:
    """200 when database, migrations, cache and outbox are well, else 503 with the names of the parts."""
    found = faults()
    return HttpResponse(", ".join(found) or "ok", content_type="text/plain", status=503 if found else 200)
