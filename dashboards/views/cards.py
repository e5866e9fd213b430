"""The report card of a cadre as a page of paper: for himself, for who guides him, for the offices that see him."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.enums import PERSON_ROLES, TIER_ROLES
from accounts.models import User
from accounts.policy import allow, signed_in
from cadres.models import Member
from cadres.rules import can_read_profiles
from cadres.selectors.members import readable_people
from cadres.selectors.own import as_oneself
from cadres.services.data_subjects import record_profile_read
from dashboards.cards import card_pdf
from dashboards.selectors.cards import GUIDE_PARTS, OFFICE_PARTS, OWN_PARTS, Part, card_of
from mentoring.selectors.growth import own_growth


@signed_in
@require_safe
def own_card(request: HttpRequest) -> HttpResponse:
    """One's own, in whatever role one acts; of whoever is no member it does not exist."""
    user = cast(User, request.user)
    with as_oneself(user) as member:
        if member is None:
            raise Http404
        return _paper(user, member, OWN_PARTS)


@allow(*PERSON_ROLES)
@require_safe
def learner_card(request: HttpRequest, pk: int) -> HttpResponse:
    """That of a learner, for who guides him."""
    user = cast(User, request.user)
    found = own_growth(user, pk)
    if found is None:
        raise Http404
    member = get_object_or_404(readable_people(user), pk=found.learner.member_id)
    return _paper(user, member, OWN_PARTS if found.is_self else GUIDE_PARTS)


@allow(*TIER_ROLES)
@require_safe
def member_card(request: HttpRequest, pk: int) -> HttpResponse:
    """That of a member in the office's sight. Who reads it is kept, as for his page in the registry."""
    user = cast(User, request.user)
    member = get_object_or_404(readable_people(user), pk=pk)
    if can_read_profiles(user) and request.method == "GET":
        record_profile_read(by=user, member=member)
    assert user.scope is not None
    return _paper(user, member, OFFICE_PARTS[user.scope.role])


def _paper(user: User, member: Member, parts: frozenset[Part]) -> HttpResponse:
    answer = HttpResponse(card_pdf(card_of(user, member, parts)), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="rapor-kader.pdf"'
    return answer
