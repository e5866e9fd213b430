"""Members who mentor."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import STAFF_ROLES, Role
from accounts.scoping import Scope, ScopedModel, ScopedQuerySet
from cadres.models import HIDDEN, LISTED, Member, about
from core.history import tracked
from mentoring.enums import (
    DEFAULT_CAPACITY,
    DEFAULT_SOFT_CAPACITY,
    MOST_MENTEES,
    DayPart,
    GuideKind,
    Language,
    MentorState,
    Reach,
)
from mentoring.models.moves import Move


class MentorQuerySet(ScopedQuerySet):
    """Mentors in the party's words."""

    def listed(self) -> "MentorQuerySet":
        """Those whom lists may show, as with members."""
        return self.filter(about("member", LISTED))

    def hidden(self) -> "MentorQuerySet":
        """Those whom lists leave out at their own wish; figures count them (DOMAIN §11)."""
        return self.filter(about("member", HIDDEN))


@tracked(exclude=["load"])
class Mentor(ScopedModel):
    """A member who mentors, with the number of mentees he can carry (DOMAIN §5: soft 3, hard 5)."""

    member = models.OneToOneField(Member, models.PROTECT, related_name="mentor", verbose_name=_("kader"))
    state = models.CharField(_("status"), max_length=10, choices=MentorState, default=MentorState.INVITED)
    soft_capacity = models.PositiveSmallIntegerField(_("beban wajar"), default=DEFAULT_SOFT_CAPACITY)
    capacity = models.PositiveSmallIntegerField(_("batas binaan"), default=DEFAULT_CAPACITY)
    load = models.PositiveSmallIntegerField(
        _("binaan"), default=0, editable=False, help_text="Kept by a trigger: one-to-one mentees he said yes to."
    )
    note = models.CharField(_("keahlian dan bahasa"), max_length=200, blank=True)
    strengths = models.JSONField(
        _("kompetensi yang dikuasai"),
        default=dict,
        blank=True,
        help_text="Code of a competency → how strong, 1 to 5. The database checks both.",
    )
    languages = ArrayField(models.CharField(max_length=3), verbose_name=_("bahasa"), default=list, blank=True)
    times = ArrayField(models.CharField(max_length=2), verbose_name=_("waktu luang"), default=list, blank=True)
    travels = models.CharField(_("bersedia ke"), max_length=8, choices=Reach, default=Reach.REGENCY)
    paused_until = models.DateField(_("jeda sampai"), null=True, blank=True)
    wants_recognition = models.BooleanField(
        _("mau menerima penghargaan"), default=True, help_text="Without it no paper of thanks is printed."
    )

    objects = MentorQuerySet.as_manager()

    class Meta:
        verbose_name = _("mentor")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MentorState.values), name="mentor_state"),
            models.CheckConstraint(
                condition=Q(capacity__gte=F("soft_capacity"), capacity__lte=MOST_MENTEES), name="mentor_capacity"
            ),
            models.CheckConstraint(condition=Q(load__lte=F("capacity")), name="mentor_within_capacity"),
            models.CheckConstraint(condition=Q(languages__contained_by=Language.values), name="mentor_languages"),
            models.CheckConstraint(condition=Q(times__contained_by=DayPart.values), name="mentor_times"),
            models.CheckConstraint(condition=Q(travels__in=Reach.values), name="mentor_travels"),
            models.CheckConstraint(
                condition=Q(paused_until__isnull=True) | Q(state="paused"), name="mentor_paused_until_while_paused"
            ),
        ]

    def __str__(self) -> str:
        return self.member.full_name

    def get_absolute_url(self) -> str:
        return reverse("mentoring:mentor", args=[self.pk])

    @property
    def languages_label(self) -> str:
        """His languages in words."""
        return ", ".join(str(Language(code).label) for code in self.languages)

    @property
    def times_label(self) -> str:
        """When he has time, in words."""
        return ", ".join(str(DayPart(code).label) for code in self.times)

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(member__in=Member.objects.filter(Member.scope_filter(scope)))


class GuideText(models.Model):
    """One line of a text in one edition: the code of conduct, or an orientation list (DOMAIN §7.5). Written once."""

    kind = models.CharField(_("naskah"), max_length=8, choices=GuideKind)
    edition = models.CharField(_("edisi"), max_length=12)
    position = models.PositiveSmallIntegerField(_("urutan"))
    code = models.SlugField(_("kode"), max_length=20)
    text = models.CharField(_("bunyi"), max_length=300)

    class Meta:
        verbose_name = _("butir naskah")
        ordering: ClassVar = ["kind", "edition", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "edition", "code"], name="guide_code_once"),
            models.UniqueConstraint(fields=["kind", "edition", "position"], name="guide_position_once"),
            models.CheckConstraint(condition=Q(kind__in=GuideKind.values), name="guide_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.edition}/{self.position}"


class MentorPart(ScopedModel):
    """A row that belongs to a mentor: staff of the unit and he himself see it, leaders do not."""

    readable_by: ClassVar[frozenset[Role] | None] = STAFF_ROLES

    class Meta:
        abstract = True

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(mentor__member__user_id=scope.user_id)


class ConductSignature(MentorPart):
    """A mentor's own signature under one edition of the code of conduct; written once."""

    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="signatures")
    edition = models.CharField(_("edisi"), max_length=12)
    signed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("tanda tangan kode etik")
        constraints: ClassVar = [models.UniqueConstraint(fields=["mentor", "edition"], name="conduct_signed_once")]

    def __str__(self) -> str:
        return self.edition


class MentorTick(MentorPart):
    """One item of the mentors' orientation that he has understood: his own, written once."""

    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="ticks")
    item = models.SlugField(_("butir"), max_length=20)
    ticked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("butir orientasi mentor")
        constraints: ClassVar = [models.UniqueConstraint(fields=["mentor", "item"], name="mentor_tick_once")]

    def __str__(self) -> str:
        return self.item


class MentorTransition(Move):
    """One move of a mentor; the first one is his invitation."""

    states = MentorState

    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="transitions")

    class Meta(Move.Meta):
        verbose_name = _("perpindahan mentor")

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(mentor__member__user_id=scope.user_id)
