"""Deeds on accounts: inviting, accepting, assigning, and queueing messages."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import PERSON_ROLES, Role
from accounts.models import INVITATION_DAYS, Assignment, Invitation, OutboxMessage, User, today
from accounts.rules import can_assign
from core.doorbell import ring_on_commit
from core.errors import RuleError
from regions.models import Unit

INVITATION_SALT = "accounts.invitation"


@dataclass(frozen=True)
class Message:
    """A message to be queued; `occasion` tells two messages of one kind about one subject apart."""

    subject: str
    kind: str
    occasion: str
    recipient_id: int
    due_at: datetime
    payload: dict[str, Any] = field(default_factory=dict)
    expires_at: datetime | None = None


def queue_messages(messages: Iterable[Message]) -> int:
    """Write messages into the outbox; one that is there already stays as it is. Returns how many were asked for.

    Part of the caller's transaction: a message exists exactly if what caused it does.
    """
    rows = [OutboxMessage(**vars(message)) for message in messages]
    OutboxMessage.objects.bulk_create(rows, ignore_conflicts=True)
    if any(row.due_at <= timezone.now() for row in rows):
        ring_on_commit("accounts.tasks.send_due_messages")
    return len(rows)


@transaction.atomic
def assign(*, by: User | None, user: User, role: Role, unit: Unit, starts_on: date | None = None) -> Assignment:
    """Give a role at a unit. `by` None is the installation itself.

    Raises RuleError when the acting user may not, or when the user holds it already.
    """
    if by is not None and not can_assign(by, role, unit):
        raise RuleError(_("Anda tidak dapat memberi peran ini di wilayah itu."))
    if Assignment.objects.current().filter(user=user, role=role, unit=unit).exists():
        raise RuleError(_("Orang ini sudah memegang peran itu di sana."))
    return Assignment.objects.create(user=user, role=role, unit=unit, starts_on=starts_on or today(), created_by=by)


@transaction.atomic
def end_assignment(*, by: User, assignment: Assignment, on: date | None = None) -> None:
    """End an assignment (today unless said otherwise); it acts on the holder's next request.

    Raises RuleError when the acting user may not, or tries to end the one he acts under.
    """
    if not can_assign(by, Role(assignment.role), assignment.unit):
        raise RuleError(_("Anda tidak dapat mengakhiri peran ini."))
    if assignment.user_id == by.pk and by.scope and by.scope.role == assignment.role:
        raise RuleError(_("Anda tidak dapat mengakhiri peran yang sedang Anda pakai."))
    if by.scope and assignment.user_id == by.scope.on_behalf_of_id:
        raise RuleError(_("Anda tidak dapat mengakhiri peran orang yang Anda wakili."))
    # Yesterday at the latest, so that it acts at once; one that began today ends the day before it began.
    assignment.ends_on = max(on or today() - timedelta(days=1), assignment.starts_on - timedelta(days=1))
    assignment.save(update_fields=["ends_on"])


@transaction.atomic
def roles_end(*, by: User, user: User) -> None:
    """End every role of somebody who is no longer a member, and his open invitation. His account stays, empty.

    Roles as mentor and mentee go with the membership wherever they stand. Raises RuleError when he holds another
    role that the acting user may not end, or is the acting user himself.
    """
    if user.pk == by.pk:
        raise RuleError(_("Anda tidak dapat mengakhiri keanggotaan Anda sendiri."))
    day = today()
    held = Assignment.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), user=user)
    for assignment in held.select_for_update(of=("self",)).select_related("unit").order_by("pk"):
        role = Role(assignment.role)
        if role not in PERSON_ROLES and not can_assign(by, role, assignment.unit):
            raise RuleError(
                _("Orang ini masih memegang peran %(role)s di luar wilayah kerja Anda. Minta admin sistem mengakhiri.")
                % {"role": role.label}
            )
        assignment.ends_on = max(day, assignment.starts_on) - timedelta(days=1)
        assignment.save(update_fields=["ends_on"])
    Invitation.objects.filter(user=user, accepted_at=None, revoked_at=None).update(revoked_at=timezone.now())


@transaction.atomic
def invite(*, by: User, email: str, full_name: str, role: Role, unit: Unit, salutation: str = "") -> Invitation:
    """Make an account that waits for its owner, with one role, and queue the mail that carries the link.

    Somebody who has an account already gets the role at once and an invitation that is used up. Raises RuleError
    when the acting user may not give the role.
    """
    user = User.objects.filter(email__iexact=email).first()
    if user is not None:
        held = user.assignments.current().select_related("unit")
        if not user.is_active or not all(can_assign(by, Role(each.role), each.unit) for each in held):
            raise RuleError(_("Alamat ini sudah punya akun di luar wilayah kerja Anda. Minta admin sistem."))
        # Somebody who exists gets the role alone: a new link would hand his account to whoever asked for it.
        assign(by=by, user=user, role=role, unit=unit)
        return Invitation.objects.create(user=user, created_by=by, accepted_at=timezone.now())
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, full_name=full_name, salutation=salutation)
    except IntegrityError:  # somebody else invited the same address a moment ago
        raise RuleError(_("Alamat ini baru saja diundang. Muat ulang daftarnya.")) from None
    assign(by=by, user=user, role=role, unit=unit)
    invitation = Invitation.objects.create(user=user, created_by=by)
    queue_messages(
        [
            Message(
                subject=f"invitation:{invitation.pk}",
                kind="invitation",
                occasion="sent",
                recipient_id=user.pk,
                due_at=timezone.now(),
            )
        ]
    )
    return invitation


def invitation_path(invitation: Invitation) -> str:
    """The path that lets one person in, once."""
    return reverse("accounts:invitation_accept", args=[signing.dumps(invitation.pk, salt=INVITATION_SALT)])


def find_invitation(token: str) -> Invitation | None:
    """The open invitation of a link; None for a used, revoked, old or invented one."""
    try:
        pk = signing.loads(token, salt=INVITATION_SALT, max_age=INVITATION_DAYS * 24 * 3600)
    except signing.BadSignature:
        return None
    invitation = Invitation.objects.select_related("user").filter(pk=pk).first()
    return invitation if invitation and _opens(invitation) else None


def _opens(invitation: Invitation) -> bool:
    """Open, and for somebody active who has no password yet."""
    return invitation.is_open and invitation.user.is_active and not invitation.user.has_usable_password()


@transaction.atomic
def accept_invitation(*, invitation: Invitation, password: str) -> User:
    """Set the first password and close the invitation.

    Raises RuleError when somebody was faster, django's ValidationError when the password is too weak.
    """
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not _opens(locked):
        raise RuleError(_("Undangan ini sudah dipakai atau tidak berlaku lagi."))
    user = locked.user
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    locked.accepted_at = timezone.now()
    locked.save(update_fields=["accepted_at"])
    return user
