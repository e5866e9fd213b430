"""Form fields that read what people type as the sheets do: any writing in, one sentence when it cannot be read."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cadres.dates import parse_date
from cadres.errors import InputError
from cadres.nik import Nik, parse_nik
from cadres.phones import display_phone, normalise_phone


class TypedField(forms.CharField):
    """A text field with a reader of `cadres`; the reader's sentence is the error."""

    read: Callable[[str], Any]
    blank: Any = None

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return self.blank
        try:
            return self.read(text)
        except InputError as error:
            raise ValidationError(error.sentence, code=error.code) from error


class DateField(TypedField):
    """A past date, typed as 31/12/1990 or «31 Des 1990»."""

    read = staticmethod(parse_date)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs |= {"placeholder": _("hh/bb/tttt"), "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class PhoneField(TypedField):
    """An Indonesian mobile number in any writing, kept as +628…"""

    read = staticmethod(normalise_phone)
    blank = ""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs |= {"inputmode": "tel", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        return display_phone(value) if value and value.startswith("+62") and value[1:].isdigit() else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class NikField(TypedField):
    """A NIK; cleaned to `Nik`, or None when left empty."""

    read: Callable[[str], Nik] = staticmethod(parse_nik)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}
