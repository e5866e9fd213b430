"""Forms of the ladder: decisions with their reasons, recognition of earlier training."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cadres.enums import EventKind, LevelKind
from cadres.forms.fields import DateField
from cadres.models import FIRST_LEVEL, Level


class WrittenReasonForm(forms.Form):
    """A reason that others will read."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kader dapat membacanya."),
    )


class NoteForm(forms.Form):
    """Why a leader vouches for somebody."""

    note = forms.CharField(label=_("Mengapa"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class WaitForm(forms.Form):
    """Why somebody waits."""

    reason = forms.CharField(label=_("Alasan menunggu"), max_length=200)


class AnswerForm(forms.Form):
    """The answer to an appeal."""

    answer = forms.CharField(label=_("Jawaban"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class AccreditationForm(forms.Form):
    """An earlier training and the document that shows it."""

    level = forms.ModelChoiceField(label=_("Untuk jenjang"), queryset=Level.objects.none())
    event_kind = forms.ChoiceField(label=_("Jenis"), choices=EventKind.choices)
    title = forms.CharField(label=_("Nama pelatihan"), max_length=120)
    held_on = DateField(label=_("Tanggal"))
    document_ref = forms.CharField(
        label=_("Nomor dokumen"), max_length=80, help_text=_("Nomor sertifikat atau surat keterangan yang Anda lihat.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        levels = Level.objects.exclude(code=FIRST_LEVEL).order_by("kind", "order")
        self.fields["level"].queryset = levels  # type: ignore[attr-defined]
        self.fields["level"].initial = levels.filter(kind=LevelKind.LEVEL).first()
