"""What the pages of elections ask for: which election, which rule, and the votes of a what-if."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cadres.elections.moves import FUNNEL
from cadres.enums import CandidacyState, ChamberLevel
from cadres.models import Election
from mentoring.forms.filters import ListFilter, any_of

#: Parties in a what-if: as many as the vector of the domain guide and two more.
PARTIES = 8
MOST_VOTES = 5_000_000
#: The stages that the funnel of candidates counts (K15).
STAGES = [(stage.value, stage.label) for stage in map(CandidacyState, FUNNEL)]


class CandidateFilter(ListFilter):
    """`/calon/?wilayah=&pemilu=&lembaga=&tahap=`"""

    pemilu = forms.ModelChoiceField(
        Election.objects.all(),
        to_field_name="code",
        label=_("Semua pemilu"),
        empty_label=_("Semua pemilu"),
        required=False,
    )
    lembaga = any_of(_("Semua lembaga"), ChamberLevel.choices)
    tahap = any_of(_("Semua tahap"), STAGES)


def _number(label: Any, *, slider: bool = False) -> forms.NumberInput:
    more = {"data-k-slider": ""} if slider else {}
    return forms.NumberInput(attrs={"class": "form-control", "aria-label": label, **more})


class VotesForm(forms.Form):
    """Votes of parties in one district; a name without votes stands for a party that got none."""

    def __init__(self, *args: Any, own: str, own_votes: int, seats: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["seats"] = forms.IntegerField(
            label=_("Kursi"), min_value=1, max_value=20, initial=seats, widget=_number(_("Kursi"))
        )
        for place in range(1, PARTIES + 1):
            name = own if place == 1 else chr(ord("A") + place - 1)
            self.fields[f"p{place}"] = forms.CharField(
                label=_("Partai %(n)d") % {"n": place},
                max_length=40,
                required=False,
                initial=name,
                widget=forms.TextInput(attrs={"class": "form-control", "aria-label": _("Partai %(n)d") % {"n": place}}),
            )
            self.fields[f"v{place}"] = forms.IntegerField(
                label=_("Suara"),
                min_value=0,
                max_value=MOST_VOTES,
                required=False,
                initial=own_votes if place == 1 else 0,
                widget=_number(_("Suara partai %(n)d") % {"n": place}, slider=True),
            )

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        """The fields of each party: its name and its votes."""
        return [(self[f"p{place}"], self[f"v{place}"]) for place in range(1, PARTIES + 1)]

    @property
    def votes(self) -> dict[str, int]:
        """The votes by party, as typed or as they begin; equal names count together."""
        data = self.cleaned_data if self.is_bound and self.is_valid() else self.initial_data
        found: dict[str, int] = {}
        for place in range(1, PARTIES + 1):
            name = (data.get(f"p{place}") or "").strip()
            if name:
                found[name] = found.get(name, 0) + (data.get(f"v{place}") or 0)
        return found

    @property
    def initial_data(self) -> dict[str, Any]:
        """What the fields begin with."""
        return {name: field.initial for name, field in self.fields.items()}

    @property
    def seats(self) -> int:
        """The seats to be given."""
        data = self.cleaned_data if self.is_bound and self.is_valid() else self.initial_data
        return int(data["seats"])
