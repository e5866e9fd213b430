"""The messages that accounts themselves send."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts.messages import Mail, register
from accounts.models import Invitation, OutboxMessage
from accounts.services import invitation_path


def _invitation(message: OutboxMessage) -> Invitation:
    return Invitation.objects.select_related("user").get(pk=message.subject.partition(":")[2])


def _render(message: OutboxMessage) -> Mail:
    invitation = _invitation(message)
    link = settings.BASE_URL + invitation_path(invitation, mailed=True)
    text = render_to_string("emails/invitation.txt", {"greeting": invitation.user.greeting, "link": link})
    return Mail(_("Undangan ke Kaderisasi"), text)


register("invitation", render=_render, still_wanted=lambda message: _invitation(message).is_open)
