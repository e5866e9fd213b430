"""Forms of draft runs: weights, the choice for one cadre, wishes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cadres.enums import Gender
from cadres.models import Member
from mentoring.enums import MOST_WEIGHT, Factor, Reach
from mentoring.models import MentoringWish

MEANS = {
    Factor.NEEDS: _("Mentor kuat pada kompetensi yang paling kurang pada kader."),
    Factor.NEARNESS: _("Makin dekat unitnya, makin tinggi."),
    Factor.LEVEL: _("Satu atau dua jenjang di atas kader paling tinggi."),
    Factor.LANGUAGE: _("Ada bahasa yang sama."),
    Factor.TIME: _("Ada waktu luang yang sama."),
    Factor.LOAD: _("Mentor yang binaannya sedikit didahulukan, agar beban merata."),
    Factor.WAITING: _("Bila tempat kurang, yang menunggu lebih lama didahulukan."),
}


class WeightsForm(forms.Form):
    """How much each factor counts, and how far a mentor may be."""

    reach = forms.ChoiceField(label=_("Mentor boleh berada di"), choices=Reach.choices)

    def __init__(self, *args: Any, weights: dict[str, int], reach: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reach"].initial = reach
        for factor in Factor:
            self.fields[factor.value] = forms.IntegerField(
                label=factor.label,
                help_text=MEANS[factor],
                min_value=0,
                max_value=MOST_WEIGHT,
                initial=weights[factor],
            )

    def clean(self) -> dict[str, Any]:
        """At least one thing counts."""
        cleaned: dict[str, Any] = super().clean() or {}
        known = [cleaned.get(factor) for factor in Factor.values]
        if None not in known and not any(known):
            self.add_error(None, _("Beri bobot pada paling sedikit satu hal."))
        return cleaned

    @property
    def weights(self) -> dict[str, int]:
        """The weights by factor."""
        return {factor: self.cleaned_data[factor] for factor in Factor.values}


class ChoiceForm(forms.Form):
    """The mentor whom the coordinator chooses for one cadre; any but the suggested one with a reason."""

    reason = forms.CharField(
        label=_("Alasan pilihan Anda"),
        max_length=200,
        required=False,
        help_text=_("Satu kalimat. Saran pertama boleh tanpa alasan; mentor lain tidak."),
    )
    mentor = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": _("Pilih mentornya.")})

    def __init__(self, *args: Any, member: Member, suggested: int | None, options: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suggested, self.options = suggested, options
        self.fields["reason"].optional_note = " "  # type: ignore[attr-defined]  # the hint says when
        if member.user_id is None:
            self.fields["email"] = forms.EmailField(
                label=_("Email kader"),
                initial=member.email,
                help_text=_("Kader ini belum punya akun; undangan dikirim ke sini."),
            )

    def clean_mentor(self) -> int:
        """Only a mentor of the list."""
        chosen: int = self.cleaned_data["mentor"]
        if chosen not in self.options:
            raise forms.ValidationError(_("Mentor ini tidak ada di wilayah Anda."))
        return chosen

    def clean(self) -> dict[str, Any]:
        """Only the suggestion may be taken without a word."""
        cleaned: dict[str, Any] = super().clean() or {}
        mentor = cleaned.get("mentor")
        if mentor and mentor != self.suggested and "reason" not in self.errors and not cleaned.get("reason"):
            self.add_error("reason", _("Tulis mengapa Anda memilih mentor ini dan bukan saran pertama."))
        return cleaned


class WishForm(forms.ModelForm):
    """What a cadre wishes of his mentor."""

    mentor_gender = forms.ChoiceField(
        label=_("Mentor yang diinginkan"),
        choices=[("", _("Tidak ada keinginan khusus")), *Gender.choices],
        widget=forms.RadioSelect,
        required=False,
    )

    class Meta:
        model = MentoringWish
        fields = ("mentor_gender", "goes_farther")
