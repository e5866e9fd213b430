"""Form widgets that Django lacks."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _


class Picker(forms.Widget):
    """Finds one of very many rows by typing, for a ModelChoiceField; works without script too.

    With script, ``url`` (a URL name) answers ``?q=`` with rows ``<li role="option" data-value="pk">name</li>``
    and the hidden input carries the key. Without, the typed text is sent: the field refuses it, and ``find``
    offers what the text may mean as radio buttons.
    """

    def __init__(
        self,
        *,
        url: str,
        find: Callable[[str], Sequence[tuple[Any, str]]] | None = None,
        placeholder: str = "",
        attrs: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(attrs)
        self.url, self.find, self.placeholder = url, find, placeholder or _("Ketik nama wilayah")
        self.choices: Any = None  # ModelChoiceField puts its iterator here

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """The key, or the text when it was typed after the last choice and so the key is stale."""
        text = (data.get(f"{name}_text") or "").strip()
        if text == (data.get(f"{name}_was") or "").strip():
            return data.get(name)
        return data.get(f"{name}_choice") or text

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and f"{name}_text" not in data

    def label_of(self, value: Any) -> str | None:
        """Name of the row with a key; None when there is no such row."""
        try:
            row = self.choices.queryset.filter(pk=value).first()
        except (TypeError, ValueError):
            return None
        return None if row is None else self.choices.field.label_from_instance(row)

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        final = self.build_attrs(self.attrs, attrs)
        label = self.label_of(value) if value else None
        typed = str(value or "")
        context = {
            "name": name,
            "id": final.get("id", f"id_{name}"),
            "url": reverse(self.url),
            "value": "" if label is None else str(value),
            "text": label or typed,
            "placeholder": self.placeholder,
            "options": self.find(typed) if self.find and typed and label is None else [],
            "required": bool(final.get("required")),
            "invalid": final.get("aria-invalid") == "true",
            "describedby": final.get("aria-describedby", ""),
        }
        return render_to_string("components/picker.html", context)
