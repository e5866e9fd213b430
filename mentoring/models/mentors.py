"""Members who mentor."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.scoping import Scope, ScopedModel
from cadres.models import Member
from core.history import tracked
from mentoring.enums import DEFAULT_CAPACITY, DEFAULT_SOFT_CAPACITY, MOST_MENTEES, MentorState
from mentoring.models.moves import Move


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

    class Meta:
        verbose_name = _("mentor")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MentorState.values), name="mentor_state"),
            models.CheckConstraint(
                condition=Q(capacity__gte=F("soft_capacity"), capacity__lte=MOST_MENTEES), name="mentor_capacity"
            ),
            models.CheckConstraint(condition=Q(load__lte=F("capacity")), name="mentor_within_capacity"),
        ]

    def __str__(self) -> str:
        return self.member.full_name

    def get_absolute_url(self) -> str:
        return reverse("mentoring:mentor", args=[self.pk])

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(member__in=Member.objects.filter(Member.scope_filter(scope)))


class MentorTransition(Move):
    """One move of a mentor; the first one is his invitation."""

    states = MentorState

    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="transitions")

    class Meta(Move.Meta):
        verbose_name = _("perpindahan mentor")

    @classmethod
    def person_filter(cls, scope: Scope) -> Q:
        return Q(mentor__member__user_id=scope.user_id)
