"""Forms of candidacies: where somebody stands, the moves with their decrees, number, votes and evidence."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cadres.elections.moves import CANDIDACY_MOVES, COUNTING, EXITS, OPEN_LISTS
from cadres.enums import CandidacyState, EligibilityKind, EligibilityState, SurveyKind
from cadres.forms.fields import DateField
from cadres.models import Candidacy, ElectoralDistrict, SelectionCriterion


class DistrictField(forms.ModelChoiceField):
    """Districts with election and chamber: «dapil Kota Sorong» alone would be ambiguous (DOMAIN §6)."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.chamber.election.name}: {obj.chamber.label} · {obj.name}"


class CandidacyForm(forms.Form):
    """Where a member stands, and how far he is."""

    def __init__(self, *args: Any, districts: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        state = (CandidacyState.INTERESTED, CandidacyState.BACALEG)
        self.fields = {
            "district": DistrictField(districts, label=_("Dapil"), empty_label=_("Pilih dapil")),
            "state": forms.ChoiceField(label=_("Tahap"), choices=[(each.value, each.label) for each in state]),
        }


class MoveForm(forms.Form):
    """The next stage; what a stage stands on is asked by the deed."""

    to = forms.ChoiceField(label=_("Tahap berikutnya"))
    decree_no = forms.CharField(label=_("Nomor keputusan KPU"), max_length=60, required=False)
    decree_on = DateField(label=_("Tanggal keputusan"), required=False)
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=300,
        required=False,
        help_text=_("Wajib bila pencalonan diakhiri, atau bila pengganti melewati calon dengan suara lebih banyak."),
    )

    def __init__(self, *args: Any, candidacy: Candidacy, **options: Any) -> None:
        super().__init__(*args, **options)
        steps = [CandidacyState(state) for state in CANDIDACY_MOVES[candidacy.state]]
        self.fields["to"].choices = [(step.value, step.label) for step in steps]  # type: ignore[attr-defined]


class NumberForm(forms.Form):
    """A number on the list; empty takes it back."""

    number = forms.IntegerField(label=_("Nomor urut"), min_value=1, max_value=20, required=False)


class VotesForm(forms.Form):
    """The personal votes."""

    votes = forms.IntegerField(label=_("Suara perorangan"), min_value=0, max_value=5_000_000)


class EligibilityForm(forms.Form):
    """All points at once: there or not, and until when. Documents are neither asked for nor kept."""

    def __init__(self, *args: Any, candidacy: Candidacy, **options: Any) -> None:
        super().__init__(*args, **options)
        held = {row.kind: row for row in candidacy.eligibility.all()}
        for kind, label in EligibilityKind.choices:
            row = held.get(kind)
            states = [(s.value, s.label) for s in EligibilityState if s != "exempt" or kind == "resignation"]
            self.fields[kind] = forms.ChoiceField(
                label=label, choices=states, initial=row.state if row else EligibilityState.TODO
            )
            self.fields[f"{kind}_until"] = forms.DateField(
                label=_("Berlaku sampai"),
                required=False,
                initial=row and row.expires_on,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            )

    def clean(self) -> dict[str, Any]:
        """As the deed takes them: each point's state and the day until which it holds."""
        found = super().clean() or {}
        return {"points": {kind: (found.get(kind), found.get(f"{kind}_until")) for kind in EligibilityKind.values}}


class SurveyForm(forms.Form):
    """A survey with who asked, when, how many, how exactly, and who paid."""

    kind = forms.ChoiceField(label=_("Ukuran"), choices=SurveyKind.choices)
    share = forms.DecimalField(label=_("Hasil (persen)"), min_value=0, max_value=100, max_digits=4, decimal_places=1)
    pollster = forms.CharField(label=_("Lembaga survei"), max_length=80)
    payer = forms.CharField(label=_("Dibiayai oleh"), max_length=80)
    surveyed_on = DateField(label=_("Tanggal survei"))
    sample = forms.IntegerField(label=_("Jumlah responden"), min_value=30, max_value=1_000_000)
    margin = forms.DecimalField(
        label=_("Batas kesalahan (± poin)"), min_value=0.1, max_value=50, max_digits=3, decimal_places=1
    )


class ListForm(forms.Form):
    """Numbers and votes of a whole list; a field is there as long as the stage knows it."""

    def __init__(self, *args: Any, candidacies: Iterable[Candidacy], **options: Any) -> None:
        super().__init__(*args, **options)
        for each in candidacies:
            for name, label, is_open, initial, low, high in (
                ("number", _("Nomor urut"), each.state in OPEN_LISTS, each.list_number, 1, 20),
                ("votes", _("Suara"), each.state in COUNTING, each.votes, 0, 5_000_000),
            ):
                if is_open:
                    self.fields[f"{name}_{each.pk}"] = forms.IntegerField(
                        label=label,
                        min_value=low,
                        max_value=high,
                        required=False,
                        initial=initial,
                        widget=forms.NumberInput(
                            attrs={"class": "form-control", "aria-label": f"{label}, {each.member.full_name}"}
                        ),
                    )

    def said(self, name: str) -> dict[int, int | None]:
        """Candidacy → number, or votes."""
        keys = [field for field in self.fields if field.startswith(f"{name}_")]
        return {int(field.partition("_")[2]): self.cleaned_data[field] for field in keys}


class ListMoveForm(forms.Form):
    """One decree moves several of a list at once."""

    who = forms.MultipleChoiceField(label=_("Calon"), widget=forms.CheckboxSelectMultiple)
    to = forms.ChoiceField(label=_("Tahap berikutnya"))
    decree_no = forms.CharField(label=_("Nomor keputusan KPU"), max_length=60, required=False)
    decree_on = DateField(label=_("Tanggal keputusan"), required=False)

    def __init__(self, *args: Any, candidacies: Iterable[Candidacy], **options: Any) -> None:
        super().__init__(*args, **options)
        rows = [each for each in candidacies if set(CANDIDACY_MOVES[each.state]) - set(EXITS)]
        steps = {step for each in rows for step in CANDIDACY_MOVES[each.state]} - set(EXITS)
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            (str(each.pk), f"{each.member.full_name} · {each.get_state_display()}") for each in rows
        ]
        self.fields["to"].choices = [(s.value, s.label) for s in CandidacyState if s in steps]  # type: ignore[attr-defined]


class ScoreForm(forms.Form):
    """A mark on one criterion."""

    criterion = forms.ModelChoiceField(
        SelectionCriterion.objects.none(), label=_("Kriteria"), empty_label=_("Pilih kriteria")
    )
    score = forms.IntegerField(label=_("Nilai (0–100)"), min_value=0, max_value=100)

    def __init__(self, *args: Any, candidacy: Candidacy, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = SelectionCriterion.objects.filter(chamber=candidacy.constituency.chamber_id)
        self.fields["criterion"].queryset = rows  # type: ignore[attr-defined]


class CriterionForm(forms.Form):
    """A weighted criterion of a chamber."""

    name = forms.CharField(label=_("Kriteria"), max_length=80)
    weight = forms.IntegerField(label=_("Bobot"), min_value=1, max_value=100)
    is_development = forms.BooleanField(
        label=_("Dari data pembinaan"),
        required=False,
        help_text=_("Hanya dihitung untuk kader yang menyetujuinya secara terpisah."),
    )


def districts_for(chambers: Any) -> Any:
    """The districts of some chambers, as a form offers them."""
    rows = ElectoralDistrict.objects.filter(chamber__in=chambers).select_related("chamber__election")
    return rows.order_by("-chamber__election__voting_on", "chamber__unit__tier", "code")
