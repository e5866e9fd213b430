"""Forms of imports."""

import json
import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from cadres.enums import ImportKind
from cadres.models import ImportBatch, ImportRow, TrainingEvent
from cadres.nik import mask_nik
from cadres.selectors.training import events_for_results
from cadres.spreadsheets.columns import COLUMN_LABELS, LAYOUTS, raw_values

WHOLE_NIK = re.compile(r"(?<!\d)\d(?:[ .-]?\d){15}(?!\d)")
LONGEST_CELL = 500


def masked(text: str, field: str = "") -> str:
    """A cell as it stands in the file; a whole NIK shows its last digits alone, like everywhere.

    So does what stands in the column of the NIK, whole or not: a NIK with a typing error is still somebody's.
    """
    if field == "nik":
        return f"{'•' * len(text[:-4])}{text[-4:]}"
    return WHOLE_NIK.sub(lambda found: mask_nik(found[0][-4:]), text)


class UploadForm(forms.Form):
    """One sheet, and what its rows are; for results perhaps the event."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Isi berkas"),
        choices=ImportKind.choices,
        initial=ImportKind.MEMBERS,
        widget=forms.RadioSelect,
    )
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
    event = forms.ModelChoiceField(
        label=gettext_lazy("Kegiatan"),
        queryset=TrainingEvent.objects.none(),
        required=False,
        empty_label=gettext_lazy("Menurut kolom «Nomor kegiatan»"),
        help_text=gettext_lazy("Hanya untuk hasil diklat: kegiatan yang sudah dimulai dan belum ditutup."),
        error_messages={"invalid_choice": gettext_lazy("Pilih kegiatan yang sudah dimulai dan belum ditutup.")},
    )

    def __init__(self, *args: Any, by: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["event"].queryset = events_for_results(by)  # type: ignore[attr-defined]
        self.fields["event"].label_from_instance = lambda event: f"{event.pk} · {event.title} · {event.unit.full_name}"  # type: ignore[attr-defined]


class ColumnsForm(forms.Form):
    """For each column of the sheet the field it fills; nothing for a column that is left out."""

    def __init__(self, *args: Any, batch: ImportBatch, **options: Any) -> None:
        super().__init__(*args, **options)
        field_of = {at: field for field, at in batch.columns.items()}
        choices = [("", _("Tidak dipakai")), *LAYOUTS[batch.kind].columns.items()]
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


class RowForm(forms.Form):
    """The cells of one row of a sheet, by the fields its columns fill. A cell that is shown masked and comes back so
    stays what it is."""

    def __init__(self, *args: Any, row: ImportRow, **options: Any) -> None:
        super().__init__(*args, **options)
        self._cells = raw_values(row.batch.columns, json.loads(row.original or "[]"))
        labels = LAYOUTS[row.batch.kind].columns
        for field in sorted(self._cells, key=list(labels).index):
            self.fields[field] = forms.CharField(
                label=labels[field],
                required=field in LAYOUTS[row.batch.kind].required,
                max_length=LONGEST_CELL,
                initial=masked(self._cells[field], field),
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )

    @property
    def cells(self) -> dict[str, str]:
        """The cells that were changed, by field."""
        typed = self.cleaned_data.items()
        return {field: text for field, text in typed if text != masked(self._cells[field], field).strip()}
