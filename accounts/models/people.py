"""Users, the roles they hold at units, invitations, and the outbox of messages."""

import uuid
from datetime import date, timedelta
from functools import reduce
from itertools import product
from operator import or_
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast, Lower, NullIf
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import FIXED_TOPICS, TIER_ROLES, TOLD_STATES, MessageState, Role, Topic
from accounts.scoping import Scope
from core.history import tracked
from regions.models import Unit

INVITATION_DAYS = 14
LANGUAGES = (("id", "Indonesia"), ("en", "English"))
FIRST_ZONE = ZoneInfo("Asia/Jayapura")


class UserManager(BaseUserManager["User"]):
    """Users are found by their mail address, in any case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user with a hashed password; without one he cannot sign in until he accepts an invitation."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who signs in. What he may do is in his assignments, never here."""

    email = models.EmailField(_("email"), max_length=254)
    full_name = models.CharField(_("nama lengkap"), max_length=150)
    salutation = models.CharField(_("sapaan"), max_length=20, blank=True, help_text=_("Bapak, Ibu, Kakak …"))
    language = models.CharField(_("bahasa"), max_length=5, default="id", choices=LANGUAGES)
    is_active = models.BooleanField(_("aktif"), default=True)
    is_demo = models.BooleanField(default=False, editable=False)
    has_second_factor = models.BooleanField(default=False, editable=False)
    email_proved_at = models.DateTimeField(
        null=True, editable=False, help_text="When a link that only the mailbox had was used: wider roles ask for it."
    )
    retired_at = models.DateTimeField(
        null=True, editable=False, help_text="When the membership ended with which the roles went."
    )
    joined_at = models.DateTimeField(_("dibuat"), default=timezone.now, editable=False)
    muted = ArrayField(
        models.CharField(max_length=12),
        default=list,
        blank=True,
        editable=False,
        help_text="Topics of which no e-mail is wanted; the product tells of them all the same.",
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    objects = UserManager()
    # What the running request or job acts under; set by the middleware or `acting_as`, never stored.
    scope: Scope | None = None

    class Meta:
        verbose_name = _("pengguna")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.CheckConstraint(condition=Q(language__in=[code for code, _name in LANGUAGES]), name="user_language"),
            models.CheckConstraint(
                condition=Q(muted__contained_by=[str(topic) for topic in Topic if topic not in FIXED_TOPICS]),
                name="user_muted_topics",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_full_name(self) -> str:
        return self.full_name

    @property
    def greeting(self) -> str:
        """«Ibu Marthina»: the salutation the person chose with the first word of the name, else the full name."""
        return f"{self.salutation} {self.full_name.split()[0]}" if self.salutation else self.full_name


def today() -> date:
    """The day on which assignments begin and end: that of the zone where the day begins first (WIT), everywhere.

    One clock, because a request has no zone of its own before its assignment is known.
    """
    return timezone.localdate(timezone=FIRST_ZONE)


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Assignments in time."""

    def current(self) -> "AssignmentQuerySet":
        """Those that hold today, the oldest first: a role that is added never becomes the one somebody lands in."""
        day = today()
        held = self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)
        # The database ends a delegation with the role it comes from; this says so once more.
        lent = Q(on_behalf_of__ends_on__isnull=True) | Q(on_behalf_of__ends_on__gte=day)
        return held.filter(Q(on_behalf_of__isnull=True) | lent).order_by("pk")

    def delegated(self) -> "AssignmentQuerySet":
        """Those that are lent, with both people."""
        lent = self.filter(on_behalf_of__isnull=False)
        return lent.select_related("user", "unit__area", "on_behalf_of__user", "on_behalf_of__unit__area")


@tracked()
class Assignment(models.Model):
    """A role at a unit for a time. It ends; it is not deleted.

    With `on_behalf_of` it is lent (Plt., staff of the chair): the same role at the same unit or below, with an end and
    a reason, and it ends with the one it comes from; a trigger keeps all of that.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="assignments", verbose_name=_("pengguna"))
    role = models.CharField(_("peran"), max_length=12, choices=Role)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments", verbose_name=_("unit"))
    starts_on = models.DateField(_("mulai"), default=today)
    ends_on = models.DateField(_("sampai"), null=True, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    on_behalf_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="delegations", verbose_name=_("atas nama")
    )
    reason = models.CharField(_("alasan atau SK"), max_length=200, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("penugasan")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on") - timedelta(days=1)),
                name="assignment_ends_after_start",
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="assignment_role"),
            models.CheckConstraint(
                condition=Q(on_behalf_of__isnull=True)
                | (Q(ends_on__isnull=False, role__in=[role.value for role in sorted(TIER_ROLES)]) & ~Q(reason="")),
                name="assignment_delegated_ends_with_reason",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "unit"],
                condition=Q(ends_on__isnull=True),
                name="assignment_once_open",
            ),
        ]

    def __str__(self) -> str:
        held = f"{self.get_role_display()} · {self.unit.full_name}"
        if self.on_behalf_of is None:
            return held
        return _("%(held)s (a.n. %(name)s)") % {"held": held, "name": self.on_behalf_of.user.full_name}

    @property
    def scope(self) -> Scope:
        """What this assignment lets its holder see."""
        lender = self.on_behalf_of.user_id if self.on_behalf_of else None
        return Scope(user_id=self.user_id, role=Role(self.role), unit=self.unit, on_behalf_of_id=lender)


def name_lent() -> "models.ForeignKey[User | None, User | None]":
    """In whose name a column's `…_by` acted when his role was lent; the trigger `kad_in_whose_name` fills it."""
    return models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")


def two_sides(first: str, second: str, *, name: str, condition: Q | None = None) -> models.CheckConstraint:
    """Nobody stands on both sides of a row's two deeds (`first`_by, `second`_by), also not through a lent role.

    `condition`: when the second deed is the one that needs another person; always, unless said.
    """
    apart = Q()
    for mine, other in product((f"{second}_by", f"{second}_for"), (f"{first}_by", f"{first}_for")):
        apart &= Q((f"{mine}__isnull", True)) | Q((f"{other}__isnull", True)) | ~Q((mine, F(other)))
    return models.CheckConstraint(condition=apart if condition is None else ~condition | apart, name=name)


def signed(actor: User | None, lender: User | None) -> str:
    """«A», or «A (a.n. B)» when A acted in B's name; empty when nobody did."""
    if actor is None or lender is None:
        return actor.full_name if actor else ""
    return _("%(actor)s (a.n. %(name)s)") % {"actor": actor.full_name, "name": lender.full_name}


class Deed(models.Model):
    """A kept act: beside whose hand did it (`actor`), in whose name. The database fills it from the context."""

    on_behalf_of = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        db_default=Cast(
            NullIf(Func(Value("app.on_behalf_of"), Value(True), function="current_setting"), Value("")),
            models.BigIntegerField(),
        ),
    )

    class Meta:
        abstract = True

    @property
    def signature(self) -> str:
        """«A», or «A (a.n. B)» when A acted in B's name; empty when nobody did. Needs both users."""
        return signed(getattr(self, "actor", None), self.on_behalf_of)


class Invitation(models.Model):
    """A way in for one person: the link carries a signed id, works once and for fourteen days."""

    user = models.ForeignKey(User, models.CASCADE, related_name="invitations")
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    # Whether the link by which it was found had been mailed; set by `find_invitation`, never stored.
    is_mailed = False

    class Meta:
        verbose_name = _("undangan")
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(accepted_at=None, revoked_at=None), name="invitation_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether the link still works."""
        return (
            self.accepted_at is None
            and self.revoked_at is None
            and self.created_at > timezone.now() - timedelta(days=INVITATION_DAYS)
        )


class SensitiveReadQuerySet(models.QuerySet["SensitiveRead"]):
    """What was looked at, in time."""

    def within_the_hour(self, reader: User, field: str) -> "SensitiveReadQuerySet":
        """What somebody was shown of one kind within the last hour: limits count these."""
        return self.filter(reader=reader, field=field, read_at__gt=timezone.now() - timedelta(hours=1))


class SensitiveRead(models.Model):
    """Somebody looked at a protected value (a full NIK): who, whose, when and why. Never deleted by a page."""

    reader = models.ForeignKey(User, models.PROTECT, related_name="+")
    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    field = models.CharField(max_length=20)
    reason = models.CharField(_("alasan"), max_length=200)
    read_at = models.DateTimeField(default=timezone.now)

    objects = SensitiveReadQuerySet.as_manager()

    class Meta:
        verbose_name = _("pembacaan data peka")
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="sensitiveread_subject")]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id}"


#: Where pages of mentors and cadres lie, and those they share with offices: the rest is read at a desk.
#: `kad_unread_messages` of the database says the same; a test compares both.
PHONE_PATH, SHARED_PATHS, OWN_PATHS = "/m/", ("/isian/",), ("/pdlt/saya/",)
#: That somebody is told of these is his affair alone; the policies of the table say the same.
CONFIDENTIAL_KINDS = ("concern", "evaluation.alert", "odd.found", "odd.explained")
#: What is older has been read, or will not be.
FRESH = timedelta(days=30)


class OutboxQuerySet(models.QuerySet["OutboxMessage"]):
    """Messages by what the sweep asks, and as they are read in the product."""

    def told(self, user: User) -> "OutboxQuerySet":
        """What has come to the user in the role he acts in, within thirty days: whatever became of its mail."""
        now = timezone.now()
        states = (MessageState.PENDING, MessageState.FAILED, *TOLD_STATES)
        come = self.filter(recipient=user, state__in=states, due_at__range=(now - FRESH, now))
        come = come.filter(payload__has_key="path")
        is_person = user.scope is not None and user.scope.is_person
        begins = (PHONE_PATH, *OWN_PATHS, *SHARED_PATHS) if is_person else (PHONE_PATH, *OWN_PATHS)
        leads = reduce(or_, (Q(payload__path__startswith=path) for path in begins))
        return come.filter(leads if is_person else ~leads)

    def unread(self) -> "OutboxQuerySet":
        """Not marked as read."""
        return self.filter(read_at=None)

    def recorded(self) -> "OutboxQuerySet":
        """What those see who look after mails, the latest first: word of a confidential matter is not among it."""
        return self.exclude(kind__in=CONFIDENTIAL_KINDS).order_by("-due_at", "-pk")

    def due(self, now: Any) -> "OutboxQuerySet":
        """Waiting and at or past their moment, oldest first."""
        return self.filter(state=MessageState.PENDING, due_at__lte=now).order_by("due_at", "pk")

    def stuck(self) -> "OutboxQuerySet":
        """Tried in vain at least once and not sent since: given up first, then by the next attempt.

        Word of a confidential report is not among them: that somebody is told of one is his affair alone.
        """
        found = self.filter(state__in=[MessageState.PENDING, MessageState.FAILED], attempts__gt=0)
        return found.exclude(kind__in=CONFIDENTIAL_KINDS).order_by("state", "due_at", "pk")


class OutboxMessage(models.Model):
    """A message is a row before it is a mail: written with what caused it, sent by a sweep, kept as the record.

    `subject` names what it is about («session:12»); (subject, recipient, kind, occasion) is unique, so that
    planning twice plans once. `payload` holds times, zones and paths, never a name.
    """

    subject = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    occasion = models.CharField(max_length=40, help_text="What makes it new: the planned start, for a reminder.")
    recipient = models.ForeignKey(User, models.CASCADE, related_name="messages")
    payload = models.JSONField(default=dict)
    due_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, help_text="After this moment it is missed, not sent.")
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=200, blank=True, help_text="A `Why`, or the kind of error that stopped it.")
    read_at = models.DateTimeField(null=True, editable=False, help_text="Marked as read in the product.")
    key = models.UUIDField(default=uuid.uuid4, unique=True, help_text="The Message-ID: the same in every attempt.")
    created_at = models.DateTimeField(default=timezone.now)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("pesan")
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "recipient", "kind", "occasion"], name="message_once_per_occasion"
            ),
            models.CheckConstraint(condition=Q(state__in=MessageState.values), name="message_state"),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="pending"), name="message_pending"),
            models.Index(fields=["recipient", "due_at"], condition=Q(read_at=None), name="message_unread"),
            models.Index(fields=["-due_at", "-id"], name="message_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
