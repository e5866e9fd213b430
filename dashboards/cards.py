"""The report card of a cadre in words and as a page of paper (DOMAIN §9; who gets which part: `selectors.cards`)."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cadres.documents.pages import set_page
from cadres.mobility.needs import station
from cadres.models import MobilityStep
from core.templatetags.format import UNKNOWN, date_id, short_date, signed
from dashboards.selectors.cards import Card, Part, Stay
from evaluations.enums import PdltState
from evaluations.models import PdltAssessment
from mentoring.enums import GoalState
from mentoring.models import Goal

TEMPLATE = Path(__file__).with_name("card.typ")
Table = dict[str, Any]


def card_pdf(card: Card) -> bytes:
    """The card on A4, in the language of the party's papers whoever reads it."""
    with translation.override(settings.LANGUAGE_CODE):
        return set_page(TEMPLATE, card_words(card))


def card_words(card: Card) -> dict[str, Any]:
    """Everything on the page, in words; the parts in the order in which one reads them."""
    told = {
        Part.LADDER: [_ladder],
        Part.GROWTH: [_competencies, _goals],
        Part.MENTORING: [_mentoring],
        Part.TRAINING: [_trainings],
        Part.CAREER: [_career],
        Part.PARTNERS: [_partners],
        Part.PAPERS: [_papers],
        Part.PDLT: [_pdlt],
    }
    member = card.member
    return {
        "title": _("Rapor kader"),
        "name": member.titled_name,
        "place": member.unit.path,
        "made": _("Keadaan per %(day)s") % {"day": date_id(timezone.localdate(timezone=member.unit.zone))},
        "tables": [tell(card) for part, tells in told.items() if part in card.parts for tell in tells],
        "few": _(
            "Rapor ini untuk pembinaan. Jawaban isian, umpan balik, dan catatan pribadi tidak termasuk. Isinya tidak"
            " dipakai untuk urutan calon tanpa persetujuan tersendiri dari kader."
        ),
    }


def _table(title: str, heads: Iterable[str], rows: list[list[str]], none: str, note: str = "") -> Table:
    return {"title": title, "heads": list(heads), "rows": rows, "none": none, "note": note, "tracks": [], "legend": ""}


def _ladder(card: Card) -> Table:
    note = _("Jenjang sekarang: %(level)s.") % {"level": card.member.get_level_display()}
    if card.path is not None:
        way = {"level": card.path.level.name, "state": card.path.get_state_display().lower()}
        note += " " + _("Menuju %(level)s: %(state)s") % way
        note += " " + _("sejak %(day)s.") % {"day": short_date(card.path.since)}
    rows = [[each.level.name, short_date(each.awarded_on)] for each in card.awards]
    none = _("Belum ada kenaikan jenjang yang ditetapkan di sini.")
    return _table(_("Jenjang"), [_("Jenjang"), _("Ditetapkan")], rows, none, note)


def _competencies(card: Card) -> Table:
    """From the baseline to now: how many competencies and measures, and on which days."""
    track = card.growth.track if card.growth else []
    measured = card.measured_on
    note = ""
    if track:
        days = " → ".join(f"{name} {short_date(day)}" for name, day in measured)
        note = ngettext("%(n)d kompetensi", "%(n)d kompetensi", len(track)) % {"n": len(track)}
        note = f"n = {note}, " + ngettext("%(n)d ukuran", "%(n)d ukuran", len(measured)) % {"n": len(measured)}
        note = f"{note}: {days}."
    if len(measured) == 1:
        note += " " + _("Perubahan dihitung setelah ukuran berikutnya.")
    several = len(measured) > 1
    rows = [
        [row.name, str(row.baseline), str(row.now) if several else UNKNOWN, str(row.target),
         signed(row.change) if several else UNKNOWN]
        for row in track
    ]  # fmt: skip
    heads = [_("Kompetensi"), _("Awal"), _("Kini"), _("Target"), _("Perubahan")]
    found = _table(_("Kompetensi"), heads, rows, _("Belum ada ukuran yang dikunci."), note)
    legend = _("Kotak penuh: awal. Muda: naik sejak awal. Bergaris: menuju target.")
    return found | {"tracks": [[row.baseline, row.now, row.target] for row in track], "legend": legend}


def _goals(card: Card) -> Table:
    goals = [goal for goal in (card.growth.goals if card.growth else []) if goal.state != GoalState.DRAFT]
    heads, none = [_("Tujuan"), _("Selesai"), _("Hasil")], _("Belum ada tujuan yang disepakati.")
    return _table(_("Tujuan rencana aksi"), heads, [_goal(goal) for goal in goals], none)


def _goal(goal: Goal) -> list[str]:
    return [goal.statement, short_date(goal.due_on), goal.get_state_display()]


def _mentoring(card: Card) -> Table:
    heads = [_("Program"), _("Pendamping"), _("Masa"), _("Fase")]
    return _table(_("Pendampingan"), heads, [_stay(stay) for stay in card.stays], _("Belum pernah didampingi."))


def _stay(stay: Stay) -> list[str]:
    pairing = stay.pairing
    until = short_date(pairing.ended_on) if pairing.ended_on else pairing.get_state_display().lower()
    phases = [f"{phase.label} {short_date(day)}" for phase, day in stay.phases]
    return [
        pairing.programme.name,
        stay.guides or UNKNOWN,
        f"{short_date(pairing.active_on)} – {until}",
        " → ".join(phases) or pairing.get_phase_display(),
    ]


def _trainings(card: Card) -> Table:
    rows = [
        [each.event.title, each.event.get_kind_display(), short_date(timezone.localdate(each.event.starts_at)),
         each.get_result_display() if each.score is None else f"{each.get_result_display()} ({each.score})"]
        for each in card.trainings
    ]  # fmt: skip
    heads = [_("Kegiatan"), _("Jenis"), _("Tanggal"), _("Hasil")]
    return _table(_("Pelatihan"), heads, rows, _("Belum ada pelatihan yang diikuti."))


def _career(card: Card) -> Table:
    rows = [[each.post, station(each.channel.name, each.tier), _held(each)] for each in card.steps]
    heads = [_("Jabatan atau tugas"), _("Saluran"), _("Masa")]
    return _table(_("Langkah karier"), heads, rows, _("Belum ada langkah karier."))


def _held(step: MobilityStep) -> str:
    return f"{short_date(step.starts_on)} – {short_date(step.ends_on) if step.ends_on else _('kini')}"


def _partners(card: Card) -> Table:
    rows = [
        [taken.title, taken.partnership.name, f"{short_date(taken.starts_on)}, {each.get_state_display().lower()}"]
        for each in card.partners
        for taken in (each.activity,)
    ]
    return _table(_("Mitra"), [_("Kegiatan"), _("Mitra"), _("Mulai")], rows, _("Belum ada kegiatan bersama mitra."))


def _papers(card: Card) -> Table:
    rows = [[each.title, each.number, short_date(each.issued_on)] for each in card.papers]
    heads = [_("Sertifikat"), _("Nomor"), _("Tanggal")]
    return _table(_("Sertifikat"), heads, rows, _("Belum ada sertifikat."))


def _pdlt(card: Card) -> Table:
    heads = [_("Kurun"), _("Keputusan"), _("Tanggal")]
    note = _("Hanya yang sudah dibagikan kepada kader; tanpa angka dan tanpa penilai.")
    return _table("PDLT", heads, [_case(case) for case in card.cases], _("Belum ada yang dibagikan."), note)


def _case(case: PdltAssessment) -> list[str]:
    is_final = case.state == PdltState.FINAL
    day = case.decided_at if is_final else case.shared_at
    return [
        f"{short_date(case.period_from)} – {short_date(case.period_to)}",
        case.get_verdict_display() if is_final else _("Belum diputuskan"),
        short_date(timezone.localdate(day)),
    ]
