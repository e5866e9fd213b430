"""The questions of an instrument as a form: works without a script, and half done."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from evaluations.enums import ItemKind
from evaluations.models import Answer, Instrument, InstrumentItem

UNKNOWN = "x"


class AnswerForm(forms.Form):
    """Each item with its levels and «tidak tahu»; an open one as text."""

    def __init__(
        self, *args: Any, instrument: Instrument, kept: Mapping[int, Answer] | None = None, **kwargs: Any
    ) -> None:
        kept = kept or {}
        self.items: list[InstrumentItem] = list(instrument.items.select_related("part"))
        kwargs["initial"] = {
            self._name(item): self._shown(item, kept[item.pk]) for item in self.items if item.pk in kept
        }
        super().__init__(*args, **kwargs)
        for item in self.items:
            self.fields[self._name(item)] = self._field(item)

    @staticmethod
    def _name(item: InstrumentItem) -> str:
        return f"i{item.pk}"

    @staticmethod
    def _shown(item: InstrumentItem, answer: Answer) -> str:
        if item.kind == ItemKind.TEXT:
            return answer.text
        return UNKNOWN if answer.value is None else str(answer.value)

    @staticmethod
    def _field(item: InstrumentItem) -> forms.Field:
        if item.kind == ItemKind.TEXT:
            return forms.CharField(
                label=item.text, required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 3})
            )
        choices = [(str(value), label) for value, label in item.levels]
        return forms.ChoiceField(
            label=item.text, choices=[*choices, (UNKNOWN, _("Tidak tahu"))], required=False, widget=forms.RadioSelect
        )

    def questions(self) -> Iterator[tuple[InstrumentItem, forms.BoundField, str]]:
        """Each item with its field, and the name of the part that it begins."""
        part = None
        for item in self.items:
            begins = item.part.name if item.part and item.part_id != part else ""
            part = item.part_id
            yield item, self[self._name(item)], begins

    @property
    def told(self) -> dict[int, int | str | None]:
        """What was answered, by item; None is «tidak tahu»."""
        found: dict[int, int | str | None] = {}
        for item in self.items:
            said = self.cleaned_data.get(self._name(item))
            if item.kind == ItemKind.TEXT:
                found[item.pk] = said or ""
            elif said:
                found[item.pk] = None if said == UNKNOWN else int(said)
        return found
