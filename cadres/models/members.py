"""Members of the party and the moves of their membership."""

from collections.abc import Callable
from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import STAFF_ROLES, Role
from accounts.models import Deed, User
from accounts.scoping import Scope, ScopedModel, ScopedQuerySet
from cadres.enums import EndReason, Gender, IdentityDocument, MemberStatus
from cadres.models.bodies import body_names
from cadres.models.levels import FIRST_LEVEL, level_names
from cadres.nik import mask_nik
from cadres.phones import mask_phone, whatsapp_number
from core.fields import EncryptedTextField
from core.history import tracked
from regions.models import Fold

#: Not restricted at their own wish, not merged into another row.
LISTED = Q(restricted=False, merged_into=None)
#: What lists leave out, and say so: restricted at their own wish (DOMAIN §11).
HIDDEN = Q(restricted=True, merged_into=None)


def about(member: str, condition: Q) -> Q:
    """A condition on members (`LISTED`, `HIDDEN`) for rows that point at one."""
    return Q(*((f"{member}__{name}", value) for name, value in condition.children))  # type: ignore[misc]


class MemberQuerySet(ScopedQuerySet):
    """Members in the party's words."""

    def active(self) -> "MemberQuerySet":
        """Those whose membership holds."""
        return self.filter(status=MemberStatus.ACTIVE)

    def listed(self) -> "MemberQuerySet":
        """Those that lists and jobs may touch: not restricted at their own wish, not merged into another row.

        Figures count the restricted all the same, for a count names nobody; a list says how many it leaves out.
        """
        return self.filter(LISTED)


@tracked(exclude=["name_key"], level=pghistory.Statement)  # a sheet writes thousands of rows at once
class Member(ScopedModel):
    """A person with (or applying for) a party card. One name field: one-word names are common and whole.

    The NIK lies encrypted with a keyed hash for uniqueness and its last four digits for show (DOMAIN §12).
    """

    full_name = models.CharField(_("nama lengkap"), max_length=150)
    name_key = models.GeneratedField(
        expression=Fold("full_name"), output_field=models.TextField(), db_persist=True, editable=False
    )
    prefix = models.CharField(_("gelar depan"), max_length=40, blank=True)
    suffix = models.CharField(_("gelar belakang"), max_length=60, blank=True)
    gender = models.CharField(_("jenis kelamin"), max_length=6, choices=Gender, blank=True)
    birth_date = models.DateField(_("tanggal lahir"), null=True, blank=True)
    birthplace = models.CharField(_("tempat lahir"), max_length=100, blank=True)
    phone = models.CharField(_("nomor HP"), max_length=16, blank=True)
    has_whatsapp = models.BooleanField(_("bisa WhatsApp"), default=False)
    email = models.EmailField(_("email"), blank=True)
    address = models.CharField(_("alamat"), max_length=250, blank=True)
    membership_card_no = models.CharField(_("nomor KTA"), max_length=32, null=True, blank=True, unique=True)
    nik = EncryptedTextField(_("NIK"), blank=True)
    nik_hash = models.BinaryField(max_length=32, null=True, unique=True, editable=False)
    nik_last4 = models.CharField(max_length=4, blank=True, editable=False)
    nik_missing_reason = models.CharField(_("alasan NIK kosong"), max_length=120, blank=True)
    level = models.CharField(
        _("jenjang"),
        max_length=20,
        default=FIRST_LEVEL,
        help_text="The code of a Level, by a foreign key of the database. From creation on only an award changes it.",
    )
    status = models.CharField(_("status"), max_length=10, choices=MemberStatus, default=MemberStatus.APPLIED)
    wants_mentoring = models.BooleanField(_("bersedia didampingi"), default=False)
    is_mentee = models.BooleanField(
        _("sedang didampingi"),
        default=False,
        editable=False,
        help_text="Kept by a trigger: mentee or peer in an active pairing.",
    )
    joined_on = models.DateField(_("bergabung"), null=True, blank=True)
    bodies = ArrayField(
        models.CharField(max_length=20),
        verbose_name=_("sayap dan ormas"),
        default=list,
        db_default=Value("{}"),
        blank=True,
        help_text="Codes of AffiliatedBody; the database sorts them and refuses one it does not know.",
    )
    ever_married = models.BooleanField(_("pernah menikah"), default=False, db_default=False)
    identity_seen = models.CharField(
        _("bukti diri yang dilihat"), max_length=6, choices=IdentityDocument, blank=True, default="", db_default=""
    )
    restricted = models.BooleanField(
        _("dibatasi"),
        default=False,
        db_default=False,
        help_text="At the person's own wish: hidden from lists and jobs.",
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="merged", verbose_name=_("digabung ke")
    )
    pseudonymised_at = models.DateTimeField(null=True, editable=False)
    user = models.OneToOneField(User, models.PROTECT, null=True, blank=True, related_name="member")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")

    objects = MemberQuerySet.as_manager()
    # Apps above add how their rows connect people (a shared pairing), so that no import goes upwards.
    seen_through: ClassVar[list[Callable[[Scope], Q]]] = []

    class Meta:
        verbose_name = _("kader")
        indexes = [
            models.Index(fields=["province", "name_key", "id"], name="member_province_listed", condition=LISTED),
            models.Index(fields=["regency", "name_key", "id"], name="member_regency_name"),
            models.Index(fields=["name_key", "id"], name="member_listed_name", condition=LISTED),
            # What the numbers above a list are counted from, without the rows themselves.
            models.Index(
                fields=["province", "regency"],
                include=["district", "village", "status", "gender", "is_mentee", "level", "wants_mentoring", "id"],
                name="member_listed_counts",
                condition=LISTED,
            ),
            # Few: what every list counts that it leaves out.
            models.Index(fields=["province", "regency"], name="member_hidden", condition=HIDDEN),
            models.Index(fields=["district"], name="member_district"),
            models.Index(fields=["village"], name="member_village"),
            GinIndex(OpClass("name_key", name="gin_trgm_ops"), name="member_name_trgm"),
            models.Index(fields=["phone"], name="member_phone", condition=~Q(phone="")),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(full_name=""), name="member_has_a_name"),
            models.CheckConstraint(condition=Q(gender__in=["", *Gender.values]), name="member_gender"),
            models.CheckConstraint(condition=Q(status__in=MemberStatus.values), name="member_status"),
            models.CheckConstraint(
                condition=Q(phone="") | Q(phone__regex=r"^\+628[0-9]{8,11}$"), name="member_phone_e164"
            ),
            models.CheckConstraint(
                condition=Q(nik="", nik_hash__isnull=True, nik_last4="")
                | (~Q(nik="") & Q(nik_hash__isnull=False, nik_last4__regex=r"^[0-9]{4}$")),
                name="member_nik_whole_or_absent",
            ),
            models.CheckConstraint(
                condition=Q(identity_seen__in=["", *IdentityDocument.values]), name="member_identity_seen"
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(status=MemberStatus.ENDED), name="member_merged_has_ended"
            ),
            models.CheckConstraint(
                condition=Q(pseudonymised_at__isnull=True)
                | Q(status=MemberStatus.ENDED, nik="", phone="", email="", address="", birth_date=None),
                name="member_pseudonymised_has_nothing_left",
            ),
            models.CheckConstraint(
                condition=Q(birth_date__isnull=True) | Q(birth_date__range=("1900-01-01", "2100-01-01")),
                name="member_birth_date",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return reverse("dashboards:member", args=[self.pk])

    @property
    def titled_name(self) -> str:
        """The name with its titles: «Pdt. Yohanis Kareth, S.Th.»."""
        name = f"{self.prefix} {self.full_name}".strip()
        return f"{name}, {self.suffix}" if self.suffix else name

    @property
    def listed_name(self) -> str:
        """The name as a list of what has to be done shows it: not at all where he asked for that (DOMAIN §11)."""
        return str(_("(data dibatasi)")) if self.restricted else self.full_name

    def get_level_display(self) -> str:
        """The name of the level."""
        return level_names().get(self.level, self.level)

    @property
    def body_names(self) -> list[str]:
        """The affiliated bodies by name."""
        names = body_names()
        return [names.get(code, code) for code in self.bodies]

    @property
    def masked_nik(self) -> str:
        """The NIK as lists and profiles show it; empty when there is none."""
        return mask_nik(self.nik_last4)

    @property
    def masked_phone(self) -> str:
        """The phone as lists and profiles show it; empty when there is none."""
        return mask_phone(self.phone)

    @property
    def whatsapp_number(self) -> str:
        """The phone as wa.me wants it."""
        return whatsapp_number(self.phone)

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        """Oneself, and those one is connected with through an app above (`seen_through`)."""
        condition = Q(user_id=scope.user_id)
        for connected in cls.seen_through:
            condition |= connected(scope)
        return condition


class MemberTransition(Deed, ScopedModel):
    """One move of a membership: from, to, who, when, why. `unit` is the member's at that time."""

    readable_by: ClassVar[frozenset[Role] | None] = STAFF_ROLES

    member = models.ForeignKey(Member, models.PROTECT, related_name="transitions")
    from_value = models.CharField(max_length=10, choices=MemberStatus)
    to_value = models.CharField(max_length=10, choices=MemberStatus)
    reason = models.CharField(_("alasan"), max_length=14, choices=EndReason, blank=True)
    note = models.CharField(_("keterangan"), max_length=200, blank=True)
    decree_no = models.CharField(_("nomor SK"), max_length=60, blank=True, default="", db_default="")
    decree_on = models.DateField(_("tanggal SK"), null=True, blank=True)
    actor = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("perpindahan status")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(to_value__in=MemberStatus.values), name="membertransition_to"),
            models.CheckConstraint(
                condition=~Q(to_value="ended") | Q(reason__in=EndReason.values), name="membertransition_end_has_reason"
            ),
            models.CheckConstraint(
                condition=~(Q(to_value="suspended") | Q(from_value="suspended", to_value="active"))
                | (~Q(decree_no="") & Q(decree_on__isnull=False)),
                name="membertransition_suspension_has_decree",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_value} → {self.to_value}"
