"""Filters of members and officers, and the export of a list."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cadres.enums import Gender, MemberStatus
from cadres.models import body_names, level_choices
from dashboards.forms.filters import Filters, choices
from mentoring.party_settings import dormant_days_later

#: What a list can be sorted by; a minus turns it round.
SORTS = ("name", "level", "joined")


#: How long is the party's to set.
LONG_WITHOUT = format_lazy(_("Tanpa sesi > {n} hari"), n=dormant_days_later())


class MemberFilters(Filters):
    """Filters of the registry that everybody in an office may use."""

    jenjang = forms.ChoiceField(
        label=_("Jenjang"), required=False, choices=lambda: choices(_("Semua jenjang"), level_choices())
    )
    jenis = forms.ChoiceField(
        label=_("Jenis kelamin"), required=False, choices=choices(_("Semua gender"), Gender.choices)
    )
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=choices(_("Semua status"), MemberStatus.choices)
    )
    dampingan = forms.ChoiceField(
        required=False,
        widget=forms.HiddenInput,
        choices=choices("", [("ya", _("Sedang didampingi")), ("tidak", _("Belum didampingi"))]),
    )
    bersedia = forms.ChoiceField(
        required=False,
        widget=forms.HiddenInput,
        choices=choices("", [("ya", _("Bersedia didampingi")), ("tidak", _("Tidak bersedia didampingi"))]),
    )


class StaffMemberFilters(MemberFilters):
    """Those of staff, who also see who met whom, and who belongs to which affiliated body."""

    sayap = forms.ChoiceField(
        label=_("Sayap/ormas"), required=False, choices=lambda: choices(_("Semua sayap/ormas"), body_names().items())
    )

    tanpa_sesi = forms.ChoiceField(
        required=False,
        widget=forms.HiddenInput,
        choices=choices("", [("ya", LONG_WITHOUT)]),
    )


class SecretariatMemberFilters(StaffMemberFilters):
    """Those of the secretariat, which also sees whom an import has brought, and what a row lacks."""

    impor = forms.RegexField(r"^\d{1,18}$", required=False, widget=forms.HiddenInput)
    kurang = forms.ChoiceField(
        required=False,
        widget=forms.HiddenInput,
        choices=choices(
            "", [("nik", _("Tanpa NIK")), ("hp", _("Tanpa nomor HP")), ("lahir", _("Tanpa tanggal lahir"))]
        ),
    )

    @property
    def in_words(self) -> list[str]:
        """As elsewhere; an import has no name but its number."""
        batch = self.cleaned_data["impor"]
        return [gettext("Impor nomor %(n)s") % {"n": batch} if word == batch else word for word in super().in_words]


class OfficerFilters(Filters):
    """Filters of officers."""

    jenis = forms.ChoiceField(
        label=_("Jenis kelamin"), required=False, choices=choices(_("Semua gender"), Gender.choices)
    )


class ExportForm(forms.Form):
    """Why a list leaves the house, and as what."""

    reason = forms.CharField(
        label=_("Alasan"),
        min_length=10,
        max_length=200,
        help_text=_("Disimpan bersama nama Anda, waktunya, dan jumlah baris."),
        error_messages={"min_length": _("Tulis alasannya, paling sedikit 10 huruf.")},
    )
    form = forms.ChoiceField(
        label=_("Bentuk berkas"),
        choices=[("xlsx", "XLSX"), ("csv", "CSV")],
        initial="xlsx",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].widget.attrs["autocomplete"] = "off"
