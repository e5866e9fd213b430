"""Forms of members."""

import json
from collections.abc import Sequence
from typing import Any

from cryptography.fernet import InvalidToken
from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from cadres.enums import EndReason, Gender
from cadres.errors import InputWarning
from cadres.forms.fields import DateField, NikField, PhoneField
from cadres.models import FIRST_LEVEL, Member, body_choices, level_choices
from cadres.names import PersonNameError, parse_name
from cadres.nik import Nik, nik_warnings
from cadres.selectors.members import Likeness, find_alike, nik_hash
from cadres.services.members import known_elsewhere
from cadres.services.nik import find_nik_holder
from core.crypto import decrypt, encrypt, keyed_hash
from core.errors import RuleError
from core.widgets import Picker
from regions.models import Unit
from regions.selectors import search_units

#: What two entries of one person have in common.
TELLING = ("full_name", "birth_date", "phone")


#: What seals the marks of a form.
PURPOSE = "member form"


class UnitField(forms.ModelChoiceField):
    """A unit inside the user's reach, found by typing."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Unit.objects.none(), **options)
        self.error_messages["invalid_choice"] = _("Pilih unit dari daftar, di dalam wilayah kerja Anda.")

    def limit_to(self, root: Unit) -> None:
        """Offer the units of one subtree."""

        def find(text: str) -> Sequence[tuple[int, str]]:
            return [(unit.pk, unit.path) for unit in search_units(text, within=root, limit=8)]

        self.widget = Picker(url="dashboards:unit_search", find=find)
        self.queryset = Unit.objects.within(root).filter(is_active=True)
        self.widget.choices = self.choices

    def label_from_instance(self, obj: Any) -> str:
        return obj.path


def _column(name: str) -> str:
    return "unit_id" if name == "unit" else name


def _typed(name: str, data: dict[str, Any]) -> Any:
    """The value of a field as its column would hold it."""
    value = data[name]
    if name == "unit":
        return value.pk
    return nik_hash(value.digits) if name == "nik" and value else value


def _mark(value: Any) -> str:
    """Something short that is the same for the same value, and does not say it."""
    text = bytes(value).hex() if isinstance(value, bytes | memoryview) else "" if value is None else str(value)
    return keyed_hash(text, PURPOSE).hex()[:16]


def _unseal(version: str) -> dict[str, str]:
    try:
        return dict(json.loads(decrypt(version, PURPOSE)))
    except InvalidToken:
        return {}


class MemberForm(forms.ModelForm):
    """Adds or changes a member. A NIK that is left empty stays what it was; it is never shown here.

    After `is_valid`, `alike` lists who may be the same person and `warnings` where the NIK disagrees. The hidden
    `version` tells what stood on the page: what somebody else has changed since is neither undone nor overwritten
    unseen. `changed_fields` are the columns to save.
    """

    birth_date = DateField(label=gettext_lazy("Tanggal lahir"), required=False)
    joined_on = DateField(label=gettext_lazy("Tanggal bergabung"), required=False)
    phone = PhoneField(label=gettext_lazy("Nomor HP"), required=False, max_length=40)
    nik = NikField(label=gettext_lazy("NIK"), required=False, max_length=40)
    unit = UnitField(label=gettext_lazy("Ranting"))
    bodies = forms.MultipleChoiceField(
        label=gettext_lazy("Sayap dan ormas"), required=False, widget=forms.CheckboxSelectMultiple
    )
    level = forms.ChoiceField(label=gettext_lazy("Jenjang"), choices=level_choices, initial=FIRST_LEVEL, required=False)

    field_order = ["full_name", "prefix", "suffix", "birthplace", "birth_date", "gender", "nik"]

    class Meta:
        model = Member
        fields = [
            "full_name",
            "prefix",
            "suffix",
            "birthplace",
            "birth_date",
            "gender",
            "nik_missing_reason",
            "phone",
            "has_whatsapp",
            "email",
            "address",
            "unit",
            "membership_card_no",
            "joined_on",
            "bodies",
            "wants_mentoring",
        ]

    def __init__(self, *args: Any, by: User, **options: Any) -> None:
        super().__init__(*args, **options)
        assert by.scope is not None  # the view lets only a secretariat in
        self.by = by
        self.stored = {name: getattr(self.instance, _column(name)) for name in self.Meta.fields}
        self.stored["nik"] = self.instance.nik_hash
        self.seen = _unseal(self.data.get("version", "")) or {name: _mark(self.stored[name]) for name in self.stored}
        self.alike: list[Likeness] = []
        self.warnings: list[InputWarning] = []
        self.fields["unit"].limit_to(by.scope.unit)  # type: ignore[attr-defined]
        if self.instance.pk:
            self.fields["level"].disabled = True
            self.fields["level"].initial = self.instance.level
            self.fields["level"].help_text = _("Berubah hanya lewat kenaikan jenjang.")
        self.fields["bodies"].choices = body_choices(besides=self.instance.bodies)  # type: ignore[attr-defined]
        self.fields["gender"].choices = [("", _("Pilih")), *Gender.choices]  # type: ignore[attr-defined]
        self.fields["nik"].help_text = self._nik_help()
        self.fields["nik_missing_reason"].label = _("Mengapa NIK belum ada")
        if not self.instance.nik_last4:
            for name in ("nik", "nik_missing_reason"):
                self.fields[name].optional_note = _("(isi salah satu)")  # type: ignore[attr-defined]
        self.fields["birth_date"].help_text = _("Hari/bulan/tahun, misalnya 31/12/1990.")
        since = _("Sejak kapan menjadi anggota partai: hari/bulan/tahun, misalnya 17/8/2020.")
        self.fields["joined_on"].help_text = since
        for name in ("full_name", "prefix", "suffix", "birthplace", "email", "address", "membership_card_no"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean_full_name(self) -> str:
        """The name without its titles; these fill their own fields when they are empty."""
        try:
            name = parse_name(self.cleaned_data["full_name"])
        except PersonNameError as error:
            raise ValidationError(error.sentence, code=error.code) from error
        self._titles = {"prefix": name.prefix, "suffix": name.suffix}
        return name.full_name

    def clean_bodies(self) -> list[str]:
        """The codes in the order in which they are kept."""
        return sorted(self.cleaned_data["bodies"])

    def clean_nik(self) -> Nik | None:
        """The NIK, unless somebody has it already."""
        nik: Nik | None = self.cleaned_data["nik"]
        if nik is None:
            return None
        try:
            holder = find_nik_holder(by=self.by, digits=nik.digits, besides=self.instance.pk)
        except RuleError as error:
            raise ValidationError(str(error), code="nik_throttled") from error
        if holder is None:
            return nik
        if holder.member is None:
            raise ValidationError(known_elsewhere(), code="nik_elsewhere")
        link = format_html('<a href="{}">{}</a>', holder.member.get_absolute_url(), holder.member.full_name)
        raise ValidationError(format_html(_("NIK ini milik {}."), link), code="nik_taken")

    def clean(self) -> dict[str, Any]:
        """Rules over several fields, and who may be the same person."""
        data = super().clean() or self.cleaned_data
        if self.instance.pk is None:
            self.instance.level = data.get("level") or FIRST_LEVEL
        for name, title in getattr(self, "_titles", {}).items():
            data[name] = data.get(name) or title
        if self.instance.pk:
            self._compare_with_others(data)
        nik = data.get("nik")
        if (
            nik is None
            and "nik" not in self.errors
            and not self.instance.nik_last4
            and not data.get("nik_missing_reason")
        ):
            self.add_error("nik_missing_reason", _("Isi NIK, atau tulis di sini mengapa belum ada."))
        if nik:
            self.warnings = nik_warnings(nik, data.get("birth_date"), data.get("gender"))
        if not self.errors and (self.instance.pk is None or set(TELLING) & set(self.changed_data)):
            self.alike = find_alike(
                self.by,
                full_name=data["full_name"],
                birth_date=data["birth_date"],
                phone=data["phone"],
                unit=data["unit"],
                besides=self.instance.pk,
            )
        return data

    def _compare_with_others(self, data: dict[str, Any]) -> None:
        """Take over what others have changed in fields that were left alone; say so where both have changed one."""
        for name, stored in self.stored.items():
            now = _mark(stored)
            if name not in data or now == self.seen.get(name, now):
                continue
            typed = _mark(_typed(name, data))
            if typed == self.seen[name] or (name == "nik" and data["nik"] is None):
                if name != "nik":
                    data[name] = getattr(self.instance, name)
            elif typed != now:
                self.add_error(name, _("Diubah orang lain sementara Anda mengisi. Simpan lagi untuk menggantinya."))
                self.seen[name] = now  # said once: who sends it again means it

    @property
    def version(self) -> str:
        """What stands on the page, sealed: a keyed mark of each value."""
        return encrypt(json.dumps(self.seen), PURPOSE)

    @property
    def changed_fields(self) -> list[str]:
        """The columns that differ from what is stored."""
        data = self.cleaned_data
        return [name for name in self.Meta.fields if _mark(_typed(name, data)) != _mark(self.stored[name])]

    def _nik_help(self) -> str:
        if self.instance.nik_last4:
            return _("Tersimpan: %(masked)s. Kosongkan bila tidak berubah.") % {"masked": self.instance.masked_nik}
        return _("16 angka, seperti di KTP.")


class AlikeForm(forms.Form):
    """What has been typed so far, for the warning while typing; wrong or missing fields are simply left out."""

    full_name = forms.CharField(required=False, max_length=150)
    birth_date = DateField(required=False)
    phone = PhoneField(required=False)
    nik = NikField(required=False)
    gender = forms.CharField(required=False)
    unit = forms.ModelChoiceField(queryset=Unit.objects.all(), required=False)

    def known(self) -> dict[str, Any]:
        """The fields that can be read."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}


class ReasonForm(forms.Form):
    """The reason for looking at a protected value."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        max_length=200,
        help_text=gettext_lazy("Disimpan bersama nama Anda dan waktunya."),
    )


class EndMembershipForm(forms.Form):
    """Why a membership ends."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Alasan"), choices=[("", gettext_lazy("Pilih alasan")), *EndReason.choices]
    )
    note = forms.CharField(label=gettext_lazy("Keterangan"), max_length=200, required=False)
