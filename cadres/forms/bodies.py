"""Forms of affiliated bodies."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cadres.models import AffiliatedBody


class BodyForm(forms.ModelForm):
    """A body; its code is chosen once."""

    class Meta:
        model = AffiliatedBody
        fields = ("name", "code", "kind", "is_active")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk:
            del self.fields["code"]
        else:
            del self.fields["is_active"]
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"

    def clean_name(self) -> str:
        """The name without spaces too many."""
        return " ".join(self.cleaned_data["name"].split())

    def clean_code(self) -> str:
        """The code in small letters: letters, digits and hyphens."""
        code: str = self.cleaned_data["code"].lower()
        if "_" in code or code.startswith("-"):
            raise ValidationError(_("Pakai huruf, angka, dan tanda hubung saja."))
        return code
