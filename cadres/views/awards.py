"""Promotions: what waits for a decision, one proposal with its evidence, the decision, the appeal, the paper."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.enums import STAFF_ROLES, Role
from accounts.policy import allow, public
from cadres.documents.certificates import certificate_pdf
from cadres.enums import AwardState
from cadres.forms.ladder import AnswerForm, WrittenReasonForm
from cadres.ladder import rights
from cadres.ladder.gaps import frozen_rules, standing_of
from cadres.models import HIDDEN, LISTED, AwardAppeal, Certificate, LevelAward, about
from cadres.selectors.ladder import awards
from cadres.services.awards import appeal_decide, appeal_file, award_grant, award_return, award_revoke
from cadres.services.certificates import certificate_check
from cadres.views.common import asked_unit
from core.throttle import is_throttled
from core.views import UNPROCESSABLE, paged, performed, performed_with

OFFICE = (*sorted(STAFF_ROLES), Role.LEADER)
EVERYBODY = (*OFFICE, Role.MENTOR, Role.MENTEE)
ORDERS = {"proposed": ("proposed_at", "pk")}


@allow(*OFFICE)
@require_safe
def award_list(request: HttpRequest) -> HttpResponse:
    """Promotions in sight; those that wait, the longest first, unless `status` asks for others."""
    unit, state = asked_unit(request), request.GET.get("status", AwardState.PROPOSED)
    if state not in AwardState.values:
        raise BadRequest("unknown state")
    rows = awards(request.user, unit).filter(state=state)
    shown = rows.filter(about("member", LISTED)).order_by(*ORDERS.get(state, ("-decided_at", "-pk")))
    context = {"page": paged(request, shown), "states": AwardState.choices, "state": state, "unit": unit}
    context["hidden"] = rows.filter(about("member", HIDDEN)).count()
    return render(request, "cadres/ladder/awards.html", context)


@allow(*OFFICE)
@require_safe
def award(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal: name, level, unit and the evidence as counts, as it was seen."""
    return _page(request, _award(request, pk))


@allow(Role.LEADER)
@require_POST
def award_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Award, or return with a reason."""
    found = _award(request, pk)
    if not rights.can_decide(request.user, found):
        raise PermissionDenied
    if request.POST.get("answer") == "grant":
        done = _("%(name)s kini %(level)s.") % {"name": found.member.full_name, "level": found.level.name}
        performed(request, award_grant, award=found, done=done)
        return redirect(found)
    form = WrittenReasonForm(request.POST)
    if form.is_valid() and performed_with(form, request, award_return, award=found, **form.cleaned_data):
        return redirect(found)
    return _page(request, found, form)


@allow(Role.LEADER)
@require_POST
def award_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke an award, with a reason."""
    found = _award(request, pk)
    if not rights.can_revoke(request.user, found):
        raise PermissionDenied
    form = WrittenReasonForm(request.POST)
    if form.is_valid() and performed_with(form, request, award_revoke, award=found, **form.cleaned_data):
        return redirect(found)
    return _page(request, found, form)


@allow(Role.COORDINATOR)
@require_POST
def award_appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Object to a returned proposal for a member."""
    found = _award(request, pk)
    form = WrittenReasonForm(request.POST)
    if form.is_valid() and performed_with(form, request, appeal_file, award=found, **form.cleaned_data):
        return redirect(found)
    return _page(request, found, form)


@allow(Role.LEADER)
@require_POST
def appeal_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Uphold or dismiss an appeal, with an answer."""
    rows = AwardAppeal.objects.for_user(request.user).select_related("award__member__unit", "award__level")
    appeal = get_object_or_404(rows.defer("award__member__nik"), pk=pk)
    if not rights.can_decide_appeal(request.user, appeal):
        raise PermissionDenied
    form, upheld = AnswerForm(request.POST), request.POST.get("upheld") == "yes"
    if form.is_valid() and performed_with(
        form, request, appeal_decide, appeal=appeal, upheld=upheld, **form.cleaned_data
    ):
        return redirect(appeal.award)
    return _page(request, _award(request, appeal.award_id), form)


@allow(*EVERYBODY)
@require_safe
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper, for those who see the member, and for himself."""
    rows = Certificate.objects.for_user(request.user).select_related("unit", "issued_by", "member")
    found = get_object_or_404(rows.defer("member__nik"), pk=pk)
    name = found.number.replace("/", "-")
    headers = {"Content-Disposition": f'attachment; filename="sertifikat-{name}.pdf"'}
    return HttpResponse(certificate_pdf(found), content_type="application/pdf", headers=headers)


@public("anybody who holds a certificate asks whether it is genuine; answers initials, level and validity only")
@require_safe
def certificate_page(request: HttpRequest, check: str) -> HttpResponse:
    """Whether a code is a certificate's, and whether that still holds. Twenty questions a minute an address."""
    if is_throttled(get_adapter(request).get_client_ip(request), "certificate", limit=20, seconds=60):
        return render(request, "cadres/ladder/check.html", {"checked": None, "too_many": True}, status=429)
    checked = certificate_check(check)
    status = 200 if checked else 404
    context = {"checked": checked, "too_many": False}
    response = render(request, "cadres/ladder/check.html", context, status=status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _award(request: HttpRequest, pk: int) -> LevelAward:
    rows = LevelAward.objects.for_user(request.user).select_related(
        "member__unit", "level", "proposed_by", "proposed_for", "decided_by", "decided_for", "revoked_by"
    )
    return get_object_or_404(rows.defer("member__nik"), pk=pk)


def _changeable(snapshot: dict[str, Any]) -> list[dict[str, Any]]:
    """The rules of a snapshot but for time, which passes anyway."""
    return [{"from_sheets": 0, **rule} for rule in snapshot["rules"] if rule["kind"] != "stay"]


def _page(request: HttpRequest, award: LevelAward, form: WrittenReasonForm | AnswerForm | None = None) -> HttpResponse:
    user = request.user
    appeal = AwardAppeal.objects.for_user(user).filter(award=award).select_related("filed_by", "decided_by").first()
    if appeal:
        appeal.award = award
    is_open = award.state == AwardState.PROPOSED
    can_decide = is_open and rights.can_decide(user, award)
    now_is = standing_of(award.member, level=award.level) if is_open else None
    seen = award.proposed_evidence if award.decided_evidence is None else award.decided_evidence
    context = {
        "award": award,
        "rules": frozen_rules(award.proposed_evidence),
        "decided_rules": frozen_rules(award.decided_evidence) if award.decided_evidence else [],
        "seen_on": seen["on"],
        "has_changed": bool(now_is) and _changeable(now_is.snapshot()) != _changeable(award.proposed_evidence),
        "still_ready": bool(now_is) and now_is.is_ready,
        "certificate": Certificate.objects.for_user(user).filter(award=award).first(),
        "appeal": appeal,
        "can_decide": can_decide,
        "can_revoke": award.state == AwardState.AWARDED and rights.can_revoke(user, award),
        "can_appeal": award.state == AwardState.RETURNED
        and appeal is None
        and rights.can_coordinate(user, award.member),
        "can_answer": appeal is not None and appeal.state == "filed" and rights.can_decide_appeal(user, appeal),
        "form": form or WrittenReasonForm(),
        "answer_form": form if isinstance(form, AnswerForm) else AnswerForm(),
        "is_staff": user.scope.role in STAFF_ROLES,
    }
    return render(request, "cadres/ladder/award.html", context, status=UNPROCESSABLE if form else 200)
