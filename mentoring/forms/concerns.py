"""Forms of confidential reports."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentoring.enums import ConcernCategory, ConcernOutcome, ConcernState
from mentoring.models import Concern
from mentoring.rules.moves import CONCERN_MOVES
from mentoring.selectors.concerns import Nameable

LONGEST = 4000


def _words(label: Any, *, rows: int, longest: int = LONGEST, **options: Any) -> forms.CharField:
    """Free text that no browser remembers."""
    widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})
    return forms.CharField(label=label, max_length=longest, widget=widget, **options)


class ConcernForm(forms.Form):
    """What happened, about whom, and whether the handler learns who says so."""

    client_uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    category = forms.ChoiceField(
        label=gettext_lazy("Tentang apa?"),
        choices=ConcernCategory.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih satu. Bila ragu, pilih «Lainnya».")},
    )
    text = _words(
        gettext_lazy("Apa yang terjadi?"),
        rows=6,
        help_text=gettext_lazy("Dengan kata-kata Anda sendiri: apa, kapan, di mana. Boleh singkat."),
    )
    names = forms.MultipleChoiceField(
        label=gettext_lazy("Siapa yang terlibat?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Laporan tidak sampai kepada orang yang Anda pilih, wakilnya, dan pengurus wilayahnya. Nama yang tidak ada "
            "di sini, tulis di atas."
        ),
    )
    is_anonymous = forms.BooleanField(
        label=gettext_lazy("Jangan tunjukkan nama saya kepada penangan"),
        required=False,
        help_text=gettext_lazy("Anda tetap dapat membaca status dan menambah keterangan di sini."),
    )

    def __init__(self, *args: Any, people: Sequence[Nameable], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {each.key: each for each in people}
        self.fields["names"].choices = [(each.key, f"{each.name} · {each.place}") for each in people]
        if not people:
            del self.fields["names"]

    def report(self) -> dict[str, Any]:
        """The report as `concern_file` takes it."""
        cleaned = self.cleaned_data
        return {
            "category": cleaned["category"],
            "text": cleaned["text"],
            "is_anonymous": cleaned["is_anonymous"],
            "client_uuid": cleaned["client_uuid"],
            "named": [self.people[key] for key in cleaned.get("names", [])],
        }


class AdditionForm(forms.Form):
    """More on one's own report."""

    text = _words(gettext_lazy("Tambahan keterangan"), rows=3)


class WithdrawForm(forms.Form):
    """Why one takes a report back; nobody has to say."""

    reason = _words(gettext_lazy("Alasan"), rows=2, longest=500, required=False)


class ConcernMoveForm(forms.Form):
    """The next step, its outcome if it is the last, and what the reporter is told."""

    to = forms.ChoiceField(label=gettext_lazy("Langkah"), widget=forms.RadioSelect)
    outcome = forms.ChoiceField(label=gettext_lazy("Hasil, bila selesai"), required=False)
    note = _words(
        gettext_lazy("Kalimat untuk pelapor"),
        rows=3,
        longest=1000,
        help_text=gettext_lazy("Dibaca pelapor. Jangan menulis nama orang lain."),
    )

    def __init__(self, *args: Any, concern: Concern, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = [ConcernState(state) for state in CONCERN_MOVES[concern.state]]
        if concern.state == ConcernState.SUBMITTED:
            steps.remove(ConcernState.RESOLVED)
        self.fields["to"].choices = [(step.value, step.label) for step in steps]
        if ConcernState.RESOLVED in steps:
            ends = [each for each in ConcernOutcome if each != ConcernOutcome.WITHDRAWN]
            self.fields["outcome"].choices = [("", _("Belum selesai")), *((e.value, e.label) for e in ends)]
        else:
            del self.fields["outcome"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("to") == ConcernState.RESOLVED and not cleaned.get("outcome"):
            self.add_error("outcome", _("Pilih hasilnya."))
        elif cleaned.get("to") and cleaned["to"] != ConcernState.RESOLVED and cleaned.get("outcome"):
            self.add_error("to", _("Hasil dipilih hanya bila laporan selesai."))
        return cleaned


class ConcernNoteForm(forms.Form):
    """What handlers keep for themselves."""

    note = _words(gettext_lazy("Catatan penangan"), rows=3, help_text=gettext_lazy("Tidak dibaca pelapor."))


class ConcernNameForm(forms.Form):
    """Somebody whom the reporter described without choosing him."""

    query = forms.CharField(
        label=gettext_lazy("Nama lengkap atau nomor KTA"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
