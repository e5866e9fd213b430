"""The link of an offer that a human sends by WhatsApp (DOMAIN §10): signed, short-lived, without a person in it.

Whoever opens it sees a greeting and two answers; names stand behind the sign-in. A link opens one participant's one
offer; answered, withdrawn or older than three days it says so and nothing else.
"""

from dataclasses import dataclass
from datetime import timedelta

from cryptography.fernet import InvalidToken
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import Assignment, User
from accounts.scoping import acting_as
from core.context import jobs_context
from core.crypto import decrypt, encrypt
from core.errors import RuleError
from mentoring.enums import LEADERS, Answer, PairingState
from mentoring.models import PairingParticipant
from mentoring.services.offers import pairing_answer

LIVES = timedelta(days=3)
_PURPOSE = "offer link"


@dataclass(frozen=True)
class Offered:
    """An open offer as its link shows it."""

    participant: PairingParticipant
    user: User
    assignment: Assignment


def seal_offer(participant: PairingParticipant) -> str:
    """A fresh link token for a participant's own offer; his pairing must be loaded."""
    offered = participant.pairing.offered_at
    return encrypt(f"{participant.pk}:{offered.timestamp() if offered else ''}", _PURPOSE)


def find_offer(token: str) -> Offered | None:
    """The offer behind a link; None for an invented, old or closed one."""
    try:
        key, _separator, offered = decrypt(token, _PURPOSE, max_age=int(LIVES.total_seconds())).partition(":")
    except InvalidToken:
        return None
    with jobs_context():
        found = (
            PairingParticipant.objects.filter(pk=int(key), left_at=None, answer=Answer.WAITING)
            .filter(pairing__state=PairingState.OFFERED)
            .select_related("pairing", "user")
            .first()
        )
        if found is None or found.user is None or not found.user.is_active:
            return None
        moment = found.pairing.offered_at
        if moment is None or str(moment.timestamp()) != offered:
            return None
        role = Role.MENTOR if found.role in LEADERS else Role.MENTEE
        assignment = found.user.assignments.current().filter(role=role).first()
    return Offered(found, found.user, assignment) if assignment else None


def answer_by_link(*, token: str, accepts: bool) -> None:
    """Answer as the person the link was made for, with his rights of now. Raises RuleError when it is closed."""
    offered = find_offer(token)
    if offered is None:
        raise RuleError(_("Tautan ini sudah tidak berlaku."))
    with acting_as(offered.user, offered.assignment) as by:
        pairing_answer(by=by, pairing=offered.participant.pairing, accepts=accepts)
