"""Forms of programmes and their goals."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from accounts.enums import Role
from accounts.models import Assignment, User
from mentoring.enums import Competency
from mentoring.forms.fields import DayField
from mentoring.models import OrgGoal, Programme
from mentoring.rules.programmes import goal_problems, length_problem
from regions.models import Unit
from regions.settings import value


class ProgrammeForm(forms.ModelForm):
    """Name, owner, time and rhythm of a programme."""

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
        fields = ("name", "category", "coordinator", "starts_on", "ends_on", "cadence_days", "focus")
        help_texts = {"cadence_days": gettext_lazy("14 berarti dua minggu sekali; 7 saat kampanye.")}

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert by.scope is not None
        inside = Unit.objects.within(by.scope.unit)
        held = Assignment.objects.current().filter(role=Role.COORDINATOR, unit__in=inside).order_by()
        self.fields["coordinator"].queryset = User.objects.filter(pk__in=held.values("user")).order_by(
            "full_name", "pk"
        )
        self.fields["coordinator"].initial = by.pk
        if self.instance.pk is None:
            self.initial.setdefault("cadence_days", value("mentoring.cadence_days"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends:
            problem = length_problem(starts, ends)
            if problem:
                self.add_error("ends_on", problem)
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
