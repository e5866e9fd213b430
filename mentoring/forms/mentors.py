"""Forms of mentors."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from cadres.models import Member
from mentoring.enums import MOST_MENTEES, Competency, DayPart, Language, MentorState, Reach
from mentoring.forms.fields import DayField, reason_field
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
    until = DayField(
        label=gettext_lazy("Jeda sampai"),
        required=False,
        help_text=gettext_lazy("Pada hari itu ia aktif lagi dengan sendirinya."),
    )
    rematch = forms.BooleanField(
        label=gettext_lazy("Carikan mentor lain untuk binaannya"),
        required=False,
        help_text=gettext_lazy("Tanpa centang, pasangannya ikut jeda. Tawaran yang belum dijawab selalu ditarik."),
    )

    def __init__(self, *args: Any, mentor: Mentor, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_moves = [
            state
            for state in MENTOR_MOVES[mentor.state]
            if state != MentorState.ACCEPTED and (state != MentorState.REMOVED or may_remove(by, mentor))
        ]
        self.fields["to"].choices = [(state, MentorState(state).label) for state in open_moves]

        if MentorState.PAUSED not in open_moves:
            del self.fields["until"], self.fields["rematch"]

    def clean(self) -> dict[str, Any]:
        """A day and the mentees' lot belong to a pause alone."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("to") != MentorState.PAUSED:
            cleaned |= {"until": None, "rematch": False}
        return cleaned

    @property
    def has_moves(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self.fields["to"].choices)


class PauseForm(forms.Form):
    """A mentor's own pause: why, until when, and what becomes of his mentees."""

    until = DayField(label=gettext_lazy("Jeda sampai"))
    reason = reason_field()
    rematch = forms.BooleanField(
        label=gettext_lazy("Carikan mentor lain untuk binaan saya"),
        required=False,
        help_text=gettext_lazy("Tanpa centang, pendampingan berhenti dulu dan berlanjut pada hari itu."),
    )


STRENGTHS = [(0, "–"), (1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5")]


class ProfileForm(forms.Form):
    """What a mentor says of himself: what he can teach, in which languages, when, and how far from home."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Bahasa"), choices=Language.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    times = forms.MultipleChoiceField(
        label=gettext_lazy("Waktu luang"), choices=DayPart.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    travels = forms.ChoiceField(label=gettext_lazy("Bersedia mendampingi di"), choices=Reach.choices)
    note = forms.CharField(label=gettext_lazy("Keterangan lain"), max_length=200, required=False)
    wants_recognition = forms.BooleanField(
        label=gettext_lazy("Saya mau menerima piagam penghargaan"),
        required=False,
        help_text=gettext_lazy("Mentor tidak pernah diperingkat. Tanpa centang, tidak ada piagam yang dicetak."),
    )

    def __init__(self, *args: Any, mentor: Mentor, **kwargs: Any) -> None:
        names = ("languages", "times", "travels", "note", "wants_recognition")
        initial = {name: getattr(mentor, name) for name in names} | mentor.strengths
        super().__init__(*args, initial=initial, **kwargs)
        for code, name in Competency.choices:
            self.fields[code] = forms.TypedChoiceField(
                label=name, choices=STRENGTHS, coerce=int, required=False, empty_value=0, initial=initial.get(code, 0)
            )

    @property
    def strengths_fields(self) -> list[Any]:
        """The twelve competencies as fields."""
        return [self[code] for code in Competency.values]

    @property
    def said(self) -> dict[str, Any]:
        """The arguments of `mentor_describe`."""
        cleaned = self.cleaned_data
        strengths = {code: cleaned[code] for code in Competency.values}
        return {name: text for name, text in cleaned.items() if name not in strengths} | {"strengths": strengths}
