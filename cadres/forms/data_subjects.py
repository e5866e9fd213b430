"""Forms of data subjects and of the officer who answers them."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import Channel
from accounts.forms import MomentField
from cadres.enums import IdentityDocument
from cadres.forms.fields import DateField, PhoneField
from cadres.models import Member

LABELS = {
    "full_name": gettext_lazy("Nama lengkap"),
    "birth_date": gettext_lazy("Tanggal lahir"),
    "birthplace": gettext_lazy("Tempat lahir"),
    "phone": gettext_lazy("Nomor HP"),
    "email": gettext_lazy("Email"),
    "address": gettext_lazy("Alamat"),
    "words": gettext_lazy("Kata-katanya"),
}


class CorrectionForm(forms.Form):
    """What stands wrong and how it should stand; only what differs is asked for."""

    full_name = forms.CharField(label=LABELS["full_name"], max_length=150)
    birth_date = DateField(label=LABELS["birth_date"], required=False)
    birthplace = forms.CharField(label=LABELS["birthplace"], max_length=100, required=False)
    phone = PhoneField(label=LABELS["phone"], max_length=40, required=False)
    email = forms.EmailField(label=LABELS["email"], required=False)
    address = forms.CharField(label=LABELS["address"], max_length=250, required=False)
    words = forms.CharField(label=gettext_lazy("Penjelasan atau bukti"), max_length=300, required=False)

    def __init__(self, *args: Any, member: Member, **options: Any) -> None:
        initial = {name: getattr(member, name) for name in self.base_fields if name != "words"}
        super().__init__(*args, initial=initial, **options)
        self.member = member

    @staticmethod
    def label_of(name: str) -> str:
        """What a detail is called."""
        return str(LABELS.get(name, name))

    def clean(self) -> dict[str, Any]:
        """Something must differ."""
        data = super().clean() or self.cleaned_data
        if not self.errors and not self.changes():
            raise forms.ValidationError(_("Belum ada yang diubah."))
        return data

    def changes(self) -> dict[str, str]:
        """The fields that should stand otherwise."""
        found = {}
        for name in self.base_fields:
            if name != "words":
                value = self.cleaned_data.get(name) or ""
                if str(value) != str(getattr(self.member, name) or "") and (value or name not in ("birth_date",)):
                    found[name] = value.isoformat() if hasattr(value, "isoformat") else str(value)
        return found

    def details(self) -> dict[str, str]:
        """What the request says."""
        words = self.cleaned_data.get("words", "")
        return self.changes() | ({"words": words} if words else {})


class WordsForm(forms.Form):
    """A request in the person's own words."""

    words = forms.CharField(
        label=gettext_lazy("Keterangan"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, member: Member, **options: Any) -> None:
        super().__init__(*args, **options)

    def details(self) -> dict[str, str]:
        """What the request says."""
        words = self.cleaned_data["words"]
        return {"words": words} if words else {}


class IntakeForm(forms.Form):
    """How a request came that its owner did not enter himself, and by what he was known."""

    channel = forms.ChoiceField(
        label=gettext_lazy("Datang lewat"),
        choices=[("", gettext_lazy("Pilih")), *(each for each in Channel.choices if each[0] != Channel.APP)],
    )
    identity = forms.ChoiceField(
        label=gettext_lazy("Orangnya dipastikan dengan"),
        choices=[
            ("", gettext_lazy("Pilih")),
            *IdentityDocument.choices,
            ("call", gettext_lazy("Ditelepon balik ke nomor yang tercatat")),
        ],
        help_text=gettext_lazy("Nama Anda disimpan sebagai yang memastikan."),
    )
    received_at = MomentField(label=gettext_lazy("Diterima"), help_text=gettext_lazy("Dari sini 72 jam berjalan."))

    def values(self) -> dict[str, Any]:
        """What the service asks for; the identity in words, as it is kept."""
        said = dict(self.fields["identity"].choices)[self.cleaned_data["identity"]]  # type: ignore[attr-defined]
        known = _("Dipastikan dengan: %(document)s.") % {"document": said}
        data = self.cleaned_data
        return {"channel": data["channel"], "identity": known, "at": data["received_at"]}


class AnswerForm(forms.Form):
    """What the officer answers."""

    note = forms.CharField(
        label=gettext_lazy("Jawaban untuk orang ini"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Wajib bila dipenuhi atau ditolak. Tanpa nama orang lain."),
    )
