"""Forms of units: a new cell, a new term of office."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cadres.models import Member
from core.widgets import Picker


class CellForm(forms.Form):
    """A cell below a village."""

    name = forms.CharField(label=_("Nama kelompok"), max_length=100, help_text=_("Misalnya: Kelompok RW 3"))


class TermForm(forms.Form):
    """An office with its decree. The member is one of the acting user's reach."""

    member = forms.ModelChoiceField(
        Member.objects.none(),
        label=_("Kader"),
        error_messages={
            "required": _("Pilih kader dari daftar."),
            "invalid_choice": _("Kader ini tidak ada di wilayah kerja Anda."),
        },
    )
    post = forms.CharField(label=_("Jabatan"), max_length=100)
    portfolio = forms.CharField(label=_("Bidang"), max_length=100, required=False)
    decree_no = forms.CharField(label=_("Nomor SK"), max_length=60)
    starts_on = forms.DateField(label=_("Mulai"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, by: User, unit: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["member"]
        field.queryset = Member.objects.for_user(by).active().within(unit).defer("nik").order_by("name_key", "pk")
        field.widget = Picker(url="cadres:member_search", placeholder=_("Ketik nama kader"))
        field.widget.choices = field.choices

    def clean_starts_on(self) -> date:
        day = self.cleaned_data["starts_on"]
        if not 1945 <= day.year <= 2100:
            raise forms.ValidationError(_("Periksa tahunnya: %(year)s."), params={"year": day.year})
        return day
