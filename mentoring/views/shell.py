"""What a phone installs: the page without a person, its worker, its manifest. Nothing in them belongs to anybody."""

import hashlib
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import conditional_page, require_safe

from accounts.policy import public
from mentoring.forms.blank import BlankLogForm

#: What the page without signal is drawn with, and every page of the phone.
ASSETS = (
    *("vendor/bootstrap.min.css", "css/kaderisasi.css", "css/log.css", "img/icon.svg"),
    *("js/theme.js", "js/menu.js", "js/field.js", "js/draft.js", "js/outbox.js", "js/shell.js"),
)


@public("the page that a phone keeps names nobody: script fills it from the phone's own store")
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """One's mentees, schedule, outbox and the form of a log, without signal."""
    response = HttpResponse(_page())
    response.headers["Cache-Control"] = "no-cache"
    return response


@cache
def _page() -> str:
    """The same for everybody, in the language of the party: drawn once a process, since phones ask for it all the time,
    and without a request, so that nobody can be in it.
    """
    with override(settings.LANGUAGE_CODE):
        return render_to_string("mentoring/phone/offline.html", {"form": BlankLogForm(), "demo_mode": settings.DEMO})


@public("the worker of the phone holds addresses of assets")
@require_safe
@conditional_page
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: assets and the page without signal, never a page of a person.

    The browser asks for it at every visit; where it has not changed, nothing travels.
    """
    page = reverse("mentoring:phone_offline")
    assets = [static(name) for name in ASSETS]
    version = hashlib.sha256("".join([_page(), *assets]).encode()).hexdigest()[:12]
    context = {"page": page, "assets": assets, "version": version}
    answer = render(request, "mentoring/phone/sw.js", context, content_type="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@public("the manifest of the phone's app")
@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """Name, colours and icon of the app."""
    icon = {"src": static("img/icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
    about = {
        "name": "Kaderisasi",
        "short_name": "Kaderisasi",
        "description": _("Catat sesi pendampingan, juga tanpa sinyal."),
        "lang": "id",
        "start_url": reverse("mentoring:phone_home"),
        "scope": reverse("mentoring:phone_home"),
        "display": "standalone",
        "background_color": "#f6f5f2",
        "theme_color": "#17616b",
        "icons": [icon],
    }
    return JsonResponse(about, content_type="application/manifest+json")
