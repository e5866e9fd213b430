"""Headers that hold for every response."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest

PERMISSIONS = "camera=(self), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"


class PrivateByDefaultMiddleware:
    """No page enters a cache, shared or the browser's own, unless a view says otherwise (TRUST SEC-22)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response


class RefuseNulMiddleware:
    """A NUL byte in an address or a form is nobody's typing, and PostgreSQL keeps none: 400 instead of a fault."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        texts = [request.path, *(value for _name, values in request.GET.lists() for value in values)]
        if request.method == "POST" and request.content_type == "application/x-www-form-urlencoded":
            texts += [value for _name, values in request.POST.lists() for value in values]
        if any("\0" in text for text in texts):
            return HttpResponseBadRequest()
        return self.get_response(request)
