"""What the messages of mentoring say, and whether they are still wanted when their moment comes (DOMAIN §10)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.consents import MENTORING, withdrawn_members
from accounts.enums import TOLD_STATES, Topic
from accounts.messages import CalendarPart, Mail, register
from accounts.models import PHONE_PATH, OutboxMessage
from cadres.models import ElectionStage, Eligibility
from core.templatetags.format import clock, date_id, local_time
from mentoring.cadence import unmet_since
from mentoring.enums import (
    ACTION_KINDS,
    AGREEMENT_KINDS,
    AGREEMENT_LATE_KIND,
    AWAY_KIND,
    CALLED_OFF_KIND,
    DEADLINE_KIND,
    HALT_KINDS,
    HELD_KIND,
    LOG_KINDS,
    MEETING_STATES,
    MISS_KIND,
    MOVED_KIND,
    ODD_EXPLAINED_KIND,
    ODD_KIND,
    OFFER_ANSWERED_KIND,
    OFFER_KINDS,
    OFFER_LAPSED_KIND,
    OFFER_ONE_LINE_KIND,
    OFFER_REFUSED_KIND,
    OFFER_SILENT_KIND,
    PHASE_KINDS,
    PLAN_KINDS,
    PLAN_NEWS_KINDS,
    PLANNED_KIND,
    RUBRIC_KINDS,
    SESSION_KINDS,
    SILENCE_KINDS,
    UNLOGGED_KINDS,
    UNSETTLED_ACTIONS,
    UPCOMING_STATES,
    Answer,
    ConcernState,
    DiagnosticState,
    OddState,
    PairingState,
    SessionState,
    SyncState,
)
from mentoring.models import (
    ActionItem,
    Concern,
    Diagnostic,
    OddLogs,
    Pairing,
    PairingParticipant,
    Plan,
    Session,
    SyncItem,
)
from mentoring.rules.calendars import CANCEL, PUBLISH, calendar_text
from mentoring.selectors.concerns import handlers_of
from mentoring.selectors.programmes import coordinators_above, is_quiet
from mentoring.services.concerns import NOTICE as CONCERN_NOTICE
from mentoring.services.late_answers import open_papers
from mentoring.services.late_phases import phase_occasion
from mentoring.services.reminders import occasion


def _subject_id(message: OutboxMessage) -> int:
    return int(message.subject.partition(":")[2])


def _session(message: OutboxMessage) -> Session | None:
    return Session.objects.select_related("pairing__unit").filter(pk=_subject_id(message)).first()


def _mail(message: OutboxMessage, subject: str, sentence: str) -> Mail:
    greeting = _("Halo %(name)s,") % {"name": message.recipient.greeting}
    link = settings.BASE_URL + message.payload["path"]
    details = _("Rincian: %(link)s") % {"link": link}
    return Mail(subject, f"{greeting}\n\n{sentence}\n{details}\n")


def _session_mail(message: OutboxMessage) -> Mail:
    return _mail(message, _("Pertemuan berikut"), _("Pertemuan berikut %(moment)s.") % {"moment": _moment(message)})


def _moment(message: OutboxMessage) -> str:
    """When the meeting of a message is (or was to be), by its place and, where that differs, by the reader's."""
    start, zone = datetime.fromisoformat(message.payload["start"]), message.payload["zone"]
    moment = local_time(start, zone)
    if start.astimezone(ZoneInfo(zone)).utcoffset() != timezone.localtime(start).utcoffset():
        moment = _("%(moment)s (%(here)s di tempat Anda)") % {"moment": moment, "here": clock(start)}
    return moment


def _plan_news_mail(message: OutboxMessage) -> Mail:
    told = {
        PLANNED_KIND: (_("Pertemuan direncanakan"), _("Pertemuan direncanakan pada %(moment)s.")),
        MOVED_KIND: (_("Jadwal pertemuan berubah"), _("Jadwal pertemuan berubah menjadi %(moment)s.")),
        CALLED_OFF_KIND: (_("Pertemuan dibatalkan"), _("Pertemuan pada %(moment)s dibatalkan.")),
    }
    subject, sentence = told[message.kind]
    return _mail(message, subject, sentence % {"moment": _moment(message)})


def _plan_news_wanted(message: OutboxMessage) -> bool:
    """The plan stands, or was called off, as the message says; nobody is told of what has been overtaken."""
    session = _session(message)
    if session is None or session.planned_start != datetime.fromisoformat(message.payload["start"]):
        return False
    is_over = message.kind == CALLED_OFF_KIND
    if session.state not in ((SessionState.CANCELLED,) if is_over else UPCOMING_STATES):
        return False
    if not is_over and session.is_campaign and is_quiet(session.pairing, timezone.now()):
        return False
    return _takes_part(message, session.pairing_id)


def _plan_news_calendar(message: OutboxMessage) -> CalendarPart | None:
    """The meeting as it stands now, for the reader's calendar."""
    session = _session(message)
    if session is None:
        return None
    method = CANCEL if message.kind == CALLED_OFF_KIND else PUBLISH
    return CalendarPart(calendar_text([session], at=timezone.now(), method=method), method)


def _session_wanted(message: OutboxMessage) -> bool:
    """The session still stands at that moment; who confirmed it and was reminded once is left alone."""
    session = _session(message)
    if session is None or session.state not in UPCOMING_STATES or session.pairing.state not in MEETING_STATES:
        return False
    if session.planned_start is None or occasion(session.planned_start) != message.occasion:
        return False
    if not _takes_part(message, session.pairing_id):
        return False
    if session.is_campaign and is_quiet(session.pairing, timezone.now()):
        return False
    reminded = OutboxMessage.objects.filter(
        subject=message.subject,
        recipient_id=message.recipient_id,
        occasion=message.occasion,
        kind__in=SESSION_KINDS,
        state__in=TOLD_STATES,
    )
    return not (session.confirmed_by_id == message.recipient_id and reminded.exists())


def _offer_mail(message: OutboxMessage) -> Mail:
    return _mail(message, _("Tawaran pendampingan"), _("Ada tawaran pendampingan yang menunggu jawaban Anda."))


def _away_mail(message: OutboxMessage) -> Mail:
    return _mail(message, _("Mentor Anda jeda"), _("Mentor Anda jeda. Koordinator tetap dapat Anda hubungi."))


def _away_wanted(message: OutboxMessage) -> bool:
    return _takes_part(message, _subject_id(message))


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


def _rubric_mail(message: OutboxMessage) -> Mail:
    return _mail(message, _("Rubrik pendampingan"), _("Ada rubrik pendampingan yang menunggu bagian Anda."))


def _rubric_wanted(message: OutboxMessage) -> bool:
    """His rating is missing, or his yes to what the other side wrote down; no mail calls anybody to the talk."""
    found = Diagnostic.objects.filter(pk=_subject_id(message)).first()
    if found is None or found.state not in (DiagnosticState.DRAFT, DiagnosticState.AGREED):
        return False
    return found.agreed_by_id != message.recipient_id and _takes_part(message, found.pairing_id)


def _plan_mail(message: OutboxMessage) -> Mail:
    return _mail(message, _("Rencana aksi"), _("Ada rencana aksi yang menunggu persetujuan Anda."))


def _plan_wanted(message: OutboxMessage) -> bool:
    """One side has accepted, and this one has not; a plan that has changed since waits for both, and for no message."""
    plan = Plan.objects.filter(pk=_subject_id(message)).select_related("learner").first()
    if plan is None or not _takes_part(message, plan.pairing_id):
        return False
    is_self = plan.learner.user_id == message.recipient_id
    mine, theirs = plan.learner_accepted_at, plan.guide_accepted_at
    if not is_self:
        mine, theirs = theirs, mine
    return mine is None and theirs is not None


def _action_mail(message: OutboxMessage) -> Mail:
    return _mail(message, _("Langkah Anda"), _("Ada langkah Anda yang jatuh tempo. Lihat rinciannya."))


def _action_wanted(message: OutboxMessage) -> bool:
    """Not settled, not moved to another day, and the pairing still runs."""
    found = ActionItem.objects.filter(
        pk=_subject_id(message), state__in=UNSETTLED_ACTIONS, pairing__state__in=MEETING_STATES
    ).first()
    return found is not None and not found.proposed_state and _takes_part(message, found.pairing_id)


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


def _halt_mail(message: OutboxMessage) -> Mail:
    if message.kind == HALT_KINDS[0]:
        sentence = _("Satu pendampingan dijeda dulu. Anda tidak perlu berbuat apa-apa; kabar berikutnya menyusul.")
        return _mail(message, _("Pendampingan dijeda"), sentence)
    return _mail(message, _("Pendampingan dilanjutkan"), _("Satu pendampingan yang dijeda kini berlanjut."))


def _halt_wanted(message: OutboxMessage) -> bool:
    state = PairingState.PAUSED if message.kind == HALT_KINDS[0] else PairingState.ACTIVE
    return Pairing.objects.filter(pk=_subject_id(message), state=state).exists()


def _phase_mail(message: OutboxMessage) -> Mail:
    return _mail(
        message, _("Fase lewat waktu"), _("Satu fase pendampingan melewati jendela waktunya. Lihat apa yang kurang.")
    )


def _phase_wanted(message: OutboxMessage) -> bool:
    """Still in that phase and past its window; the mentor takes part, or the coordinator still owns the programme."""
    pairing = Pairing.objects.filter(pk=_subject_id(message)).select_related("programme").first()
    if pairing is None or pairing.state not in MEETING_STATES or phase_occasion(pairing) != message.occasion:
        return False
    if message.kind == PHASE_KINDS[1]:
        return _owns(message, pairing)
    return _takes_part(message, pairing.pk)


def _missing_mail(message: OutboxMessage) -> Mail:
    if message.kind == UNLOGGED_KINDS[-1]:
        sentence = _("Satu pertemuan belum dicatat setelah 14 hari. Tanyakan apakah pertemuannya terjadi.")
    else:
        sentence = _("Waktu pertemuan Anda sudah lewat dan belum dicatat. Catat, atau tandai bila tidak terjadi.")
    return _mail(message, _("Catatan ditunggu"), sentence)


def _missing_wanted(message: OutboxMessage) -> bool:
    """Still planned for that moment, in a pairing that meets."""
    session = _session(message)
    if session is None or session.state not in UPCOMING_STATES or session.pairing.state not in MEETING_STATES:
        return False
    if session.planned_start is None or occasion(session.planned_start) != message.occasion:
        return False
    if message.kind == UNLOGGED_KINDS[-1]:
        return _owns(message, session.pairing)
    return _takes_part(message, session.pairing_id)


def _silent_pairing_mail(message: OutboxMessage) -> Mail:
    if message.payload["path"].startswith(PHONE_PATH):
        sentence = _("Sudah lama tidak ada pertemuan. Rencanakan yang berikut, atau catat yang sudah terjadi.")
    else:
        sentence = _("Satu pasangan sudah lama tidak bertemu. Hubungi kedua pihak.")
    return _mail(message, _("Lama tidak bertemu"), sentence)


def _silent_pairing_wanted(message: OutboxMessage) -> bool:
    """Still running and still without a meeting since that day; a log or a pause ends it at once."""
    pairing = Pairing.objects.filter(pk=_subject_id(message), state=PairingState.ACTIVE)
    found = pairing.select_related("programme", "unit").first()
    if found is None or str(unmet_since(found, timezone.localdate())) != message.occasion:
        return False
    if message.payload["path"].startswith(PHONE_PATH):
        return _takes_part(message, found.pk)
    return _owns(message, found) or coordinators_above(found.unit).filter(pk=message.recipient_id).exists()


def _deadline_mail(message: OutboxMessage) -> Mail:
    day = date_id(date.fromisoformat(message.payload["on"]))
    sentence = _("Ada tenggat yang mendekat: %(day)s. Bila ada yang belum jelas, hubungi sekretariat.") % {"day": day}
    return _mail(message, _("Tenggat mendekat"), sentence)


def _deadline_wanted(message: OutboxMessage) -> bool:
    """The stage or the point still has that day, and the recipient is still concerned."""
    about, _colon, key = message.subject.partition(":")
    rows = {"stage": ElectionStage.objects.filter(starts_on=message.payload["on"])}.get(
        about, Eligibility.objects.filter(expires_on=message.payload["on"])
    )
    return rows.filter(pk=key).exists()


def _agreement_mail(message: OutboxMessage) -> Mail:
    sentence = _("Kesepakatan pendampingan Anda belum ditandatangani lengkap dan menunggu bagian Anda.")
    return _mail(message, _("Kesepakatan menunggu"), sentence)


def _agreement_late_mail(message: OutboxMessage) -> Mail:
    sentence = _("Satu kesepakatan pendampingan belum ditandatangani setelah 21 hari. Hubungi kedua pihak.")
    return _mail(message, _("Kesepakatan belum ditandatangani"), sentence)


def _agreement_wanted(message: OutboxMessage) -> bool:
    """The same version still waits, and for the recipient: his signature is missing, or he may write the first one."""
    pairing = _subject_id(message)
    paper = next((each for each in open_papers(timezone.now(), pk=pairing) if each.occasion == message.occasion), None)
    if paper is None:
        return False
    if message.kind == AGREEMENT_LATE_KIND:
        return _owns(message, paper.pairing)
    here = PairingParticipant.objects.filter(paper.waits_for, pairing=pairing, user=message.recipient_id, left_at=None)
    return here.exists() and _takes_part(message, pairing)


def _answered_mail(message: OutboxMessage) -> Mail:
    sentence = _("Tawaran pendampingan Anda dijawab lewat tautan. Bila bukan Anda yang menjawab, laporkan.")
    return _mail(message, _("Tawaran Anda dijawab"), sentence)


def _refused_mail(message: OutboxMessage) -> Mail:
    sentence = _(
        "Satu jawaban lewat tautan tawaran ditolak: tampaknya bukan dari orangnya sendiri. Periksa tawarannya."
    )
    return _mail(message, _("Jawaban tawaran ditolak"), sentence)


def _one_line_mail(message: OutboxMessage) -> Mail:
    sentence = _(
        "Kedua pihak satu tawaran menjawab dari jaringan yang sama dalam satu jam. Pastikan keduanya menjawab sendiri."
    )
    return _mail(message, _("Dua jawaban dari satu jaringan"), sentence)


def _silent_mail(message: OutboxMessage) -> Mail:
    sentence = _("Satu tawaran pendampingan segera gugur karena belum dijawab. Hubungi orangnya.")
    return _mail(message, _("Tawaran belum dijawab"), sentence)


def _lapsed_mail(message: OutboxMessage) -> Mail:
    sentence = _("Satu tawaran pendampingan gugur karena tidak dijawab. Kadernya kembali menunggu pasangan.")
    return _mail(message, _("Tawaran gugur"), sentence)


def _silence_wanted(message: OutboxMessage) -> bool:
    """The offer stands as the message says, the coordinator still owns its programme, and somebody has not answered."""
    silent = message.kind == OFFER_SILENT_KIND
    state = PairingState.OFFERED if silent else PairingState.DECLINED
    pairing = Pairing.objects.filter(pk=_subject_id(message), state=state).select_related("programme").first()
    if pairing is None or pairing.offered_at is None or occasion(pairing.offered_at) != message.occasion:
        return False
    if silent and not pairing.participants.filter(answer=Answer.WAITING, left_at=None).exists():
        return False
    return _owns(message, pairing)


def _objected_mail(message: OutboxMessage) -> Mail:
    sentence = _("Ada keberatan atas catatan tidak hadir yang menunggu putusan Anda.")
    return _mail(message, _("Keberatan atas ketidakhadiran"), sentence)


def _objected_wanted(message: OutboxMessage) -> bool:
    """Nobody has decided yet, and the coordinator still owns the programme."""
    session = Session.objects.objected().select_related("pairing__programme").filter(pk=_subject_id(message)).first()
    return session is not None and _owns(message, session.pairing)


def _held_mail(message: OutboxMessage) -> Mail:
    sentence = _("Satu catatan dari ponsel menunggu Anda: penulisnya tidak dapat lagi mencatatnya sendiri.")
    return _mail(message, _("Kiriman tertahan"), sentence)


def _held_wanted(message: OutboxMessage) -> bool:
    """It still waits, and for the recipient."""
    _kind, author, client_uuid = message.subject.split(":")
    rows = SyncItem.objects.filter(author=int(author), client_uuid=client_uuid, state=SyncState.HELD)
    found = rows.select_related("pairing__programme").first()
    return found is not None and _owns(message, found.pairing)


def _odd_mail(message: OutboxMessage) -> Mail:
    sentence = _(
        "Ada catatan sesi Anda yang tampak janggal bagi sistem. Ini bukan tuduhan: jelaskan bagaimana terjadinya."
    )
    return _mail(message, _("Catatan perlu penjelasan"), sentence)


def _odd_wanted(message: OutboxMessage) -> bool:
    """Something of his still waits for his words."""
    return OddLogs.objects.filter(person=message.recipient_id, state=OddState.OPEN).exists()


def _explained_mail(message: OutboxMessage) -> Mail:
    sentence = _("Ada penjelasan atas catatan sesi yang menunggu Anda.")
    return _mail(message, _("Penjelasan masuk"), sentence)


def _explained_wanted(message: OutboxMessage) -> bool:
    """Nobody has settled it yet, and the coordinator still owns the programme."""
    rows = OddLogs.objects.filter(pk=_subject_id(message), state=OddState.EXPLAINED)
    found = rows.select_related("pairing__programme").first()
    return found is not None and _owns(message, found.pairing)


def _always(message: OutboxMessage) -> bool:
    """What has happened stays to be told."""
    return True


def _owns(message: OutboxMessage, pairing: Pairing) -> bool:
    return pairing.programme.coordinator_id == message.recipient_id


for _kinds, _label, _topic, _render, _wanted in (
    (HALT_KINDS, gettext_lazy("Jeda pendampingan"), Topic.COURSE, _halt_mail, _halt_wanted),
    (SESSION_KINDS, gettext_lazy("Pengingat sesi"), Topic.SESSIONS, _session_mail, _session_wanted),
    ((AWAY_KIND,), gettext_lazy("Mentor jeda"), Topic.COURSE, _away_mail, _away_wanted),
    (OFFER_KINDS, gettext_lazy("Tawaran pendampingan"), Topic.OFFERS, _offer_mail, _offer_wanted),
    ((OFFER_ANSWERED_KIND,), gettext_lazy("Tawaran Anda dijawab"), Topic.DUTY, _answered_mail, _always),
    ((OFFER_REFUSED_KIND,), gettext_lazy("Jawaban tawaran ditolak"), Topic.DUTY, _refused_mail, _always),
    ((OFFER_ONE_LINE_KIND,), gettext_lazy("Dua jawaban dari satu jaringan"), Topic.DUTY, _one_line_mail, _always),
    ((OFFER_SILENT_KIND,), gettext_lazy("Tawaran belum dijawab"), Topic.OFFERS, _silent_mail, _silence_wanted),
    ((OFFER_LAPSED_KIND,), gettext_lazy("Tawaran gugur"), Topic.OFFERS, _lapsed_mail, _silence_wanted),
    (AGREEMENT_KINDS, gettext_lazy("Kesepakatan menunggu"), Topic.OFFERS, _agreement_mail, _agreement_wanted),
    (
        (AGREEMENT_LATE_KIND,),
        gettext_lazy("Kesepakatan belum ditandatangani"),
        Topic.OFFERS,
        _agreement_late_mail,
        _agreement_wanted,
    ),
    ((ODD_KIND,), gettext_lazy("Catatan perlu penjelasan"), Topic.LOGS, _odd_mail, _odd_wanted),
    ((ODD_EXPLAINED_KIND,), gettext_lazy("Penjelasan masuk"), Topic.LOGS, _explained_mail, _explained_wanted),
    ((HELD_KIND,), gettext_lazy("Kiriman tertahan"), Topic.LOGS, _held_mail, _held_wanted),
    ((MISS_KIND,), gettext_lazy("Keberatan atas ketidakhadiran"), Topic.LOGS, _objected_mail, _objected_wanted),
    (LOG_KINDS, gettext_lazy("Catatan sesi"), Topic.LOGS, _log_mail, _log_wanted),
    (UNLOGGED_KINDS, gettext_lazy("Catatan ditunggu"), Topic.LOGS, _missing_mail, _missing_wanted),
    (SILENCE_KINDS, gettext_lazy("Lama tidak bertemu"), Topic.COURSE, _silent_pairing_mail, _silent_pairing_wanted),
    ((DEADLINE_KIND,), gettext_lazy("Tenggat mendekat"), Topic.DEADLINES, _deadline_mail, _deadline_wanted),
    (PHASE_KINDS, gettext_lazy("Fase lewat waktu"), Topic.COURSE, _phase_mail, _phase_wanted),
    ((CONCERN_NOTICE,), gettext_lazy("Pemberitahuan"), Topic.DUTY, _concern_mail, _concern_wanted),
    (RUBRIC_KINDS, gettext_lazy("Rubrik pendampingan"), Topic.GROWTH, _rubric_mail, _rubric_wanted),
    (PLAN_KINDS, gettext_lazy("Rencana aksi"), Topic.GROWTH, _plan_mail, _plan_wanted),
    (ACTION_KINDS, gettext_lazy("Langkah Anda"), Topic.GROWTH, _action_mail, _action_wanted),
):
    for _kind in _kinds:
        register(_kind, label=_label, topic=_topic, render=_render, still_wanted=_wanted)

for _kind in PLAN_NEWS_KINDS:
    register(
        _kind,
        label=gettext_lazy("Rencana pertemuan"),
        topic=Topic.SESSIONS,
        render=_plan_news_mail,
        still_wanted=_plan_news_wanted,
        calendar=_plan_news_calendar,
    )
