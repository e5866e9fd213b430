"""Forms of elections: the election itself, its calendar, where its districts come from, and the end of terms."""

from datetime import date
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadres.elections.sheets import Sheet, read
from cadres.enums import ChamberLevel, StageKind
from cadres.models import Election
from cadres.selectors.elections import sheet_of

#: A sheet of districts has some 150 kB for the whole country.
LARGEST = 2 * 1024 * 1024


def _day(label: Any, *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget)


class ElectionForm(forms.Form):
    """Code, name and day."""

    code = forms.SlugField(
        label=gettext_lazy("Kode"), max_length=20, help_text=gettext_lazy("Muncul di alamat halaman, misalnya «2031».")
    )
    name = forms.CharField(label=gettext_lazy("Nama"), max_length=80)
    voting_on = _day(gettext_lazy("Hari pemungutan suara"))


class StagesForm(forms.Form):
    """First and last day of each stage; without both a stage has no date."""

    def __init__(self, *args: Any, election: Election, **options: Any) -> None:
        super().__init__(*args, **options)
        for kind in StageKind:
            stage = election.stage(kind)
            self.fields[f"{kind}_first"] = _day(_("%(stage)s, mulai") % {"stage": kind.label}, required=False)
            self.fields[f"{kind}_last"] = _day(_("%(stage)s, selesai") % {"stage": kind.label}, required=False)
            self.initial |= {
                f"{kind}_first": stage and stage.starts_on, f"{kind}_last": stage and stage.ends_on,
            }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A stage of one day needs the first alone."""
        found: dict[str, Any] = super().clean() or {}
        for kind in StageKind:
            if found.get(f"{kind}_last") and not found.get(f"{kind}_first"):
                self.add_error(f"{kind}_first", _("Isi hari mulainya."))
        return found

    @property
    def days(self) -> dict[str, tuple[date, date] | None]:
        """The dated stages."""
        data = self.cleaned_data
        return {
            kind: (data[f"{kind}_first"], data[f"{kind}_last"] or data[f"{kind}_first"])
            for kind in StageKind
            if data.get(f"{kind}_first")
        }


class CopyForm(forms.Form):
    """Districts of an earlier election."""

    source = forms.ModelChoiceField(
        Election.objects.none(), label=gettext_lazy("Dari pemilu"), empty_label=gettext_lazy("Pilih pemilu")
    )
    levels = forms.MultipleChoiceField(
        label=gettext_lazy("Tingkat"), choices=ChamberLevel.choices, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, election: Election, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["source"].queryset = Election.objects.exclude(pk=election.pk)  # type: ignore[attr-defined]

    @property
    def sheet(self) -> Sheet:
        """What the copy brings."""
        return sheet_of(self.cleaned_data["source"], self.cleaned_data["levels"])


class UploadForm(forms.Form):
    """Districts and their areas as two sheets."""

    districts = forms.FileField(
        label=gettext_lazy("Dapil (CSV)"),
        help_text=gettext_lazy("Kolom: level, code, name, seats, assembly_region."),
    )
    areas = forms.FileField(
        label=gettext_lazy("Wilayah dapil (CSV)"),
        help_text=gettext_lazy("Kolom: level, dapil_code, region_code, partial_name."),
    )

    def clean(self) -> dict[str, Any]:
        """Both are text, and not too large."""
        found: dict[str, Any] = super().clean() or {}
        for name in ("districts", "areas"):
            if file := found.get(name):
                if file.size > LARGEST:
                    self.add_error(name, _("Berkas paling besar 2 MB."))
                    continue
                try:
                    found[name] = file.read().decode("utf-8-sig")
                    if "\0" in found[name]:
                        raise ValueError("a NUL is nobody's typing")
                except ValueError:
                    self.add_error(name, _("Simpan berkas sebagai CSV UTF-8."))
        return found

    @property
    def sheet(self) -> Sheet:
        """Both as they were read."""
        return read(self.cleaned_data["districts"], self.cleaned_data["areas"])

    @property
    def packed(self) -> str:
        """Both for the page that shows what they bring, so that nobody uploads twice."""
        return signing.dumps([self.cleaned_data["districts"], self.cleaned_data["areas"]], compress=True, salt=SALT)


SALT = "election districts"


class PackedForm(forms.Form):
    """Sheets that were looked at and are brought in."""

    packed = forms.CharField(widget=forms.HiddenInput, max_length=4_000_000)

    def clean_packed(self) -> tuple[str, str]:
        """As they were uploaded, a day ago at most."""
        try:
            districts, areas = signing.loads(self.cleaned_data["packed"], salt=SALT, max_age=86_400)
        except (signing.BadSignature, ValueError):
            raise forms.ValidationError(_("Unggah kembali berkasnya.")) from None
        return districts, areas

    @property
    def sheet(self) -> Sheet:
        """Both as they were read."""
        return read(*self.cleaned_data["packed"])


class TermForm(forms.Form):
    """When the terms of a level end."""

    level = forms.ChoiceField(label=gettext_lazy("Tingkat"), choices=ChamberLevel.choices)
    term_ends_on = _day(gettext_lazy("Masa jabatan berakhir"), required=False)
