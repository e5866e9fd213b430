"""Forms of mentors."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from cadres.models import Member
from mentoring.enums import MOST_MENTEES, MentorState
from mentoring.models import Mentor
from mentoring.rules.moves import MENTOR_MOVES
from mentoring.rules.rights import may_remove
from regions.settings import value


class CapacityForm(forms.Form):
    """How many a mentor carries, and what he is good at."""

    soft_capacity = forms.IntegerField(label=gettext_lazy("Beban wajar"), min_value=1, max_value=MOST_MENTEES)
    capacity = forms.IntegerField(label=gettext_lazy("Batas binaan"), min_value=1, max_value=MOST_MENTEES)
    note = forms.CharField(label=gettext_lazy("Keahlian dan bahasa"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        soft, hard = cleaned.get("soft_capacity"), cleaned.get("capacity")
        if soft and hard and soft > hard:
            self.add_error("capacity", _("Batas tidak boleh kurang dari beban wajar."))
        return cleaned


class MentorForm(CapacityForm):
    """Where the invitation of a member goes, and how many mentees he may get."""

    field_order = ("email", "soft_capacity", "capacity", "note")

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("soft_capacity", "capacity"):
            self.fields[name].initial = value(f"mentoring.{name}")
        if member.user_id is None:
            self.fields["email"] = forms.EmailField(
                label=_("Email"),
                initial=member.email,
                help_text=_("Kader ini belum punya akun; undangan dikirim ke sini."),
            )
            self.order_fields(self.field_order)


class FindMemberForm(forms.Form):
    """A name to look for; sent by POST, since names stay out of addresses."""

    q = forms.CharField(max_length=80, required=False)


class MentorMoveForm(forms.Form):
    """The next state of a mentor, with the reason where one is owed."""

    to = forms.ChoiceField(label=gettext_lazy("Status baru"))
    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Perlu untuk jeda dan pemberhentian."),
    )

    def __init__(self, *args: Any, mentor: Mentor, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_moves = [
            state
            for state in MENTOR_MOVES[mentor.state]
            if state != MentorState.ACCEPTED and (state != MentorState.REMOVED or may_remove(by, mentor))
        ]
        self.fields["to"].choices = [(state, MentorState(state).label) for state in open_moves]

    @property
    def has_moves(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self.fields["to"].choices)
