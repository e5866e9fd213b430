"""The builder of instruments."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evaluations.enums import ItemKind
from evaluations.models import Instrument, InstrumentItem
from evaluations.services.instruments import ItemEntry


class ItemForm(forms.Form):
    """One item, its kind and its answers."""

    code = forms.CharField(label=_("Kode"), max_length=8, help_text=_("Pendek dan unik, misalnya 11 atau W1."))
    text = forms.CharField(label=_("Pertanyaan"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    kind = forms.ChoiceField(label=_("Jenis"), choices=ItemKind.choices)
    labels = forms.CharField(
        label=_("Pilihan jawaban"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Satu per baris, dari yang terendah. Rubrik: lima contoh. Kosongkan untuk jawaban terbuka."),
    )
    is_reversed = forms.BooleanField(label=_("Dibalik: jawaban tinggi berarti buruk"), required=False)
    key = forms.IntegerField(
        label=_("Kunci soal"), required=False, min_value=1, max_value=9, help_text=_("Nomor baris jawaban yang benar.")
    )
    is_required = forms.BooleanField(label=_("Wajib dijawab (boleh «tidak tahu»)"), required=False, initial=True)

    def __init__(self, *args: Any, item: InstrumentItem | None = None, **kwargs: Any) -> None:
        self.item = item
        if item is not None:
            kwargs["initial"] = {
                "code": item.code,
                "text": item.text,
                "kind": item.kind,
                "labels": "\n".join(item.labels),
                "is_reversed": item.is_reversed,
                "key": item.key,
                "is_required": item.is_required,
            }
        super().__init__(*args, **kwargs)

    @property
    def entry(self) -> ItemEntry:
        """What was entered; yes or no needs no list."""
        data = self.cleaned_data
        labels = [line.strip() for line in data["labels"].splitlines() if line.strip()]
        yes_no = data["kind"] == ItemKind.YES_NO
        lowest = self.item.lowest if self.item and not yes_no else 0 if yes_no else 1
        return ItemEntry(
            code=data["code"],
            text=data["text"],
            kind=data["kind"],
            labels=labels or (["Tidak", "Ya"] if yes_no else []),
            lowest=lowest,
            is_reversed=data["is_reversed"],
            key=data["key"],
            is_required=data["is_required"],
        )


class WeightsForm(forms.Form):
    """The weights of the parts, in percent."""

    def __init__(self, *args: Any, instrument: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = [part for part in instrument.parts.all() if part.weight is not None]
        for part in self.parts:
            self.fields[f"w{part.pk}"] = forms.IntegerField(
                label=part.name, min_value=1, max_value=100, initial=part.weight
            )

    @property
    def weights(self) -> dict[int, int]:
        """Weight by part."""
        return {part.pk: self.cleaned_data[f"w{part.pk}"] for part in self.parts}
