"""Deeds on mails that did not go out."""

from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.models import OutboxMessage, User
from accounts.selectors import stuck_mails
from core.doorbell import ring_on_commit
from core.errors import RuleError

TASK = "accounts.tasks.send_due_messages"


@transaction.atomic
def mail_try_again(*, by: User, message: OutboxMessage) -> None:
    """Have a mail tried again at once, one that was given up too. The quiet hours of its reader still hold.

    Raises RuleError when it has gone out meanwhile, or is not the acting user's to look after.
    """
    seen = stuck_mails(by).filter(pk=message.pk).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT kad_try_mail_again(%s)", [message.pk])
        (done,) = cursor.fetchone()
    if not (seen and done):
        raise RuleError(_("Surat ini sudah terkirim atau tidak berlaku lagi."))
    ring_on_commit(TASK)
