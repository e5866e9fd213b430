"""Signing out, which leaves nothing behind on a shared device."""

from typing import Any

from allauth.account import views as account
from django.http import HttpRequest, HttpResponse


def sign_out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """allauth's signing out; the browser then forgets pages and drafts, from whatever page one has left.

    `sealed` says that the phone keeps what it has not sent, without its key (TRUST SEC-23): then its storage stays.
    """
    response: HttpResponse = account.logout(request, *args, **kwargs)
    if request.method == "POST":
        response["Clear-Site-Data"] = '"cache"' if "sealed" in request.POST else '"cache", "storage"'
    return response
