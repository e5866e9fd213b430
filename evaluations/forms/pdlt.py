"""Forms of PDLT."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from cadres.models import Member
from evaluations.enums import Gate, Verdict
from evaluations.models import InstrumentItem, PdltAssessment, PdltAssessor
from evaluations.selectors.pdlt import possible_assessors
from evaluations.services.pdlt import Mark


class CaseForm(forms.Form):
    """About whom a case is opened: the number of his page in the registry."""

    member = forms.ModelChoiceField(queryset=Member.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = Member.objects.for_user(user)


class AssessorForm(forms.Form):
    """Who assesses."""

    user = forms.ModelChoiceField(label=gettext_lazy("Penilai"), queryset=User.objects.none())

    def __init__(self, *args: Any, assessment: PdltAssessment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = possible_assessors(assessment).order_by().values("user")
        self.fields["user"].queryset = User.objects.filter(pk__in=keys).order_by("full_name", "pk")


class MarksForm(forms.Form):
    """A mark and its evidence for each item; may be kept half done."""

    def __init__(self, *args: Any, assessor: PdltAssessor, **kwargs: Any) -> None:
        items = assessor.assessment.instrument.items.select_related("part")
        self.items: list[InstrumentItem] = list(items)
        kept = {mark.item_id: mark for mark in assessor.marks.all()}
        kwargs["initial"] = {
            key: value
            for item in self.items
            if (mark := kept.get(item.pk))
            for key, value in ((f"m{item.pk}", mark.gate or mark.value), (f"e{item.pk}", mark.evidence))
        }
        super().__init__(*args, **kwargs)
        for item in self.items:
            is_gate = bool(item.part and item.part.is_gate)
            levels = [(str(value), f"{value} {label}") for value, label in item.levels]
            self.fields[f"m{item.pk}"] = forms.ChoiceField(
                label=item.text,
                choices=Gate.choices if is_gate else levels,
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[f"e{item.pk}"] = forms.CharField(
                label=_("Bukti"), max_length=300, required=False, widget=forms.TextInput
            )

    def questions(self) -> Iterator[tuple[InstrumentItem, forms.BoundField, forms.BoundField, str]]:
        """Each item with mark and evidence, and the part that it begins."""
        part = None
        for item in self.items:
            begins = item.part.name if item.part and item.part_id != part else ""
            part = item.part_id
            yield item, self[f"m{item.pk}"], self[f"e{item.pk}"], begins

    @property
    def marks(self) -> dict[int, Mark]:
        """What was given, by item."""
        found = {}
        for item in self.items:
            said, evidence = self.cleaned_data.get(f"m{item.pk}"), self.cleaned_data.get(f"e{item.pk}", "")
            if said:
                is_gate = said in Gate.values
                found[item.pk] = Mark(evidence, None if is_gate else int(said), said if is_gate else "")
        return found


class ObjectionForm(forms.Form):
    """What the member finds wrong."""

    objection = forms.CharField(
        label=gettext_lazy("Keberatan"),
        max_length=600,
        help_text=gettext_lazy("Sebut butir yang keliru dan bukti yang belum dilihat penilai."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class VerdictForm(forms.Form):
    """The decision and why."""

    verdict = forms.ChoiceField(label=gettext_lazy("Keputusan"), choices=Verdict.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}))
