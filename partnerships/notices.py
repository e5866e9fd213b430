"""The message that a partnership ends soon: a link, never whose (DOMAIN §10)."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import Topic
from accounts.messages import Mail, register
from accounts.models import OutboxMessage
from partnerships.enums import PARTNER_KIND
from partnerships.models import Partnership


def _render(message: OutboxMessage) -> Mail:
    greeting = _("Halo %(name)s,") % {"name": message.recipient.greeting}
    details = _("Rincian: %(link)s") % {"link": settings.BASE_URL + message.payload["path"]}
    return Mail(_("Satu kemitraan segera berakhir"), f"{greeting}\n\n{_('Putuskan sebelum hari itu.')}\n{details}\n")


def _still_wanted(message: OutboxMessage) -> bool:
    """Still running, and still with that end."""
    rows = Partnership.objects.running().filter(pk=message.subject.partition(":")[2])
    found = rows.first()
    return found is not None and found.ends_on is not None and message.occasion.startswith(found.ends_on.isoformat())


register(
    PARTNER_KIND, label=gettext_lazy("Kemitraan berakhir"), topic=Topic.DESK, render=_render, still_wanted=_still_wanted
)
