"""The form of a session that took place (DOMAIN §7.3): a few taps, without script."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date as Day
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.keys import read_key
from core.templatetags.format import day_month
from mentoring.entries import LogEntry, NewAction, planned_after
from mentoring.enums import LEARNERS, LONGEST_MINUTES, ActionState, Attendance, Competency, Obstacle, Progress
from mentoring.forms.fields import ClockField, DayField, mode_field, moment, place_field, zone_label
from mentoring.models import ActionItem, Pairing, PairingParticipant, Session
from mentoring.rules.sessions import NEW_ACTIONS, log_problem, pairing_problem
from mentoring.selectors.phone import is_group, kept_log, leader_of, recent_competencies, unsettled_actions

TODAY, YESTERDAY, OTHER = "today", "yesterday", "other"
WEEKS = {"7": 7, "14": 14, "28": 28}
PLANNED, ON_DATE, UNKNOWN = "planned", "date", "unknown"
MINUTES = (30, 45, 60, 90, 120)
USUAL_TOPICS = (Competency.C04, Competency.C05, Competency.C06, Competency.C12)
REVIEW = (ActionState.DONE, ActionState.PARTLY, ActionState.NOT_DONE)
OLDER_SHOWN = 3
BOX = 600


def _box(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=BOX, required=False, widget=forms.Textarea(attrs={"rows": 2, "maxlength": BOX})
    )


def review_field(label: str) -> forms.ChoiceField:
    """What became of an older step."""
    choices = [("", _("Masih jalan")), *((state.value, state.label) for state in REVIEW)]
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect)


def attendance_field(label: str) -> forms.ChoiceField:
    """Whether one of a group was there (DOMAIN §7.3); present unless something else is said."""
    return forms.ChoiceField(
        label=label, choices=Attendance.choices, required=False, initial=Attendance.PRESENT, widget=forms.RadioSelect
    )


def next_choices() -> list[tuple[str, str]]:
    """When one meets again, where nothing is planned: in so many days, on a date, or not known yet."""
    weeks = zip(WEEKS, (_("1 minggu"), _("2 minggu"), _("1 bulan")), strict=True)
    return [*weeks, (ON_DATE, _("Tanggal")), (UNKNOWN, _("Belum tahu"))]


class LogForm(forms.Form):
    """What happened, prefilled from the plan, the last log and the pairing's rhythm.

    `entry` is the cleaned LogEntry. `may_backdate`: a coordinator enters it. `free_minutes`: any length instead
    of the five usual ones.
    """

    client_uuid = forms.UUIDField(widget=forms.HiddenInput)
    when = forms.ChoiceField(
        label=gettext_lazy("Kapan"),
        choices=[
            (TODAY, gettext_lazy("Hari ini")),
            (YESTERDAY, gettext_lazy("Kemarin")),
            (OTHER, gettext_lazy("Tanggal lain")),
        ],
        widget=forms.RadioSelect,
    )
    date = DayField(label=gettext_lazy("Tanggal"), required=False)
    time = ClockField(label=gettext_lazy("Mulai pukul"))
    mode = mode_field()
    minutes = forms.TypedChoiceField(
        label=gettext_lazy("Lama"), choices=[(n, str(n)) for n in MINUTES], coerce=int, widget=forms.RadioSelect
    )
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("Yang dibahas"), required=False, widget=forms.CheckboxSelectMultiple
    )
    more_topics = forms.MultipleChoiceField(
        label=gettext_lazy("Topik lain"), required=False, widget=forms.CheckboxSelectMultiple
    )
    progress = forms.ChoiceField(
        label=gettext_lazy("Kemajuan"), choices=Progress.choices, required=False, widget=forms.RadioSelect
    )
    next = forms.ChoiceField(label=gettext_lazy("Bertemu lagi"), widget=forms.RadioSelect)
    next_date = DayField(label=gettext_lazy("Tanggal pertemuan berikut"), required=False)
    no_next_reason = forms.CharField(label=gettext_lazy("Mengapa belum tahu?"), max_length=200, required=False)
    goal = _box(gettext_lazy("Tujuan hari ini"))
    reality = _box(gettext_lazy("Keadaan sekarang"))
    options = _box(gettext_lazy("Pilihan"))
    will = _box(gettext_lazy("Langkah, siapa, kapan"))
    obstacles = forms.MultipleChoiceField(
        label=gettext_lazy("Hambatan"),
        choices=Obstacle.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    place = place_field()
    evidence_count = forms.IntegerField(
        label=gettext_lazy("Jumlah bukti (foto, berkas)"), min_value=0, max_value=99, required=False
    )
    private_note = forms.CharField(
        label=gettext_lazy("Catatan pribadi"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off", "class": "form-control"}),
    )

    def __init__(
        self,
        data: Any = None,
        *args: Any,
        pairing: Pairing,
        people: Sequence[PairingParticipant],
        session: Session | None = None,
        may_backdate: bool = False,
        free_minutes: bool = False,
        with_note: bool = True,
        by: User | None = None,
        **kwargs: Any,
    ) -> None:
        self.pairing, self.people, self.session = pairing, list(people), session
        self.may_backdate = may_backdate
        self.zone = pairing.unit.zone
        # What has been kept and is sent again, after a lost answer, is read as it was read then.
        self.kept = kept_log(by, data.get("client_uuid", "")) if by and data else None
        self.now = (self.kept and self.kept.session.received_at) or timezone.now()
        self.today = self.now.astimezone(self.zone).date()
        kwargs["initial"] = self._prefilled() | (kwargs.get("initial") or {})
        super().__init__(data, *args, **kwargs)
        self.start: datetime | None = None
        # What was sent stays on the page though it has been settled meanwhile: a repeated sending reads the same.
        sent = [pk for name in self.data if name.startswith("action_") and (pk := read_key(name[7:]))]
        self.older = list(unsettled_actions(pairing, also=sent))
        self._shape_fields(free_minutes, with_note)

    # What is on the page

    def _prefilled(self) -> dict[str, Any]:
        start = self._usual_start()
        day = start.date()
        when = {self.today: TODAY, self.today - timedelta(days=1): YESTERDAY}.get(day, OTHER)
        rhythm = str(min(WEEKS.values(), key=lambda days: abs(days - self.pairing.cadence_days)))
        return {
            "client_uuid": uuid4(),
            "when": when,
            "date": day if when == OTHER else None,
            "time": start.time(),
            "minutes": 60,
            "mode": self.session.mode if self.session else "face_to_face",
            "place": self.session.place if self.session else "",
            "next": PLANNED if self.later_plan else rhythm,
            "evidence_count": 0,
        }

    def _usual_start(self) -> datetime:
        """The planned start; an hour ago, to the quarter, when nothing was planned or it lies ahead.

        Never before the day of the offer: what stands on the page when it opens can be sent as it is.
        """
        planned = self.session.planned_start if self.session else None
        if planned and planned <= self.now:
            return planned.astimezone(self.zone)
        local = (self.now - timedelta(hours=1)).astimezone(self.zone)
        local = local.replace(minute=local.minute // 15 * 15, second=0, microsecond=0)
        offered = (self.pairing.offered_at or local).astimezone(self.zone)
        return max(local, offered.replace(hour=0, minute=0, second=0, microsecond=0))

    @property
    def later_plan(self) -> Session | None:
        """A meeting that is planned already, beside the one that is logged now."""
        if not hasattr(self, "_later_plan"):
            planned = Session.objects.upcoming().filter(pairing=self.pairing, planned_start__gt=self.now)
            if self.kept:
                planned = planned.exclude(client_uuid=planned_after(self.kept.client_uuid))
            self._later_plan = planned.exclude(pk=self.session.pk if self.session else None).first()
        return self._later_plan

    def _shape_fields(self, free_minutes: bool, with_note: bool) -> None:
        self.fields["time"].help_text = zone_label(self.zone)
        for name in ("date", "next_date", "no_next_reason"):  # shown where it is asked for
            self.fields[name].optional_note = " "  # type: ignore[attr-defined]
        self._split_topics()
        self.fields["next"].choices = self._next_choices()
        if free_minutes:
            self.fields["minutes"] = forms.IntegerField(label=_("Lama (menit)"), min_value=1, max_value=LONGEST_MINUTES)
        if not with_note:
            del self.fields["private_note"]
        for action in self.older:
            self.fields[f"action_{action.pk}"] = review_field(action.what)
        owners = [(person.pk, person.name) for person in self.people]
        learner = next((person.pk for person in self.people if person.role in LEARNERS), None)
        for n in range(1, NEW_ACTIONS + 1):
            self.fields[f"what_{n}"] = forms.CharField(label=_("Langkah"), max_length=200, required=False)
            self.fields[f"owner_{n}"] = forms.TypedChoiceField(
                label=_("Siapa"), choices=owners, coerce=int, empty_value=None, required=False, initial=learner
            )
            self.fields[f"due_{n}"] = DayField(label=_("Tenggat"), required=False)
            for part in ("owner", "due"):  # the whole row is left empty, as its heading says
                self.fields[f"{part}_{n}"].optional_note = " "  # type: ignore[attr-defined]
        if is_group(self.pairing):
            self.fields |= {f"here_{pk}": attendance_field(name) for pk, name in owners}

    def _split_topics(self) -> None:
        """Both fields take every topic; where one stands follows the last log, which may be new since the page."""
        first = set(self._last_topics() or [code.value for code in USUAL_TOPICS])
        if self.is_bound:
            sent = {name: set(self[name].data or []) for name in ("topics", "more_topics")}
            first = first - sent["more_topics"] | sent["topics"]
        for name in ("topics", "more_topics"):
            self.fields[name].choices = Competency.choices
            self.fields[name].widget.choices = [
                choice for choice in Competency.choices if (choice[0] in first) == (name == "topics")
            ]

    def _last_topics(self) -> list[str]:
        return recent_competencies(self.pairing)

    def _next_choices(self) -> list[tuple[str, str]]:
        plan = self.later_plan
        planned = []
        if plan and plan.planned_start:
            planned = [(PLANNED, day_month(plan.planned_start.astimezone(self.zone).date()))]
        return [
            *planned,
            *next_choices(),
        ]

    def attendances(self) -> list[forms.BoundField]:
        """Who was there, person by person; empty where two meet."""
        return [self[name] for name in self.fields if name.startswith("here_")]

    def reviews(self) -> list[tuple[ActionItem, forms.BoundField]]:
        """The older actions with their field; the first few stand open, `more_reviews` are folded."""
        return self._reviews(self.older[:OLDER_SHOWN])

    def more_reviews(self) -> list[tuple[ActionItem, forms.BoundField]]:
        """The older actions beyond the first few."""
        return self._reviews(self.older[OLDER_SHOWN:])

    def _reviews(self, actions: Iterable[ActionItem]) -> list[tuple[ActionItem, forms.BoundField]]:
        return [(action, self[f"action_{action.pk}"]) for action in actions]

    @property
    def has_more_reviewed(self) -> bool:
        """Whether a folded action was answered or has an error."""
        return any(field.errors or field.data for _action, field in self.more_reviews())

    def new_actions(self) -> list[dict[str, forms.BoundField]]:
        """The rows for new actions."""
        return [{part: self[f"{part}_{n}"] for part in ("what", "owner", "due")} for n in range(1, NEW_ACTIONS + 1)]

    @property
    def has_more_actions(self) -> bool:
        """Whether a row after the first holds something that should be seen."""
        return any(row["what"].data or row["what"].errors for row in self.new_actions()[1:])

    @property
    def has_more_open(self) -> bool:
        """Whether the folded part holds something that should be seen: an error or what was written."""
        inside = ("goal", "reality", "options", "will", "obstacles", "place", "evidence_count")
        return self.is_bound and any(name in self.errors or self[name].data for name in inside if name != "place")

    # What was sent

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self.start = start = self._clean_start(cleaned)
        new = self._new_actions(cleaned)
        next_on = self._clean_next(cleaned, start)
        if not self.errors and start is not None:
            self.entry = self._entry(cleaned, start, new, next_on)
        return cleaned

    def entry_at(self, recorded_at: datetime | None) -> LogEntry:
        """The entry, written when the writer's own clock says."""
        return replace(self.entry, recorded_at=recorded_at)

    def _clean_start(self, cleaned: dict[str, Any]) -> datetime | None:
        when = cleaned.get("when")
        day = {TODAY: self.today, YESTERDAY: self.today - timedelta(days=1)}.get(str(when), cleaned.get("date"))
        if when == OTHER and day is None and "date" not in self.errors:
            self.add_error("date", _("Pilih tanggalnya."))
        if day is None or cleaned.get("time") is None:
            return None
        start = moment(day, cleaned["time"], self.zone)
        problem = log_problem(start, self.now, self.zone, may_backdate=self.may_backdate)
        problem = problem or pairing_problem(self.pairing, day)
        if problem and not self.kept:  # else the deed says whether it is the same
            self.add_error("date" if when == OTHER else "when", problem)
        return start

    def _new_actions(self, cleaned: dict[str, Any]) -> list[NewAction]:
        return [
            NewAction(cleaned[f"what_{n}"], cleaned.get(f"owner_{n}") or self._leader_id(), cleaned.get(f"due_{n}"))
            for n in range(1, NEW_ACTIONS + 1)
            if cleaned.get(f"what_{n}")
        ]

    def _attendance(self, cleaned: dict[str, Any]) -> dict[int, str]:
        """Who was not simply there. A phone with a page of before told `present` alone: the others were absent."""
        ticked = self.data.getlist("present") if "present" in self.data else None
        found = {}
        for person in self.people if is_group(self.pairing) else ():
            unsaid = Attendance.PRESENT if ticked is None or str(person.pk) in ticked else Attendance.ABSENT
            found[person.pk] = cleaned.get(f"here_{person.pk}") or unsaid.value
        return {pk: status for pk, status in found.items() if status != Attendance.PRESENT}

    def _leader_id(self) -> int:
        leader = leader_of(self.people)
        return leader.pk if leader else self.people[0].pk

    def _clean_next(self, cleaned: dict[str, Any], start: datetime | None) -> Day | None:
        choice = cleaned.get("next", "")
        if choice == UNKNOWN:
            if not cleaned.get("no_next_reason"):
                self.add_error("no_next_reason", _("Tulis alasannya, misalnya «menunggu jadwal kerja»."))
            return None
        if choice == PLANNED and self.later_plan and self.later_plan.planned_start:
            return self.later_plan.planned_start.astimezone(self.zone).date()
        if choice == ON_DATE:
            day: Day | None = cleaned.get("next_date")
            if day is None and "next_date" not in self.errors:
                self.add_error("next_date", _("Pilih tanggalnya."))
            elif day is not None and start is not None and day <= start.date():
                self.add_error("next_date", _("Pertemuan berikut harus setelah pertemuan ini."))
            return day
        if choice in WEEKS and start is not None:
            return start.date() + timedelta(days=WEEKS[choice])
        return None

    def _entry(self, cleaned: dict[str, Any], start: datetime, new: list[NewAction], next_on: Day | None) -> LogEntry:
        return LogEntry(
            start=start,
            minutes=cleaned["minutes"],
            mode=cleaned["mode"],
            place=cleaned["place"],
            attendance=self._attendance(cleaned),
            competencies=sorted({*cleaned["topics"], *cleaned["more_topics"]}),
            progress=cleaned["progress"],
            goal=cleaned["goal"],
            reality=cleaned["reality"],
            options=cleaned["options"],
            will=cleaned["will"],
            obstacles=cleaned["obstacles"],
            evidence_count=cleaned["evidence_count"] or 0,
            reviewed={
                action.pk: cleaned[f"action_{action.pk}"] for action in self.older if cleaned.get(f"action_{action.pk}")
            },
            new_actions=new,
            no_new_action=not new,
            next_meeting_on=next_on,
            no_next_reason=cleaned["no_next_reason"] if next_on is None else "",
            private_note=cleaned.get("private_note", ""),
            client_uuid=cleaned["client_uuid"],
        )
