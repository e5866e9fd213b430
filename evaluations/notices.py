"""What the messages of evaluations say, and whether they are still wanted when their moment comes (DOMAIN §10)."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import Topic
from accounts.messages import Mail, register
from accounts.models import OutboxMessage
from evaluations.enums import ALERT_KIND, ASK_KINDS, PDLT_KIND, PdltState
from evaluations.models import Alert, Evaluation, PdltAssessment
from evaluations.services.reminders import handlers_of


def _subject_id(message: OutboxMessage) -> int:
    return int(message.subject.partition(":")[2])


def _mail(message: OutboxMessage, subject: str, sentence: str) -> Mail:
    greeting = _("Halo %(name)s,") % {"name": message.recipient.greeting}
    details = _("Rincian: %(link)s") % {"link": settings.BASE_URL + message.payload["path"]}
    return Mail(subject, f"{greeting}\n\n{sentence}\n{details}\n")


def _ask_mail(message: OutboxMessage) -> Mail:
    if message.kind == ASK_KINDS[0]:
        return _mail(message, _("Ada yang ditanyakan kepada Anda"), _("Ada isian singkat yang menunggu jawaban Anda."))
    return _mail(
        message, _("Isian Anda belum selesai"), _("Satu isian singkat segera ditutup. Selesaikan bila sempat.")
    )


def _ask_wanted(message: OutboxMessage) -> bool:
    """Still unanswered, and still of this window."""
    found = Evaluation.objects.filter(pk=_subject_id(message), rater=message.recipient_id).answerable().first()
    return found is not None and found.closes_on.isoformat() == message.occasion


def _alert_mail(message: OutboxMessage) -> Mail:
    return _mail(message, _("Ada yang menunggu Anda"), _("Ada satu hal yang menunggu tindakan Anda."))


def _alert_wanted(message: OutboxMessage) -> bool:
    found = Alert.objects.filter(pk=_subject_id(message), handled_at=None).select_related("pairing__programme").first()
    return found is not None and message.recipient_id in handlers_of(found)


def _pdlt_mail(message: OutboxMessage) -> Mail:
    return _mail(
        message, _("Hasil yang dapat Anda baca"), _("Ada hasil yang dibagikan kepada Anda. Anda dapat menanggapinya.")
    )


def _pdlt_wanted(message: OutboxMessage) -> bool:
    return PdltAssessment.objects.filter(pk=_subject_id(message), state=PdltState.SHARED).exists()


for _kinds, _label, _topic, _render, _wanted in (
    (ASK_KINDS, gettext_lazy("Isian evaluasi"), Topic.EVALUATIONS, _ask_mail, _ask_wanted),
    ((ALERT_KIND,), gettext_lazy("Pemberitahuan"), Topic.DUTY, _alert_mail, _alert_wanted),
    ((PDLT_KIND,), gettext_lazy("Hasil penilaian"), Topic.LADDER, _pdlt_mail, _pdlt_wanted),
):
    for _kind in _kinds:
        register(_kind, label=_label, topic=_topic, render=_render, still_wanted=_wanted)
