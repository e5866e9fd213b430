"""What the secretariat types in for mentors: one line after another from paper or a call, or a pasted message."""

import re
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from mentoring.enums import LEARNERS, LONGEST_MINUTES, Competency, Mode, Progress, Source
from mentoring.forms.fields import ClockField, DayField, place_field
from mentoring.forms.logs import BOX, ON_DATE, OTHER, UNKNOWN, LogForm
from mentoring.models import Pairing, PairingParticipant
from mentoring.rules.sheets import sheet_uuid

#: Where the secretariat has it from; a message is pasted, not typed.
TYPED_FROM = (Source.CALL, Source.PAPER)
LONGEST_TEXT = 12_000


class MessageForm(forms.Form):
    """The message of a mentor, whole."""

    text = forms.CharField(
        label=gettext_lazy("Pesan dari mentor"),
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "autocomplete": "off", "autofocus": True}),
        error_messages={"required": gettext_lazy("Tempel pesan dari mentor di sini.")},
    )


def errors_in_words(form: forms.Form) -> list[str]:
    """The errors of another form, each with the name of its field."""
    return [
        " ".join(([f"{form.fields[name].label}:"] if name in form.fields else []) + [str(each) for each in errors])
        for name, errors in form.errors.items()
    ]


class SourceForm(forms.Form):
    """Where a log that is typed for somebody else comes from."""

    source = forms.ChoiceField(
        label=gettext_lazy("Sumber"),
        choices=[(each.value, each.label) for each in TYPED_FROM],
        initial=Source.PAPER,
        widget=forms.RadioSelect,
    )


class QuickForm(SourceForm):
    """One session in one line of fields, for the keyboard; the rules are those of the form of a log (`log_form`)."""

    client_uuid = forms.UUIDField(widget=forms.HiddenInput)
    sheet = forms.IntegerField(
        label=gettext_lazy("Nomor lembar"),
        required=False,
        min_value=1,
        max_value=32767,
        help_text=gettext_lazy("Di bawah kode QR; kosongkan bila bukan dari lembar."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    pairing = forms.TypedChoiceField(
        label=gettext_lazy("Pasangan"), coerce=int, widget=forms.Select(attrs={"autofocus": True})
    )
    date = DayField(label=gettext_lazy("Tanggal"))
    time = ClockField(label=gettext_lazy("Mulai pukul"))
    minutes = forms.IntegerField(label=gettext_lazy("Lama (menit)"), min_value=1, max_value=LONGEST_MINUTES, initial=60)
    mode = forms.ChoiceField(label=gettext_lazy("Cara"), choices=Mode.choices)
    place = place_field()
    topics = forms.CharField(
        label=gettext_lazy("Yang dibahas"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Nomor kompetensi, misalnya «4 12»."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    progress = forms.ChoiceField(label=gettext_lazy("Kemajuan"), choices=[("", "–"), *Progress.choices], required=False)
    what = forms.CharField(label=gettext_lazy("Tindak lanjut"), max_length=200, required=False)
    due = DayField(label=gettext_lazy("Tenggat"), required=False)
    next_date = DayField(label=gettext_lazy("Bertemu lagi"), required=False)
    no_next_reason = forms.CharField(label=gettext_lazy("Mengapa belum tahu?"), max_length=200, required=False)
    goal = forms.CharField(label=gettext_lazy("Tujuan hari ini"), max_length=BOX, required=False)
    reality = forms.CharField(label=gettext_lazy("Keadaan sekarang"), max_length=BOX, required=False)
    options = forms.CharField(label=gettext_lazy("Pilihan"), max_length=BOX, required=False)
    will = forms.CharField(label=gettext_lazy("Langkah, siapa, kapan"), max_length=BOX, required=False)

    AS_THEY_ARE = ("date", "time", "minutes", "mode", "place", "progress", "next_date", "no_next_reason")
    BOXES = ("goal", "reality", "options", "will")
    RENAMED = {"what_1": "what", "due_1": "due", "next": "next_date", "when": "date", "more_topics": "topics"}

    def __init__(self, *args: Any, pairings: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        kwargs["initial"] = {"client_uuid": uuid4(), "date": timezone.localdate()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["pairing"].choices = [("", "–"), *pairings]  # type: ignore[attr-defined]
        for field in self.fields.values():  # a line of a sheet: what it does not say stays empty
            field.optional_note = " "  # type: ignore[attr-defined]

    def clean_topics(self) -> list[str]:
        """The numbers of competencies as their codes."""
        numbers = re.split(r"[\s,;.]+", self.cleaned_data["topics"].strip().upper())
        codes = [f"C{number.removeprefix('C'):0>2}" for number in numbers if number]
        unknown = [code for code in codes if code not in Competency.values]
        if unknown:
            most = len(Competency)
            raise forms.ValidationError(_("Kompetensi bernomor 1 sampai %(most)d.") % {"most": most})
        return codes

    def boxes(self) -> list[forms.BoundField]:
        """The four texts of the talk, which stay folded."""
        return [self[name] for name in self.BOXES]

    @property
    def has_boxes(self) -> bool:
        """Whether one of them holds something that should be seen."""
        return any(field.data or field.errors for field in self.boxes())

    def log_form(
        self, by: User, pairing: Pairing, people: Sequence[PairingParticipant], *, may_backdate: bool
    ) -> LogForm:
        """The form of a log with what was typed: a step is the learner's, and who is not named was there."""
        typed = {name: self.data.get(name, "") for name in (*self.AS_THEY_ARE, *self.BOXES)}
        learner = next((person.pk for person in people if person.role in LEARNERS), "")
        data = MultiValueDict({name: [value] for name, value in typed.items()})
        data.setlist("topics", self.cleaned_data["topics"])
        number = self.cleaned_data["sheet"]
        key = sheet_uuid(pairing.pk, number) if number else self.cleaned_data["client_uuid"]
        data["client_uuid"], data["when"] = str(key), OTHER
        data["next"] = ON_DATE if typed["next_date"] else UNKNOWN
        data["what_1"], data["owner_1"], data["due_1"] = (
            self.data.get("what", ""),
            str(learner),
            self.data.get("due", ""),
        )
        return LogForm(
            data,
            by=by,
            pairing=pairing,
            people=people,
            may_backdate=may_backdate,
            free_minutes=True,
            with_note=False,
        )

    def take_errors(self, form: LogForm) -> None:
        """Say what the form of a log says, at one's own fields."""
        for name, errors in form.errors.items():
            own = self.RENAMED.get(name, name)
            for error in errors:
                self.add_error(own if own in self.fields else None, str(error))
