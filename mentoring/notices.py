"""What the messages of mentoring say, and whether they are still wanted when their moment comes (DOMAIN §10)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.consents import MENTORING, withdrawn_members
from accounts.enums import MessageState
from accounts.messages import Mail, register
from accounts.models import OutboxMessage
from core.templatetags.format import clock, local_time
from mentoring.enums import (
    LOG_KINDS,
    MEETING_STATES,
    OFFER_KINDS,
    SESSION_KINDS,
    UPCOMING_STATES,
    Answer,
    ConcernState,
    PairingState,
    SessionState,
)
from mentoring.models import Concern, PairingParticipant, Session
from mentoring.selectors.concerns import handlers_of
from mentoring.services.concerns import NOTICE as CONCERN_NOTICE
from mentoring.services.reminders import occasion


def _subject_id(message: OutboxMessage) -> int:
    return int(message.subject.partition(":")[2])


def _session(message: OutboxMessage) -> Session | None:
    return Session.objects.select_related("pairing").filter(pk=_subject_id(message)).first()


def _mail(message: OutboxMessage, subject: str, sentence: str) -> Mail:
    greeting = _("Halo %(name)s,") % {"name": message.recipient.greeting}
    link = settings.BASE_URL + message.payload["path"]
    details = _("Rincian: %(link)s") % {"link": link}
    return Mail(subject, f"{greeting}\n\n{sentence}\n{details}\n")


def _session_mail(message: OutboxMessage) -> Mail:
    start, zone = datetime.fromisoformat(message.payload["start"]), message.payload["zone"]
    moment = local_time(start, zone)
    if start.astimezone(ZoneInfo(zone)).utcoffset() != timezone.localtime(start).utcoffset():
        moment = _("%(moment)s (%(here)s di tempat Anda)") % {"moment": moment, "here": clock(start)}
    return _mail(message, _("Pertemuan berikut"), _("Pertemuan berikut %(moment)s.") % {"moment": moment})


def _session_wanted(message: OutboxMessage) -> bool:
    """The session still stands at that moment; who confirmed it and was reminded once is left alone."""
    session = _session(message)
    if session is None or session.state not in UPCOMING_STATES or session.pairing.state not in MEETING_STATES:
        return False
    if session.planned_start is None or occasion(session.planned_start) != message.occasion:
        return False
    if not _takes_part(message, session.pairing_id):
        return False
    reminded = OutboxMessage.objects.filter(
        subject=message.subject,
        recipient_id=message.recipient_id,
        occasion=message.occasion,
        kind__in=SESSION_KINDS,
        state=MessageState.SENT,
    )
    return not (session.confirmed_by_id == message.recipient_id and reminded.exists())


def _offer_mail(message: OutboxMessage) -> Mail:
    return _mail(message, _("Tawaran pendampingan"), _("Ada tawaran pendampingan yang menunggu jawaban Anda."))


def _offer_wanted(message: OutboxMessage) -> bool:
    return PairingParticipant.objects.filter(
        pairing_id=_subject_id(message),
        pairing__state=PairingState.OFFERED,
        user_id=message.recipient_id,
        answer=Answer.WAITING,
        left_at=None,
    ).exists()


def _log_mail(message: OutboxMessage) -> Mail:
    return _mail(message, _("Catatan sesi baru"), _("Ada catatan sesi yang menunggu tanggapan Anda."))


def _log_wanted(message: OutboxMessage) -> bool:
    session = _session(message)
    return session is not None and session.state == SessionState.LOGGED and _takes_part(message, session.pairing_id)


def _takes_part(message: OutboxMessage, pairing_id: int) -> bool:
    """In the pairing, and willing: who has withdrawn his consent or had his data restricted is left alone at once."""
    me = PairingParticipant.objects.filter(pairing_id=pairing_id, user_id=message.recipient_id, left_at=None)
    member = me.filter(member__restricted=False).values_list("member", flat=True).first()
    return member is not None and member not in withdrawn_members(MENTORING, [member])


def _concern_mail(message: OutboxMessage) -> Mail:
    return _mail(message, _("Ada yang menunggu Anda"), _("Ada satu hal yang menunggu tindakan Anda."))


def _concern_wanted(message: OutboxMessage) -> bool:
    """Nobody has answered it yet, and the recipient may handle it at this very moment."""
    concern = Concern.objects.filter(pk=message.subject.partition(":")[2], state=ConcernState.SUBMITTED).first()
    return concern is not None and message.recipient_id in handlers_of(concern)


for _kinds, _label, _render, _wanted in (
    (SESSION_KINDS, gettext_lazy("Pengingat sesi"), _session_mail, _session_wanted),
    (OFFER_KINDS, gettext_lazy("Tawaran pendampingan"), _offer_mail, _offer_wanted),
    (LOG_KINDS, gettext_lazy("Catatan sesi"), _log_mail, _log_wanted),
    ((CONCERN_NOTICE,), gettext_lazy("Pemberitahuan"), _concern_mail, _concern_wanted),
):
    for _kind in _kinds:
        register(_kind, label=_label, render=_render, still_wanted=_wanted)
