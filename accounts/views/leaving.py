"""Signing out, which leaves nothing behind on a shared device."""

from typing import Any

from allauth.account import views as account
from django.http import HttpRequest, HttpResponse


def sign_out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """allauth's signing out; the browser then forgets pages and drafts, from whatever page one has left.

    `empty` says that no account has anything left on this phone that was not sent (TRUST SEC-23). Only a script that
    has looked may say so; else storage stays, without the keys of what lies in it.
    """
    response: HttpResponse = account.logout(request, *args, **kwargs)
    if request.method == "POST":
        response["Clear-Site-Data"] = '"cache", "storage"' if "empty" in request.POST else '"cache"'
    return response
