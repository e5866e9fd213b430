"""Forms of programmes and their goals."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from mentoring.enums import Competency, ProgrammeKind, ProgrammeState
from mentoring.forms.fields import DayField
from mentoring.models import OrgGoal, Programme, ProgrammeTemplate
from mentoring.rules.programmes import EDITABLE_LATER, goal_problems, length_problem
from mentoring.selectors.programmes import coordinators_over


class ProgrammeForm(forms.ModelForm):
    """Name, owner, time and rhythm of a programme. What has opened keeps what it was opened with."""

    starts_on = DayField(label=gettext_lazy("Mulai"))
    ends_on = DayField(label=gettext_lazy("Selesai"))
    focus = forms.MultipleChoiceField(
        label=gettext_lazy("Kompetensi utama"),
        choices=Competency.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Didahulukan bila dua kesenjangan sama besar."),
    )

    class Meta:
        model = Programme
        fields = ("name", "category", "coordinator", "level", "starts_on", "ends_on", "cadence_days", "focus")
        help_texts = {"cadence_days": gettext_lazy("14 berarti dua minggu sekali; 7 saat kampanye.")}

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert by.scope is not None
        unit = self.instance.unit if self.instance.pk else by.scope.unit
        self.fields["coordinator"].queryset = coordinators_over(unit)
        self.fields["coordinator"].initial = by.pk
        if self.instance.pk and self.instance.state != ProgrammeState.DRAFT:
            for name in set(self.fields) - EDITABLE_LATER:
                del self.fields[name]
        elif self.instance.pk and self.instance.kind != ProgrammeKind.LEVEL:
            del self.fields["level"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        starts, ends = cleaned.get("starts_on", self.instance.starts_on), cleaned.get("ends_on")
        if starts and ends:
            problem = length_problem(starts, ends)
            if problem:
                self.add_error("ends_on", problem)
        return cleaned


class NewProgrammeForm(ProgrammeForm):
    """A new programme: a template says what is left blank."""

    template = forms.ModelChoiceField(
        ProgrammeTemplate.objects.filter(is_offered=True),
        label=gettext_lazy("Templat"),
        empty_label=None,
        help_text=gettext_lazy("Jendela fase dan tahapannya disalin, lalu dapat Anda ubah selama rancangan."),
    )
    field_order = ("name", "template", "level", "category", "coordinator", "starts_on", "ends_on", "cadence_days")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in (
            ("ends_on", gettext_lazy("Kosongkan untuk memakai lama templat.")),
            ("cadence_days", gettext_lazy("Kosongkan untuk memakai irama templat.")),
        ):
            self.fields[name].required, self.fields[name].help_text = False, words
        self.initial["cadence_days"] = None  # the model has a default; the template has a better one
        self.fields["level"].help_text = gettext_lazy("Hanya untuk templat «Jenjang».")
        self.fields["template"].initial = self.fields["template"].queryset.first()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        template = cleaned.get("template")
        if template and template.kind == ProgrammeKind.LEVEL and not cleaned.get("level"):
            self.add_error("level", _("Pilih jenjang yang dituju program ini."))
        return cleaned


class GoalForm(forms.ModelForm):
    """What the party wants from a programme, as a figure."""

    due_on = DayField(label=gettext_lazy("Tenggat"))
    falls = forms.BooleanField(
        label=gettext_lazy("Memang turun"),
        required=False,
        help_text=gettext_lazy("Centang bila target lebih kecil dari angka awal, misalnya kader yang berhenti."),
    )

    class Meta:
        model = OrgGoal
        fields = ("statement", "measure", "baseline", "target", "due_on")

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme
        if self.instance.pk is not None:
            self.initial["falls"] = self.instance.target < self.instance.baseline

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        figures = {name: cleaned.get(name) for name in ("baseline", "target", "due_on")}
        for name, problem in goal_problems(self.programme, falls=bool(cleaned.get("falls")), **figures).items():
            self.add_error(name, problem)
        return cleaned


class MeasureForm(forms.ModelForm):
    """Where a goal stands now."""

    class Meta:
        model = OrgGoal
        fields = ("actual",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["actual"].required = True


class ReportForm(forms.Form):
    """The final report that closes a programme."""

    report = forms.CharField(
        label=gettext_lazy("Laporan akhir"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
