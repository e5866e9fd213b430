"""Forms of orientation and agreement."""

from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.templatetags.format import date_id
from mentoring.documents import orientation_items
from mentoring.enums import CADENCE_DAYS, Mode
from mentoring.forms.fields import DayField, mode_field, place_field
from mentoring.models import Agreement, Pairing, PairingParticipant
from mentoring.rules.papers import LARGEST


class OrientationForm(forms.Form):
    """The checklist of a role, item by item: what is ticked stays, the rest may wait."""

    items = forms.MultipleChoiceField(
        label=gettext_lazy("Daftar periksa"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, role: str, ticked: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ticked = set(ticked)
        self.fields["items"].choices = orientation_items(role)

    @property
    def rows(self) -> list[tuple[str, Any, bool]]:
        """Code, sentence, and whether it is ticked already."""
        return [(code, text, code in self.ticked) for code, text in self.fields["items"].choices]

    def clean_items(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["items"]
        if not set(chosen) - self.ticked:
            raise forms.ValidationError(_("Centang butir yang sudah Anda pahami."))
        return chosen


class AgreementForm(forms.Form):
    """What is particular to this agreement; the clauses are the same for everybody."""

    purpose = forms.CharField(
        label=gettext_lazy("Tujuan pendampingan"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    every_days = forms.IntegerField(
        label=gettext_lazy("Bertemu sekali dalam (hari)"), min_value=CADENCE_DAYS[0], max_value=CADENCE_DAYS[1]
    )
    rhythm = forms.CharField(
        label=gettext_lazy("Hari dan jam"),
        max_length=200,
        help_text=gettext_lazy("Contoh: Sabtu sore pukul 16.00."),
    )
    mode = mode_field()
    place = place_field()
    conflicts = forms.CharField(
        label=gettext_lazy("Benturan kepentingan yang dinyatakan"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Misalnya satu kantor atau satu usaha. Kosongkan bila tidak ada."),
    )
    feedback = forms.CharField(
        label=gettext_lazy("Cara memberi umpan balik"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Contoh: langsung di akhir pertemuan."),
    )
    starts_on = DayField(label=gettext_lazy("Mulai"))
    ends_on = DayField(label=gettext_lazy("Selesai"))

    def __init__(self, *args: Any, pairing: Pairing, before: Agreement | None = None, **kwargs: Any) -> None:
        self.last = pairing.programme.ends_on
        today = timezone.localdate(timezone=pairing.unit.zone)
        kwargs["initial"] = {
            "purpose": before.purpose if before else "",
            "rhythm": before.rhythm if before else "",
            "every_days": (before and before.every_days) or pairing.cadence_days,
            "mode": before.mode if before else Mode.FACE_TO_FACE,
            "place": before.place if before else "",
            "conflicts": before.conflicts if before else "",
            "feedback": before.feedback if before else "",
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


class PaperForm(forms.Form):
    """Who signed on paper, and the scan of it."""

    participants = forms.ModelMultipleChoiceField(
        PairingParticipant.objects.none(),
        label=gettext_lazy("Yang menandatangani di kertas"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Pilih siapa yang menandatangani di kertas.")},
    )
    scan = forms.FileField(
        label=gettext_lazy("Foto atau pindaian"),
        help_text=gettext_lazy("JPEG, PNG, atau PDF; paling besar 2 MB. Disimpan tersandi."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
        error_messages={"required": gettext_lazy("Pilih berkasnya dulu.")},
    )

    def __init__(self, *args: Any, open_for: Iterable[PairingParticipant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [person.pk for person in open_for]
        self.fields["participants"].queryset = PairingParticipant.objects.filter(pk__in=keys).order_by("pk")

    def content(self) -> bytes:
        """What was sent, read as far as anything that may be kept."""
        found: bytes = self.cleaned_data["scan"].read(LARGEST + 1)
        return found
