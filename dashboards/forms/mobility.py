"""Filters of the pages about mobility."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadres.enums import Gender
from cadres.models import Channel
from cadres.selectors.mobility import BANDS, UNKNOWN
from dashboards.forms.filters import Filters, choices

#: The value that stands for «from outside the party» in an address.
OUTSIDE = "luar"
READINESS = (
    ("0", gettext_lazy("Siap")),
    ("1", gettext_lazy("Satu langkah lagi")),
    ("2", gettext_lazy("Dua langkah lagi")),
)


def band_label(code: str) -> str:
    """An age band in words."""
    if code == UNKNOWN:
        return _("Umur tidak dicatat")
    first, last = next((first, last) for each, first, last in BANDS if each == code)
    if not first:
        return _("Sampai %(n)d tahun") % {"n": last}
    return _("%(n)d tahun ke atas") % {"n": first} if last > 100 else _("%(a)d–%(b)d tahun") % {"a": first, "b": last}


class FlowFilters(Filters):
    """The years of the map."""

    mulai = forms.TypedChoiceField(label=gettext_lazy("Dari tahun"), coerce=int, required=False, empty_value=None)
    sampai = forms.TypedChoiceField(label=gettext_lazy("Sampai tahun"), coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, years: list[int], span: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.years, self.span = years, span
        listed = [(year, str(year)) for year in years]
        self.fields["mulai"].choices = choices(_("Dari tahun"), listed)  # type: ignore[attr-defined]
        self.fields["sampai"].choices = choices(_("Sampai tahun"), listed)  # type: ignore[attr-defined]

    @property
    def period(self) -> tuple[int, int]:
        """The years asked for, the earlier first; without a word the last ones of the list."""
        last = self.cleaned_data["sampai"] or self.years[0]
        first = self.cleaned_data["mulai"] or max(last - self.span + 1, self.years[-1])
        return min(first, last), max(first, last)


class MapFilters(FlowFilters):
    """The years of the map, and whether benches are counted now."""

    bangku = forms.ChoiceField(required=False, choices=[("", ""), ("ya", "ya")], widget=forms.HiddenInput)


class StepFilters(FlowFilters):
    """The years, and where from and where to."""

    dari = forms.ChoiceField(label=gettext_lazy("Dari saluran"), required=False)
    ke = forms.ChoiceField(label=gettext_lazy("Ke saluran"), required=False)

    def __init__(self, *args: Any, channels: list[Channel], **options: Any) -> None:
        super().__init__(*args, **options)
        names = [(each.code, each.name) for each in channels]
        self.fields["dari"].choices = choices(_("Semua asal"), [(OUTSIDE, _("Luar partai")), *names])  # type: ignore[attr-defined]
        self.fields["ke"].choices = choices(_("Semua tujuan"), names)  # type: ignore[attr-defined]


class BenchFilters(Filters):
    """Who of a bench: what is missing, gender, age."""

    kurang = forms.ChoiceField(label=gettext_lazy("Kesiapan"), required=False)
    jenis = forms.ChoiceField(label=gettext_lazy("Jenis kelamin"), required=False)
    usia = forms.ChoiceField(label=gettext_lazy("Umur"), required=False)
    dapil = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, ages: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not ages:
            del self.fields["usia"]
        bands = [(code, band_label(code)) for code in (*(code for code, _first, _last in BANDS), UNKNOWN)]
        self.fields["kurang"].choices = choices(_("Semua kesiapan"), READINESS)  # type: ignore[attr-defined]
        self.fields["jenis"].choices = choices(_("Perempuan dan laki-laki"), Gender.choices)  # type: ignore[attr-defined]
        if ages:
            self.fields["usia"].choices = choices(_("Semua umur"), bands)  # type: ignore[attr-defined]
