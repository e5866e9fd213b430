"""Forms of the registry: a form cleans, the service acts."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cadres.dates import parse_date
from cadres.errors import InputError
from cadres.models import Member
from cadres.names import parse_name
from cadres.nik import Nik, parse_nik
from cadres.phones import normalise_phone
from core.widgets import Picker
from regions.models import Unit
from regions.selectors import search_units

EARLIEST_JOINING = date(1945, 1, 1)


class DayText(forms.CharField):
    """A day in any usual writing; a `date` in Python."""

    def __init__(self, *, past: bool = True, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 30, "required": False, **kwargs})
        self.widget.attrs |= {"placeholder": "31/12/1990", "inputmode": "numeric"}

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%d/%m/%Y") if isinstance(value, date) else value

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_date(text, today=timezone.localdate())
        except InputError as error:
            raise forms.ValidationError(error.sentence) from error


class MemberForm(forms.ModelForm):
    """Master data of a member. `nik` is blank on an edit that leaves the NIK as it is."""

    nik = forms.CharField(
        label=_("NIK"), required=False, max_length=40, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    birth_date = DayText(label=_("Tanggal lahir"))
    joined_on = DayText(label=_("Bergabung sejak"))
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Unit"),
        widget=Picker(url="dashboards:unit_search"),
        error_messages={
            "required": _("Pilih unit dari daftar."),
            "invalid_choice": _("Pilih unit dari daftar."),
        },
    )

    class Meta:
        model = Member
        fields: ClassVar[list[str]] = [
            "full_name",
            "unit",
            "nik",
            "nik_missing_reason",
            "gender",
            "birth_date",
            "birthplace",
            "phone",
            "has_whatsapp",
            "email",
            "address",
            "membership_card_no",
            "level",
            "joined_on",
            "wants_mentoring",
        ]

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert by.scope is not None
        reach = by.scope.unit
        # Without script: what a typed name may mean, among the units where this member may stand.
        self.fields["unit"].widget.find = lambda text: [
            (unit.pk, unit.path) for unit in search_units(text, within=reach, limit=8)
        ]
        self.fields["unit"].queryset = Unit.objects.within(by.scope.unit).filter(is_active=True)
        self.fields["phone"].max_length = None
        self.fields["phone"].widget.attrs |= {"inputmode": "tel", "autocomplete": "off"}
        self.fields["phone"].widget.attrs.pop("maxlength", None)
        self.fields["phone"].validators = []
        if self.instance.pk:
            self.initial["nik"] = ""
            self.initial["full_name"] = self.instance.titled_name
            self.fields["nik"].help_text = (
                _("Tersimpan: %(nik)s. Isi hanya bila hendak menggantinya.") % {"nik": self.instance.masked_nik}
                if self.instance.nik_last4
                else ""
            )

    def clean_full_name(self) -> str:
        try:
            self.parsed_name = parse_name(self.cleaned_data["full_name"])
        except InputError as error:
            raise forms.ValidationError(error.sentence) from error
        return self.parsed_name.full_name

    def clean_nik(self) -> Nik | None:
        text = self.cleaned_data["nik"].strip()
        if not text:
            return None
        try:
            return parse_nik(text)
        except InputError as error:
            raise forms.ValidationError(error.sentence) from error

    def clean_phone(self) -> str:
        text = self.cleaned_data["phone"].strip()
        try:
            return normalise_phone(text) if text else ""
        except InputError as error:
            raise forms.ValidationError(error.sentence) from error

    def clean_membership_card_no(self) -> str | None:
        return self.cleaned_data["membership_card_no"] or None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        has_nik = cleaned.get("nik") or self.instance.nik_last4
        if "nik" not in self.errors and not has_nik and not cleaned.get("nik_missing_reason"):
            self.add_error("nik_missing_reason", _("Isi NIK, atau tulis mengapa kosong."))
        return cleaned

    def _post_clean(self) -> None:
        """Fill the instance without the NIK, which the service sets with its hash; uniqueness is the database's."""
        nik = self.cleaned_data.pop("nik", None)
        before = self.instance.nik
        super()._post_clean()
        self.instance.nik = before
        self.cleaned_data["nik"] = nik
        if hasattr(self, "parsed_name"):
            self.instance.prefix, self.instance.suffix = self.parsed_name.prefix, self.parsed_name.suffix

    def validate_unique(self) -> None:
        """Left to the service: a card number that somebody out of sight has gets one neutral sentence."""
