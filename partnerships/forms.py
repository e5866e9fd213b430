"""Forms of partnerships."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cadres.forms.fields import DateField
from cadres.models import TrainingEvent
from mentoring.models import Programme
from partnerships.enums import PARTNERSHIP_MOVES, ActivityKind, Objective, PartnerKind, PartnershipState, Verdict
from partnerships.models import Partnership
from partnerships.rules import LINK_DAYS, LINK_MOST


def _future(label: Any, **options: Any) -> forms.DateField:
    """A date that may lie ahead."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class PartnershipForm(forms.Form):
    """What is agreed with a partner."""

    name = forms.CharField(label=_("Nama mitra"), max_length=120)
    kind = forms.ChoiceField(label=_("Jenis"), choices=PartnerKind.choices)
    objectives = forms.MultipleChoiceField(
        label=_("Tujuan"), choices=Objective.choices, widget=forms.CheckboxSelectMultiple
    )
    summary = forms.CharField(label=_("Isi kerja sama"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    our_role = forms.CharField(label=_("Peran partai"), max_length=200, required=False)
    their_role = forms.CharField(label=_("Peran mitra"), max_length=200, required=False)
    document_ref = forms.CharField(
        label=_("Nomor naskah kerja sama"),
        max_length=80,
        required=False,
        help_text=_("Wajib untuk kemitraan formal; naskahnya tidak disimpan di sini."),
    )
    document_on = DateField(label=_("Tanggal naskah"), required=False)
    starts_on = _future(_("Mulai"))
    ends_on = _future(_("Sampai"), required=False, help_text=_("Wajib untuk kemitraan formal."))

    def clean(self) -> dict[str, Any]:
        """The end lies after the beginning."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("starts_on") and found.get("ends_on") and found["ends_on"] <= found["starts_on"]:
            self.add_error("ends_on", _("Tanggal selesai harus sesudah tanggal mulai."))
        return found

    @classmethod
    def initial_of(cls, row: Partnership) -> dict[str, Any]:
        """What is agreed, as the form shows it."""
        return {name: getattr(row, name) for name in cls.base_fields}


class MoveForm(forms.Form):
    """Where a partnership goes next."""

    to = forms.ChoiceField(label=_("Status berikutnya"))
    ends_on = _future(_("Tanggal selesai yang baru"), required=False, help_text=_("Saat diperpanjang."))
    reason = forms.CharField(
        label=_("Alasan"), max_length=300, required=False, help_text=_("Wajib bila kemitraan diakhiri.")
    )

    def __init__(self, *args: Any, partnership: Partnership, **options: Any) -> None:
        super().__init__(*args, **options)
        steps = [PartnershipState(state) for state in PARTNERSHIP_MOVES[partnership.state]]
        self.fields["to"].choices = [(step.value, step.label) for step in steps]  # type: ignore[attr-defined]
        if PartnershipState.RENEWED not in steps:
            del self.fields["ends_on"]
        if PartnershipState.ENDED not in steps:
            del self.fields["reason"]


class ReviewForm(forms.Form):
    """A yearly review."""

    findings = forms.CharField(label=_("Temuan"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}))
    verdict = forms.ChoiceField(label=_("Putusan"), choices=Verdict.choices)


class StakeholderForm(forms.Form):
    """An institution with a stake; persons are not named."""

    name = forms.CharField(label=_("Lembaga atau jabatan"), max_length=100, help_text=_("Tanpa nama orang."))
    role = forms.CharField(label=_("Peran"), max_length=120)
    interest = forms.CharField(label=_("Kepentingan"), max_length=200, required=False)


class GoalForm(forms.Form):
    """A goal as a number."""

    objective = forms.ChoiceField(label=_("Tujuan"), choices=Objective.choices)
    statement = forms.CharField(label=_("Sasaran"), max_length=200)
    measure = forms.CharField(label=_("Satuan"), max_length=40)
    baseline = forms.IntegerField(label=_("Angka awal"), min_value=0, max_value=1_000_000)
    target = forms.IntegerField(label=_("Target"), min_value=0, max_value=1_000_000)
    due_on = _future(_("Tenggat"))


class ActualForm(forms.Form):
    """Where a goal stands."""

    actual = forms.IntegerField(label=_("Angka sekarang"), min_value=0, max_value=1_000_000)


class ActivityForm(forms.Form):
    """What is done together; trainings and programmes of the unit's sight."""

    kind = forms.ChoiceField(label=_("Jenis"), choices=ActivityKind.choices)
    title = forms.CharField(label=_("Kegiatan"), max_length=120)
    starts_on = _future(_("Mulai"))
    ends_on = _future(_("Sampai"), required=False)
    event = forms.ModelChoiceField(
        TrainingEvent.objects.none(),
        label=_("Pelatihan"),
        required=False,
        empty_label=_("Tanpa pelatihan"),
        help_text=_("Yang hadir langsung menjadi peserta."),
    )
    programme = forms.ModelChoiceField(
        Programme.objects.none(),
        label=_("Program pendampingan"),
        required=False,
        empty_label=_("Tanpa program"),
        help_text=_("Kader dampingannya langsung menjadi peserta; sesinya ikut dihitung."),
    )

    def __init__(self, *args: Any, events: Any, programmes: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["event"].queryset = events  # type: ignore[attr-defined]
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A training belongs to a training, a programme to mentoring; the end does not come before the beginning."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("event") and found.get("kind") != ActivityKind.TRAINING:
            self.add_error("event", _("Hanya untuk kegiatan berjenis pelatihan."))
        if found.get("programme") and found.get("kind") != ActivityKind.MENTORING:
            self.add_error("programme", _("Hanya untuk kegiatan berjenis pendampingan."))
        if found.get("starts_on") and found.get("ends_on") and found["ends_on"] < found["starts_on"]:
            self.add_error("ends_on", _("Tanggal selesai tidak boleh sebelum tanggal mulai."))
        return found


class CadresForm(forms.Form):
    """Cadres by the numbers of their cards."""

    cards = forms.CharField(
        label=_("Nomor KTA peserta"), max_length=2000, help_text=_("Pisahkan dengan spasi atau koma.")
    )


class LinkForm(forms.Form):
    """For how long a link for the partner holds."""

    days = forms.IntegerField(label=_("Berlaku (hari)"), min_value=1, max_value=LINK_MOST, initial=LINK_DAYS)


class PartnerFilterForm(forms.Form):
    """Which partnerships."""

    jenis = forms.ChoiceField(label=_("Jenis"), required=False, choices=[("", _("Semua jenis")), *PartnerKind.choices])
    tujuan = forms.ChoiceField(label=_("Tujuan"), required=False, choices=[("", _("Semua tujuan")), *Objective.choices])
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("Semua status")), *PartnershipState.choices]
    )
    perlu = forms.ChoiceField(
        label=_("Perlu tindakan"),
        required=False,
        choices=[("", _("Semua")), ("berakhir", _("Segera berakhir")), ("tinjau", _("Waktunya ditinjau"))],
    )
