"""The messages that cadres send."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import Topic
from accounts.messages import Mail, register
from accounts.models import OutboxMessage
from cadres.enums import AWARD_NEWS, ImportState
from cadres.models import ImportBatch


def _render(message: OutboxMessage) -> Mail:
    link = settings.BASE_URL + message.payload["path"]
    text = render_to_string("emails/import_ready.txt", {"greeting": message.recipient.greeting, "link": link})
    return Mail(_("Impor Anda sudah siap dilihat"), text)


def _still_wanted(message: OutboxMessage) -> bool:
    batch = ImportBatch.objects.filter(pk=message.subject.partition(":")[2]).defer("content").first()
    return batch is not None and batch.state not in (ImportState.CHECKING, ImportState.IMPORTING)


register(
    "import_ready",
    label=gettext_lazy("Impor siap dilihat"),
    topic=Topic.DESK,
    render=_render,
    still_wanted=_still_wanted,
)


def _award_news(message: OutboxMessage) -> Mail:
    link = settings.BASE_URL + message.payload["path"]
    text = render_to_string("emails/award_news.txt", {"greeting": message.recipient.greeting, "link": link})
    return Mail(_("Kabar usulan kenaikan jenjang"), text)


register(AWARD_NEWS, label=gettext_lazy("Kabar kenaikan jenjang"), topic=Topic.LADDER, render=_award_news)
