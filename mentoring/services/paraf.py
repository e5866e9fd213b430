"""A learner's yes by a code of the day, typed on the mentor's phone (paraf, ADR 0009).

A code belongs to one learner of one relation and to one day: it counts for a meeting of that day alone, once, and for
thirty days. It is an HMAC, so that codes can be shown, carried without signal or printed ahead, and none tells another.
"""

import hmac
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleError
from mentoring.enums import CAME, LEARNERS, SessionState, Via
from mentoring.models import Pairing, PairingParticipant, ParafCard, ParafTry, Session, SessionAttendance
from mentoring.rules import rights
from mentoring.rules.paraf import LIVES, TRIES, TRIES_WITHIN, code_of
from mentoring.services.moves import move
from mentoring.services.pairings import lock_pairing, own_participant
from mentoring.services.sessions import lock_session


@transaction.atomic
def card_renew(*, by: User, pairing: Pairing, at: datetime | None = None) -> ParafCard:
    """Begin a new series of one's own codes (a learner); all codes before it are void."""
    me = own_participant(pairing, by)
    if me.role not in LEARNERS:
        raise RuleError(_("Kode paraf milik kader yang didampingi."))
    return _next_series(me, by, at)


@transaction.atomic
def card_print(*, by: User, pairing: Pairing, participant: int, at: datetime | None = None) -> ParafCard:
    """Begin a new series for a learner of a relation, to be printed and handed to him (secretariat).

    A print is always a new series: no list is read behind a learner's back, and his own page says who printed it.
    Raises RuleError for anybody else, and for whoever gives no paraf.
    """
    locked = lock_pairing(pairing, by)
    rights.require_secretariat(by, locked.unit)
    person = locked.participants.filter(pk=participant, left_at=None, role__in=LEARNERS).first()
    if person is None:
        raise RuleError(_("Pilih kader yang didampingi dalam pasangan ini."))
    return _next_series(person, by, at)


def _next_series(person: PairingParticipant, by: User, at: datetime | None) -> ParafCard:
    card = ParafCard.objects.filter(participant=person).select_for_update(of=("self",)).first()
    card = card or ParafCard(unit_id=person.unit_id, pairing_id=person.pairing_id, participant=person)
    card.serial, card.issued_by, card.issued_at = card.serial + 1, by, at or timezone.now()
    card.save()
    return card


def session_acknowledge_by_code(*, by: User, session: Session, code: str, at: datetime | None = None) -> Session:
    """A learner's yes by his code of the day of the meeting, typed by who writes the log.

    Every code is kept, also one that fits nobody. Raises RuleError for one that is wrong, of another day or learner,
    used or too old, and after too many: the sentence never says which it was.
    """
    now = at or timezone.now()
    with transaction.atomic():
        locked = lock_session(session, by)
        if not rights.may_log(own_participant(locked.pairing, by)):
            raise RuleError(_("Kode paraf diketik oleh mentor sesi ini."))
        if locked.state == SessionState.ACKNOWLEDGED:
            return locked
        if locked.state != SessionState.LOGGED or locked.held_on is None:
            raise RuleError(_("Catatan ini tidak menunggu paraf."))
        wrong = ParafTry.objects.filter(pairing=locked.pairing, by=by, participant=None, at__gt=now - TRIES_WITHIN)
        if wrong.count() >= TRIES:
            raise RuleError(_("Terlalu banyak kode yang salah hari ini. Minta kader memberi paraf lewat akunnya."))
        learner = _fitting(locked, code, now)
        ParafTry.objects.create(
            unit_id=locked.unit_id,
            pairing=locked.pairing,
            session=locked,
            participant=learner,
            day=locked.held_on if learner else None,
            by=by,
            at=now,
        )
        if learner:
            locked.acknowledged_at, locked.acknowledged_via = now, Via.CODE
            words = _("Kode harian %(name)s") % {"name": learner.name}
            move(
                locked,
                SessionState.ACKNOWLEDGED,
                *("acknowledged_at", "acknowledged_via"),
                by=by,
                at=now,
                reason=words,
            )
    if learner is None:
        raise RuleError(_("Kode ini tidak berlaku untuk hari pertemuan itu. Minta kader membacakan kode hari itu."))
    return locked


def _fitting(session: Session, code: str, now: datetime) -> PairingParticipant | None:
    """The one learner at the meeting whose unused code of its day this is; time tells nothing of whose."""
    assert session.held_on is not None
    typed = "".join(char for char in code if char.isascii() and char.isdigit())
    today = now.astimezone(session.pairing.unit.zone).date()
    here = SessionAttendance.objects.filter(session=session, status__in=CAME)
    people = PairingParticipant.objects.filter(pairing=session.pairing, left_at=None, pk__in=here.values("participant"))
    cards = dict(ParafCard.objects.filter(pairing=session.pairing).values_list("participant", "serial"))
    used = set(
        ParafTry.objects.filter(pairing=session.pairing, day=session.held_on).values_list("participant", flat=True)
    )
    fitting = [
        person
        for person in people.order_by("pk")
        if rights.may_answer_log(person, session.logged_by_id, session.on_behalf_of_id)
        and hmac.compare_digest(code_of(person.pk, cards.get(person.pk, 0), session.held_on), typed)
    ]
    is_fresh = today - session.held_on <= LIVES and not {person.pk for person in fitting} & used
    return fitting[0] if len(fitting) == 1 and is_fresh else None
