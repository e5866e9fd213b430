"""Forms of the texts of the party and of the patterns of programmes."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from mentoring.enums import TIMED_PHASES, PartyText, Phase, StageKind
from mentoring.forms.fields import reason_field
from mentoring.models import ProgrammeTemplate
from mentoring.rules.programmes import windows_problems
from mentoring.rules.texts import Line

LONGEST_DAY = 1130
SPARE = 2
LONGEST = {PartyText.AGREEMENT: 600}


class TextForm(forms.Form):
    """The lines of the next edition; a list has two more to fill in, and what is emptied goes."""

    def __init__(self, *args: Any, kind: str, lines: Sequence[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_agreement = kind == PartyText.AGREEMENT
        self.codes = [line.code for line in lines] + ([] if self.is_agreement else _fresh(lines))
        known = {line.code: line for line in lines}
        for place, code in enumerate(self.codes, start=1):
            line = known.get(code, Line(code, ""))
            if self.is_agreement:
                self.fields[f"title_{code}"] = forms.CharField(
                    label=_("Pasal %(n)d") % {"n": place}, max_length=80, initial=line.title
                )
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("Bunyi") if self.is_agreement else _("Butir %(n)d") % {"n": place},
                max_length=LONGEST.get(PartyText(kind), 300),
                initial=line.text,
                required=self.is_agreement,
                widget=forms.Textarea(attrs={"rows": 4 if self.is_agreement else 3}),
            )
        self.fields["reason"] = reason_field()
        self.fields["reason"].help_text = _("Tampil di riwayat: apa yang berubah dan mengapa.")

    @property
    def lines(self) -> list[Line]:
        """What was entered, without what is empty."""
        said = self.cleaned_data
        every = [Line(code, said[f"text_{code}"].strip(), said.get(f"title_{code}", "").strip()) for code in self.codes]
        return [line for line in every if line.text]


def _fresh(lines: Sequence[Line]) -> list[str]:
    taken = {line.code for line in lines}
    free = (f"line_{n}" for n in count(1))
    return [code for code, _n in zip((code for code in free if code not in taken), range(SPARE), strict=False)]


class TemplateForm(forms.ModelForm):
    """A pattern of programmes: its words, its windows, its stages, and why it changes."""

    reason = reason_field()

    class Meta:
        model = ProgrammeTemplate
        fields = ("name", "about", "kind", "category", "days", "cadence_days", "is_offered")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        windows, stages = self.instance.windows or {}, self.instance.stages or []
        for phase in TIMED_PHASES:
            first, last = windows.get(phase.value, (None, None))
            self.fields[f"{phase.value}_first"] = _day(_("%(phase)s: hari pertama") % {"phase": phase.label}, first)
            self.fields[f"{phase.value}_last"] = _day(_("%(phase)s: hari terakhir") % {"phase": phase.label}, last)
        self.stage_count = len(stages) + SPARE
        for place in range(self.stage_count):
            kind, name, first, last = stages[place] if place < len(stages) else ("", "", None, None)
            shown = {"n": place + 1}
            self.fields[f"stage{place}_name"] = forms.CharField(
                label=_("Tahap %(n)d") % shown, max_length=80, required=False, initial=name
            )
            self.fields[f"stage{place}_kind"] = forms.ChoiceField(
                label=_("Jenis"), choices=[("", "—"), *StageKind.choices], required=False, initial=kind
            )
            self.fields[f"stage{place}_first"] = _day(_("Hari pertama"), first, required=False)
            self.fields[f"stage{place}_last"] = _day(_("Hari terakhir"), last, required=False)

    def words(self) -> Iterator[forms.BoundField]:
        """The fields of the pattern itself."""
        return (self[name] for name in self.Meta.fields)

    def phases(self) -> Iterator[tuple[str, forms.BoundField, forms.BoundField]]:
        """Name and the two days of each phase."""
        for phase in TIMED_PHASES:
            yield str(phase.label), self[f"{phase.value}_first"], self[f"{phase.value}_last"]

    def stage_rows(self) -> Iterator[list[forms.BoundField]]:
        """Name, kind and the two days of each stage."""
        for place in range(self.stage_count):
            yield [self[f"stage{place}_{part}"] for part in ("name", "kind", "first", "last")]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            for phase, problem in windows_problems(self.windows, cleaned["days"], cleaned["kind"]).items():
                self.add_error(f"{Phase(phase).value}_last", problem)
        for place in range(self.stage_count):
            parts = [cleaned.get(f"stage{place}_{part}") for part in ("name", "kind", "first", "last")]
            said = [part not in (None, "") for part in parts]
            if any(said) and not all(said):
                self.add_error(f"stage{place}_name", _("Lengkapi nama, jenis, dan harinya, atau kosongkan semuanya."))
            elif all(said) and parts[3] < parts[2]:
                self.add_error(f"stage{place}_last", _("Hari terakhir tidak boleh sebelum hari pertama."))
        return cleaned

    @property
    def windows(self) -> dict[str, list[int]]:
        """First and last day of each phase."""
        said = self.cleaned_data
        return {phase.value: [said[f"{phase.value}_first"], said[f"{phase.value}_last"]] for phase in TIMED_PHASES}

    @property
    def stages(self) -> list[list[Any]]:
        """Kind, name, first and last day of each stage."""
        said = self.cleaned_data
        rows = [
            [said[f"stage{n}_{part}"] for part in ("kind", "name", "first", "last")] for n in range(self.stage_count)
        ]
        return [row for row in rows if row[1]]

    @property
    def values(self) -> dict[str, Any]:
        """The pattern as `template_save` takes it."""
        named = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return named | {"windows": self.windows, "stages": self.stages, "reason": self.cleaned_data["reason"]}


def _day(label: str, initial: int | None, *, required: bool = True) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=LONGEST_DAY, initial=initial, required=required)
