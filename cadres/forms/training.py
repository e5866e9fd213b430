"""Forms of training events."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms import MomentField
from accounts.models import User
from cadres.enums import TrainingResult
from cadres.forms.members import UnitField
from cadres.models import FIRST_LEVEL, Level, Member, TrainingEvent
from cadres.models.training import SEATS
from cadres.selectors.members import search_condition
from core.keys import read_key

FOUND = 8


class EventForm(forms.ModelForm):
    """A training event."""

    unit = UnitField(label=gettext_lazy("Penyelenggara"))

    starts_at = MomentField(label=gettext_lazy("Mulai"))
    ends_at = MomentField(label=gettext_lazy("Selesai"))
    capacity = forms.IntegerField(label=gettext_lazy("Kursi"), min_value=SEATS[0], max_value=SEATS[1])

    class Meta:
        model = TrainingEvent
        fields = ("kind", "level", "title", "topic", "unit", "place", "starts_at", "ends_at", "capacity")

    def __init__(self, *args: Any, by: User, **options: Any) -> None:
        super().__init__(*args, **options)
        assert by.scope is not None
        self.fields["unit"].limit_to(by.scope.unit)  # type: ignore[attr-defined]
        self.fields["unit"].initial = by.scope.unit
        self.fields["level"].queryset = Level.objects.exclude(code=FIRST_LEVEL)  # type: ignore[attr-defined]
        self.fields["level"].empty_label = _("Semua jenjang")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """An event ends after it starts."""
        data = super().clean() or self.cleaned_data
        start, end = data.get("starts_at"), data.get("ends_at")
        if start and end and end <= start:
            self.add_error("ends_at", _("Selesai harus sesudah mulai."))
        return data


class ParticipantForm(forms.Form):
    """Somebody for a seat: searched by name first, since there are too many for a list."""

    words = forms.CharField(label=gettext_lazy("Cari kader"), max_length=80, required=False)
    member = forms.ModelChoiceField(
        label=gettext_lazy("Kader"),
        queryset=Member.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": gettext_lazy("Cari lalu pilih kadernya.")},
    )

    def __init__(self, *args: Any, by: User, event: TrainingEvent, **options: Any) -> None:
        super().__init__(*args, **options)
        members = Member.objects.for_user(by).within(event.unit).listed().active().defer("nik").select_related("unit")
        typed = self.data or self.initial
        words, chosen = " ".join((typed.get("words") or "").split()), str(typed.get("member") or "")
        found = members.filter(search_condition(words, by)).order_by("name_key", "pk")[:FOUND] if words else []
        wanted = {member.pk for member in found} | {read_key(chosen)} - {None}
        self.fields["member"].queryset = members.filter(pk__in=wanted).order_by("name_key", "pk")  # type: ignore[attr-defined]
        self.fields["member"].label_from_instance = lambda member: f"{member.full_name} · {member.unit.path}"  # type: ignore[attr-defined]


class CodeForm(forms.Form):
    """The code that a participant shows."""

    code = forms.CharField(
        label=gettext_lazy("Kode peserta"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "autofocus": True}),
        help_text=gettext_lazy("Delapan angka dari ponsel peserta; berganti tiap menit."),
    )


class HandForm(forms.Form):
    """Why somebody is ticked by hand."""

    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=200)


class MarkForm(forms.Form):
    """What came of a training for a participant."""

    score = forms.IntegerField(label=gettext_lazy("Nilai"), min_value=0, max_value=100, required=False)
    result = forms.ChoiceField(
        choices=[(value, label) for value, label in TrainingResult.choices if value != TrainingResult.OPEN]
    )


class AttendanceExportForm(forms.Form):
    """Why the attendance list leaves the house."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        min_length=10,
        max_length=200,
        help_text=gettext_lazy("Misalnya «LPJ bantuan keuangan triwulan III». Disimpan bersama nama Anda."),
        error_messages={"min_length": gettext_lazy("Tulis alasannya, paling sedikit 10 huruf.")},
    )
