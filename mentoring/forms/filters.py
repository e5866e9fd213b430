"""Filters of the office's lists: a closed list of names and values, said back in words."""

from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django import forms
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.scoping import ScopedQuerySet
from cadres.enums import Gender
from core.keys import read_key
from core.templatetags.format import date_id
from mentoring.cadence import last_day
from mentoring.enums import (
    HELD_STATES,
    TIMED_PHASES,
    Category,
    MentorState,
    PairingState,
    Phase,
    ProgrammeState,
    SessionState,
    Source,
)
from mentoring.forms.fields import DayField
from mentoring.models import Programme
from mentoring.models.pairings import PairingQuerySet
from mentoring.models.programmes import ProgrammeQuerySet
from mentoring.models.sessions import SessionQuerySet
from mentoring.party_settings import dormant_days
from mentoring.selectors.office import sees_people
from regions.models import Unit

WAITING = "waiting"
HELD, MISSED = "held", "missed"
ORDER = "urut"


def any_of(label: Any, choices: Any) -> forms.ChoiceField:
    """A select whose first entry stands for no filter."""
    return forms.ChoiceField(label=label, required=False, choices=[("", label), *choices])


def hidden_choice(choices: Any) -> forms.ChoiceField:
    """A closed list of values that a number's link brings along."""
    return forms.ChoiceField(required=False, choices=[("", ""), *choices], widget=forms.HiddenInput)


AGREEMENT = "kesepakatan"
STEP_DATES = {AGREEMENT: "agreed_on", "rubrik": "baseline_on", "rencana": "planned_on"}
STEPS = [
    (AGREEMENT, gettext_lazy("kesepakatan")),
    ("rubrik", gettext_lazy("rubrik awal")),
    ("rencana", gettext_lazy("rencana aksi")),
]
MONTHS_SHOWN = 13
# How much a mentor carries (K17): every mentor is in exactly one of them.
LOADS = {
    "kosong": Q(load=0),
    "ringan": Q(load__gt=0, load__lt=F("soft_capacity")),
    "wajar": Q(load__gt=0, load__gte=F("soft_capacity"), load__lt=F("capacity")),
    "penuh": Q(load__gte=F("capacity")),
}


class MonthField(forms.CharField):
    """A month as «2026-11»; its first day in Python. `offer` shows the last year's months as a select."""

    def offer(self, chosen: str) -> None:
        """List this month and those before it, and the one that is chosen."""
        today = timezone.localdate()
        this = today.year * 12 + today.month - 1
        months = [date(n // 12, n % 12 + 1, 1) for n in range(this, this - MONTHS_SHOWN, -1)]
        known = {f"{month:%Y-%m}": date_format(month, "F Y") for month in months}
        if chosen and chosen not in known:
            known[chosen] = chosen
        self.widget = forms.Select(choices=[("", str(self.label)), *known.items()])

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            month = datetime.strptime(text, "%Y-%m").date()
        except ValueError as error:
            raise forms.ValidationError(_("Bulan ini tidak terbaca. Contoh: 2026-11.")) from error
        if not 2000 <= month.year <= 2100:
            raise forms.ValidationError(_("Periksa tahunnya: %(year)s."), params={"year": month.year})
        return month


class ListFilter(forms.Form):
    """What every list has: the unit, and the order out of `orders`. `words` names what is set."""

    orders: ClassVar[dict[str, tuple[str, ...]]] = {}
    default_order: ClassVar[tuple[str, ...]] = ("pk",)

    wilayah = forms.CharField(label=gettext_lazy("Semua wilayah"), required=False, max_length=32)
    urut = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["wilayah"].widget = forms.Select(choices=self._units())
        for name, field in self.fields.items():
            if isinstance(field, MonthField) and not field.widget.is_hidden:
                field.offer(self.data.get(name, ""))

    def _units(self) -> list[tuple[str, str]]:
        """The units one step below one's own, and the one that is chosen already."""
        assert self.user.scope is not None
        here = self.user.scope.unit
        below = Unit.objects.children_of(here).annotate_code()
        known = [(unit.code, unit.full_name) for unit in below]
        chosen = self.data.get("wilayah", "")
        if chosen and chosen not in dict(known):
            self.chosen = self._unit(chosen)
            known.append((chosen, self.chosen.full_name if self.chosen else chosen))
        return [("", str(self.fields["wilayah"].label)), *known]

    def _unit(self, code: str) -> Unit | None:
        return Unit.objects.with_code(code).annotate_code().first()

    def clean_wilayah(self) -> Unit | None:
        """The unit; one that does not exist or lies outside one's own is the same error."""
        code = self.cleaned_data["wilayah"]
        if not code:
            return None
        unit = getattr(self, "chosen", None) or self._unit(code)
        if unit is None or self.user.scope is None or not self.user.scope.covers(unit):
            raise forms.ValidationError(_("Wilayah ini tidak ada."), code="no_such_unit")
        return unit

    def clean_urut(self) -> str:
        """One of the orders, or none."""
        order: str = self.cleaned_data["urut"]
        if order and order.removeprefix("-") not in self.orders:
            raise forms.ValidationError(_("Urutan ini tidak ada."))
        return order

    @property
    def is_out_of_scope(self) -> bool:
        """Whether the unit is the reason why the filter is refused."""
        return "wilayah" in self.errors

    def narrowed(self, rows: Any) -> Any:
        """The rows at the chosen unit and below."""
        unit = self.cleaned_data["wilayah"]
        return rows.within(unit) if unit else rows

    def ordered(self, rows: Any) -> Any:
        """The rows in the asked order, else the usual one."""
        wanted = self.cleaned_data["urut"]
        if not wanted:
            return rows.order_by(*self.default_order, "pk")
        columns = self.orders[wanted.removeprefix("-")]
        turned = [column[1:] if column.startswith("-") else f"-{column}" for column in columns]
        return rows.order_by(*(turned if wanted.startswith("-") else columns), "pk")

    @property
    def words(self) -> list[str]:
        """What is set, in the user's words."""
        found = []
        for name, value in self.cleaned_data.items():
            if value and name != ORDER:
                field = self.fields[name]
                label = dict(field.choices).get(value) if isinstance(field, forms.ChoiceField) else None
                found.append(str(label or self._said(name, value)))
        return found

    def _said(self, name: str, value: Any) -> str:
        if isinstance(value, Unit):
            return value.full_name
        if isinstance(self.fields[name], MonthField):
            return date_format(value, "F Y")
        return date_id(value) if isinstance(value, date) else str(value)


class ProgrammeFilter(ListFilter):
    """`/program/?wilayah=&status=&koordinator=tanpa`"""

    default_order = ("-starts_on",)
    orders: ClassVar = {"nama": ("name",), "mulai": ("starts_on",)}
    status = any_of(gettext_lazy("Semua status"), ProgrammeState.choices)
    koordinator = any_of(gettext_lazy("Semua koordinator"), [("tanpa", gettext_lazy("Tanpa koordinator"))])

    def apply(self, rows: ProgrammeQuerySet) -> ProgrammeQuerySet:
        """The filtered rows in order."""
        status = self.cleaned_data["status"]
        rows = self.narrowed(rows)
        if self.cleaned_data["koordinator"]:
            rows = rows.ownerless()
        return self.ordered(rows.filter(state=status) if status else rows)


class MentorFilter(ListFilter):
    """`/mentor/?wilayah=&status=&jenis=&beban=kosong|ringan|wajar|penuh`"""

    default_order = ("member__name_key",)
    orders: ClassVar = {"nama": ("member__name_key",), "beban": ("load", "member__name_key")}
    status = any_of(gettext_lazy("Semua status"), MentorState.choices)
    jenis = any_of(gettext_lazy("Perempuan dan laki-laki"), Gender.choices)
    beban = hidden_choice(
        [
            ("kosong", gettext_lazy("tanpa binaan")),
            ("ringan", gettext_lazy("di bawah beban wajar")),
            ("wajar", gettext_lazy("beban wajar")),
            ("penuh", gettext_lazy("di batas beban")),
        ]
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        if not sees_people(user):  # an order, or a filter, tells what it is by
            self.orders = {name: columns for name, columns in self.orders.items() if name != "beban"}  # type: ignore[misc]
            del self.fields["beban"]

    def apply(self, rows: ScopedQuerySet) -> ScopedQuerySet:
        """The filtered rows in order."""
        wanted = {
            name: self.cleaned_data[field]
            for field, name in (("status", "state"), ("jenis", "member__gender"))
            if self.cleaned_data[field]
        }
        rows = self.narrowed(rows).filter(**wanted)
        if load := self.cleaned_data.get("beban"):
            rows = rows.filter(LOADS[load])
        return self.ordered(rows)


class MentorLoadFilter(ListFilter):
    """`/mentor/beban/?wilayah=&status=`: by name and in no other order, since nobody is ranked."""

    default_order = ("member__name_key",)
    status = any_of(gettext_lazy("Semua status"), MentorState.choices)

    def apply(self, rows: ScopedQuerySet) -> ScopedQuerySet:
        """The filtered rows by name."""
        state = self.cleaned_data["status"]
        return self.ordered(self.narrowed(rows).filter(state=state) if state else self.narrowed(rows))


class ProgrammeListFilter(ListFilter):
    """A list that a programme may narrow: `&program=<pk>`."""

    program = forms.CharField(required=False, max_length=18, widget=forms.HiddenInput)

    def clean_program(self) -> Programme | None:
        """The programme; one that does not exist or lies outside one's own is the same error."""
        text = self.cleaned_data["program"]
        if not text:
            return None
        found = Programme.objects.for_user(self.user).filter(pk=read_key(text)).first()
        if found is None:
            raise forms.ValidationError(_("Program ini tidak ada."))
        return found

    @property
    def is_out_of_scope(self) -> bool:
        """Whether the unit or the programme is the reason why the filter is refused."""
        return super().is_out_of_scope or "program" in self.errors


class PairingFilter(ProgrammeListFilter):
    """`/pasangan/?wilayah=&status=&fase=&fase_dari=&dorman=YYYY-MM-DD&aktif_per=YYYY-MM&program=<pk>`"""

    default_order = ("-created_at",)
    orders: ClassVar = {
        "sesi_terakhir": ("last_held_on",),
        "aktif_sejak": ("active_on",),
        "fase_sejak": ("phase_since",),
    }
    status = any_of(gettext_lazy("Semua status"), [(WAITING, gettext_lazy("Menunggu jawaban")), *PairingState.choices])
    fase = any_of(gettext_lazy("Semua fase"), Phase.choices)
    fase_dari = hidden_choice(
        [(str(phase), format_lazy(gettext_lazy("fase {name} atau sesudahnya"), name=phase.label)) for phase in Phase]
    )
    dorman = DayField(label=gettext_lazy("Dorman per"), required=False, widget=forms.HiddenInput)
    aktif_per = MonthField(label=gettext_lazy("Aktif pada akhir"), required=False, widget=forms.HiddenInput)
    sampai = DayField(label=gettext_lazy("Keadaan per"), required=False, widget=forms.HiddenInput)
    rubrik = hidden_choice(
        [("wajib", gettext_lazy("rubrik awal sudah wajib")), ("terkunci", gettext_lazy("rubrik awal terkunci"))]
    )
    rencana_selesai = MonthField(label=gettext_lazy("Rencana selesai"), required=False, widget=forms.HiddenInput)
    diterima = MonthField(label=gettext_lazy("Diterima"), required=False, widget=forms.HiddenInput)
    capai = hidden_choice(STEPS)
    belum = hidden_choice(STEPS)

    def apply(self, rows: PairingQuerySet) -> PairingQuerySet:
        """The filtered rows in order."""
        wanted = self.cleaned_data
        found = self.narrowed(rows)
        if wanted["status"] == WAITING:
            found = found.waiting()
        elif wanted["status"]:
            found = found.filter(state=wanted["status"])
        if wanted["program"]:
            found = found.filter(programme=wanted["program"])
        if wanted["fase"]:
            found = found.filter(phase=wanted["fase"])
        if wanted["fase_dari"]:
            found = found.from_phase(wanted["fase_dari"])
        if wanted["dorman"]:
            found = found.dormant_on(wanted["dorman"])
        if wanted["aktif_per"]:
            found = self._at_end_of(wanted["aktif_per"], found)
        if wanted["rencana_selesai"]:
            found = found.planned_to_end_in(wanted["rencana_selesai"])
        if wanted["diterima"]:
            found = found.filter(accepted_on__range=(wanted["diterima"], last_day(wanted["diterima"])))
        return self.ordered(self._by_steps(found))

    def _at_end_of(self, month: date, rows: PairingQuerySet) -> PairingQuerySet:
        wanted = self.cleaned_data["rubrik"]
        if not wanted:
            return rows.active_at_end_of(last_day(month))
        found = rows.baseline_due_at(month, self.cleaned_data["sampai"] or timezone.localdate())
        return found.filter(baseline_on__lte=last_day(month)) if wanted == "terkunci" else found

    def _by_steps(self, rows: PairingQuerySet) -> PairingQuerySet:
        """Those that reached a step after both had said yes, or have not yet (K7)."""
        for name, is_open in (("capai", False), ("belum", True)):
            if step := self.cleaned_data[name]:
                rows = rows.filter(**{f"{STEP_DATES[step]}__isnull": is_open})
                rows = rows if step == AGREEMENT else rows.exclude(category=Category.PERSONAL)
        return rows

    def _said(self, name: str, value: Any) -> str:
        said = super()._said(name, value)
        if name == "dorman":
            return _("tanpa sesi %(n)d hari sebelum %(day)s") % {"n": dormant_days(), "day": said}
        sentences = {
            "aktif_per": _("aktif pada akhir %(month)s"),
            "rencana_selesai": _("direncanakan selesai %(month)s"),
            "diterima": _("diterima %(month)s"),
        }
        return sentences[name] % {"month": said} if name in sentences else said


class OverdueFilter(ProgrammeListFilter):
    """`/pasangan/lewat/?wilayah=&fase=&program=<pk>`: past the window of their phase, the longest first."""

    default_order = ("phase_due_on",)
    orders: ClassVar = {"lewat": ("phase_due_on",)}
    fase = any_of(gettext_lazy("Semua fase"), [(str(phase), phase.label) for phase in TIMED_PHASES])

    def apply(self, rows: PairingQuerySet) -> PairingQuerySet:
        """The filtered rows in order."""
        found = self.narrowed(rows).overdue_on(timezone.localdate())
        wanted = {"phase": self.cleaned_data["fase"], "programme": self.cleaned_data["program"]}
        return self.ordered(found.filter(**{name: value for name, value in wanted.items() if value}))


class CadenceFilter(ProgrammeListFilter):
    """`/pasangan/irama/?wilayah=&bulan=YYYY-MM[&sampai=YYYY-MM-DD][&sinyal=sulit]`: slots over before `sampai`, else
    before today; of districts of weak signal alone.
    """

    bulan = MonthField(label=gettext_lazy("Bulan ini"), required=False)
    sampai = DayField(label=gettext_lazy("Keadaan per"), required=False, widget=forms.HiddenInput)
    sinyal = hidden_choice([("sulit", gettext_lazy("distrik sinyal sulit"))])

    def narrowed(self, rows: Any) -> Any:
        """The rows at the chosen unit and below, of one programme, and in districts of weak signal, as asked."""
        rows = super().narrowed(rows)
        if self.cleaned_data["program"]:
            rows = rows.filter(programme=self.cleaned_data["program"])
        return rows.filter(district__weak_signal=True) if self.cleaned_data["sinyal"] else rows

    @property
    def month(self) -> date:
        """The first day of the month, this one unless asked otherwise."""
        asked: date | None = self.cleaned_data["bulan"]
        return asked or timezone.localdate().replace(day=1)

    @property
    def over(self) -> date:
        """The last day that counts as over: the day before that of the figures, which is today unless asked."""
        asked: date | None = self.cleaned_data["sampai"]
        return (asked or timezone.localdate()) - timedelta(days=1)


class SessionFilter(ProgrammeListFilter):
    """`/sesi/?wilayah=&bulan=YYYY-MM&hasil=held|missed&status=&sumber=own|message|call|paper`"""

    default_order = ("-moment",)
    orders: ClassVar = {"waktu": ("moment",), "lama": ("minutes",)}
    bulan = MonthField(label=gettext_lazy("Semua bulan"), required=False)
    hasil = any_of(
        gettext_lazy("Semua hasil"),
        [
            (HELD, gettext_lazy("Terlaksana")),
            (MISSED, gettext_lazy("Batal terlambat atau tidak hadir")),
        ],
    )
    status = any_of(gettext_lazy("Semua status"), SessionState.choices)
    sumber = any_of(gettext_lazy("Semua sumber"), Source.choices)
    laporan = hidden_choice(
        [
            ("jatuh", gettext_lazy("laporan jatuh tempo")),
            ("tepat", gettext_lazy("laporan tepat waktu")),
            ("terlambat", gettext_lazy("laporan terlambat")),
        ]
    )
    sampai = DayField(label=gettext_lazy("Keadaan per"), required=False, widget=forms.HiddenInput)

    def apply(self, rows: SessionQuerySet) -> SessionQuerySet:
        """The filtered rows in order; `rows` carry `moment`."""
        wanted = self.cleaned_data
        found = self.narrowed(rows)
        if wanted["bulan"]:
            found = found.filter(held_on__range=(wanted["bulan"], last_day(wanted["bulan"])))
        if wanted["hasil"] == HELD:
            found = found.filter(state__in=HELD_STATES)
        elif wanted["hasil"] == MISSED:
            found = found.missed()
        if wanted["status"]:
            found = found.filter(state=wanted["status"])
        if wanted["sumber"]:
            found = found.held().filter(source=wanted["sumber"])
        if wanted["program"]:
            found = found.filter(pairing__programme=wanted["program"])
        if wanted["laporan"]:
            day = wanted["sampai"] or timezone.localdate()
            logs = {"jatuh": found.log_due_on, "tepat": found.log_on_time_on, "terlambat": found.log_late_on}
            found = logs[wanted["laporan"]](day)
        return self.ordered(found)
