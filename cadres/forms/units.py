"""Forms of offices and cells."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from cadres.dates import parse_date
from cadres.forms.fields import DateField
from cadres.models import Member
from cadres.selectors.members import search_condition
from core.keys import read_key
from regions.models import Unit

FOUND = 8
LONGEST_TERM_YEARS = 20


class CellForm(forms.Form):
    """A new cell."""

    name = forms.CharField(
        label=gettext_lazy("Nama kelompok"), max_length=100, help_text=gettext_lazy("Misalnya RT 03 atau TPS 12.")
    )


def _read_term_date(text: str) -> date:
    today = timezone.localdate()
    return parse_date(text, today=date(today.year + LONGEST_TERM_YEARS, 12, 31))


class TermDateField(DateField):
    """A date of an office, which may lie ahead."""

    read = staticmethod(_read_term_date)


class TermEndForm(forms.Form):
    """When an office ended."""

    ends_on = TermDateField(label=gettext_lazy("Tanggal selesai"))


class OfficerForm(forms.Form):
    """Somebody for an office. The member is searched by name first, since there are too many for a list."""

    words = forms.CharField(label=gettext_lazy("Cari kader"), max_length=80, required=False)
    member = forms.ModelChoiceField(
        label=gettext_lazy("Kader"),
        queryset=Member.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": gettext_lazy("Cari lalu pilih kadernya."),
            "invalid_choice": gettext_lazy("Pilih kader dari hasil pencarian."),
        },
    )
    post = forms.CharField(label=gettext_lazy("Jabatan"), max_length=100)
    portfolio = forms.CharField(label=gettext_lazy("Bidang"), max_length=100, required=False)
    decree_no = forms.CharField(label=gettext_lazy("Nomor SK"), max_length=60)
    decree_on = DateField(label=gettext_lazy("Tanggal SK"), required=False)
    starts_on = TermDateField(label=gettext_lazy("Mulai"))
    ends_on = TermDateField(
        label=gettext_lazy("Selesai"), required=False, help_text=gettext_lazy("Kosongkan bila masih menjabat.")
    )

    def __init__(self, *args: Any, by: User, unit: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        members = Member.objects.for_user(by).within(unit).listed().active().defer("nik").select_related("unit")
        typed = self.data or self.initial
        words = " ".join((typed.get("words") or "").split())
        chosen = str(typed.get("member") or "")
        found = members.filter(search_condition(words, by)).order_by("name_key", "pk")[:FOUND] if words else []
        wanted = {member.pk for member in found} | {read_key(chosen)} - {None}
        self.fields["member"].queryset = members.filter(pk__in=wanted).order_by("name_key", "pk")  # type: ignore[attr-defined]
        self.fields["member"].label_from_instance = lambda member: f"{member.full_name} · {member.unit.path}"  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A term ends after it begins."""
        data = super().clean() or self.cleaned_data
        starts_on, ends_on = data.get("starts_on"), data.get("ends_on")
        if starts_on and ends_on and ends_on <= starts_on:
            self.add_error("ends_on", _("Tanggal selesai harus sesudah tanggal mulai."))
        return data
