"""Forms of what belongs to a programme: needs, windows, stages, shelf, hand-over."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from mentoring.enums import TIMED_PHASES, Competency, Phase
from mentoring.forms.fields import DayField
from mentoring.models import Programme, ProgrammeNeed, ProgrammeResource, ProgrammeStage, ProgrammeWindow
from mentoring.models.programme_parts import LARGEST_FILE
from mentoring.rules.programmes import windows_problems
from mentoring.selectors.programmes import coordinators_over


class NeedForm(forms.ModelForm):
    """One finding of the needs assessment."""

    competencies = forms.MultipleChoiceField(
        label=gettext_lazy("Kompetensi"), choices=Competency.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = ProgrammeNeed
        fields = ("finding", "evidence", "cadres", "competencies")
        help_texts = {
            "finding": gettext_lazy("Apa yang kurang, dalam satu kalimat."),
            "evidence": gettext_lazy("Dari mana diketahui: angka registri, rubrik, hasil pemilu, wawancara."),
            "cadres": gettext_lazy("Berapa kader yang membutuhkannya."),
        }


class WindowsForm(forms.Form):
    """First and last day of each phase, as two numbers a row."""

    def __init__(self, *args: Any, programme: Programme, windows: list[ProgrammeWindow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme
        known = {window.phase: window for window in windows}
        for phase in TIMED_PHASES:
            window = known.get(phase)
            for name, part in (("first", gettext_lazy("hari pertama")), ("last", gettext_lazy("hari terakhir"))):
                self.fields[f"{phase.value}_{name}"] = forms.IntegerField(
                    label=f"{phase.label}: {part}",
                    min_value=0,
                    max_value=1130,
                    initial=getattr(window, f"{name}_day") if window else None,
                )

    def rows(self) -> Iterator[tuple[str, forms.BoundField, forms.BoundField]]:
        """Name and the two fields of each phase."""
        for phase in TIMED_PHASES:
            yield str(phase.label), self[f"{phase.value}_first"], self[f"{phase.value}_last"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            days = (self.programme.ends_on - self.programme.starts_on).days
            for phase, problem in windows_problems(self.windows(), days, self.programme.kind).items():
                self.add_error(f"{Phase(phase).value}_last", problem)
        return cleaned

    def windows(self) -> dict[str, tuple[int, int]]:
        """What was entered, by phase."""
        return {
            phase.value: (self.cleaned_data[f"{phase.value}_first"], self.cleaned_data[f"{phase.value}_last"])
            for phase in TIMED_PHASES
        }


class StageForm(forms.ModelForm):
    """A dated stage of an election calendar."""

    starts_on = DayField(label=gettext_lazy("Mulai"))
    ends_on = DayField(label=gettext_lazy("Selesai"))

    class Meta:
        model = ProgrammeStage
        fields = ("kind", "name", "starts_on", "ends_on")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("Tahap berakhir sebelum mulai. Periksa tanggalnya."))
        return cleaned


class ResourceForm(forms.ModelForm):
    """A link or a small PDF for the shelf of a phase."""

    url = forms.URLField(
        label=gettext_lazy("Alamat tautan"), max_length=400, required=False, assume_scheme="https",
        help_text=gettext_lazy("Dimulai dengan https://. Kosongkan bila Anda mengunggah berkas."),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("Berkas PDF"),
        required=False,
        help_text=gettext_lazy("Paling besar 300 KB, agar terbuka di sinyal lemah."),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )

    class Meta:
        model = ProgrammeResource
        fields = ("title", "phase", "audience", "url")

    def clean_file(self) -> bytes:
        """What was uploaded, read no further than the limit."""
        upload = self.cleaned_data["file"]
        return upload.read(LARGEST_FILE + 1) if upload else b""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(cleaned.get("url")) == bool(cleaned.get("file")):
            self.add_error("url", _("Isi alamat tautan atau pilih satu berkas PDF, salah satu saja."))
        return cleaned

    @property
    def deed(self) -> dict[str, Any]:
        """What the service takes."""
        content = self.cleaned_data["file"]
        names = {name: self.cleaned_data[name] for name in ("title", "phase", "audience", "url")}
        return names | {"content": content, "filename": self.files["file"].name if content else ""}


class HandoverForm(forms.Form):
    """Who is asked to take a programme over, and what he should know."""

    to_user = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Koordinator baru"))
    note = forms.CharField(
        label=gettext_lazy("Yang perlu diketahui"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Misalnya pasangan yang perlu ditengahi. Tanpa isi catatan sesi."),
        error_messages={"required": gettext_lazy("Tulis apa yang perlu diketahui koordinator baru.")},
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_user"].queryset = coordinators_over(programme.unit).exclude(pk=programme.coordinator_id)
