"""Forms of the ladder's own rules."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cadres.forms.units import TermDateField
from cadres.ladder.evidence import kinds
from cadres.models import Level, RequirementSet
from regions.enums import Tier

LARGEST = 120


class LevelForm(forms.ModelForm):
    """The name of a level, who approves it, and when silence stops a path."""

    approval_tier = forms.TypedChoiceField(
        label=_("Disetujui di tingkat"), coerce=int, choices=[c for c in Tier.choices if c[0] <= Tier.VILLAGE]
    )

    class Meta:
        model = Level
        fields = ("name", "approval_tier", "silent_days")


class RulesForm(forms.Form):
    """One number for each kind of evidence; an empty one is not asked for."""

    in_force_from = TermDateField(label=_("Berlaku sejak"))
    note = forms.CharField(label=_("Alasan perubahan"), max_length=200)

    def __init__(self, *args: Any, present: RequirementSet | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["in_force_from"].initial = timezone.localdate()
        now_is = {(r.kind, r.detail.get("kind", "")): r.amount for r in present.requirements.all()} if present else {}
        self.names: dict[str, tuple[str, str]] = {}
        for kind in kinds().values():
            for detail, label in kind.details or (("", ""),):
                name = f"{kind.code}-{detail}" if detail else kind.code
                self.names[name] = (kind.code, detail)
                self.fields[name] = forms.IntegerField(
                    label=f"{kind.name}: {label}" if label else kind.name,
                    min_value=1,
                    max_value=LARGEST,
                    required=False,
                    initial=now_is.get((kind.code, detail)),
                )

    @property
    def amounts(self) -> dict[tuple[str, str], int]:
        """The rules that were filled in."""
        filled = ((key, self.cleaned_data[name]) for name, key in self.names.items())
        return {key: amount for key, amount in filled if amount}
