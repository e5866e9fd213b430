"""The link of a log that waits for a cadre's yes: prepared by staff, opened by anybody, answered by himself."""

from typing import cast

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.enums import STAFF_ROLES
from accounts.models import User
from accounts.policy import allow, public
from cadres.models import Member
from core.errors import RuleError
from core.templatetags.format import local_time
from core.throttle import is_throttled
from mentoring.enums import SessionState
from mentoring.forms.offer_links import LinkAnswerForm
from mentoring.models import PairingParticipant, Session
from mentoring.rules import rights
from mentoring.services.paraf_links import LIVES, acknowledge_by_link, find_asked, seal_paraf
from mentoring.views.common import whatsapp_to
from mentoring.views.offer_link import browser_of, link_page, mark_browser
from mentoring.views.relations import STAFF

PAGE = "mentoring/paraf_link.html"


@allow(*STAFF_ROLES)
@require_safe
def session_paraf_links(request: HttpRequest, pk: int) -> HttpResponse:
    """A WhatsApp text for each learner who may say yes to a log, to be sent by a human."""
    user = cast(User, request.user)
    session = get_object_or_404(Session.objects.for_user(user).select_related("pairing"), pk=pk)
    people = PairingParticipant.objects.for_user(user).filter(pairing=session.pairing, left_at=None).order_by("pk")
    rows = [
        person
        for person in people.exclude(user=None).select_related("user")
        if session.state == SessionState.LOGGED
        and rights.may_answer_log(person, session.logged_by_id, session.on_behalf_of_id)
    ]
    members = Member.objects.for_user(user).defer("nik").in_bulk([row.member_id for row in rows])
    links = [(row, *_prepared(session, row, members.get(row.member_id))) for row in rows]
    response = render(request, "mentoring/paraf_links.html", {"session": session, "links": links, "days": LIVES.days})
    mark_browser(request, response, STAFF)
    return response


def _prepared(session: Session, row: PairingParticipant, member: Member | None) -> tuple[str, str]:
    """The text, and the address that opens WhatsApp with it."""
    assert row.user is not None
    text = _("Halo %(name)s, benarkah catatan pertemuan %(moment)s? Buka tautan ini: %(link)s (berlaku %(n)d hari)") % {
        "name": row.user.greeting,
        "moment": local_time(session.started_at, session.time_zone),
        "link": settings.BASE_URL + reverse("mentoring:paraf_link", args=[seal_paraf(session, row)]),
        "n": LIVES.days,
    }
    return text, whatsapp_to(member, text)


@public("somebody without a password says yes to a log of his; signed, fourteen days, names nobody, asks who he is")
@require_http_methods(["GET", "HEAD", "POST"])
def paraf_link(request: HttpRequest, token: str) -> HttpResponse:
    """A moment and a date of birth. Twenty questions a minute an address."""
    if is_throttled(get_adapter(request).get_client_ip(request), "paraf", limit=20, seconds=60):
        return _page(request, "too_many", 429)
    asked = find_asked(token)
    if asked is None:
        return _page(request, "closed", 404)
    form = LinkAnswerForm(request.POST or None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            acknowledge_by_link(token=token, born=form.cleaned_data["birth_date"], browser=browser_of(request))
            return _page(request, "done", 200)
        except RuleError as error:
            problem = str(error)
    status = 422 if form.is_bound else 200
    response = _page(request, "open", status, form=form, problem=problem, session=asked.session)
    mark_browser(request, response)
    return response


def _page(request: HttpRequest, state: str, status: int, **context: object) -> HttpResponse:
    return link_page(request, PAGE, state, status, context)
