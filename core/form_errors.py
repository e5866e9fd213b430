"""What a field says when Django's own sentence would be its error; sentences of our own forms stay."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def sentences(field: forms.BoundField) -> list[str]:
    """The errors of a bound field as people read them."""
    return [_plain(field, error) or text for error, text in zip(_errors(field), map(str, field.errors), strict=True)]


def summary(form: forms.BaseForm) -> list[tuple[str, str]]:
    """What the summary over a form says: (id of the field or empty, sentence), each sentence once.

    A sentence that names its field already does not get its label in front.
    """
    found = {str(error): "" for error in form.non_field_errors()}
    for field in form:
        for sentence in sentences(field):
            is_named = field.is_hidden or str(field.label) in sentence or sentence in found
            text = sentence if is_named else f"{field.label}: {sentence}"
            found.setdefault(text, "" if field.is_hidden else str(field.id_for_label or field.auto_id))
    return [(target, text) for text, target in found.items()]


def _errors(field: forms.BoundField) -> list[ValidationError | None]:
    found: list[ValidationError | None] = list(getattr(field.errors, "as_data", list)())
    return found if len(found) == len(field.errors) else [None] * len(field.errors)


def _plain(field: forms.BoundField, error: ValidationError | None) -> str:
    code = error.code if error else None
    if code in _LIMITS:
        return str(_LIMITS[code]()) % (error.params or {})  # type: ignore[union-attr]
    if code is None or error is None:
        return ""
    is_django = str(error.message) == str(_django_messages(field.field).get(code))
    if not is_django and not (code == "invalid" and isinstance(field.field, forms.EmailField)):
        return ""
    if code == "required":
        return _required(field)
    if code in ("invalid_choice", "invalid_pk_value"):
        return _("Pilihan ini tidak ada di daftar; pilih lagi.")
    return _invalid(field) if code == "invalid" else ""


def _required(field: forms.BoundField) -> str:
    # Labels are questions and half sentences too («Datang lewat»), so they are quoted.
    label = str(field.label)
    if isinstance(field.field, forms.FileField):
        return _("Pilih berkasnya dulu.")
    if isinstance(field.field, forms.BooleanField):
        return _("Centang dulu «%(label)s».") % {"label": label}
    if isinstance(field.field, forms.ChoiceField | forms.ModelChoiceField):
        return _("«%(label)s» belum dipilih.") % {"label": label}
    return _("«%(label)s» belum diisi.") % {"label": label}


def _invalid(field: forms.BoundField) -> str:
    if isinstance(field.field, forms.EmailField):
        return _("Alamat email ini belum lengkap. Contoh: nama@contoh.id.")
    if isinstance(field.field, forms.IntegerField):
        return _("Tulis dengan angka.")
    if isinstance(field.field, forms.DateField):
        return _("Tanggal ini tidak terbaca. Contoh: 21/11/2026.")
    return ""


def _django_messages(field: forms.Field) -> Mapping[str, Any]:
    """What Django itself would say for this kind of field."""
    messages: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        if kind.__module__.startswith("django."):
            messages |= kind.__dict__.get("default_error_messages", {})
    return messages


_LIMITS = {
    "max_length": lambda: _("Paling panjang %(limit_value)d huruf; Anda menulis %(show_value)d."),
    "min_length": lambda: _("Paling pendek %(limit_value)d huruf; Anda menulis %(show_value)d."),
    "max_value": lambda: _("Paling besar %(limit_value)s."),
    "min_value": lambda: _("Paling kecil %(limit_value)s."),
}
