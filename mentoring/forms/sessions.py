"""Forms of planned sessions, of days that are not free, and of what people answer to a log."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentoring.forms.fields import ClockField, DayField, mode_field, moment, place_field, reason_field, zone_label
from mentoring.rules.sessions import plan_problem
from mentoring.selectors.holidays import holidays_ahead
from regions.models import Unit


class BusyForm(forms.Form):
    """The days on which somebody is not free: from when to when."""

    first_on = DayField(label=_("Dari"))
    last_on = DayField(label=_("Sampai"))


class PlanForm(forms.Form):
    """When, how and where people will meet, by the clock of the place."""

    client_uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    date = DayField(label=_("Tanggal"))
    time = ClockField(label=_("Pukul"))
    mode = mode_field()
    place = place_field()
    is_campaign = forms.BooleanField(
        label=_("Kegiatan kampanye"),
        required=False,
        help_text=_("Tidak dapat direncanakan di masa tenang, dan tidak diingatkan saat itu."),
    )

    def __init__(self, *args: Any, unit: Unit, busy: str = "", has_calendar: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = unit.zone
        self.zone = zone
        if not has_calendar:
            del self.fields["is_campaign"]
        self.fields["time"].help_text = zone_label(zone)
        self.fields["date"].help_text = f"{busy} {holidays_ahead(unit)}".strip()

    @property
    def deed(self) -> dict[str, Any]:
        """What the service that plans takes."""
        names = {"start", "mode", "place", "is_campaign", "client_uuid"}
        return {name: entered for name, entered in self.cleaned_data.items() if name in names}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("date") and cleaned.get("time"):
            cleaned["start"] = moment(cleaned["date"], cleaned["time"], self.zone)
            problem = plan_problem(cleaned["start"], timezone.now())
            if problem:
                self.add_error("date", problem)
        return cleaned


class MoveForm(PlanForm):
    """Another time or place, with the reason."""

    reason = reason_field()


class ReasonForm(forms.Form):
    """A deed that needs a reason and nothing else."""

    reason = reason_field()


class FreeReasonForm(forms.Form):
    """A deed for which nobody has to justify himself."""

    reason = forms.CharField(label=_("Alasan"), max_length=300, required=False)


class SettleForm(forms.Form):
    """The coordinator's decision about a disputed log."""

    stands = forms.TypedChoiceField(
        label=_("Keputusan"),
        choices=[("ya", _("Catatan berlaku")), ("tidak", _("Sesi dianggap tidak terjadi"))],
        coerce=lambda value: value == "ya",
        widget=forms.RadioSelect,
    )
    reason = reason_field()


class MissSettleForm(SettleForm):
    """The coordinator's decision about an objection to having been noted as missing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("ya", _("Tetap tidak hadir")), ("tidak", _("Keberatan diterima: tidak dihitung"))]
        self.fields["stands"].choices = choices  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    """The mentor's note to himself; blank deletes it."""

    body = forms.CharField(
        label=_("Catatan pribadi"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )


class CodeForm(forms.Form):
    """A learner's code of the day, as he reads it to the mentor."""

    code = forms.CharField(
        label=_("Kode paraf dari kader"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Ketik kode enam angka dari kader.")},
    )
