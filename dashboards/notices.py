"""The messages that dashboards send: a link, and of the week its counts; never a name."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import Topic
from accounts.messages import Mail, register
from accounts.models import Assignment, OutboxMessage
from core.templatetags.format import thousands
from dashboards.services import MONTH_REPORT, WEEK_DIGEST, readers, watchers


def _render(message: OutboxMessage) -> Mail:
    link = settings.BASE_URL + message.payload["path"]
    text = render_to_string("emails/month_report.txt", {"greeting": message.recipient.greeting, "link": link})
    return Mail(_("Laporan bulanan siap dilihat"), text)


def _still_wanted(message: OutboxMessage) -> bool:
    """Whether who gets it still acts for the unit."""
    unit = int(message.subject.partition(":")[2])
    return readers(Assignment.objects.filter(user=message.recipient_id, unit=unit)).exists()


register(
    MONTH_REPORT, label=gettext_lazy("Laporan bulanan"), topic=Topic.REPORTS, render=_render, still_wanted=_still_wanted
)


def _digest(message: OutboxMessage) -> Mail:
    shown = {name: thousands(message.payload[name]) for name in ("held", "running", "dormant")}
    link = settings.BASE_URL + message.payload["path"]
    greeting = message.recipient.greeting
    text = render_to_string("emails/week_digest.txt", {"greeting": greeting, "link": link, **shown})
    return Mail(_("Ringkasan pekan lalu"), text)


def _digest_wanted(message: OutboxMessage) -> bool:
    """Whether who gets it still leads or coordinates there."""
    unit = int(message.subject.partition(":")[2])
    return watchers(Assignment.objects.filter(user=message.recipient_id, unit=unit)).exists()


register(
    WEEK_DIGEST,
    label=gettext_lazy("Ringkasan pekan"),
    topic=Topic.REPORTS,
    render=_digest,
    still_wanted=_digest_wanted,
)
