"""Pages of mentors and mentees on the phone."""

from django.http import HttpRequest, HttpResponse

from accounts.enums import Role
from accounts.policy import allow


@allow(Role.MENTOR, Role.MENTEE)
def placeholder(request: HttpRequest, pk: int) -> HttpResponse:
    """Until the page exists."""
    return HttpResponse("")
