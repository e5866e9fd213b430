"""A learner's yes by a link that a human sends by WhatsApp: signed, short-lived, without a name in it (DOMAIN §10).

As with the link of an offer (`services/offer_links.py`): staff prepare it, opening it answers nothing, a yes asks for
the date of birth, and is refused to whoever is signed in as somebody else, and to a browser in which links were made.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from cryptography.fernet import InvalidToken
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.scoping import acting_as
from core.context import jobs_context
from core.crypto import decrypt, encrypt
from core.errors import RuleError
from mentoring.enums import SessionState, Via
from mentoring.models import PairingParticipant, Session
from mentoring.rules import rights
from mentoring.services.logs import session_acknowledge
from mentoring.services.offer_links import Browser, Offered, require_person

#: As long as a log waits before it counts as seen.
LIVES = timedelta(days=14)
_PURPOSE = "paraf link"


@dataclass(frozen=True)
class Asked:
    """A log that waits for somebody's yes, as its link shows it."""

    session: Session
    person: Offered


def seal_paraf(session: Session, participant: PairingParticipant) -> str:
    """A fresh token for one learner's yes to one log."""
    return encrypt(f"{session.pk}:{participant.pk}", _PURPOSE)


def find_asked(token: str) -> Asked | None:
    """What is behind a link; None for an invented or old one, and once the log is answered."""
    try:
        session, _separator, participant = decrypt(token, _PURPOSE, max_age=int(LIVES.total_seconds())).partition(":")
    except InvalidToken:
        return None
    with jobs_context():
        found = Session.objects.filter(pk=int(session), state=SessionState.LOGGED).select_related("pairing").first()
        people = PairingParticipant.objects.filter(pk=int(participant), left_at=None).select_related("user")
        learner = people.first()
        if found is None or learner is None or learner.user is None or not learner.user.is_active:
            return None
        if not rights.may_answer_log(learner, found.logged_by_id, found.on_behalf_of_id):
            return None
        assignment = learner.user.assignments.current().filter(role=Role.MENTEE).first()
    return Asked(found, Offered(learner, learner.user, assignment)) if assignment else None


def acknowledge_by_link(*, token: str, born: date, browser: Browser) -> None:
    """Say yes as the learner of a link, with his rights of now. Raises RuleError unless it is himself who comes."""
    asked = find_asked(token)
    if asked is None:
        raise RuleError(_("Tautan ini sudah tidak berlaku."))
    if browser.is_staffs or browser.user_id not in (None, asked.person.user.pk):
        raise RuleError(
            _(
                "Di peramban ini ada orang lain yang masuk atau menyiapkan tautan. "
                "Orangnya sendiri yang menjawab: dari ponselnya, atau masuk dengan akunnya."
            )
        )
    require_person(asked.person, born)
    with acting_as(asked.person.user, asked.person.assignment) as by:
        session_acknowledge(by=by, session=asked.session, via=Via.LINK)
