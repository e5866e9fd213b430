"""The builder of instruments."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from evaluations.enums import RATERS_OF, InstrumentUse, ItemKind
from evaluations.models import Instrument, InstrumentItem, PdltTerms
from evaluations.models.pdlt import TERMS
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

    def __init__(self, *args: Any, instrument: Instrument, item: InstrumentItem | None = None, **kwargs: Any) -> None:
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
                "part": item.part_id,
            }
        super().__init__(*args, **kwargs)
        parts = instrument.parts.all()
        if parts:
            self.fields["part"] = forms.ModelChoiceField(label=_("Bagian"), queryset=parts)
            self.fields["part"].initial = instrument.parts.filter(is_gate=False).last()

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
            part=data.get("part"),
        )


class HeadForm(forms.Form):
    """What an instrument is called, what stands above its questions, and who answers in a round."""

    name = forms.CharField(label=_("Nama"), max_length=80)
    intro = forms.CharField(
        label=_("Pengantar"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    raters = forms.MultipleChoiceField(label=_("Yang menjawab"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, instrument: Instrument, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "head_%s")  # three forms of the page ask for a name or a code
        kwargs["initial"] = {"name": instrument.name, "intro": instrument.intro, "raters": instrument.raters}
        super().__init__(*args, **kwargs)
        field: Any = self.fields["raters"]
        field.choices = [(each.value, each.label) for each in RATERS_OF[instrument.about]]
        if instrument.use != InstrumentUse.ROUND:
            del self.fields["raters"]

    @property
    def head(self) -> dict[str, Any]:
        """What was entered; who answers elsewhere than in a round is not chosen."""
        return {"raters": [], **self.cleaned_data}


class PartForm(forms.Form):
    """A group of items."""

    code = forms.CharField(label=_("Kode bagian"), max_length=8)
    name = forms.CharField(label=_("Nama bagian"), max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "part_%s"} | kwargs)


class MeasuresForm(forms.Form):
    """The numbers of a version of PDLT: weight and least score of each part, then those of the whole."""

    def __init__(self, *args: Any, instrument: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = [part for part in instrument.parts.all() if part.weight is not None]
        for part in self.parts:
            self.fields[f"w{part.pk}"] = _number(_("%(part)s: bobot (%%)") % {"part": part.name}, 1, 100, part.weight)
            self.fields[f"l{part.pk}"] = _number(
                _("%(part)s: paling sedikit") % {"part": part.name}, 0, 100, part.least or 0
            )
        for name, (low, high) in TERMS.items():
            label = capfirst(PdltTerms._meta.get_field(name).verbose_name)
            self.fields[name] = _number(label, low, high, getattr(instrument.terms, name))

    @property
    def measures(self) -> dict[str, Any]:
        """Weights and least scores by part, and the numbers of the version."""
        data = self.cleaned_data
        return {
            "weights": {part.pk: data[f"w{part.pk}"] for part in self.parts},
            "least": {part.pk: data[f"l{part.pk}"] for part in self.parts},
            "terms": {name: data[name] for name in TERMS},
        }


def _number(label: Any, low: int, high: int, now: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=low, max_value=high, initial=now)
