"""Forms of rounds, reopenings and alerts."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cadres.models import OfficerTerm
from evaluations.enums import ROUNDS, InstrumentUse
from evaluations.models import Instrument
from evaluations.selectors.instruments import current_instrument, current_instruments
from mentoring.enums import ProgrammeState
from mentoring.forms.fields import DayField
from mentoring.models import Programme

OPEN_TO_ROUNDS = (ProgrammeState.OPEN, ProgrammeState.RUNNING, ProgrammeState.EVALUATING)


class RoundForm(forms.Form):
    """Which programme is asked what, and when."""

    programme = forms.ModelChoiceField(label=_("Program"), queryset=Programme.objects.none())
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
        mine = Programme.objects.for_user(user).select_related("unit").filter(state__in=OPEN_TO_ROUNDS)
        self.fields["programme"].queryset = mine.order_by("name", "pk")
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
    """An officer with an account, of the subject's own line of units, who answers about him."""

    subject = forms.IntegerField(widget=forms.HiddenInput)
    officer = forms.ModelChoiceField(label=_("Pengurus"), queryset=User.objects.none())

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        terms = OfficerTerm.objects.for_user(user).filter(ends_on=None, member__user__isnull=False)
        self.fields["officer"].queryset = User.objects.filter(pk__in=terms.values("member__user")).order_by("full_name")


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
