"""On which side of a learner somebody stands: himself, or who guides him (DOMAIN §§4.3, 8)."""

from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleError
from mentoring.enums import LEARNERS, Side
from mentoring.models import PairingParticipant
from mentoring.rules import rights


def require_side(by: User, learner: PairingParticipant) -> Side:
    """The user's side; RuleError for everybody else, among them the other learners of a group."""
    people = _people(learner)
    me = next((person for person in people if person.user_id == by.pk), None)
    if me is not None and learner.left_at is None and learner.role in LEARNERS:
        if me.pk == learner.pk:
            return Side.SELF
        if rights.may_guide(me, people):
            return Side.MENTOR
    raise RuleError(_("Hanya kader ini dan yang mendampinginya yang dapat melakukannya."))


def other_side(by: User, learner: PairingParticipant) -> list[User]:
    """Who is asked when the user has done his part: the learner, or those who guide him."""
    people = _people(learner)
    if learner.user_id != by.pk:
        return [learner.user] if learner.user else []
    return [each.user for each in people if each.pk != learner.pk and each.user and rights.may_guide(each, people)]


def _people(learner: PairingParticipant) -> list[PairingParticipant]:
    here = PairingParticipant.objects.filter(pairing_id=learner.pairing_id, left_at=None)
    return list(here.select_related("user").order_by("pk"))
