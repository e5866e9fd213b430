"""Fields that several forms share."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from core.templatetags.format import zone_name
from mentoring.enums import Mode

FIRST_YEAR, LAST_YEAR = 2000, 2100


class DayField(forms.DateField):
    """A day as the browser's calendar or a person writes it; a year that cannot be meant is refused."""

    def __init__(self, *, first_year: int = FIRST_YEAR, **options: Any) -> None:
        self.first_year = first_year
        options.setdefault("input_formats", ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"])
        options.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        options.setdefault("error_messages", {})
        options["error_messages"].setdefault("invalid", _("Tanggal ini tidak terbaca. Contoh: 21/11/2026."))
        super().__init__(**options)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None and not self.first_year <= value.year <= LAST_YEAR:
            raise forms.ValidationError(_("Periksa tahunnya: %(year)s."), params={"year": value.year})


class ClockField(forms.TimeField):
    """A time of day: «15:00», «15.00»."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("input_formats", ["%H:%M", "%H.%M", "%H:%M:%S"])
        options.setdefault("widget", forms.TimeInput(format="%H:%M", attrs={"type": "time"}))
        options.setdefault("error_messages", {})
        options["error_messages"].setdefault("invalid", _("Jam ini tidak terbaca. Contoh: 15.00."))
        super().__init__(**options)


def mode_field() -> forms.ChoiceField:
    """How people meet, as large buttons."""
    return forms.ChoiceField(label=_("Cara"), choices=Mode.choices, initial=Mode.FACE_TO_FACE, widget=forms.RadioSelect)


def place_field() -> forms.CharField:
    """Where, in words; no coordinates."""
    return forms.CharField(
        label=_("Tempat"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def reason_field() -> forms.CharField:
    """Why, in a line."""
    return forms.CharField(label=_("Alasan"), max_length=300, error_messages={"required": _("Tulis alasannya.")})


def moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """A day and a time of day at a place."""
    return datetime.combine(day, clock.replace(second=0, microsecond=0), zone)


def zone_label(zone: ZoneInfo) -> str:
    """WIB, WITA or WIT, now."""
    return zone_name(datetime.now(zone))
