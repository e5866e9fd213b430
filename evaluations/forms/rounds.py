"""Forms of rounds, reopenings and alerts."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cadres.models import OfficerTerm
from core.widgets import Picker
from evaluations.enums import ROUNDS, InstrumentUse
from evaluations.models import Instrument
from evaluations.selectors.instruments import current_instrument, current_instruments
from evaluations.selectors.rounds import programmes_named, programmes_open
from mentoring.forms.fields import DayField
from mentoring.models import Programme


class RoundForm(forms.Form):
    """Which programme is asked what, and when."""

    programme = forms.ModelChoiceField(
        label=_("Program"),
        queryset=Programme.objects.none(),
        help_text=_("Ketik nama program. Yang dapat dipilih: program berjalan di wilayah kerja Anda."),
        error_messages={"invalid_choice": _("Pilih program dari daftar.")},
    )
    instrument = forms.ModelChoiceField(
        label=_("Instrumen"),
        queryset=Instrument.objects.none(),
        help_text=_("Provinsi yang punya edisi sendiri ditanya dengan edisinya."),
    )
    occasion = forms.ChoiceField(label=_("Putaran"), choices=[(each.value, each.label) for each in ROUNDS])
    opens_on = DayField(label=_("Dibuka"), initial=timezone.localdate)
    closes_on = DayField(
        label=_("Ditutup"), help_text=_("Pengingat dikirim saat dibuka, 5 hari dan 1 hari sebelumnya.")
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

        def find(text: str) -> list[tuple[int, str]]:
            return [(each.pk, f"{each.name}, {each.unit.path}") for each in programmes_named(user, text)]

        programme: Any = self.fields["programme"]
        programme.widget = Picker(url="evaluations:programmes", find=find, placeholder=_("Ketik nama program"))
        programme.queryset = programmes_open(user)
        programme.widget.choices = programme.choices
        assert user.scope is not None
        held = current_instruments(user.scope.unit, InstrumentUse.ROUND)
        self.fields["instrument"].queryset = Instrument.objects.filter(pk__in=[each.pk for each in held])

    def clean(self) -> dict[str, Any]:
        """What holds where the programme runs: chosen above, an instrument means its province's edition."""
        data = super().clean() or {}
        programme, instrument = data.get("programme"), data.get("instrument")
        if programme and instrument:
            held = current_instrument(programme.unit, instrument.code, InstrumentUse.ROUND)
            data["instrument"] = held or instrument
        return data


class OfficerForm(forms.Form):
    """Which officer answers about one person: of his own line of units (`officers_in_line`)."""

    officer = forms.ModelChoiceField(label=_("Pengurus"), queryset=User.objects.none())

    def __init__(self, *args: Any, terms: QuerySet[OfficerTerm], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["officer"]
        field.queryset = User.objects.filter(pk__in=terms.order_by().values("member__user"))
        field.error_messages["invalid_choice"] = _("Pilih pengurus dari daftar: wilayah kader ini atau di atasnya.")


class ReopenForm(forms.Form):
    """Why locked answers should open again, and until when."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=300,
        help_text=_("Tanpa nama orang dan tanpa isi jawaban: admin sistem membacanya."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    closes_on = DayField(label=_("Dibuka sampai"))


class NoteForm(forms.Form):
    """What a talk came to."""

    note = forms.CharField(
        label=_("Hasil pembicaraan"),
        max_length=300,
        help_text=_("Dengan siapa, kapan, dan langkah berikutnya. Jangan menulis ulang jawabannya."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
