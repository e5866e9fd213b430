"""Forms of imports."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadres.models import ImportBatch
from cadres.spreadsheets.columns import COLUMN_LABELS


class UploadForm(forms.Form):
    """One sheet."""

    file = forms.FileField(
        label=gettext_lazy("Berkas XLSX atau CSV"),
        help_text=gettext_lazy("Paling besar 5 MB dan 20.000 baris."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": gettext_lazy("Pilih berkasnya dulu."),
            "missing": gettext_lazy("Pilih berkasnya dulu."),
            "empty": gettext_lazy("Berkas ini kosong; pilih berkas yang berisi daftar anggota."),
        },
    )


class ColumnsForm(forms.Form):
    """For each column of the sheet the field it fills; nothing for a column that is left out."""

    def __init__(self, *args: Any, batch: ImportBatch, **options: Any) -> None:
        super().__init__(*args, **options)
        field_of = {at: field for field, at in batch.columns.items()}
        choices = [("", _("Tidak dipakai")), *COLUMN_LABELS.items()]
        for at, header in enumerate(batch.headers):
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=header or _("Kolom tanpa judul"), choices=choices, required=False, initial=field_of.get(at, "")
            )

    def clean(self) -> dict[str, Any]:
        """No field comes from two columns."""
        data = super().clean() or self.cleaned_data
        chosen = [field for field in data.values() if field]
        for field in sorted({field for field in chosen if chosen.count(field) > 1}):
            raise forms.ValidationError(_("%(field)s dipilih untuk dua kolom.") % {"field": COLUMN_LABELS[field]})
        return data

    @property
    def columns(self) -> dict[str, int]:
        """Field → index of its column, as chosen."""
        return {field: int(name.removeprefix("column_")) for name, field in self.cleaned_data.items() if field}
