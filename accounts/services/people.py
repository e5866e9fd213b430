"""Deeds on accounts: inviting, accepting, assigning, and queueing messages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import PERSON_ROLES, Role
from accounts.models import INVITATION_DAYS, Assignment, Invitation, OutboxMessage, SensitiveRead, User, today
from accounts.rules import acting_people, can_assign, frozen_sentence, gives_no_power
from core.doorbell import ring_on_commit
from core.driver import copy_in
from core.errors import RuleError
from regions.models import Unit

INVITATION_SALT = "accounts.invitation"
#: How often an hour one person may be told that an address has an account out of his sight.
FOREIGN_ACCOUNTS_PER_HOUR = 20
ACCOUNT_ELSEWHERE = "account_elsewhere"


#: More messages than this are copied in.
MANY = 500
COLUMNS = {
    "subject": "text",
    "kind": "text",
    "occasion": "text",
    "recipient_id": "bigint",
    "payload": "jsonb",
    "due_at": "timestamptz",
    "expires_at": "timestamptz",
}
INSERT = f"""
INSERT INTO accounts_outboxmessage ({", ".join(COLUMNS)}, state, attempts, note, key, created_at)
SELECT {", ".join(COLUMNS)}, 'pending', 0, '', gen_random_uuid(), now() FROM incoming_messages
ON CONFLICT DO NOTHING
"""


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
    asked = list(messages)
    if len(asked) > MANY:
        _copy(asked)
    else:
        rows = [OutboxMessage(**vars(message)) for message in asked]
        OutboxMessage.objects.bulk_create(rows, ignore_conflicts=True)
    now = timezone.now()
    if any(message.due_at <= now for message in asked):
        ring_on_commit("accounts.tasks.send_due_messages")
    return len(asked)


def _copy(messages: Sequence[Message]) -> None:
    """Write as `bulk_create` would, by COPY and one INSERT: a third of the time from some thousands up."""
    rows = (
        (each.subject, each.kind, each.occasion, each.recipient_id, each.payload, each.due_at, each.expires_at)
        for each in messages
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE incoming_messages ({', '.join(map(' '.join, COLUMNS.items()))})")
        copy_in(connection, "incoming_messages", list(COLUMNS), rows)
        cursor.execute(INSERT)
        cursor.execute("DROP TABLE incoming_messages")


@transaction.atomic
def assign(*, by: User | None, user: User, role: Role, unit: Unit, starts_on: date | None = None) -> Assignment:
    """Give a role at a unit. `by` None is the installation itself.

    Raises RuleError when the acting user may not, for an office of his own, or when the user holds it already.
    """
    if by is not None and not can_assign(by, role, unit):
        raise RuleError(_("Anda tidak dapat memberi peran ini di wilayah itu."))
    if by is not None and role not in PERSON_ROLES and user.pk in acting_people(by):
        raise RuleError(_("Peran jabatan tidak diberikan kepada diri sendiri. Minta orang lain memberikannya."))
    if by is not None and gives_no_power(by, role):
        raise RuleError(frozen_sentence())
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
    if not assignment.user.assignments.filter(Q(ends_on=None) | Q(ends_on__gte=today())).exists():
        _revoke_invitations(assignment.user)


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
    _revoke_invitations(user)
    user.retired_at = timezone.now()
    user.save(update_fields=["retired_at"])


def _revoke_invitations(user: User) -> None:
    Invitation.objects.filter(user=user, accepted_at=None, revoked_at=None).update(revoked_at=timezone.now())


def invite(*, by: User, email: str, full_name: str, role: Role, unit: Unit, salutation: str = "") -> Invitation:
    """Make an account that waits for its owner, with one role, and queue the mail that carries the link.

    Somebody who has an account already gets the role at once and an invitation that is used up; somebody who has
    not come in yet gets a new link in place of the old one. Raises RuleError when the acting user may not give the
    role, or has been told too often within the hour that an address has an account out of his sight.
    """
    user = User.objects.filter(email__iexact=email).first()
    if user is not None and not _may_give_more(by, user):
        _record_foreign_account(by=by, user=user)
        raise RuleError(_("Alamat ini sudah punya akun di luar wilayah kerja Anda. Minta admin sistem."))
    with transaction.atomic():
        if user is not None:
            return _invite_again(by=by, user=user, role=role, unit=unit)
        return _invite_first(by=by, email=email, full_name=full_name, role=role, unit=unit, salutation=salutation)


def _may_give_more(by: User, user: User) -> bool:
    """Whether an account is within reach: every role it ever had, and no membership that has ended."""
    if by.scope is not None and by.scope.role == Role.ADMIN:
        return user.is_active
    held = user.assignments.select_related("unit")
    is_open = user.is_active and user.retired_at is None
    return is_open and all(can_assign(by, Role(each.role), each.unit) for each in held)


def _record_foreign_account(*, by: User, user: User) -> None:
    """Keep that somebody was told of an account out of his sight. Raises RuleError after 20 within the hour."""
    told = SensitiveRead.objects.within_the_hour(by, ACCOUNT_ELSEWHERE).count()
    if told >= FOREIGN_ACCOUNTS_PER_HOUR:
        raise RuleError(_("Terlalu banyak pemeriksaan alamat. Coba lagi satu jam lagi."))
    SensitiveRead.objects.create(
        reader=by, subject_kind="account", subject_id=user.pk, field=ACCOUNT_ELSEWHERE, reason="invitation"
    )


def _invite_again(*, by: User, user: User, role: Role, unit: Unit) -> Invitation:
    is_waiting = not user.has_usable_password()
    if not is_waiting and role not in PERSON_ROLES and user.email_proved_at is None:
        # Whoever invited him has seen the link: the account may not be its owner's.
        raise RuleError(
            _("Akun ini belum membuktikan emailnya. Minta pemiliknya memakai “Lupa kata sandi” sekali, lalu ulangi.")
        )
    if not is_waiting or not user.assignments.current().filter(role=role, unit=unit).exists():
        assign(by=by, user=user, role=role, unit=unit)
    if not is_waiting:
        # Somebody who has come in gets the role alone: a new link would hand his account to whoever asked for it.
        return Invitation.objects.create(user=user, created_by=by, accepted_at=timezone.now())
    _revoke_invitations(user)
    return _send(Invitation.objects.create(user=user, created_by=by))


def _invite_first(*, by: User, email: str, full_name: str, role: Role, unit: Unit, salutation: str) -> Invitation:
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, full_name=full_name, salutation=salutation)
    except IntegrityError:  # somebody else invited the same address a moment ago
        raise RuleError(_("Alamat ini baru saja diundang. Muat ulang daftarnya.")) from None
    assign(by=by, user=user, role=role, unit=unit)
    return _send(Invitation.objects.create(user=user, created_by=by))


def _send(invitation: Invitation) -> Invitation:
    """Queue the mail with the link."""
    queue_messages(
        [
            Message(
                subject=f"invitation:{invitation.pk}",
                kind="invitation",
                occasion="sent",
                recipient_id=invitation.user_id,
                due_at=timezone.now(),
            )
        ]
    )
    return invitation


def invitation_path(invitation: Invitation, *, mailed: bool = False) -> str:
    """The path that lets one person in, once. A `mailed` one, which nobody else is shown, proves the mailbox."""
    token = signing.dumps([invitation.pk, mailed], salt=INVITATION_SALT)
    return reverse("accounts:invitation_accept", args=[token])


def find_invitation(token: str) -> Invitation | None:
    """The open invitation of a link, with `is_mailed`; None for a used, revoked, old or invented one."""
    try:
        pk, mailed = signing.loads(token, salt=INVITATION_SALT, max_age=INVITATION_DAYS * 24 * 3600)
    except signing.BadSignature:
        return None
    invitation = Invitation.objects.select_related("user").filter(pk=pk).first()
    if invitation:
        invitation.is_mailed = mailed
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
    if invitation.is_mailed:
        user.email_proved_at = timezone.now()
    user.save(update_fields=["password", "email_proved_at"])
    locked.accepted_at = timezone.now()
    locked.save(update_fields=["accepted_at"])
    return user
