"""A mentee's way to the next level on the mentor's phone: what is there, what is missing, and the proposal."""

from dataclasses import dataclass
from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.enums import Role
from accounts.models import User
from accounts.policy import allow
from cadres.enums import AwardState
from cadres.ladder.gaps import Standing, standing_of
from cadres.models import LevelAward, Member
from cadres.services.awards import award_propose
from core.keys import read_key
from core.views import performed
from mentoring.enums import LEARNERS
from mentoring.selectors.phone import PhonePairing
from mentoring.views.common import own_pairing_or_404


@dataclass(frozen=True)
class Line:
    """One mentee: where he stands on the way to the next level, and the mentor's last proposal of him."""

    member: Member
    standing: Standing | None
    award: LevelAward | None

    @property
    def waits(self) -> bool:
        """Whether the mentor's proposal waits for its decision."""
        return self.award is not None and self.award.state == AwardState.PROPOSED


@allow(Role.MENTOR)
@require_http_methods(["GET", "HEAD", "POST"])
def levels(request: HttpRequest, pk: int) -> HttpResponse:
    """Each mentee of a running pairing, and the button that proposes him."""
    own = own_pairing_or_404(request, pk)
    if not own.may_propose:
        raise PermissionDenied
    lines = _lines(cast(User, request.user), own)
    if request.method == "POST":
        asked = read_key(request.POST.get("member"))
        line = next((line for line in lines if line.member.pk == asked), None)
        if line is not None:
            performed(request, award_propose, member=line.member, done=_("Usulan terkirim kepada pimpinan."))
        return redirect("mentoring:phone_levels", pk)
    return render(request, "mentoring/phone/levels.html", {"own": own, "lines": lines})


def _lines(user: User, own: PhonePairing) -> list[Line]:
    learners = [person.member_id for person in own.others if person.role in LEARNERS]
    members = Member.objects.for_user(user).filter(pk__in=learners).select_related("unit").defer("nik")
    awards = LevelAward.objects.for_user(user).filter(member__in=learners).select_related("level")
    newest = {award.member_id: award for award in awards.order_by("proposed_at", "pk")}
    return [Line(member, standing_of(member), newest.get(member.pk)) for member in members.order_by("name_key", "pk")]
