"""The link of an offer that a human sends by WhatsApp (DOMAIN §10): signed, short-lived, without a person in it.

Whoever opens it sees a greeting; an answer asks for the person's date of birth, and only then is somebody named, for
the questions about ties (R2–R4). A link opens one participant's one offer; answered, withdrawn or older than three
days it says so and nothing else. Staff prepare the links of both sides, so an answer is refused to whoever is signed
in as somebody else, to a browser in which links were prepared, and to one in which another of the pairing answered.
The coordinator above is told, and the person of every answer given in his name; whoever is refused signs in. Two
answers from one network within an hour are told too, and not refused: people who meet share a line, as do strangers of
one mobile provider.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from ipaddress import ip_address, ip_network

from cryptography.fernet import InvalidToken
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import Assignment, User
from accounts.outbox import zone_of
from accounts.quiet_hours import allowed_moment
from accounts.scoping import acting_as
from accounts.services import Message, queue_messages
from core.context import jobs_context
from core.crypto import decrypt, encrypt, keyed_hash
from core.errors import RuleError
from core.throttle import is_throttled
from mentoring.enums import (
    LEADERS,
    OFFER_ANSWERED_KIND,
    OFFER_ONE_LINE_KIND,
    OFFER_REFUSED_KIND,
    Answer,
    LinkOutcome,
    PairingState,
)
from mentoring.models import OfferLinkUse, Pairing, PairingParticipant
from mentoring.rules.conflicts import couples
from mentoring.selectors.programmes import coordinators_above
from mentoring.services.offers import pairing_answer
from mentoring.services.reminders import note

LIVES = timedelta(days=3)
#: A mistyped date of birth is forgiven so many times a day.
GUESSES = 5
TOLD_FOR = timedelta(days=30)
#: Answers of two people from one network within so long are told.
APART = timedelta(hours=1)
_PURPOSE = "offer link"


@dataclass(frozen=True)
class Offered:
    """An open offer as its link shows it."""

    participant: PairingParticipant
    user: User
    assignment: Assignment


@dataclass(frozen=True)
class Browser:
    """Where an answer comes from: the browser's key, its address, who is signed in, whether links are made there."""

    key: str
    address: str
    user_id: int | None = None
    is_staffs: bool = False

    @property
    def network(self) -> str:
        """The address; of IPv6 the part that all devices of a line share."""
        try:
            found = ip_address(self.address)
        except ValueError:
            return self.address
        return str(found) if found.version == 4 else str(ip_network((found, 64), strict=False))


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
            .select_related("pairing__unit", "pairing__programme", "user")
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


def require_person(offered: Offered, born: date) -> None:
    """Raise RuleError unless this is the person's date of birth; five tries a day, then only the sign-in helps."""
    if is_throttled(str(offered.participant.pk), "offer birth", limit=GUESSES, seconds=86_400):
        raise RuleError(_("Terlalu banyak percobaan hari ini. Masuk dengan akun Anda untuk menjawab."))
    with jobs_context():
        known = PairingParticipant.objects.values_list("member__birth_date", flat=True).get(pk=offered.participant.pk)
    if known is None:
        raise RuleError(_("Tanggal lahir Anda belum tercatat. Masuk dengan akun Anda untuk menjawab."))
    if known != born:
        raise RuleError(_("Tanggal lahir ini tidak cocok dengan data Anda. Periksa lagi, atau masuk dengan akun Anda."))


def compared_by_link(offered: Offered) -> list[PairingParticipant]:
    """Whom the rules compare with the person of a link (R2–R4)."""
    me = offered.participant
    with jobs_context():
        here = list(PairingParticipant.objects.filter(pairing=me.pairing, left_at=None).order_by("pk"))
    pairs = couples([(person.member_id, person.role) for person in here])
    mine = {member for pair in pairs if me.member_id in pair for member in pair} - {me.member_id}
    return [person for person in here if person.member_id in mine]


def require_own_browser(offered: Offered, browser: Browser) -> None:
    """Raise RuleError where the answer cannot be the person's own; kept, and told to the coordinator above."""
    problem = _foreign(offered, browser)
    if problem:
        refuse(offered, browser)
        raise RuleError(problem)


def _foreign(offered: Offered, browser: Browser) -> str:
    """Why this browser may not answer for the person; empty when it may."""
    if browser.is_staffs or browser.user_id not in (None, offered.user.pk):
        return _(
            "Di peramban ini ada orang lain yang masuk atau menyiapkan tautan. "
            "Orangnya sendiri yang menjawab: dari ponselnya, atau masuk dengan akunnya."
        )
    with jobs_context():
        if _others(offered).filter(browser=_hash(browser.key)).exists():
            return _(
                "Dari peramban ini pihak lain sudah menjawab tawaran yang sama. "
                "Jawab dari ponsel Anda sendiri, atau masuk dengan akun Anda."
            )
        return ""


def _others(offered: Offered) -> QuerySet[OfferLinkUse]:
    """Answers by link of the others of the pairing; under `jobs_context`."""
    others = OfferLinkUse.objects.filter(pairing=offered.participant.pairing)
    return others.exclude(participant=offered.participant).exclude(outcome=LinkOutcome.REFUSED)


def refuse(offered: Offered, browser: Browser) -> None:
    """Keep that an answer was refused, and tell the coordinators of the nearest tier above; once a person."""
    with jobs_context():
        _keep(offered, browser, LinkOutcome.REFUSED)
        _tell_above(offered, OFFER_REFUSED_KIND)


def _tell_above(offered: Offered, kind: str) -> None:
    now, pairing = timezone.now(), offered.participant.pairing
    above = coordinators_above(pairing.unit).exclude(pk=pairing.programme.coordinator_id)
    queue_messages(
        note(
            pairing,
            kind,
            user,
            page="mentoring:pairing",
            occasion=f"participant:{offered.participant.pk}",
            at=now,
            expires_at=now + TOLD_FOR,
        )
        for user in above
    )


def answer_by_link(
    *, token: str, accepts: bool, browser: Browser, ties: Collection[tuple[int, str]] | None = None
) -> None:
    """Answer as the person the link was made for, with his rights of now, and tell him that it was done.

    Raises RuleError when the link is closed or the browser is not his own. A second click finds the offer answered:
    it waits for the first behind the lock of the pairing, and is no sign of anybody else.
    """
    offered = find_offer(token)
    if offered is None:
        raise RuleError(_("Tautan ini sudah tidak berlaku."))
    require_own_browser(offered, browser)
    foreign = ""
    try:
        with transaction.atomic():
            with jobs_context():
                Pairing.objects.select_for_update().get(pk=offered.participant.pairing_id)
                if find_offer(token) is None:
                    raise RuleError(_("Tawaran ini sudah dijawab."))
                # Asked anew behind the lock: both sides may have come at once.
                foreign = _foreign(offered, browser)
                if foreign:
                    raise RuleError(foreign)
                _keep(offered, browser, LinkOutcome.ACCEPTED if accepts else LinkOutcome.DECLINED)
                _tell_of_answer(offered)
                if _others(offered).filter(address=_hash(browser.network), used_at__gt=timezone.now() - APART).exists():
                    _tell_above(offered, OFFER_ONE_LINE_KIND)
            with acting_as(offered.user, offered.assignment) as by:
                pairing_answer(by=by, pairing=offered.participant.pairing, accepts=accepts, ties=ties)
    except RuleError:
        if foreign:
            refuse(offered, browser)
        raise


def _keep(offered: Offered, browser: Browser, outcome: str) -> None:
    OfferLinkUse.objects.create(
        unit=offered.participant.pairing.unit,
        pairing=offered.participant.pairing,
        participant=offered.participant,
        outcome=outcome,
        browser=_hash(browser.key),
        address=_hash(browser.network),
    )


def _tell_of_answer(offered: Offered) -> None:
    now = timezone.now()
    queue_messages(
        [
            Message(
                subject=f"pairing:{offered.participant.pairing_id}",
                kind=OFFER_ANSWERED_KIND,
                occasion=f"participant:{offered.participant.pk}",
                recipient_id=offered.user.pk,
                due_at=allowed_moment(now, zone_of(offered.user)),
                expires_at=now + TOLD_FOR,
                payload={"path": reverse("mentoring:concern_write")},
            )
        ]
    )


def _hash(text: str) -> str:
    return keyed_hash(text, _PURPOSE).hex()
