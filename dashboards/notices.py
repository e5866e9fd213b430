"""The messages that dashboards send: a link, never a figure."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.messages import Mail, register
from accounts.models import Assignment, OutboxMessage
from dashboards.services import MONTH_REPORT, readers


def _render(message: OutboxMessage) -> Mail:
    link = settings.BASE_URL + message.payload["path"]
    text = render_to_string("emails/month_report.txt", {"greeting": message.recipient.greeting, "link": link})
    return Mail(_("Laporan bulanan siap dilihat"), text)


def _still_wanted(message: OutboxMessage) -> bool:
    """Whether who gets it still acts for the unit."""
    unit = int(message.subject.partition(":")[2])
    return readers(Assignment.objects.filter(user=message.recipient_id, unit=unit)).exists()


register(MONTH_REPORT, label=gettext_lazy("Laporan bulanan"), render=_render, still_wanted=_still_wanted)
