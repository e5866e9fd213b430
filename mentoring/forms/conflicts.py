"""Forms about what stands between two people."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentoring.enums import TieKind
from mentoring.forms.fields import reason_field
from mentoring.models import PairingParticipant
from mentoring.rules.conflicts import Conflict

QUESTIONS = {
    TieKind.FAMILY: gettext_lazy("Suami atau istri, orang tua, anak, atau saudara kandung saya"),
    TieKind.PAYS: gettext_lazy("Membayar, mempekerjakan, atau meminjami uang, ke arah mana pun"),
    TieKind.SELECTION: gettext_lazy("Salah satu ikut menilai pencalonan yang lain"),
}


class TiesForm(forms.Form):
    """What ties one to the others of an offer: a tick for each person is a yes, no tick is a no."""

    def __init__(self, *args: Any, others: Iterable[PairingParticipant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(other.member_id), other.name) for other in others]
        for kind, question in QUESTIONS.items():
            self.fields[kind.value] = forms.MultipleChoiceField(
                label=question, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
            )

    @property
    def ties(self) -> set[tuple[int, str]]:
        """(member, kind) for each yes."""
        return {(int(member), kind) for kind in TieKind.values for member in self.cleaned_data.get(kind, ())}


class CorrectTiesForm(forms.Form):
    """The secretariat's answers about two people, one for each kind."""

    def __init__(self, *args: Any, now: Mapping[str, bool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, question in TieKind.choices:
            self.fields[kind] = forms.BooleanField(label=question, required=False, initial=now[kind])


class SecondAdultForm(forms.Form):
    """Who is told of every meeting of a minor."""

    name = forms.CharField(label=gettext_lazy("Nama pendamping"), max_length=120)
    relation = forms.CharField(
        label=gettext_lazy("Hubungan dengan kader"),
        max_length=60,
        help_text=gettext_lazy("Misalnya ibu, paman, atau pembina; bukan mentornya."),
    )


class AskWaiverForm(forms.Form):
    """Which rule is to be let pass between two people, and why."""

    rule = forms.ChoiceField(
        label=gettext_lazy("Yang menghalangi"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih aturannya.")},
    )
    reason = reason_field()

    def __init__(self, *args: Any, found: Iterable[Conflict], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = {conflict.shown_code: conflict.sentence for conflict in found}
        self.fields["rule"].choices = list(shown.items())
        self.fields["reason"].help_text = _("Mengapa keduanya tetap perlu dipasangkan; koordinator di atas membacanya.")


class DecideWaiverForm(forms.Form):
    """The answer of the tier above."""

    is_granted = forms.TypedChoiceField(
        label=gettext_lazy("Putusan"),
        choices=[("ya", gettext_lazy("Kecualikan")), ("tidak", gettext_lazy("Tolak"))],
        coerce=lambda said: said == "ya",
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih putusannya.")},
    )
    answer = forms.CharField(
        label=gettext_lazy("Alasan putusan"),
        max_length=300,
        help_text=gettext_lazy("Tampil di halaman pasangan, juga bagi keduanya."),
        error_messages={"required": gettext_lazy("Tulis alasannya.")},
    )
