"""Limits of programmes (DOMAIN §5)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from core.templatetags.format import date_id
from mentoring.enums import TIMED_PHASES, Phase, ProgrammeKind
from mentoring.models import Programme
from regions.settings import value

# What stays open to change after a programme has opened; the rest belongs to its draft.
EDITABLE_LATER = frozenset({"name", "ends_on", "cadence_days", "focus"})


def length_problem(starts_on: date, ends_on: date) -> str:
    """Why a programme may not have these dates; empty when it may."""
    if ends_on <= starts_on:
        return _("Tanggal selesai harus setelah tanggal mulai.")
    least, most = value("mentoring.programme_least_days"), value("mentoring.programme_most_days")
    if not least <= (ends_on - starts_on).days <= most:
        return _("Program berlangsung %(least)d sampai %(most)d hari. Periksa tanggalnya.") % {
            "least": least,
            "most": most,
        }
    return ""


def goal_problems(
    programme: Programme, *, baseline: Decimal | None, target: Decimal | None, due_on: date | None, falls: bool
) -> dict[str, str]:
    """Why a programme may not have this goal, by field. A target below the start must be meant (`falls`)."""
    found = {}
    if baseline is not None and target is not None:
        if baseline == target:
            found["target"] = _("Angka target harus berbeda dari angka awal.")
        elif target < baseline and not falls:
            found["target"] = _("Target lebih kecil dari angka awal. Centang «Memang turun» bila itu maksudnya.")
    if due_on is not None and not programme.starts_on <= due_on <= programme.ends_on:
        found["due_on"] = _("Tenggat harus di dalam waktu program: %(first)s sampai %(last)s.") % {
            "first": date_id(programme.starts_on),
            "last": date_id(programme.ends_on),
        }
    return found


# Days by which the windows may outlive a programme of candidates: its evaluation follows the vote (DOMAIN §4.3). Every
# other programme is evaluated before it ends.
AFTER_THE_VOTE = 31


def windows_problems(windows: Mapping[str, tuple[int, int]], days: int, kind: str) -> dict[str, str]:
    """Why a programme of a kind and so many days may not have these windows, by phase. They end in their order."""
    latest = days + (AFTER_THE_VOTE if kind == ProgrammeKind.CANDIDATE else 0)
    found, before = {}, 0
    for phase in TIMED_PHASES:
        first, last = windows[phase]
        if last <= first:
            found[phase] = _("Hari terakhir harus sesudah hari pertama.")
        elif last < before:
            found[phase] = _("Fase ini tidak boleh berakhir sebelum fase sebelumnya (hari ke-%(n)d).") % {"n": before}
        elif last > latest:
            found[phase] = _("Program selesai di hari ke-%(n)d; akhiri fase ini paling lambat hari ke-%(last)d.") % {
                "n": days,
                "last": latest,
            }
        before = max(before, last)
    return {str(Phase(phase).value): sentence for phase, sentence in found.items()}


def fitted(windows: Mapping[str, tuple[int, int]], pattern_days: int, days: int) -> dict[str, tuple[int, int]]:
    """The windows of a pattern in a programme that is shorter than it: each phase keeps its share."""
    share = min(days, pattern_days) / pattern_days
    return {phase: (int(first * share), int(last * share)) for phase, (first, last) in windows.items()}


def load_problem(name: str, load: int, more: int) -> str:
    """Why a coordinator may not take so many more pairings; empty when he may (DOMAIN §5)."""
    most = value("mentoring.coordinator_most")
    if load + more <= most:
        return ""
    return _(
        "%(name)s sudah memegang %(load)d pasangan; batasnya %(most)d. Serahkan sebuah program kepada koordinator lain "
        "dulu."
    ) % {"name": name, "load": load, "most": most}


def load_warning(load: int) -> str:
    """What a coordinator over the reasonable load should hear; empty below it."""
    soft, most = value("mentoring.coordinator_soft"), value("mentoring.coordinator_most")
    if load <= soft:
        return ""
    return _(
        "Beban koordinator %(load)d pasangan, di atas %(soft)d yang wajar; pada %(most)d tidak bisa bertambah."
    ) % {
        "load": load,
        "soft": soft,
        "most": most,
    }
