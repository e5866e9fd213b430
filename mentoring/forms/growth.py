"""Forms of the diagnostic and the action plan, as the phone asks them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentoring.enums import ActionState, Competency, GoalState, Profile, Round
from mentoring.forms.fields import DayField
from mentoring.models import Diagnostic, DiagnosticLevel, Goal, OrgGoal, RubricItem
from mentoring.models.plans import SMART
from mentoring.rules.diagnostics import Agreed, agreement_problem, must_talk
from mentoring.rules.plans import SMART_LINES
from mentoring.services.plans import GoalEntry

UNKNOWN = "0"
LEVELS = range(1, 6)


class BeginForm(forms.Form):
    """Which round begins, and what the learner is measured against."""

    round = forms.ChoiceField(choices=Round.choices)
    profile = forms.ChoiceField(
        label=gettext_lazy("Tolok ukur"), choices=Profile.choices, initial=Profile.CADRE, widget=forms.RadioSelect
    )


class RatingForm(forms.Form):
    """One side of a round: for each competency the anchor that fits, or «belum tahu». May be kept half done."""

    def __init__(self, *args: Any, diagnostic: Diagnostic, kept: Mapping[str, int | None], **kwargs: Any) -> None:
        self.items: list[RubricItem] = list(diagnostic.rubric.items.all())
        self.scale = diagnostic.rubric.scale
        kwargs["initial"] = {code: UNKNOWN if level is None else str(level) for code, level in kept.items()}
        super().__init__(*args, **kwargs)
        for item in self.items:
            anchors = zip(LEVELS, self.scale, item.anchors, strict=True)
            self.fields[item.competency] = forms.ChoiceField(
                label=Competency(item.competency).label,
                choices=[
                    *((str(level), f"{level} {word}: {anchor}") for level, word, anchor in anchors),
                    (UNKNOWN, _("Belum tahu")),
                ],
                required=False,
                widget=forms.RadioSelect,
            )

    @property
    def levels(self) -> dict[str, int | None]:
        """What was answered; None is «belum tahu»."""
        answered = {item.competency: self.cleaned_data.get(item.competency) for item in self.items}
        return {code: None if said == UNKNOWN else int(said) for code, said in answered.items() if said}


class TalkForm(forms.Form):
    """What both agree on, competency by competency; where they lie far apart, that they talked and what came of it."""

    def __init__(self, *args: Any, diagnostic: Diagnostic, rows: Sequence[DiagnosticLevel], **kwargs: Any) -> None:
        self.rows, self.anchors = rows, {item.competency: item.anchors for item in diagnostic.rubric.items.all()}
        super().__init__(*args, **kwargs)
        for row in rows:
            code = row.competency
            same = row.self_level if row.self_level == row.mentor_level else None
            self.fields[code] = forms.TypedChoiceField(
                label=Competency(code).label,
                choices=[(level, str(level)) for level in LEVELS],
                coerce=int,
                empty_value=None,
                required=False,
                initial=row.agreed_level or same,
                widget=forms.RadioSelect,
            )
            self.fields[f"evidence_{code}"] = forms.CharField(
                label=_("Bukti untuk tingkat 4 dan 5"), max_length=300, required=False, initial=row.evidence
            )
            if must_talk(row.self_level, row.mentor_level):
                self.fields[f"talked_{code}"] = forms.BooleanField(
                    label=_("Perbedaan ini sudah kami bicarakan"), required=False, initial=row.talked
                )
                self.fields[f"note_{code}"] = forms.CharField(
                    label=_("Hasil pembicaraan"), max_length=300, required=False, initial=row.talk_note
                )

    def parts(self) -> Iterator[dict[str, Any]]:
        """Each competency with what both had said, its anchors, and its fields."""
        for row in self.rows:
            code, far = row.competency, f"talked_{row.competency}" in self.fields
            yield {
                "row": row,
                "anchors": list(zip(LEVELS, self.anchors[code], strict=True)),
                "level": self[code],
                "evidence": self[f"evidence_{code}"],
                "talked": self[f"talked_{code}"] if far else None,
                "note": self[f"note_{code}"] if far else None,
            }

    def clean(self) -> dict[str, Any]:
        """Each thing that is missing stands at its competency."""
        cleaned: dict[str, Any] = super().clean() or {}
        for row, said in zip(self.rows, self.agreed, strict=True):
            if problem := agreement_problem(row, said):
                self.add_error(self._where(row, said), problem)
        return cleaned

    def _where(self, row: DiagnosticLevel, said: Agreed) -> str:
        """The field that a missing answer of a competency belongs to."""
        code = row.competency
        if said.level is None:
            return code
        if must_talk(row.self_level, row.mentor_level) and not (said.talked and said.talk_note.strip()):
            return f"note_{code}" if said.talked else f"talked_{code}"
        return f"evidence_{code}"

    @property
    def agreed(self) -> list[Agreed]:
        """What both say, for the service."""
        data = self.cleaned_data
        return [
            Agreed(
                row.competency,
                data.get(row.competency),
                bool(data.get(f"talked_{row.competency}")),
                data.get(f"note_{row.competency}", ""),
                data.get(f"evidence_{row.competency}", ""),
            )
            for row in self.rows
        ]


class ConfirmForm(forms.Form):
    """One's own yes or no to the levels; a no says why."""

    answer = forms.ChoiceField(choices=[("ya", "ya"), ("tidak", "tidak")])
    reason = forms.CharField(label=gettext_lazy("Apa yang perlu dibicarakan lagi?"), max_length=300, required=False)


class GoalForm(forms.Form):
    """A goal in the learner's own words, with the SMART checklist (DOMAIN §8 I-3)."""

    competency = forms.ChoiceField(label=gettext_lazy("Kompetensi"), choices=Competency.choices)
    statement = forms.CharField(
        label=gettext_lazy("Tujuan, dengan kata-kata sendiri"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Siapa, melakukan apa, di mana."),
    )
    measure = forms.CharField(
        label=gettext_lazy("Satuan"), max_length=40, help_text=gettext_lazy("Contoh: rumah, orang, kali.")
    )
    baseline = forms.DecimalField(label=gettext_lazy("Angka awal"), max_digits=12, decimal_places=2)
    target = forms.DecimalField(label=gettext_lazy("Angka target"), max_digits=12, decimal_places=2)
    check_on = DayField(label=gettext_lazy("Titik cek"))
    due_on = DayField(label=gettext_lazy("Selesai"))
    org_goal = forms.ModelChoiceField(
        label=gettext_lazy("Sasaran organisasi"),
        queryset=OrgGoal.objects.none(),
        required=False,
        empty_label=gettext_lazy("Tujuan pribadi"),
        help_text=gettext_lazy("Paling sedikit satu tujuan terhubung ke sasaran program."),
    )
    smart = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Daftar periksa"),
        choices=[(line, SMART_LINES[line]) for line in SMART],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Boleh menyusul; semua tercentang sebelum rencana disetujui."),
    )

    def __init__(
        self,
        *args: Any,
        org_goals: Any,
        gaps: Sequence[str] | None,
        goal: Goal | None = None,
        **kwargs: Any,
    ) -> None:
        names = ("competency", "statement", "measure", "baseline", "target", "check_on", "due_on", "org_goal", "smart")
        if goal is not None:
            kwargs["initial"] = {name: getattr(goal, name) for name in names}
            for name in ("baseline", "target"):
                kwargs["initial"][name] = floatformat(getattr(goal, name), "-2u")
        super().__init__(*args, **kwargs)
        self.fields["org_goal"].queryset = org_goals
        if gaps:
            self.fields["competency"].choices = [each for each in Competency.choices if each[0] in gaps]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("check_on") and cleaned.get("due_on") and cleaned["check_on"] > cleaned["due_on"]:
            self.add_error("check_on", _("Titik cek paling lambat pada tanggal selesai."))
        if cleaned.get("baseline") is not None and cleaned.get("baseline") == cleaned.get("target"):
            self.add_error("target", _("Angka target harus berbeda dari angka awal."))
        return cleaned

    @property
    def entry(self) -> GoalEntry:
        """The goal as the service takes it."""
        return GoalEntry(**self.cleaned_data)


class StepForm(forms.Form):
    """A step towards a goal."""

    what = forms.CharField(label=gettext_lazy("Langkah baru"), max_length=200)
    due_on = DayField(label=gettext_lazy("Tenggat"), required=False)


class OutcomeForm(forms.Form):
    """What became of an agreed goal, with a line of evidence."""

    to = forms.ChoiceField(
        label=gettext_lazy("Hasil"),
        choices=[
            (state.value, state.label)
            for state in (GoalState.ACHIEVED, GoalState.PARTLY, GoalState.MISSED, GoalState.DROPPED)
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=gettext_lazy("Bukti atau alasan"), max_length=300)


class ProposeForm(forms.Form):
    """What the learner says became of his step; dropping needs a reason."""

    to = forms.ChoiceField(
        label=gettext_lazy("Hasil"),
        choices=[
            (state.value, state.label)
            for state in (ActionState.DONE, ActionState.PARTLY, ActionState.NOT_DONE, ActionState.DROPPED)
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("Catatan"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Wajib bila dibatalkan."),
    )


class JudgeForm(forms.Form):
    """Whether who guides agrees with what the learner proposed."""

    answer = forms.ChoiceField(choices=[("ya", "ya"), ("tidak", "tidak")])
    note = forms.CharField(label=gettext_lazy("Apa yang masih kurang?"), max_length=300, required=False)
