"""Forms of orientation and agreement."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.templatetags.format import date_id
from mentoring.documents import orientation_items
from mentoring.forms.fields import DayField
from mentoring.models import Agreement, Pairing


class OrientationForm(forms.Form):
    """The checklist of a role; all of it must be ticked."""

    items = forms.MultipleChoiceField(
        label=gettext_lazy("Daftar periksa"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Centang semua butir setelah Anda memahaminya.")},
    )

    def __init__(self, *args: Any, role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = orientation_items(role)

    def clean_items(self) -> list[str]:
        ticked: list[str] = self.cleaned_data["items"]
        if len(ticked) < len(self.fields["items"].choices):
            raise forms.ValidationError(_("Centang semua butir setelah Anda memahaminya."))
        return ticked


class AgreementForm(forms.Form):
    """What is particular to this agreement; the clauses are the same for everybody."""

    purpose = forms.CharField(
        label=gettext_lazy("Tujuan pendampingan"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    rhythm = forms.CharField(
        label=gettext_lazy("Irama, cara, dan tempat"),
        max_length=200,
        help_text=gettext_lazy("Contoh: dua minggu sekali, Sabtu sore, di balai kelurahan."),
    )
    starts_on = DayField(label=gettext_lazy("Mulai"))
    ends_on = DayField(label=gettext_lazy("Selesai"))

    def __init__(self, *args: Any, pairing: Pairing, before: Agreement | None = None, **kwargs: Any) -> None:
        self.last = pairing.programme.ends_on
        today = timezone.localdate(timezone=pairing.unit.zone)
        kwargs["initial"] = {
            "purpose": before.purpose if before else "",
            "rhythm": before.rhythm if before else "",
            "starts_on": before.starts_on if before else today,
            "ends_on": min(before.ends_on if before else today + timedelta(days=182), self.last),
        }
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends <= starts:
            self.add_error("ends_on", _("Tanggal selesai harus setelah tanggal mulai."))
        elif ends and ends > self.last:
            sentence = _("Programnya selesai %(day)s; kesepakatan tidak lebih lama dari itu.")
            self.add_error("ends_on", sentence % {"day": date_id(self.last)})
        return cleaned
