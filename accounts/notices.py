"""The messages that accounts themselves send."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.data_requests import NOTICE
from accounts.enums import Topic
from accounts.incidents import NOTICE as INCIDENT
from accounts.messages import Mail, register
from accounts.models import DataRequest, Incident, Invitation, OutboxMessage
from accounts.services import invitation_path


def _invitation(message: OutboxMessage) -> Invitation:
    return Invitation.objects.select_related("user").get(pk=message.subject.partition(":")[2])


def _render(message: OutboxMessage) -> Mail:
    invitation = _invitation(message)
    link = settings.BASE_URL + invitation_path(invitation, mailed=True)
    text = render_to_string("emails/invitation.txt", {"greeting": invitation.user.greeting, "link": link})
    return Mail(_("Undangan ke Kaderisasi"), text)


register(
    "invitation",
    label=gettext_lazy("Undangan"),
    topic=Topic.DUTY,
    render=_render,
    still_wanted=lambda message: _invitation(message).is_open,
)


def _data_request(message: OutboxMessage) -> Mail:
    hours = message.payload["hours"]
    subject = (
        _("Permintaan data: %(left)d jam lagi jatuh tempo") % {"left": 72 - hours}
        if hours
        else _("Permintaan data baru")
    )
    link = settings.BASE_URL + message.payload["path"]
    text = render_to_string("emails/data_request.txt", {"greeting": message.recipient.greeting, "link": link})
    return Mail(subject, text)


def _data_request_open(message: OutboxMessage) -> bool:
    request = DataRequest.objects.filter(pk=message.subject.partition(":")[2]).first()
    return request is not None and request.is_open


register(
    NOTICE,
    label=gettext_lazy("Permintaan data"),
    topic=Topic.DUTY,
    render=_data_request,
    still_wanted=_data_request_open,
)


def _incident(message: OutboxMessage) -> Mail:
    subject = _("Insiden data: %(left)d jam lagi batas pemberitahuan") % {"left": 72 - message.payload["hours"]}
    link = settings.BASE_URL + message.payload["path"]
    text = render_to_string("emails/incident.txt", {"greeting": message.recipient.greeting, "link": link})
    return Mail(subject, text)


def _incident_open(message: OutboxMessage) -> bool:
    incident = Incident.objects.filter(pk=message.subject.partition(":")[2]).first()
    return incident is not None and incident.is_open


register(INCIDENT, label=gettext_lazy("Insiden data"), topic=Topic.DUTY, render=_incident, still_wanted=_incident_open)
