"""Filters that live in the address: an allow-list of names and values, everything else is refused."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from core.templatetags.layout import PAGE_PARAMETER, SORT_PARAMETER
from regions.models import Unit

WORDS = "cari"


def choices(label: Any, values: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """The choices of a filter, the first of which does not filter."""
    return [("", label), *values]


class Filters(forms.Form):
    """A filter form of a list over one unit and below.

    `unit` is the unit the address names (`wilayah`), else the root of the reader's sight.
    """

    wilayah = forms.ChoiceField(required=False)
    cari = forms.CharField(required=False, widget=forms.HiddenInput)
    urut = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, query: MultiValueDict[str, str], *, root: Unit, unit: Unit, children: Iterable[Unit]) -> None:
        super().__init__(query)
        self.unit, self.root = unit, root
        self.fields["wilayah"].label = _("Wilayah")
        places = self._places(root, unit, children)
        if query.get("wilayah") == root.code:  # the root by its own name filters nothing either
            places[0] = (root.code, places[0][1])
        self.fields["wilayah"].choices = places  # type: ignore[attr-defined]

    @staticmethod
    def _places(root: Unit, unit: Unit, children: Iterable[Unit]) -> list[tuple[str, str]]:
        """The way back up, where we are, and one step down."""
        here = [] if unit.pk == root.pk else [(unit.code, unit.full_name)]
        return choices(root.full_name, [*here, *((child.code, f"– {child.full_name}") for child in children)])

    def check(self, query: MultiValueDict[str, str]) -> None:
        """Refuse names that are no filter here and values that are none (TRUST SEC-05)."""
        allowed = {*self.fields, PAGE_PARAMETER}
        if set(query) - allowed or not self.is_valid():
            raise BadRequest("unknown filter")

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that are set, by name."""
        found = {name: value for name, value in self.cleaned_data.items() if value}
        for name in (WORDS, SORT_PARAMETER, *(["wilayah"] if self.unit == self.root else [])):
            found.pop(name, None)
        return found

    @property
    def in_words(self) -> list[str]:
        """The filters that are set, as people read them."""
        found = []
        for name, value in self.chosen.items():
            field = self.fields[name]
            labels = dict(getattr(field, "choices", []))
            found.append(str(labels.get(value, value)).removeprefix("– "))
        return found
