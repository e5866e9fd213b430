"""How long what is kept: the officer's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.enums import Role
from accounts.policy import allow
from mentoring.retention import RETENTION, retention_due


@allow(Role.DPO, Role.ADMIN)
@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    """The table of what is kept how long, with how much is destroyed tonight and within thirty days."""
    due = {each.rule.code: each for each in retention_due()}
    rows = [(rule, due.get(rule.code)) for rule in RETENTION]
    return render(request, "mentoring/retention.html", {"rows": rows})
