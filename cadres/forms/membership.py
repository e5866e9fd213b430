"""Forms of the moves of a membership, of merges and of transfers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import Channel
from cadres.enums import EndReason, IdentityDocument
from cadres.forms.fields import DateField
from cadres.forms.members import UnitField
from cadres.models import Member
from cadres.selectors.duplicates import sides_of
from cadres.services.membership import SHORTEST_PROOF
from core.widgets import Picker
from regions.models import Unit
from regions.selectors import search_units

NOT_BY_APP = [(value, label) for value, label in Channel.choices if value != Channel.APP]


class ConsentForm(forms.Form):
    """How somebody said yes, outside the product; the box is unticked until somebody ticks it."""

    agreed = forms.BooleanField(label=_("Orangnya menyetujui teks di atas"))
    channel = forms.ChoiceField(label=_("Cara"), choices=NOT_BY_APP)
    proof = forms.CharField(
        label=_("Bukti"), max_length=120, help_text=_("Nomor formulir, nama berkas rekaman, atau siapa yang mencatat.")
    )


class IdentityForm(forms.Form):
    """Which proof of identity was seen."""

    document = forms.ChoiceField(label=_("Bukti diri yang dilihat"), choices=IdentityDocument.choices)
    ever_married = forms.BooleanField(label=_("Pernah menikah"), required=False)


class VerifyManyForm(forms.Form):
    """The one reason for which many applicants are verified: what the secretariat holds of each of them."""

    agreed = forms.BooleanField(label=_("Formulir persetujuan setiap orang ini ada di sekretariat"))
    channel = forms.ChoiceField(label=_("Persetujuan diberikan lewat"), choices=NOT_BY_APP)
    document = forms.ChoiceField(label=_("Bukti diri yang dilihat"), choices=IdentityDocument.choices)
    proof = forms.CharField(
        label=_("Bukti"),
        min_length=SHORTEST_PROOF,
        max_length=120,
        help_text=_("Misalnya «Formulir anggota, map 3 Distrik Sorong Timur». Disimpan pada setiap orang."),
    )


class CardForm(forms.Form):
    """The card number."""

    number = forms.CharField(label=_("Nomor KTA"), max_length=32)


class DecreeForm(forms.Form):
    """A decree that suspends or restores."""

    decree_no = forms.CharField(label=_("Nomor SK"), max_length=60)
    decree_on = DateField(label=_("Tanggal SK"))
    note = forms.CharField(label=_("Alasan"), max_length=200)


class EndForm(forms.Form):
    """Why a membership ends; a dismissal by decree."""

    reason = forms.ChoiceField(
        label=_("Alasan"),
        choices=[("", _("Pilih alasan")), *((v, t) for v, t in EndReason.choices if v != EndReason.DUPLICATE)],
    )
    decree_no = forms.CharField(
        label=_("Nomor SK"), max_length=60, required=False, help_text=_("Wajib bila diberhentikan.")
    )
    decree_on = DateField(label=_("Tanggal SK"), required=False)
    note = forms.CharField(label=_("Keterangan"), max_length=200, required=False)


class MergeForm(forms.Form):
    """Which of two rows stays, and from which each field comes."""

    kept = forms.ChoiceField(label=_("Data yang dipertahankan"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, first: Member, second: Member, **options: Any) -> None:
        super().__init__(*args, **options)
        self.sides = sides_of(first, second)
        self.fields["kept"].choices = [(str(first.pk), first.full_name), (str(second.pk), second.full_name)]  # type: ignore[attr-defined]
        for side in self.sides:
            if side.differs:
                self.fields[side.code] = forms.ChoiceField(
                    label=side.label,
                    choices=[(str(first.pk), side.first), (str(second.pk), side.second)],
                    initial=str(first.pk if side.first else second.pk),
                    widget=forms.RadioSelect({"class": "form-check-input"}),
                )

    def from_lost(self) -> dict[str, bool]:
        """The fields whose value comes from the row that goes."""
        kept = self.cleaned_data["kept"]
        return {code: value != kept for code, value in self.cleaned_data.items() if code != "kept"}


def _find_unit(text: str) -> list[tuple[int, str]]:
    return [(unit.pk, unit.path) for unit in search_units(text, limit=8)]


class TransferForm(forms.Form):
    """Where somebody moves to, and why. Any unit of the party."""

    to_unit = UnitField(label=_("Unit tujuan"))
    reason = forms.CharField(label=_("Alasan"), max_length=200, help_text=_("Misalnya pindah domisili."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["to_unit"]
        field.widget = Picker(url="cadres:transfer_units", find=_find_unit)
        field.queryset = Unit.objects.filter(is_active=True)
        field.widget.choices = field.choices


class ReleaseForm(forms.Form):
    """The letter that lets somebody go."""

    letter_no = forms.CharField(label=_("Nomor surat pindah"), max_length=60)


class RefusalForm(forms.Form):
    """Why not."""

    reason = forms.CharField(label=_("Alasan penolakan"), max_length=200)
